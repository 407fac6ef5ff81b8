"""推荐单位集体研究同意, then its written report: route one leaves the province by a decision on exactly this file (第二十六条第一款)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from decisions.actions import decide
from decisions.models import DecisionKind
from documents.models import Document
from ledger.actions import moving
from ledger.canonical import digest
from regulation.refusals import Refused
from revocations.actions.asking import (
    another_person,
    as_seen,
    everybody_heard,
    file_unchanged,
    law_day,
    lawful,
    not_own_case,
    require_holder,
    require_paper,
    require_text,
)
from revocations.facts import case_text, judge_route
from revocations.facts.route import AGREED, APPLIED
from revocations.models import CaseFile, CaseStep, RevocationCase
from revocations.moves import CONSENT, RECONSIDER, REPORT
from revocations.queries.standing import here
from unions.models import Post
from unions.queries import actor, national

ARTICLE = "第二十六条第一款"


def consent(
    case: RevocationCase,
    *,
    held_on: date,
    place: str,
    attendees: str,
    minutes: Document,
    by: Post,
    at: datetime,
    version: int,
) -> RevocationCase:
    """推荐单位领导班子集体研究同意: bound to the digest of exactly this file; one person puts it forward, another signs.

    Refused: "not_holder", "not_at_recommender", "not_put_forward" before somebody there gave the opinion, "same_person",
    "already_agreed", "own_case", "meeting_too_early" before that opinion, as every collective decision; Unlawful.
    """
    require_holder(case, by, at=at, perm="recommend")
    not_own_case(case, by)
    as_seen(case, CONSENT, version)
    step, following = here(case)
    if following is not None:
        raise Refused("not_at_recommender", "本案还没有逐级报到推荐单位。", ARTICLE)
    preparer = step.agreed_by_person or (case.applied_by if case.applicant_id == step.union_id else None)
    if preparer is None:
        raise Refused("not_put_forward", "请先由经办人提出审查意见，再由另一位同志提交集体研究。", ARTICLE)
    another_person(by, preparer.pk, "提出审查意见的人和签发人必须是两个人，请由另一位同志签发。")
    who = actor(by)
    with transaction.atomic():
        text = case_text(case)
        decision = decide(
            kind=DecisionKind.REVOCATION_CONSENT,
            body=step.union,
            held_on=held_on,
            place=place,
            attendees=attendees,
            minutes=minutes,
            subject=case.chain.key,
            digest=digest(text),
            prepared_by=preparer,
            signed_by=by.person,
            at=at,
            not_before=_put_forward(case, step),
        )
        with moving(
            case,
            CONSENT,
            by=who,
            at=at,
            version=version,
            expect={"holder_id": case.holder_id, "consent": None},
            consent=decision,
            digest=decision.digest,
        ) as writing:
            writing.judged(lawful(case, at=at))
            _same(case, text)
            CaseFile.objects.create(case=case, decision=decision, text=text)
            if step.agreed_at is None:
                CaseStep.objects.filter(pk=step.pk).update(
                    opinion="本单位申请", agreed_at=at, agreed_by=who.words[:200], agreed_by_person=preparer
                )
            writing.details |= {"digest": decision.digest, "held_on": held_on.isoformat()}
    return case


def _put_forward(case: RevocationCase, step: CaseStep) -> tuple[date, str] | None:
    """Since when the leadership can have studied the case: somebody there gave the opinion, or applied."""
    since = step.agreed_at or case.applied_at
    return (law_day(since), "提出审查意见") if since else None


def reconsider(case: RevocationCase, *, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """撤回集体研究: the file may be worked on again; the next decision is a new one. Refused: "nothing_decided"."""
    require_holder(case, by, at=at, perm="recommend")
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明重新研究的理由。")
    if case.consent_id is None:
        raise Refused("nothing_decided", "本案还没有集体研究。", ARTICLE)
    with moving(
        case,
        RECONSIDER,
        by=actor(by),
        at=at,
        version=version,
        expect={"holder_id": case.holder_id},
        consent=None,
        digest="",
    ) as writing:
        writing.reason = why
        put_back(case)
    return case


def report(
    case: RevocationCase, *, number: str, paper: Document | None, by: Post, at: datetime, version: int
) -> RevocationCase:
    """向全总基层工作部提出书面报告: number and paper, once the unit has decided and everybody was heard.

    Refused: "not_consented", "not_heard", "hearing_running", "file_changed", "number_missing", "paper_missing",
    "not_holder", "own_case"; Unlawful.
    """
    require_holder(case, by, at=at, perm="recommend")
    not_own_case(case, by)
    named = require_text(number, "number_missing", "请填写书面报告的文号。")
    scan = require_paper(paper, "请上传书面报告。")
    if case.consent_id is None:
        raise Refused("not_consented", "推荐单位领导班子集体研究同意后，才能提出书面报告。", ARTICLE)
    with moving(
        case,
        REPORT,
        by=actor(by),
        at=at,
        version=version,
        expect={"holder_id": case.holder_id, "consent_id": case.consent_id},
        reading=("consent",),
        holder=national(),
        report_number=named,
        report_paper=scan,
    ) as writing:
        file_unchanged(case)
        everybody_heard(case, at=at)
        writing.judged(lawful(case, at=at) + judge_route(case, APPLIED, AGREED, on=law_day(at)), _reasons(case))
        writing.details |= {"number": named, "paper": scan.sha256}
    return case


def put_back(case: RevocationCase) -> None:
    """The recommending unit's own step is open again: the next opinion is given on the changed file."""
    last = case.steps.order_by("-position").first()
    if last is not None:
        CaseStep.objects.filter(pk=last.pk).update(opinion="", agreed_at=None, agreed_by="", agreed_by_person=None)


def _reasons(case: RevocationCase) -> dict[str, str]:
    return {APPLIED: case.applicant_reason}


def _same(case: RevocationCase, text: str) -> None:
    """What was claimed is what was read. Refused "file_changed"."""
    if case_text(case) != text:
        raise Refused("file_changed", "案卷刚刚有变动，请刷新后核对，再提交集体研究。", ARTICLE)
