"""书记处: approves a request, or decides directly on verified grounds; the honours end at once and everywhere (第二十六条)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from decisions.actions import decide, issue_document
from decisions.models import CollectiveDecision, DecisionDocument, DecisionKind
from honors.actions.register import revoke_all
from honors.models import Conferral
from honors.queries.titles import fallen_with
from ledger.actions import Writing, moving
from ledger.canonical import digest
from ledger.moves import Move
from ledger.queries import made_at
from regulation.refusals import Refused
from regulation.revocation_route import Route
from regulation.words import day_words
from revocations.actions.asking import (
    ARTICLE,
    another_person,
    as_seen,
    everybody_heard,
    file_unchanged,
    law_day,
    lawful,
    not_own_case,
    require_text,
    secretariat,
)
from revocations.actions.ending import release
from revocations.actions.meeting import Meeting, Paper
from revocations.facts import case_text, charges_of, judge_route, requested_digest
from revocations.facts.decision_text import revocation_text
from revocations.facts.route import AGREED, APPLIED, VERIFIED
from revocations.models import CaseFile, RevocationCase
from revocations.moves import APPROVE, DECIDE_DIRECTLY, REFUSE_REQUEST, REQUEST, SEND_BACK, SEND_BACK_DIRECT, VERIFY
from revocations.queries.standing import subjects_of
from supervision.actions.rechecks import call_off_all
from supervision.actions.recovery import demand_all
from supervision.models import Cause
from unions.models import Person, Post
from unions.queries import actor, national

__all__ = ["Meeting", "Paper", "approve", "decide_directly", "refuse_request", "send_back"]


def approve(
    case: RevocationCase,
    *,
    meeting: Meeting,
    paper: Paper,
    by: Post,
    at: datetime,
    version: int,
    unheard_reason: str = "",
) -> RevocationCase:
    """书记处审核批准: exactly what was requested; honours end, papers are demanded, re-checks end, all or nothing.

    Refused: "not_allowed" to all but the secretariat, "same_person", "own_case", "file_changed", "not_standing" naming
    the honours, "meeting_too_early" before the request, "issued_ahead", "due_too_early", "number_taken", "unheard" while a hearing runs and no written reason
    is given; Unlawful. `version` makes sure that a late statement was seen.
    """
    preparer = case.requested_by
    if preparer is None:
        raise Refused("wrong_state", "本案还没有请示书记处。", APPROVE.article)
    return _decide(case, APPROVE, preparer, meeting, paper, unheard_reason, by=by, at=at, version=version)


def decide_directly(
    case: RevocationCase,
    *,
    meeting: Meeting,
    paper: Paper,
    by: Post,
    at: datetime,
    version: int,
    unheard_reason: str = "",
) -> RevocationCase:
    """书记处直接决定 on verified grounds (第二十六条第三款). Refused: as `approve`, and "not_direct" for route one."""
    if case.kind is not Route.DIRECT:
        raise Refused("not_direct", "逐级申请的案件，由全总基层工作部请示后批准。", "第二十六条第二款")
    preparer = case.verified_by
    if preparer is None:
        raise Refused("wrong_state", "本案还没有核查属实。", DECIDE_DIRECTLY.article)
    return _decide(case, DECIDE_DIRECTLY, preparer, meeting, paper, unheard_reason, by=by, at=at, version=version)


def send_back(case: RevocationCase, *, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """书记处退回补充核查: to the department, which verifies and asks anew. Refused: "reason_missing", "not_allowed"."""
    secretariat(by, at=at)
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明退回的理由。")
    move = SEND_BACK_DIRECT if case.kind is Route.DIRECT else SEND_BACK
    cleared: dict[str, Any] = {
        "digest": case.consent.digest if case.consent else "",
        "verification": "",
        "verification_paper": None,
        "verified_by": None,
        "request_number": "",
        "request_paper": None,
        "requested_by": None,
    }
    before = {"verification": case.verification, "request": case.request_number}
    with moving(case, move, by=actor(by), at=at, version=version, **cleared) as writing:
        writing.reason = why
        writing.details |= before
    return case


def refuse_request(case: RevocationCase, *, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """书记处不予批准: the honours stand, and the case ends. Refused: "reason_missing", "not_allowed", "own_case"."""
    secretariat(by, at=at)
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明不予批准的理由。")
    with moving(case, REFUSE_REQUEST, by=actor(by), at=at, version=version, ended_at=at, ended_reason=why) as writing:
        writing.reason = why
        release(case)
    return case


def _decide(
    case: RevocationCase,
    move: Move,
    preparer: Person,
    meeting: Meeting,
    paper: Paper,
    unheard_reason: str,
    *,
    by: Post,
    at: datetime,
    version: int,
) -> RevocationCase:
    secretariat(by, at=at)
    not_own_case(case, by)
    another_person(by, preparer.pk, "核查、请示的人和书记处签发人必须是两个人。")
    as_seen(case, move, version)
    _days(paper, at=at)
    _heard_or_reasoned(case, unheard_reason, at=at)
    with transaction.atomic():
        text = case_text(case)
        decision = decide(
            kind=DecisionKind.REVOCATION,
            body=national(),
            held_on=meeting.held_on,
            place=meeting.place,
            attendees=meeting.attendees,
            minutes=meeting.minutes,
            subject=case.chain.key,
            digest=digest(text),
            prepared_by=preparer,
            signed_by=by.person,
            at=at,
            not_before=_before_the_secretariat(case, move),
        )
        document = _issue(case, paper, decision, at=at)
        with moving(
            case,
            move,
            by=actor(by),
            at=at,
            version=version,
            reading=("consent", "verification_paper"),
            decision=decision,
            document=document,
            unheard_reason=unheard_reason.strip(),
        ) as writing:
            _same(case, text, move)
            writing.judged(
                lawful(case, at=at) + judge_route(case, APPLIED, AGREED, VERIFIED, on=law_day(at)),
                {APPLIED: case.applicant_reason},
            )
            CaseFile.objects.create(case=case, decision=decision, text=text)
            _end(case, document, paper, writing, by=by, at=at)
            writing.details |= {"digest": decision.digest, "document": document.number}
            writing.reason = unheard_reason.strip()
    return case


def _before_the_secretariat(case: RevocationCase, move: Move) -> tuple[date, str]:
    """Since when the secretariat can have decided: it was asked, or the grounds were verified."""
    if move is APPROVE:
        return law_day(made_at(case, REQUEST)), "请示书记处"
    return law_day(made_at(case, VERIFY)), "核查属实"


def _end(
    case: RevocationCase, document: DecisionDocument, paper: Paper, writing: Writing, *, by: Post, at: datetime
) -> None:
    """The honours and what falls with them; certificate, plaque and other papers; re-checks that have lost their object."""
    who = actor(by)
    fallen = revoke_all(_honours(case), decision=document, by=by, at=at)
    items = demand_all(fallen, cause=Cause.REVOCATION, due_on=paper.due_on, also=paper.also, by=who, at=at)
    call_off_all(fallen, by=who, at=at)
    writing.details |= {"honours": len(fallen), "items": len(items)}


def _issue(case: RevocationCase, paper: Paper, decision: CollectiveDecision, *, at: datetime) -> DecisionDocument:
    return issue_document(
        number=paper.number,
        title=paper.title,
        issued_on=paper.issued_on,
        body=revocation_text(
            case,
            fallen_with(_honours(case)),
            charges_of(case, on=law_day(at)),
            number=paper.number,
            title=paper.title,
            issued_on=paper.issued_on,
            due_on=paper.due_on,
        ),
        decision=decision,
        scan=paper.scan,
    )


def _honours(case: RevocationCase) -> list[Conferral]:
    return [subject.conferral for subject in subjects_of(case)]


def _days(paper: Paper, *, at: datetime) -> None:
    if paper.issued_on > law_day(at):
        raise Refused("issued_ahead", f"印发日期（{day_words(paper.issued_on)}）不能晚于今天，请核对。", ARTICLE)
    if paper.due_on < paper.issued_on:
        raise Refused("due_too_early", "交回期限不能早于印发日期。", ARTICLE)


def _heard_or_reasoned(case: RevocationCase, reason: str, *, at: datetime) -> None:
    """Hearing never vetoes the secretariat: it decides before everybody was heard, with a written reason (决定 41)."""
    if reason.strip():
        return
    try:
        everybody_heard(case, at=at)
    except Refused as refused:
        raise Refused("unheard", f"{refused.sentence}现在就作出决定的，请写明理由。", ARTICLE) from refused


def _same(case: RevocationCase, text: str, move: Move) -> None:
    """What is decided is what was read, what was requested, and what the recommending unit agreed to."""
    if case_text(case) != text or (move is APPROVE and requested_digest(case) != case.digest):
        raise Refused("file_changed", "案卷与请示时不一致，不能决定。请刷新核对，或退回补充核查。", ARTICLE)
    file_unchanged(case)
