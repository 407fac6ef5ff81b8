"""第二十七条: anyone in the chain reports that a unit is bankrupt, ended or dissolved."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from documents.models import Document
from ledger.actions import begin
from ledger.actors import SYSTEM, Actor
from regulation.after import UnitEnd as EndKind
from regulation.refusals import Refused
from regulation.words import day_words
from supervision.actions.ends.shared import ARTICLE, law_day, needed
from supervision.models import UnitEnd
from supervision.moves import UNIT_END
from supervision.periods import EXAMINE, after
from supervision.queries.ends import closed_with_honours, ending_with, next_higher, open_end_of
from unions.models import Post, Union
from unions.moves import UnionState
from unions.queries import actor, require


def report_end(
    union: Union,
    *,
    kind: EndKind,
    happened_on: date,
    text: str,
    paper: Document | None = None,
    by: Post | Actor,
    at: datetime,
) -> UnitEnd:
    """报告单位终止, by the unit's own clerk or any union above it; the next higher existing union has it from then on.

    Of two reports at once one stands: the other is refused; the system is given the one that stands.

    Refused: "not_allowed"; "text_missing", "day_ahead"; "no_standing_honour": nothing is to be recovered;
    "already_reported".
    """
    today = law_day(at)
    if isinstance(by, Post):
        require(by, "supervise", union, on=today)
    text = needed(text, "text_missing", "请写明单位破产、终止或撤销的情况和依据。")
    if happened_on > today:
        raise Refused("day_ahead", "日期不能晚于今天，请在单位终止之后报告。", ARTICLE)
    if not ending_with(union):
        raise Refused("no_standing_honour", f"“{union}”没有有效的集体荣誉，没有要收回的证书和奖牌。", ARTICLE)
    who = actor(by)
    end = UnitEnd(
        union=union,
        kind=EndKind(kind),
        happened_on=happened_on,
        text=text,
        paper=paper,
        reported_at=at,
        reported_by=who.words[:200],
        holder=next_higher(union),
        due_on=after(EXAMINE, today),
    )
    details = {"union": union.name, "kind": end.kind, "on": happened_on.isoformat(), "holder": end.holder.name}
    try:
        with transaction.atomic():
            return begin(end, table=UNIT_END, by=who, at=at, act="报告单位终止", article=ARTICLE, details=details)
    except IntegrityError as twice:
        standing = open_end_of(union)
        if standing is None:
            raise
        if isinstance(by, Actor):
            return standing
        raise Refused(
            "already_reported", f"“{union}”的终止已经有人报告，由“{standing.holder}”办理。", ARTICLE
        ) from twice


def report_closed(*, at: datetime) -> list[UnitEnd]:
    """Report, as the system, every unit that the tree shows as merged or dissolved and that still holds honours.

    A report only: what became of the unit is examined by the next higher union. May run any number of times.
    """
    found = []
    for union in closed_with_honours():
        merged = union.state == UnionState.MERGED
        on = union.closed_on or law_day(at)
        became = f"合并，由“{union.successor}”承继" if merged else "撤销"
        found.append(
            report_end(
                union,
                kind=EndKind.RENAMED if merged else EndKind.DISSOLVED,
                happened_on=on,
                text=f"工会组织登记显示，“{union}”已于{day_words(on)}{became}，仍有有效的集体荣誉。请核实所在单位的情况。",
                by=SYSTEM,
                at=at,
            )
        )
    return found
