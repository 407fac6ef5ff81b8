"""集体研究决定: who met where and when, and exactly which list they decided."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from decisions.models import CollectiveDecision, DecisionDocument, DecisionKind
from documents.models import Document
from ledger.canonical import digest as digest_of
from regulation.refusals import Refused
from regulation.windows import in_beijing
from regulation.words import day_words
from unions.models import Person, Union

ARTICLES = {
    DecisionKind.RECOMMENDATION: "第十七条第二款",
    DecisionKind.APPROVAL: "第二十条第一款",
    DecisionKind.FINAL: "第二十条第二款",
    DecisionKind.DISQUALIFICATION: "第十九条第二款",
    DecisionKind.REVOCATION_CONSENT: "第二十六条第一款",
    DecisionKind.REVOCATION: "第二十六条",
    DecisionKind.REVERSAL: "第二十六条",
}


def check_two_persons(prepared_by: Person, signed_by: Person, *, article: str = "") -> None:
    """One person prepares, another signs: persons, not posts (决定 15). Refused "same_person"."""
    if prepared_by.pk == signed_by.pk:
        raise Refused("same_person", "经办人和签发人不能是同一个人，请由另一人签发。", article)


def decide(
    *,
    kind: DecisionKind,
    body: Union,
    held_on: date,
    place: str,
    attendees: str,
    minutes: Document,
    subject: str,
    digest: str,
    prepared_by: Person,
    signed_by: Person,
    at: datetime,
    not_before: tuple[date, str] | None = None,
) -> CollectiveDecision:
    """Write down a collective decision, bound to the digest of what was decided.

    `not_before`: since when there is what was decided, and what happened on that day.

    Raises:
        Refused: "same_person"; "meeting_ahead": the meeting lies in the future; "meeting_too_early": nobody can have
            decided on it yet; "attendees_needed", "place_needed"; "digest_needed": nothing was named that was decided.
    """
    article = ARTICLES[DecisionKind(kind)]
    check_two_persons(prepared_by, signed_by, article=article)
    if held_on > in_beijing(at).date():
        raise Refused("meeting_ahead", "会议日期不能晚于今天。", article)
    if not_before is not None and held_on < not_before[0]:
        first, what = not_before
        said = f"会议日期（{day_words(held_on)}）不能早于{what}的日期（{day_words(first)}），请按会议纪要核对。"
        raise Refused("meeting_too_early", said, article)
    if not attendees.strip():
        raise Refused("attendees_needed", "请填写出席人员。", article)
    if not place.strip():
        raise Refused("place_needed", "请填写会议地点。", article)
    if len(digest) != 64:
        raise Refused("digest_needed", "没有可供决定的名单，请先形成名单。", article)
    return CollectiveDecision.objects.create(
        kind=kind,
        body=body,
        held_on=held_on,
        place=place.strip(),
        attendees=attendees.strip(),
        minutes=minutes,
        subject=subject,
        digest=digest,
        prepared_by=prepared_by,
        signed_by=signed_by,
        signed_at=at,
    )


def issue_document(
    *,
    number: str,
    title: str,
    issued_on: date,
    body: str,
    decision: CollectiveDecision | None,
    scan: Document | None = None,
) -> DecisionDocument:
    """印发决定 (第二十一条、第二十六条). Refused "number_taken", "number_needed", "before_decision"."""
    number = number.strip()
    if not number:
        raise Refused("number_needed", "请填写文号。", "第二十一条")
    if decision is not None and issued_on < decision.held_on:
        raise Refused("before_decision", f"印发日期不能早于会议日期（{day_words(decision.held_on)}）。", "第二十一条")
    try:
        with transaction.atomic():
            return DecisionDocument.objects.create(
                number=number,
                title=title.strip(),
                issued_on=issued_on,
                body=body,
                digest=digest_of(body),
                decision=decision,
                scan=scan,
            )
    except IntegrityError as taken:
        if not DecisionDocument.objects.filter(number=number).exists():
            raise
        raise Refused("number_taken", f"文号“{number}”已被使用，请核对。", "第二十一条") from taken
