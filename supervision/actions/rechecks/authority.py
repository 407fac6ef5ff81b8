"""Who may re-check: a union above, at the desk that opened it, nobody in the own case (第二十二条第（四）项)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from decisions.queries import refuse_own_case, union_subject
from honors.models import Conferral
from honors.moves import ConferralState
from ledger.actions import Writing
from ledger.actors import Actor
from regulation.refusals import Refused
from regulation.windows import in_beijing
from supervision.facts.rechecks import ARTICLE, judge_recheck
from supervision.models import Recheck
from supervision.queries import stood_over_by
from supervision.queries.rechecks import handler_of
from unions.models import Post
from unions.queries import actor, require


def law_day(at: datetime) -> date:
    """The law's day of a moment."""
    return in_beijing(at).date()


def union_above(conferral: Conferral, *, by: Post, at: datetime) -> tuple[Actor, Writing]:
    """The acting post as one that may look at this honour, with the findings of the law.

    Refused "not_allowed", "own_case"; "unlawful" for a union that does not stand above.
    """
    require(by, "supervise", by.union, on=law_day(at))
    refuse_own_case(
        by,
        subjects={conferral.chain.key, conferral.nomination, union_subject(conferral.union)},
        person_keys={conferral.person_key} - {""},
    )
    above = stood_over_by(by.union).filter(pk=conferral.pk).exists()
    writing = Writing()
    writing.judged(judge_recheck(conferral, by_union_above=above, on=law_day(at)))
    return actor(by), writing


def at_its_desk(recheck: Recheck, *, by: Post, at: datetime) -> tuple[Actor, Writing]:
    """The same for a re-check that is under way: at the union that opened it. Refused also "not_handler"."""
    holder = handler_of(recheck)
    if holder.pk != by.union_id:
        raise Refused("not_handler", f"这件复查由“{holder}”办理。", ARTICLE)
    return union_above(recheck.conferral, by=by, at=at)


def hold_standing(conferrals: Iterable[int]) -> None:
    """Take the rows of these honours, so that none ends while its re-check is opened. Refused "honour_ended"."""
    rows = Conferral.objects.select_for_update().filter(pk__in=list(conferrals)).order_by("pk")
    for name, state in list(rows.values_list("subject_name", "state")):
        if state != ConferralState.VALID:
            raise Refused("honour_ended", f"{name}的荣誉已经终止，不再复查。", ARTICLE)


def words(text: str, sentence: str, code: str = "reason_missing") -> str:
    """What has to be written, trimmed. Refused with the code where there is nothing."""
    if not text.strip():
        raise Refused(code, sentence, ARTICLE)
    return text.strip()
