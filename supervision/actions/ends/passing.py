"""第二十七条: everything is recovered, the honours end, and the report goes up level by level to 全总."""

from __future__ import annotations

from datetime import datetime

from honors.actions.register import recover
from honors.moves import ConferralState
from ledger.actions import moving
from regulation.engine import Judgement
from regulation.refusals import Refused
from supervision.actions.ends.shared import ARTICLE, at_holder, law_day, named, not_own
from supervision.actions.rechecks import call_off_all
from supervision.facts.recovery import judge_recovery
from supervision.models import EndStep, UnitEnd
from supervision.moves import CLOSE_END, PASS_UP, RECOVER_ALL, ItemState
from supervision.periods import PASS_UP as PASS_UP_DAYS
from supervision.periods import after
from supervision.queries.ends import next_level
from supervision.queries.recovery import items_of_end
from unions.models import Post, Union
from unions.queries import actor, national, require

READING = ("union", "holder", "recoverer")


def recover_all(end: UnitEnd, *, by: Post, at: datetime, version: int) -> UnitEnd:
    """收回证书和奖牌，逐级上报: each honour ends as 终止收回, which is no revocation, and the level above is told.

    Refused: "unlawful" with Article 27 while certificate or plaque is neither back nor declared lost, or where another
    union than the next higher one would recover; "items_open" for other papers; "not_holder", "own_honour", "own_case".
    """
    at_holder(end, by, at=at)
    on = law_day(at)
    following, passed = next_level(end, by.union)
    who = actor(by)
    with moving(
        end, RECOVER_ALL, by=who, at=at, version=version, reading=READING,
        holder=following, recoverer=by.union, due_on=after(PASS_UP_DAYS, on),
    ) as writing:  # fmt: skip
        standing = [one for one in named(end) if one.state == ConferralState.VALID]
        items = list(items_of_end(end))
        judged = judge_recovery(end, standing, items, by=by.union, reported_to=following.name, on=on)
        writing.judged(sum((judgement for _, judgement in judged), Judgement(())))
        if any(item.state == ItemState.DEMANDED for item in items):
            raise Refused("items_open", "还有材料没有收回，也没有登记遗失。请先逐项办结。", ARTICLE)
        writing.details |= {"to": following.name, "honours": [one.certificate_number for one in standing]}
        for conferral in standing:
            reason = f"所在单位{end.get_kind_display()}：{end.finding}"
            recover(conferral, on=on, reason=reason, by=by, at=at, version=conferral.version, ended=end.union)
        call_off_all(standing, by=who, at=at)
        _mark(passed, by.union, who.words, at=at)
    return end


def pass_up(end: UnitEnd, *, by: Post, at: datetime, version: int) -> UnitEnd:
    """逐级上报: the holder has taken note and passes it to the next level.

    Refused: "at_the_top" at 全总, which files it; "not_holder", "own_honour", "own_case".
    """
    at_holder(end, by, at=at)
    if by.union.is_national:
        raise Refused("at_the_top", "已经上报到全总，请办理“全总备案”。", ARTICLE)
    following, passed = next_level(end, by.union)
    who = actor(by)
    with moving(
        end, PASS_UP, by=who, at=at, version=version, reading=READING,
        holder=following, due_on=after(PASS_UP_DAYS, law_day(at)),
    ) as writing:  # fmt: skip
        writing.details |= {"from": by.union.name, "to": following.name}
        _mark(passed, by.union, who.words, at=at)
    return end


def close_end(end: UnitEnd, *, by: Post, at: datetime, version: int) -> UnitEnd:
    """全总备案: the report has come up through every level.

    Refused: "not_allowed", "own_case"; "not_passed_up" while a level below still has it.
    """
    require(by, "audit", national(), on=law_day(at))
    not_own(end, by)
    if not end.holder.is_national:
        raise Refused("not_passed_up", f"还在“{end.holder}”，逐级上报到全总后再备案。", ARTICLE)
    with moving(end, CLOSE_END, by=actor(by), at=at, version=version, reading=READING):
        pass
    return end


def _mark(steps: list[EndStep], by: Union, words: str, *, at: datetime) -> None:
    """The steps that are done with this move: the acting union's own, and those whose union no longer exists."""
    for step in steps:
        gone = step.union_id != by.pk and not step.union.is_active
        step.passed_at = at
        step.passed_by = f"{words}（{step.union_name}已撤销或合并）"[:200] if gone else words[:200]
    EndStep.objects.bulk_update(steps, ["passed_at", "passed_by"])
