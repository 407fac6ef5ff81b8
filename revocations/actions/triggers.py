"""监督记录触发研判: the record opens a case to examine, once for each finding; it never decides, and ends no honour (决定 42)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from honors.models import Conferral
from ledger.actions import note, touch
from ledger.actors import SYSTEM
from regulation.after import UnitEnd as EndKind
from regulation.grounds import GROUNDS
from regulation.refusals import Refused
from revocations.actions.asking import law_day
from revocations.actions.opening import READ, Opened, open_with
from revocations.models import CaseGround, CaseSource, CaseSubject, GroundEvidence, RevocationCase, Trigger
from revocations.moves import State
from revocations.queries.findings import Finding, ends_recorded, findings
from supervision.actions.ends import report_end
from supervision.models import Event
from supervision.queries import responsible_for

logger = logging.getLogger(__name__)
ARTICLE = "第二十二条第（二）项"
T = TypeVar("T")


@dataclass(frozen=True)
class Swept:
    """What one run did: cases opened, drafts that a finding joined, ends of units reported."""

    opened: int
    joined: int
    ends: int


def sweep(*, at: datetime) -> Swept:
    """Open one case for each new finding of the record; run again, or twice at once, it opens none twice.

    An honour that stands in a draft gets the finding added there; in a case further on, the finding waits until that
    case has ended. Each finding in its own transaction: a fault in one holds up no other.
    """
    found = list(findings(on=law_day(at)))
    known = _known([one.key for one in found])
    done = _each([one for one in found if one.key not in known], lambda one: _examine(one, at=at))
    ends = _each(list(ends_recorded()), lambda event: _report_end(event, at=at))
    return Swept(opened=done.count("opened"), joined=done.count("joined"), ends=ends.count("reported"))


def _examine(finding: Finding, *, at: datetime) -> str:
    """One finding: "opened", "joined", or "" where it waits or somebody else was first."""
    try:
        with transaction.atomic():
            subject = CaseSubject.objects.filter(conferral=finding.conferral, open=True).select_related("case__chain")
            standing = subject.first()
            if standing is None:
                return _open(finding, at=at)
            if standing.case.state != State.DRAFT:
                return ""
            return _join(standing, finding, at=at)
    except (IntegrityError, Refused):
        # Another worker, or a person, was first with this very finding or this very honour: the next run looks again.
        return ""


def _open(finding: Finding, *, at: datetime) -> str:
    conferral = Conferral.objects.select_related(*READ).get(pk=finding.conferral.pk)
    opened = Opened(
        source=CaseSource.TRIGGER,
        summary=f"监督记录显示：{finding.text}。请研判是否属于{GROUNDS[finding.code].article}所列情形。",
        holder=responsible_for(conferral),
    )
    case = open_with([conferral], opened, by=SYSTEM, at=at)
    _keep(finding, case, at=at)
    _fill_in(finding, case, subject=None)
    return "opened"


def _join(subject: CaseSubject, finding: Finding, *, at: datetime) -> str:
    case = subject.case
    touch(case, states=[State.DRAFT])
    _keep(finding, case, at=at)
    alone = case.subjects.filter(dropped_at__isnull=True).count() == 1
    _fill_in(finding, case, subject=None if alone else subject)
    note(case, act="监督记录又有发现，并入本案", article=ARTICLE, by=SYSTEM, at=at, reason=finding.text)
    return "joined"


def _keep(finding: Finding, case: RevocationCase, *, at: datetime) -> None:
    """The key is unique: of two workers one fails here, and nothing of its case stays."""
    Trigger.objects.create(
        key=finding.key,
        conferral=finding.conferral,
        event=finding.event,
        case=case,
        text=finding.text,
        found_at=at,
    )


def _fill_in(finding: Finding, case: RevocationCase, *, subject: CaseSubject | None) -> None:
    """The item with its figures and facts, so that whoever examines it sees why; an item that stands is left as it is."""
    if CaseGround.objects.filter(case=case, code=finding.code, subject=subject).exists():
        return
    ground = CaseGround.objects.create(
        case=case,
        subject=subject,
        code=finding.code,
        facts=finding.text,
        happened_on=finding.happened_on,
        **finding.columns,
    )
    paper = finding.event.paper if finding.event else None
    if paper is not None:
        GroundEvidence.objects.create(ground=ground, element="fact", paper=paper, about=finding.text[:200])


def _report_end(event: Event, *, at: datetime) -> str:
    """A unit that came to its end is no revocation: its end is reported to the next higher union (第二十七条)."""
    with transaction.atomic():
        Trigger.objects.create(
            key=f"event:{event.pk}", conferral=event.conferral, event=event, text=event.text, found_at=at
        )
        report_end(
            event.conferral.union,
            kind=EndKind.DISSOLVED,
            happened_on=event.happened_on,
            text=event.text,
            paper=event.paper,
            by=SYSTEM,
            at=at,
        )
    return "reported"


def _known(keys: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), 500):
        rows = Trigger.objects.filter(key__in=keys[start : start + 500])
        found |= set(rows.values_list("key", flat=True))
    return found


def _each(rows: Iterable[T], verb: Callable[[T], str]) -> list[str]:
    done = []
    for row in rows:
        try:
            done.append(verb(row))
        except (IntegrityError, Refused):
            continue  # another worker was first, or nothing is left to recover
        except Exception:
            logger.exception("监督记录 %s 未能触发研判", row)
    return done


__all__ = ["Swept", "sweep"]
