"""Route one up to the recommending unit: 原推荐单位申请, 逐级同意; or the case ends there (第二十六条第一款)."""

from __future__ import annotations

from datetime import datetime

from ledger.actions import moving
from regulation.refusals import Refused
from regulation.revocation_route import Route
from revocations.actions.arranging import may_be_withdrawn_by
from revocations.actions.asking import (
    another_person,
    as_seen,
    law_day,
    lawful,
    not_own_case,
    require_holder,
    require_text,
)
from revocations.actions.ending import release
from revocations.facts import judge_route
from revocations.facts.route import APPLIED
from revocations.models import CaseStep, RevocationCase
from revocations.moves import AGREE, APPLY, DECLINE, WITHDRAW
from revocations.queries.standing import here, subjects_of
from revocations.queries.targets import applicants_of, goes_by_industry
from unions.models import Post, Union
from unions.queries import actor, chain_above

ARTICLE = "第二十六条第一款"


def apply(case: RevocationCase, *, by: Post, at: datetime, version: int, reason: str = "") -> RevocationCase:
    """申请撤销: by the original recommender as a rule; by the next existing union above it with a written reason.

    Freezes the steps up to the recommending unit. Refused: "direct_case", "not_holder", "own_case",
    "not_the_applicant", "different_lines"; Unlawful where an honour or an item does not stand, or the reason is missing.
    """
    require_holder(case, by, at=at)
    not_own_case(case, by)
    if case.kind is Route.DIRECT:
        raise Refused("direct_case", "本案由全总直接办理，不经申请。", ARTICLE)
    as_seen(case, APPLY, version)
    _may_apply(case, by.union)
    chain = _chain(case, by.union)
    with moving(
        case,
        APPLY,
        by=actor(by),
        at=at,
        version=version,
        expect={"holder_id": case.holder_id},
        holder=chain[0],
        applicant=by.union,
        applied_at=at,
        applied_by=by.person,
        applicant_reason=reason.strip(),
    ) as writing:
        writing.judged(lawful(case, at=at) + judge_route(case, APPLIED, on=law_day(at)), {APPLIED: reason})
        writing.reason = reason.strip()
        case.steps.all().delete()  # of an application that was taken over; the ledger has them
        CaseStep.objects.bulk_create(
            [
                CaseStep(case=case, position=position, union=union, union_name=union.name)
                for position, union in enumerate(chain, start=1)
            ]
        )
        writing.details["steps"] = [union.name for union in chain]
    return case


def agree(case: RevocationCase, *, opinion: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """逐级同意上报; at the recommending unit the opinion with which one person puts the case before its leadership.

    Refused: "not_holder", "not_allowed", "own_case" (also for the person who applied), "opinion_missing",
    "already_agreed" at the recommending unit; Unlawful; "stale" for the second of two.
    """
    require_holder(case, by, at=at, perm="review")
    not_own_case(case, by)
    another_person(by, case.applied_by_id, "提出申请的人不能再审查本案，请由另一位同志审查。")
    said = require_text(opinion, "opinion_missing", "请写明审查意见。")
    as_seen(case, AGREE, version)
    step, following = here(case)
    if step.agreed_at is not None:
        raise Refused("already_agreed", "审查意见已提出，请由另一位同志提交领导班子集体研究。", ARTICLE)
    who = actor(by)
    with moving(
        case,
        AGREE,
        by=who,
        at=at,
        version=version,
        expect={"holder_id": case.holder_id},
        holder=following.union if following else step.union,
    ) as writing:
        writing.judged(lawful(case, at=at))
        writing.reason = said
        writing.details |= {"step": step.union_name, "to": following.union_name if following else step.union_name}
        CaseStep.objects.filter(pk=step.pk).update(
            opinion=said, agreed_at=at, agreed_by=who.words[:200], agreed_by_person=by.person
        )
    return case


def decline(case: RevocationCase, *, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """不同意撤销: the case ends here, with its reason; the honour stands. Refused: "reason_missing", "file_decided"."""
    require_holder(case, by, at=at, perm="review")
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明不同意撤销的理由。")
    with moving(
        case,
        DECLINE,
        by=actor(by),
        at=at,
        version=version,
        expect={"holder_id": case.holder_id},
        ended_at=at,
        ended_reason=why,
    ) as writing:
        if case.consent_id is not None:
            raise Refused("file_decided", "推荐单位已集体研究同意。不同意的，请先撤回集体研究。", ARTICLE)
        writing.reason = why
        release(case)
    return case


def withdraw(case: RevocationCase, *, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """不提出或撤回申请: the draft's holder, or the applicant; the honour stands and the record keeps why.

    Refused: "not_holder", "not_the_applicant", "own_unit" (nobody withdraws what others hold against the own unit),
    "own_case", "reason_missing", "wrong_state" once it was reported.
    """
    may_be_withdrawn_by(case, by, at=at)
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明不提出或撤回申请的理由。")
    with moving(case, WITHDRAW, by=actor(by), at=at, version=version, ended_at=at, ended_reason=why) as writing:
        writing.reason = why
        release(case)
    return case


def _may_apply(case: RevocationCase, union: Union) -> None:
    rule, next_up = applicants_of(case)
    if union.pk in {one.pk for one in (*rule, *next_up)}:
        return
    named = "、".join(one.name for one in (*rule, *next_up)) or "各自的原推荐单位分别立案"
    raise Refused("not_the_applicant", f"本案由{named}申请，请先转请。", ARTICLE)


def _chain(case: RevocationCase, union: Union) -> list[Union]:
    """From the applicant's next higher union to its recommending unit, on one line for all honours."""
    lines = {goes_by_industry(union, subject.conferral) for subject in subjects_of(case)}
    if len(lines) > 1:
        raise Refused("different_lines", "本案对象不在同一条推荐渠道上，请分别立案，或由全总直接办理。", ARTICLE)
    if union.is_recommender:
        return [union]
    return chain_above(union, industrial=lines.pop())
