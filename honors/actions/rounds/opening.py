"""A round opens (everything is frozen), a deadline is extended, the round closes (第十四、十五条)."""

from __future__ import annotations

from datetime import datetime

from honors.actions.acting import national_staff
from honors.facts import judge_opening
from honors.models import Extension, Round
from honors.models.rounds import Step
from honors.moves import CLOSE_ROUND, EXTEND, OPEN_ROUND
from honors.queries.deadlines import deadline, moment_words
from honors.queries.snapshot import snapshot
from ledger.actions import moving
from ledger.canonical import canonical, digest
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post, Union


def open_round(round: Round, *, by: Post, at: datetime, version: int) -> Round:
    """Open the round: its conditions are frozen and its law version is this day (决定 14).

    Refused "same_person" unless another person than the one who last changed the draft signs (决定 15), "unlawful"
    with the findings of Articles 2, 14 and 15, Stale if the draft changed since it was read.
    """
    who = national_staff(by, at=at)
    if round.prepared_by_id == by.person_id:
        raise Refused("same_person", "拟稿和签发不能是同一个人。请由另一位工作人员核对后开启。", "第十四条第二款")
    on = in_beijing(at).date()
    # Every change of the draft raises its version, so a claim that names the version proves this text is what was seen.
    text = canonical(snapshot(round, on=on))
    with moving(
        round, OPEN_ROUND, by=who, at=at, version=version, opened_on=on, frozen=text, frozen_digest=digest(text)
    ) as writing:
        writing.judged(judge_opening(round, at=at))
        writing.details["digest"] = digest(text)
    return round


def extend_deadline(
    round: Round,
    *,
    step: str,
    union: Union,
    due_at: datetime,
    reason: str,
    by: Post,
    at: datetime,
    version: int,
) -> Extension:
    """Give one union, and all below it, more time for a step.

    Refused "reason_missing", "no_deadline" when the step has none, "not_later" when it would not gain anything.
    """
    who = national_staff(by, at=at)
    if not reason.strip():
        raise Refused("reason_missing", "延长期限，请写明理由。", "第十五条")
    with moving(round, EXTEND, by=who, at=at, version=version) as writing:
        held = deadline(round, step, union)
        if held is None:
            raise Refused("no_deadline", f"本轮没有规定“{Step(step).label}”的期限，不需要延长。", "第十五条")
        if due_at <= max(held, at):
            raise Refused("not_later", f"{union.name}现在的期限是{moment_words(held)}，请填写更晚的时间。", "第十五条")
        writing.reason = reason
        writing.details.update(
            {"step": str(step), "union_id": union.pk, "union": union.name, "due_at": due_at.isoformat()}
        )
        return Extension.objects.create(
            round=round, step=step, union=union, due_at=due_at, reason=reason, granted_at=at, granted_by=who.words[:200]
        )


def close_round(round: Round, *, by: Post, at: datetime, version: int) -> Round:
    """Close the round after its honours were conferred: nothing can be filed, granted or extended any more."""
    who = national_staff(by, at=at)
    with moving(round, CLOSE_ROUND, by=who, at=at, version=version):
        pass
    return round
