"""The register: honours are conferred or named (第二十一条); how they end is `honors.actions.ending` (第二十六、二十七条)."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from decisions.models import DecisionDocument
from honors.actions.ending import recover, reinstate, reinstate_all, revoke, revoke_all
from honors.models import CertificateSeries, Conferral, Round, SubjectPost
from honors.moves import CONFERRAL, ConferralState
from honors.numbers import certificate_number, series_code
from ledger.actions import begin_all
from ledger.actors import Actor
from regulation.honours import Elevated, Honour
from regulation.refusals import Refused
from regulation.windows import in_beijing
from regulation.words import day_words
from unions.models import Post, Union
from unions.queries import actor
from unions.search import tokens

__all__ = ["ToConfer", "confer_all", "recover", "reinstate", "reinstate_all", "revoke", "revoke_all"]


@dataclass(frozen=True, kw_only=True)
class ToConfer:
    """One subject of the final list, as the register will keep it for later articles.

    With `elevated` it gets two rows and two certificates: the honour, and the title on top of it. With `base` (an honour
    of an earlier round, where the notice allows it) only the title.
    """

    nomination: str  # its chain key
    honour: str
    subject_name: str
    union: Union
    recommender: Union
    elevated: str = ""
    base: Conferral | None = None
    unit_name: str = ""
    person_key: str = ""
    subject_code: str = ""
    post: str = SubjectPost.OTHER
    nature: str = ""
    region_code: str = ""
    path: list[dict[str, object]] = field(default_factory=list)
    invented: bool = False


def confer_all(
    rows: Sequence[ToConfer], *, round: Round, decision: DecisionDocument, on: date, by: Post | Actor, at: datetime
) -> list[Conferral]:
    """Confer or name, in the order given, each with its certificate number; all or none (第二十一条).

    Refused "issued_ahead" (a decision dated after today), "honour_not_offered", "no_such_title" for an elevated title
    that is not one of this honour (第九条), and "base_not_standing" for a title on an honour that was revoked.
    """
    if on > in_beijing(at).date():
        raise Refused("issued_ahead", f"印发日期（{day_words(on)}）不能晚于今天，请核对。", "第二十一条")
    offered = set(round.honours.values_list("honour", flat=True))
    for row in rows:
        _check(row, offered)
    who = actor(by)
    with transaction.atomic():
        numbers = _take_numbers(rows, round)
        bases = [_conferral(row, "", row.base, round, decision, on, numbers) for row in rows if row.base is None]
        _begin(bases, by=who, at=at)
        held = {base.nomination: base for base in bases}
        titles = [
            _conferral(row, row.elevated, row.base or held[row.nomination], round, decision, on, numbers)
            for row in rows
            if row.elevated
        ]
        _begin(titles, by=who, at=at)
    return [*bases, *titles]


def _check(row: ToConfer, offered: set[str]) -> None:
    honour = Honour(row.honour)
    if row.honour not in offered:
        raise Refused("honour_not_offered", f"本轮不评选“{honour.title}”。", "第十五条")
    if row.elevated and honour.elevated != row.elevated:
        title = Elevated(row.elevated).title
        raise Refused("no_such_title", f"{title}只能从{Elevated(row.elevated).base.title}中产生。", "第九条")
    if row.base is None:
        return
    if not row.elevated:
        raise Refused("no_such_title", "往届荣誉只能作为红旗单位、标兵的依据。", "第九条")
    if row.base.state != ConferralState.VALID or row.base.honour != row.honour or row.base.elevated:
        raise Refused("base_not_standing", f"{row.subject_name}的{honour.title}荣誉不在有效状态。", "第九条")


def _take_numbers(rows: Sequence[ToConfer], round: Round) -> dict[str, Iterator[str]]:
    """Advance each series once, by what it needs: taken in the conferring transaction, so no gap and no reuse."""
    needed = Counter(row.honour for row in rows if row.base is None)
    needed += Counter(row.elevated for row in rows if row.elevated)
    taken: dict[str, Iterator[str]] = {}
    for title, count in sorted(needed.items()):
        code = series_code(title, round.year)
        CertificateSeries.objects.get_or_create(code=code)
        CertificateSeries.objects.filter(code=code).update(last=F("last") + count)
        last = CertificateSeries.objects.get(code=code).last
        taken[title] = iter(
            [certificate_number(title, round.year, number) for number in range(last - count + 1, last + 1)]
        )
    return taken


def _conferral(
    row: ToConfer,
    elevated: str,
    base: Conferral | None,
    round: Round,
    decision: DecisionDocument,
    on: date,
    numbers: dict[str, Iterator[str]],
) -> Conferral:
    return Conferral(
        honour=row.honour,
        elevated=elevated,
        round=round,
        base=base,
        certificate_number=next(numbers[elevated or row.honour]),
        check_code=secrets.token_hex(16),
        subject_name=row.subject_name,
        unit_name=row.unit_name,
        union=row.union,
        person_key=row.person_key,
        subject_code=row.subject_code,
        post=row.post,
        nature=row.nature,
        recommender=row.recommender,
        region_code=row.region_code,
        path=row.path,
        nomination=row.nomination,
        decision=decision,
        conferred_on=on,
        search=tokens(f"{row.subject_name} {row.unit_name}"),
        invented=row.invented,
    )


def _begin(conferrals: Sequence[Conferral], *, by: Actor, at: datetime) -> None:
    begin_all(
        conferrals,
        table=CONFERRAL,
        by=by,
        at=at,
        act="表彰和命名",
        article="第二十一条",
        details=lambda row: {
            "nomination": row.nomination,
            "title": row.elevated or row.honour,
            "number": row.certificate_number,
            "decision": row.decision.number,
        },
    )
