"""第十六条第三款: every union of the frozen chain reviews and passes the case up, returns it, or refuses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from ledger.actions import moving
from nominations.facts import reasons_of
from nominations.models import ChainStep, Nomination, Return, ReturnReason, Revision, StepKind
from nominations.moves import ENDORSE, REFUSE, RETURN
from regulation.article_16 import Endorsement, endorsement_law
from regulation.refusals import Refused
from reviews.actions.judging import (
    keep_reasons,
    law_day,
    not_barred,
    not_own_case,
    require_in_time,
    require_text,
    verdict,
)
from unions.models import Post
from unions.queries import actor, require


def endorse(
    nomination: Nomination,
    *,
    by: Post,
    at: datetime,
    version: int,
    opinions_heard: str,
    reasons: Mapping[str, str] | None = None,
) -> Nomination:
    """审查通过，逐级上报 (第十六条第三款).

    Refused: "not_allowed" for every post but one of the holder; "own_case"; "deadline_passed"; "on_the_list" at the
    recommending unit, which decides by its list; Unlawful when a condition no longer holds, when nobody's opinion
    was heard, or when a 一般 rule is departed from without a reason of any level.
    """
    _may_review(nomination, by=by, at=at)
    steps = {s.position: s for s in ChainStep.objects.filter(nomination=nomination).select_related("union")}
    here, following = steps.get(nomination.position), steps.get(nomination.position + 1)
    if here is None or following is None or here.kind != StepKind.REVIEW:
        raise Refused("on_the_list", "推荐单位通过列入推荐名单办理，不使用逐级上报。", "第十七条第一款")
    own = reasons or {}
    given = reasons_of(nomination) | {k: v for k, v in own.items() if v.strip()}
    who = actor(by)
    with moving(
        nomination,
        ENDORSE,
        by=who,
        at=at,
        version=version,
        expect={"holder_id": here.union_id, "position": here.position},
        holder=following.union,
        position=following.position,
        arrived_at=at,
    ) as writing:
        judged = verdict(nomination, at=at)
        heard = endorsement_law.judge(
            Endorsement(opinions_heard=opinions_heard), version=nomination.round.law_version, as_of=law_day(at)
        )
        writing.judged(judged + heard, given)
        writing.details |= {"step": here.union_name, "to": following.union_name, "opinions_heard": opinions_heard}
        not_barred([nomination])
        keep_reasons(nomination, judged, own, union=here.union, by=who.words, at=at)
        ChainStep.objects.filter(pk=here.pk).update(
            opinions_heard=opinions_heard.strip(), endorsed_at=at, endorsed_by=who.words, endorsed_by_person=by.person
        )
    return nomination


@transaction.atomic
def send_back(
    nomination: Nomination,
    *,
    by: Post,
    at: datetime,
    version: int,
    reasons: Sequence[tuple[str, str]],
    summary: str = "",
) -> Return:
    """退回修改: to the filing union, with every reason at once; what is resubmitted comes back to this step.

    `reasons` are (field, document or rule; what is wrong with it). Refused: "reason_missing" without any;
    "not_allowed"; "own_case".
    """
    _may_review(nomination, by=by, at=at)
    said = [(field.strip(), reason.strip()) for field, reason in reasons if reason.strip()]
    if not said:
        raise Refused("reason_missing", "请逐项写明退回的理由，一次性告知全部问题。", "第十六条第三款")
    who = actor(by)
    holder, position = nomination.holder, nomination.position
    with moving(
        nomination,
        RETURN,
        by=who,
        at=at,
        version=version,
        expect={"holder_id": holder.pk, "position": position},
        holder=nomination.union,
        position=0,
        arrived_at=at,
    ) as writing:
        back = Return.objects.create(
            nomination=nomination,
            position=position,
            union=holder,
            returned_at=at,
            returned_by=who.words,
            summary=summary.strip(),
            revision=Revision.objects.filter(nomination=nomination).order_by("-number").first(),
        )
        ReturnReason.objects.bulk_create(
            [ReturnReason(about=back, field=field or "整体", reason=reason) for field, reason in said]
        )
        writing.reason = summary.strip()
        writing.details["reasons"] = [{"field": field, "reason": reason} for field, reason in said]
        writing.details["returned_by_step"] = position
    return back


def refuse(nomination: Nomination, *, by: Post, at: datetime, version: int, reason: str) -> Nomination:
    """审查不通过: the case ends here, with a written reason. Refused: "reason_missing", "not_allowed", "own_case"."""
    _may_review(nomination, by=by, at=at)
    why = require_text(reason, "reason_missing", "请写明审查不通过的理由和所依据的条款。", "第十六条第三款")
    expect = {"holder_id": nomination.holder_id}
    with moving(nomination, REFUSE, by=actor(by), at=at, version=version, expect=expect) as writing:
        writing.reason = why
    return nomination


def _may_review(nomination: Nomination, *, by: Post, at: datetime) -> None:
    """Moving is allowed at the holder only: a province cannot endorse in a county's place."""
    require(by, "review", nomination.holder, on=law_day(at))
    not_own_case(by, [nomination])
    require_in_time(nomination.round, nomination.holder, at=at)
