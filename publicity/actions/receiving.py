"""Taking a letter in: from the public by the site, or from the post by the union that handles it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from documents.models import Document
from honors.queries import setting
from honors.settings import LETTERS_COUNT_BY
from ledger.actions import begin
from ledger.actors import PUBLIC, Actor
from publicity.models import Letter, LetterKind, Notice, NoticeItem, Sender
from publicity.moves import LETTER, NoticeState
from publicity.receipts import new_code, receipt_hash
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post, Union
from unions.personal import encrypt
from unions.queries import actor, require, successor_of

ARTICLE = "第二十二条第（六）项"
POSTMARK = "postmark"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a letter brings: who writes (or that nobody says), the text, the files."""

    sender: str
    text: str
    name: str = ""
    contact: str = ""
    seal: Document | None = None
    evidence: Sequence[Document] = ()
    sent_on: date | None = None


@dataclass(frozen=True)
class Receipt:
    """What the sender gets. `why_report` says why an objection was kept as a report: late, anonymous, or left."""

    letter: Letter
    code: str
    why_report: str = ""


def object_to(
    item: NoticeItem,
    *,
    sent: Sent,
    submission: str,
    received_at: datetime | None = None,
    by: Post | Actor = PUBLIC,
    at: datetime,
) -> Receipt:
    """提出异议 to one name on a notice: it holds that item until the handling union has closed it (决定 11).

    Real name and contact, or a unit's seal and contact. An anonymous one, one that comes after the window, and one to a
    name that has left or moved on are kept as a report; the receipt says so. `submission` is the form's own key: the
    same one sent twice is one letter and one receipt. By a post: a letter that came on paper, with its dates.

    Refused: "no_text", "name_and_contact_needed", "seal_needed", "received_in_future", "received_too_early", "not_public",
    "not_allowed".
    """
    notice = item.notice
    arrived = received_at or at
    handler = successor_of(notice.handler)
    _check(sent, arrived, at)
    _check_by(by, handler, at)
    if arrived < notice.visible_at:
        raise Refused("received_too_early", "收到时间早于公示发布时间，请核对。", ARTICLE)
    if notice.state == NoticeState.VOID:
        raise Refused("not_public", f"“{notice.title}”已作废，请对重新发布的公示提出异议。", ARTICLE)
    code = new_code(submission, f"item:{item.pk}", *_said(sent))
    on_paper = isinstance(by, Post)
    why = _why_report(notice, sent, arrived, on_paper=on_paper)
    letter = _letter(sent, arrived, item=item, subject=item.subject, name=item.name, handler=handler, code=code)
    return _once(letter, sent, code, why, by=actor(by), at=at)


def report(
    *,
    subject: str,
    subject_name: str,
    handler: Union,
    sent: Sent,
    submission: str,
    received_at: datetime | None = None,
    by: Post | Actor = PUBLIC,
    at: datetime,
) -> Receipt:
    """举报 about anything or anybody in a round or in the register; it may be anonymous and holds nothing.

    Refused: "no_text", "seal_needed", "received_in_future", "not_allowed".
    """
    arrived = received_at or at
    handler = successor_of(handler)
    _check(sent, arrived, at)
    _check_by(by, handler, at)
    code = new_code(submission, f"subject:{subject}", *_said(sent))
    letter = _letter(sent, arrived, item=None, subject=subject, name=subject_name, handler=handler, code=code)
    return _once(letter, sent, code, "", by=actor(by), at=at)


def in_time(notice: Notice, *, arrived: datetime, sent_on: date | None, on_paper: bool) -> bool:
    """Whether an objection comes within the window: by arrival, or by postmark where the round says so."""
    day = in_beijing(arrived).date()
    if on_paper and sent_on is not None and setting(notice.round, LETTERS_COUNT_BY) == POSTMARK:
        day = min(day, sent_on)
    return not notice.has_proof or notice.end_unknown or day <= notice.last_on


def _once(letter: Letter, sent: Sent, code: str, why: str, *, by: Actor, at: datetime) -> Receipt:
    """Write the letter; a second submission of the same one finds the first."""
    try:
        with transaction.atomic():
            before = Letter.objects.filter(receipt_hash=letter.receipt_hash).first()
            if before is not None:
                return _again(before, code)
            if letter.item_id is not None and not why and not _hold(letter.item_id):
                why = "left"
            letter.kind = LetterKind.OBJECTION if letter.item_id is not None and not why else LetterKind.REPORT
            letter.late = bool(why)
            begin(
                letter,
                table=LETTER,
                by=by,
                at=at,
                act="object" if letter.kind == LetterKind.OBJECTION else "report",
                article=ARTICLE,
                details={
                    "subject": letter.subject,
                    "sender": letter.sender,
                    "handler": letter.handler.name,
                    "received_at": letter.received_at.isoformat(),
                    "why_report": why,
                },
            )
            letter.evidence.set(sent.evidence)
    except IntegrityError:  # the same form twice at the same moment
        return _again(Letter.objects.get(receipt_hash=letter.receipt_hash), code)
    return Receipt(letter, code, why)


def _again(letter: Letter, code: str) -> Receipt:
    if not letter.late:
        return Receipt(letter, code)
    return Receipt(letter, code, "anonymous" if letter.sender == Sender.ANONYMOUS else "late")


def _hold(item_id: int) -> bool:
    """Take the item's row. A move that advanced it first has marked it; then nothing is held."""
    return bool(
        NoticeItem.objects.filter(pk=item_id, left_at__isnull=True, advanced=False).update(
            open_objections=F("open_objections") + 1, version=F("version") + 1
        )
    )


def _why_report(notice: Notice, sent: Sent, arrived: datetime, *, on_paper: bool) -> str:
    if sent.sender == Sender.ANONYMOUS:
        return "anonymous"
    return "" if in_time(notice, arrived=arrived, sent_on=sent.sent_on, on_paper=on_paper) else "late"


def _letter(
    sent: Sent, arrived: datetime, *, item: NoticeItem | None, subject: str, name: str, handler: Union, code: str
) -> Letter:
    identity = {"name": sent.name.strip(), "contact": sent.contact.strip()}
    anonymous = sent.sender == Sender.ANONYMOUS
    return Letter(
        item=item,
        subject=subject,
        subject_name=name,
        handler=handler,
        sender=sent.sender,
        identity_encrypted="" if anonymous else encrypt(json.dumps(identity, ensure_ascii=False)),
        seal=sent.seal,
        text=sent.text.strip(),
        receipt_hash=receipt_hash(code),
        sent_on=sent.sent_on,
        received_at=arrived,
    )


def _check(sent: Sent, arrived: datetime, at: datetime) -> None:
    if not sent.text.strip():
        raise Refused("no_text", "请写明反映的情况。", ARTICLE)
    if arrived > at:
        raise Refused("received_in_future", "收到时间不能晚于现在。", ARTICLE)
    if sent.sender != Sender.ANONYMOUS and not (sent.name.strip() and sent.contact.strip()):
        raise Refused("name_and_contact_needed", "提出异议请写明真实姓名（单位名称）和联系方式。", ARTICLE)
    if sent.sender == Sender.UNIT and sent.seal is None:
        raise Refused("seal_needed", "以单位名义提出异议，请上传加盖公章的材料。", ARTICLE)


def _check_by(by: Post | Actor, handler: Union, at: datetime) -> None:
    if isinstance(by, Post):
        require(by, "handle_letters", handler, on=in_beijing(at).date())


def _said(sent: Sent) -> tuple[str, ...]:
    return sent.sender, sent.name.strip(), sent.contact.strip(), sent.text.strip()
