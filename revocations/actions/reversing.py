"""更正: a revocation found wrong is put right by a new decision; nothing of the first is erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from decisions.actions import decide, issue_document
from decisions.models import DecisionKind
from honors.actions.register import reinstate_all
from honors.models import Conferral
from honors.moves import ConferralState
from honors.queries.titles import titles_on
from ledger.actions import moving
from ledger.canonical import canonical, digest
from ledger.queries import made_at
from regulation.refusals import Refused
from revocations.actions.asking import (
    ARTICLE,
    another_person,
    as_seen,
    law_day,
    national_staff,
    not_own_case,
    require_text,
    secretariat,
)
from revocations.actions.meeting import Meeting, Paper
from revocations.facts.decision_text import reversal_text
from revocations.models import CaseFile, CaseSubject, RevocationCase
from revocations.moves import ASK_REVERSAL, REVERSE, REVERSE_SOME
from revocations.queries.standing import subjects_of
from supervision.actions.recovery import give_back_all
from unions.models import Post
from unions.queries import actor, national


def ask_reversal(
    case: RevocationCase,
    *,
    reason: str,
    by: Post,
    at: datetime,
    version: int,
    subjects: Sequence[CaseSubject] | None = None,
) -> RevocationCase:
    """提请更正: by national staff, of all honours of the case or of some. Refused: "reason_missing", "nothing_revoked"."""
    national_staff(by, at=at)
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明撤销决定有误的情况和依据。")
    with moving(
        case,
        ASK_REVERSAL,
        by=actor(by),
        at=at,
        version=version,
        reversal_reason=why,
        reversal_asked_by=by.person,
    ) as writing:
        revoked = [one for one in subjects_of(case) if one.reversal_id is None]
        wanted = {one.pk for one in subjects} if subjects is not None else {one.pk for one in revoked}
        chosen = [one for one in revoked if one.pk in wanted]
        if not chosen or len(chosen) != len(wanted):
            raise Refused("nothing_revoked", "请从本案中仍处于撤销状态的对象中选择。", ARTICLE)
        case.subjects.update(reversal_asked=False)
        case.subjects.filter(pk__in=[one.pk for one in chosen]).update(reversal_asked=True)
        writing.reason = why
        writing.details["honours"] = [one.conferral.certificate_number for one in chosen]
    return case


def reverse(
    case: RevocationCase, *, meeting: Meeting, paper: Paper, by: Post, at: datetime, version: int
) -> RevocationCase:
    """另行决定更正: the honours named stand again, what was handed in is given back, the history stays whole.

    Refused: "not_asked" before the department has asked, "same_person", "not_revoked", "meeting_too_early", "issued_ahead", "number_taken",
    "not_allowed" to all but the secretariat, "own_case".
    """
    secretariat(by, at=at)
    not_own_case(case, by)
    if case.reversal_asked_by is None:
        raise Refused("not_asked", "请先由全总基层工作部提请更正。", ARTICLE)
    another_person(by, case.reversal_asked_by_id, "提请更正的人和书记处签发人必须是两个人。")
    if paper.issued_on > law_day(at):
        raise Refused("issued_ahead", "印发日期不能晚于今天，请核对。", ARTICLE)
    as_seen(case, REVERSE, version)
    standing = subjects_of(case)
    asked = [one for one in standing if one.reversal_asked and one.reversal_id is None]
    if not asked:
        raise Refused("not_asked", "没有提请更正的对象。", ARTICLE)
    every = all(one.reversal_asked or one.reversal_id is not None for one in standing)
    honours = [one.conferral for one in asked]
    with transaction.atomic():
        text = _text(case, asked)
        decision = decide(
            kind=DecisionKind.REVERSAL,
            body=national(),
            held_on=meeting.held_on,
            place=meeting.place,
            attendees=meeting.attendees,
            minutes=meeting.minutes,
            subject=case.chain.key,
            digest=digest(text),
            prepared_by=case.reversal_asked_by,
            signed_by=by.person,
            at=at,
            not_before=(law_day(made_at(case, ASK_REVERSAL)), "提请更正"),
        )
        body = reversal_text(case, _rising(honours), number=paper.number, title=paper.title, issued_on=paper.issued_on)
        document = issue_document(
            number=paper.number,
            title=paper.title,
            issued_on=paper.issued_on,
            body=body,
            decision=decision,
            scan=paper.scan,
        )
        who = actor(by)
        ended: dict[str, Any] = {"ended_at": at} if every else {}
        with moving(
            case,
            REVERSE if every else REVERSE_SOME,
            by=who,
            at=at,
            version=version,
            reversal=document,
            reversal_asked_by=None,
            **ended,
        ) as writing:
            CaseFile.objects.create(case=case, decision=decision, text=text)
            risen = reinstate_all(honours, decision=document, by=by, at=at)
            give_back_all(risen, by=who, at=at)
            CaseSubject.objects.filter(pk__in=[one.pk for one in asked]).update(
                reversal=document, reversal_asked=False, open=False
            )
            writing.reason = case.reversal_reason
            writing.details |= {
                "honours": [one.certificate_number for one in risen],
                "document": document.number,
                "digest": decision.digest,
            }
    return case


def _rising(honours: Sequence[Conferral]) -> list[Conferral]:
    named = {one.pk: one.ended_by_id for one in honours}
    titles = titles_on(set(named), ConferralState.REVOKED)
    return [*honours, *(one for one in titles if one.pk not in named and one.ended_by_id == named[one.base_id or 0])]


def _text(case: RevocationCase, asked: Sequence[CaseSubject]) -> str:
    document = case.document
    return canonical(
        {
            "case": case.chain.key,
            "reverses": document.number if document else "",
            "reason": case.reversal_reason,
            "subjects": [[one.conferral.chain.key, one.conferral.certificate_number] for one in asked],
        }
    )
