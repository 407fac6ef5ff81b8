"""Writing a letter down: once, however often its form is sent, with who wrote it encrypted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from documents.models import Document
from honors.models import Conferral
from ledger.actions import begin
from ledger.actors import Actor
from publicity.models import Letter, LetterKind, NoticeItem, Sender
from publicity.moves import LETTER, LETTER_ARTICLE
from publicity.receipts import receipt_hash
from regulation.refusals import Refused
from unions.models import Union
from unions.personal import encrypt


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

    @property
    def said(self) -> tuple[str, ...]:
        """What makes it this letter and no other: the receipt code is derived from it."""
        return self.sender, self.name.strip(), self.contact.strip(), self.text.strip()


@dataclass(frozen=True, kw_only=True)
class Reported:
    """Whom a letter is about: the record's chain key and name, and who therefore never reads it."""

    subject: str
    name: str
    about: Union | None = None
    conferral: Conferral | None = None
    item: NoticeItem | None = None
    person_key: str = ""
    drafted_by: str = ""


@dataclass(frozen=True)
class Receipt:
    """What the sender gets. `why_report` says why an objection was kept as a report: late, anonymous, or left."""

    letter: Letter
    code: str
    why_report: str = ""


def write_once(letter: Letter, sent: Sent, code: str, why: str, *, by: Actor, at: datetime) -> Receipt:
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
                article=LETTER_ARTICLE,
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


def letter_of(sent: Sent, arrived: datetime, reported: Reported, handler: Union, code: str) -> Letter:
    """The letter as it will be kept, with who wrote it encrypted."""
    identity = {"name": sent.name.strip(), "contact": sent.contact.strip()}
    anonymous = sent.sender == Sender.ANONYMOUS
    return Letter(
        item=reported.item,
        subject=reported.subject,
        subject_name=reported.name[:200],
        about=reported.about,
        conferral=reported.conferral,
        person_key=reported.person_key,
        drafted_by=reported.drafted_by,
        handler=handler,
        sender=sent.sender,
        identity_encrypted="" if anonymous else encrypt(json.dumps(identity, ensure_ascii=False)),
        seal=sent.seal,
        text=sent.text.strip(),
        receipt_hash=receipt_hash(code),
        sent_on=sent.sent_on,
        received_at=arrived,
    )


def check(sent: Sent, arrived: datetime, at: datetime) -> None:
    """Refused: "no_text", "received_in_future", "name_and_contact_needed", "seal_needed"."""
    if not sent.text.strip():
        raise Refused("no_text", "请写明反映的情况。", LETTER_ARTICLE)
    if arrived > at:
        raise Refused("received_in_future", "收到时间不能晚于现在。", LETTER_ARTICLE)
    if sent.sender != Sender.ANONYMOUS and not (sent.name.strip() and sent.contact.strip()):
        raise Refused(
            "name_and_contact_needed",
            "实名反映请写明真实姓名（单位名称）和联系方式；不愿署名的，请选择匿名。",
            LETTER_ARTICLE,
        )
    if sent.sender == Sender.UNIT and sent.seal is None:
        raise Refused("seal_needed", "以单位名义反映，请上传加盖公章的材料。", LETTER_ARTICLE)
