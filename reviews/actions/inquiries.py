"""第十九条第二款: what is suspected is inquired into; only what is verified is disqualified, and its place is burned."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from decisions.actions import decide
from decisions.models import DecisionKind
from documents.models import Document
from ledger.actions import begin, moving, note, touch
from ledger.canonical import canonical, digest
from nominations.models import Nomination
from nominations.moves import DISQUALIFY, INQUIRABLE
from regulation.refusals import Refused
from reviews.actions.departures import Place, depart
from reviews.actions.judging import law_day, not_own_case, not_the_preparer, require_text
from reviews.models import Inquiry, InquiryGround, Mending
from reviews.moves import INQUIRY, UNFOUND, VERIFY, InquiryState
from reviews.queries import open_inquiry_of
from unions.models import Post
from unions.queries import actor, national, require


@transaction.atomic
def open_inquiry(
    nomination: Nomination, *, ground: str, clues: str, by: Post, at: datetime, version: int | None = None
) -> Inquiry:
    """立案核查: while it is open the case neither advances nor is withdrawn.

    Refused: "inquiry_open" if one runs already, "reason_missing" without clues, "wrong_state" before recommendation.
    """
    require(by, "audit", national(), on=law_day(at))
    not_own_case(by, [nomination])
    told = require_text(clues, "reason_missing", "请写明核查的线索。", "第十九条第二款")
    # The nomination's version is taken first: whoever advances it at this moment is overtaken or finds the inquiry.
    touch(nomination, states=INQUIRABLE, version=version)
    if open_inquiry_of(nomination) is not None:
        raise Refused("inquiry_open", "本件已在核查。", "第十九条第二款")
    who = actor(by)
    inquiry = Inquiry(
        nomination=nomination, ground=InquiryGround(ground).value, clues=told, opened_at=at, opened_by=by.person
    )
    begin(
        inquiry,
        table=INQUIRY,
        by=who,
        at=at,
        act="open_inquiry",
        article="第十九条第二款",
        details={"nomination": nomination.key, "ground": inquiry.ground},
    )
    note(
        nomination,
        act="open_inquiry",
        article="第十九条第二款",
        by=who,
        at=at,
        details={"inquiry": inquiry.chain.key, "ground": inquiry.ground},
    )
    return inquiry


def verify(inquiry: Inquiry, *, finding: str, by: Post, at: datetime, version: int) -> Inquiry:
    """查证属实, with a written finding; disqualifying is another person's decision."""
    return _close(inquiry, VERIFY.code, finding=finding, by=by, at=at, version=version)


def unfound(inquiry: Inquiry, *, finding: str, by: Post, at: datetime, version: int) -> Inquiry:
    """查无实据: the case goes on."""
    return _close(inquiry, UNFOUND.code, finding=finding, by=by, at=at, version=version)


def _close(inquiry: Inquiry, code: str, *, finding: str, by: Post, at: datetime, version: int) -> Inquiry:
    require(by, "audit", national(), on=law_day(at))
    not_own_case(by, [inquiry.nomination])
    found = require_text(finding, "finding_missing", "请写明核查结论和依据。", "第十九条第二款")
    move, who = INQUIRY[code], actor(by)
    with moving(
        inquiry, move, by=who, at=at, version=version, finding=found, closed_at=at, closed_by=by.person
    ) as writing:
        writing.reason = found
        nomination = inquiry.nomination
        touch(nomination, states=INQUIRABLE)
        details: dict[str, object] = {"inquiry": inquiry.chain.key}
        note(nomination, act=move.code, article=move.article, by=who, at=at, reason=found, details=details)
    return inquiry


def disqualify(
    nomination: Nomination,
    *,
    held_on: date,
    place: str,
    attendees: str,
    minutes: Document,
    by: Post,
    at: datetime,
    version: int,
) -> Nomination:
    """撤销评选资格，取消名额，不得递补或重报 (第十九条第二款): the place is burned, the subject barred for the round.

    Refused: "not_verified" without a verified inquiry; "same_person" when the one who verified it signs;
    "meeting_too_early" before it was verified.
    """
    require(by, "audit", national(), on=law_day(at))
    not_own_case(by, [nomination])
    inquiry = (
        Inquiry.objects.filter(nomination=nomination, state=InquiryState.VERIFIED)
        .select_related("chain", "closed_by")
        .order_by("-closed_at")
        .first()
    )
    if inquiry is None or inquiry.closed_by is None:
        raise Refused("not_verified", "核查属实后才能撤销评选资格。请先立案核查并形成结论。", "第十九条第二款")
    not_the_preparer(by, inquiry.closed_by_id, article="第十九条第二款")
    who = actor(by)
    with moving(nomination, DISQUALIFY, by=who, at=at, version=version, holder=national()) as writing:
        decision = decide(
            kind=DecisionKind.DISQUALIFICATION,
            body=national(),
            held_on=held_on,
            place=place,
            attendees=attendees,
            minutes=minutes,
            subject=nomination.key,
            digest=digest(
                canonical({"nomination": nomination.key, "inquiry": inquiry.chain.key, "finding": inquiry.finding})
            ),
            prepared_by=inquiry.closed_by,
            signed_by=by.person,
            at=at,
            not_before=(law_day(inquiry.closed_at), "核查结论作出") if inquiry.closed_at else None,
        )
        Inquiry.objects.filter(pk=inquiry.pk).update(decision=decision)
        Mending.objects.filter(nomination=nomination, answered_at__isnull=True).update(
            answer="撤销评选资格", answered_at=at, answered_by=who.words
        )
        writing.reason = inquiry.finding
        writing.details |= {"inquiry": inquiry.chain.key, "decision": decision.digest}
        depart(nomination, place=Place.BURNED, by=who, at=at, reason="撤销评选资格，取消名额，不得递补或重报")
    return nomination
