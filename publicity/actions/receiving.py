"""Taking a letter in: from the public by the site, or from the post by the union that handles it."""

from __future__ import annotations

from datetime import date, datetime

from honors.queries import setting
from honors.settings import LETTERS_COUNT_BY
from ledger.actors import PUBLIC, Actor
from publicity.actions.entering import Receipt, Reported, Sent, check, letter_of, write_once
from publicity.models import Notice, NoticeItem, Sender
from publicity.moves import LETTER_ARTICLE, NoticeState
from publicity.queries.routing import accused_of, clear_of
from publicity.receipts import new_code
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post, Union
from unions.queries import actor, require

POSTMARK = "postmark"


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
    Handled by the union that takes objections to the notice, or the next higher one where that is itself accused.

    Refused: "no_text", "name_and_contact_needed", "seal_needed", "received_in_future", "received_too_early", "not_public",
    "not_allowed".
    """
    notice = item.notice
    arrived = received_at or at
    reported = Reported(
        subject=item.subject,
        name=item.name,
        about=accused_of(item),
        item=item,
        person_key=item.person_key,
        drafted_by=item.drafted_by,
    )
    handler = clear_of(notice.handler, reported.about)
    check(sent, arrived, at)
    _check_by(by, handler, at)
    if arrived < notice.visible_at:
        raise Refused("received_too_early", "收到时间早于公示发布时间，请核对。", LETTER_ARTICLE)
    if notice.state == NoticeState.VOID:
        raise Refused("not_public", f"“{notice.title}”已作废，请对重新发布的公示提出异议。", LETTER_ARTICLE)
    code = new_code(submission, f"item:{item.pk}", *sent.said)
    why = _why_report(notice, sent, arrived, on_paper=isinstance(by, Post))
    return write_once(letter_of(sent, arrived, reported, handler, code), sent, code, why, by=actor(by), at=at)


def report(
    reported: Reported,
    *,
    handler: Union,
    sent: Sent,
    submission: str,
    received_at: datetime | None = None,
    by: Post | Actor = PUBLIC,
    at: datetime,
) -> Receipt:
    """举报 about anybody in the register, by name or anonymous; it holds nothing (第二十二条第（六）项).

    `handler` as the caller found it; where that is the accused unit, the next higher one. By a post: a letter that came
    on paper to the post's own union, whoever handles it. Refused: "no_text", "name_and_contact_needed", "seal_needed",
    "received_in_future", "not_allowed".
    """
    arrived = received_at or at
    check(sent, arrived, at)
    if isinstance(by, Post):
        _check_by(by, by.union, at)
    code = new_code(submission, f"subject:{reported.subject}", *sent.said)
    letter = letter_of(sent, arrived, reported, clear_of(handler, reported.about), code)
    return write_once(letter, sent, code, "", by=actor(by), at=at)


def in_time(notice: Notice, *, arrived: datetime, sent_on: date | None, on_paper: bool) -> bool:
    """Whether an objection comes within the window: by arrival, or by postmark where the round says so."""
    day = in_beijing(arrived).date()
    if on_paper and sent_on is not None and setting(notice.round, LETTERS_COUNT_BY) == POSTMARK:
        day = min(day, sent_on)
    return not notice.has_proof or notice.end_unknown or day <= notice.last_on


def _why_report(notice: Notice, sent: Sent, arrived: datetime, *, on_paper: bool) -> str:
    if sent.sender == Sender.ANONYMOUS:
        return "anonymous"
    return "" if in_time(notice, arrived=arrived, sent_on=sent.sent_on, on_paper=on_paper) else "late"


def _check_by(by: Post | Actor, union: Union, at: datetime) -> None:
    if isinstance(by, Post):
        require(by, "handle_letters", union, on=in_beijing(at).date())


__all__ = ["Receipt", "Reported", "Sent", "in_time", "object_to", "report"]
