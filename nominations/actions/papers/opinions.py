"""征求意见: the opinions that Article 16 asks for, each with its as-of day and its paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from documents.models import Document
from ledger.actions import touch
from nominations.actions.drafts import renew_revision
from nominations.actions.papers.taking import OPEN_FOR_PAPERS, Given, kept, require_filer, waited_for, write_down
from nominations.models import Nomination, Opinion, OpinionKind
from nominations.sections import OPINIONS
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post

COUNTS = ("entitled", "present", "in_favour", "against", "abstained")
SAID = ("giver", "agrees", "statement", "as_of", "assembly", "within_authority", "dissent_answer", *COUNTS)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One opinion, as it was given."""

    kind: str
    giver: str
    as_of: date
    document: Given | None
    agrees: bool = True
    statement: str = ""
    assembly: str = ""
    within_authority: bool = True
    counts: Mapping[str, int | None] = field(default_factory=dict)
    dissent_answer: str = ""

    @property
    def numbers(self) -> dict[str, int | None]:
        return {name: self.counts.get(name) for name in COUNTS}


def record_opinion(
    nomination: Nomination,
    *,
    kind: str,
    giver: str,
    as_of: date,
    document: Given | None,
    by: Post,
    at: datetime,
    version: int,
    agrees: bool = True,
    statement: str = "",
    assembly: str = "",
    within_authority: bool = True,
    counts: Mapping[str, int | None] | None = None,
    dissent_answer: str = "",
) -> Opinion:
    """One opinion, its as-of day and its paper; given again, it replaces the former one and may keep its paper.

    Refused: `not_allowed`, `wrong_state`, `no_document`, `as_of_in_future`, `counts_do_not_fit`, and what the store refuses.
    """
    heard = Heard(
        kind=kind,
        giver=giver,
        as_of=as_of,
        document=document,
        agrees=agrees,
        statement=statement,
        assembly=assembly,
        within_authority=within_authority,
        counts=counts or {},
        dissent_answer=dissent_answer,
    )
    return record_opinions(nomination, [heard], by=by, at=at, version=version)[0]


def record_opinions(
    nomination: Nomination, heard: Sequence[Heard], *, by: Post, at: datetime, version: int
) -> list[Opinion]:
    """征求意见表: several opinions at once, one of each kind; the same ones twice are kept once.

    Refused as `record_opinion`; nothing is written then.
    """
    require_filer(nomination, by, at)
    today = in_beijing(at).date()
    for one in heard:
        _fit(one.numbers)
        if one.as_of > today:
            raise Refused("as_of_in_future", "意见截至日期不能晚于今天，请核对。", "第十六条")
    uploaded = [kept(one.document, by, at) for one in heard]
    with transaction.atomic():
        waited_for(nomination)
        held = _held(nomination, heard)
        rows = [_row(nomination, one, paper, held) for one, paper in zip(heard, uploaded, strict=True)]
        if all(_same(held.get(row.kind), row) for row in rows):
            return [held[row.kind] for row in rows]
        touch(nomination, states=OPEN_FOR_PAPERS, version=version)
        Opinion.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["nomination", "kind"], update_fields=[*SAID, "document"]
        )
        renew_revision(nomination, by=by, at=at, sections=[OPINIONS])
        given = [{"kind": row.kind, "sha256": row.document.sha256} for row in rows]
        write_down(nomination, "record_opinion", by, at, given[0] if len(given) == 1 else {"opinions": given})
    found = _held(nomination, heard)
    return [found[row.kind] for row in rows]


def _held(nomination: Nomination, heard: Sequence[Heard]) -> dict[str, Opinion]:
    kinds = [OpinionKind(one.kind).value for one in heard]
    rows = Opinion.objects.filter(nomination=nomination, kind__in=kinds).select_related("document")
    return {row.kind: row for row in rows}


def _row(nomination: Nomination, one: Heard, uploaded: Document | None, held: Mapping[str, Opinion]) -> Opinion:
    """The row as it is to stand; without a new paper the former one stays."""
    kind = OpinionKind(one.kind)
    paper = uploaded or (held[kind.value].document if kind.value in held else None)
    if paper is None:
        raise Refused("no_document", f"请上传{kind.label}意见的书面原件。", "第十六条")
    return Opinion(
        nomination=nomination,
        kind=kind.value,
        giver=one.giver.strip(),
        agrees=one.agrees,
        statement=one.statement.strip(),
        as_of=one.as_of,
        document=paper,
        assembly=one.assembly,
        within_authority=one.within_authority,
        dissent_answer=one.dissent_answer.strip(),
        **one.numbers,
    )


def _same(held: Opinion | None, wanted: Opinion) -> bool:
    if held is None or held.document.sha256 != wanted.document.sha256:
        return False
    return all(getattr(held, name) == getattr(wanted, name) for name in SAID)


def _fit(numbers: Mapping[str, Any]) -> None:
    present, entitled = numbers["present"], numbers["entitled"]
    voted = sum(numbers[name] or 0 for name in ("in_favour", "against", "abstained"))
    if present is not None and entitled is not None and present > entitled:
        raise Refused("counts_do_not_fit", f"实到 {present} 人多于应到 {entitled} 人，请核对。", "第十六条第一款")
    if present is not None and voted > present:
        raise Refused(
            "counts_do_not_fit", f"同意、不同意、弃权合计 {voted} 人，多于实到 {present} 人，请核对。", "第十六条第一款"
        )
