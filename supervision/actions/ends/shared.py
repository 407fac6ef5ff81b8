"""What every verb about an ended unit asks first, and the honours that it names."""

from __future__ import annotations

from datetime import date, datetime

from decisions.queries import recused_subjects, refuse_own_case, union_subject
from honors.models import Conferral
from regulation.refusals import Refused
from regulation.windows import in_beijing
from supervision.models import UnitEnd
from supervision.queries.ends import ending_with
from supervision.queries.standing_in import existing
from unions.models import Post
from unions.queries import require, successor_of

ARTICLE = "第二十七条"


def law_day(at: datetime) -> date:
    """The law's day of a moment."""
    return in_beijing(at).date()


def at_holder(end: UnitEnd, by: Post, *, at: datetime) -> None:
    """Refused "not_allowed", "own_honour", "not_holder" where another union has it now, "own_case"."""
    require(by, "supervise", by.union, on=law_day(at))
    not_own(end, by)
    holder = existing(end.holder)
    if holder.pk != by.union_id:
        raise Refused("not_holder", f"这件事现在由“{holder}”办理。", ARTICLE)


def not_own(end: UnitEnd, by: Post) -> None:
    """Refused "own_honour": a unit finds nothing out about itself; "own_case": a declared relation (决定 15)."""
    if by.union_id in (end.union_id, successor_of(end.union).pk):
        raise Refused("own_honour", "本单位的终止由上一级工会核实，本单位不能办理。", ARTICLE)
    subjects = {union_subject(end.union), end.chain.key}
    for conferral in named(end) or ending_with(end.union):
        subjects |= {conferral.chain.key, conferral.nomination, union_subject(conferral.union)}
    refuse_own_case(by, subjects=subjects & recused_subjects(by.person))


def named(end: UnitEnd) -> list[Conferral]:
    """The honours that the finding named, in their order."""
    rows = end.honours.filter(released_at__isnull=True).select_related(
        "conferral__union__successor", "conferral__recommender", "conferral__round", "conferral__chain"
    )
    return [row.conferral for row in rows]


def needed(words: str, code: str, sentence: str) -> str:
    """What the law wants in writing; Refused with `code` when it is blank."""
    if not words.strip():
        raise Refused(code, sentence, ARTICLE)
    return words.strip()
