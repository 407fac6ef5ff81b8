"""Notices: opened once and frozen, proven by their statutory medium, corrected beside the text, completed by their dates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from documents.models import Document
from honors.models import Round
from ledger.actions import begin, moving
from ledger.actors import SYSTEM, Actor
from ledger.canonical import digest
from ledger.sealing import last_seal
from publicity import windows
from publicity.models import Correction, Notice, NoticeItem, NoticeKind
from publicity.moves import COMPLETE, CORRECT, EXTEND_WINDOW, NOTICE, RECORD_MEDIUM, VOID, NoticeState
from publicity.queries import calendar
from publicity.queries.notices import UNIT_NOTICE_STAYS
from regulation.refusals import Refused, Stale
from regulation.windows import in_beijing
from regulation.workdays import Calendar
from unions.models import Post, Union
from unions.queries import actor, require
from unions.search import tokens

ARTICLES = {
    NoticeKind.UNIT: "第十六条第一款",
    NoticeKind.PROVINCIAL: "第十七条第二款",
    NoticeKind.NATIONAL: "第二十条第一款",
}

LONGEST_AGO = timedelta(days=366)
"""A medium that appeared earlier than this is a slip of the pen in the year."""


@dataclass(frozen=True)
class ItemToShow:
    """One name to be put on a notice.

    `person_key`, `drafters` and `union_id` say who never handles a letter about it: the nominee, those who drafted it,
    and whoever declared a relation to the union that it comes from.
    """

    subject: str
    honour: str
    name: str
    text_digest: str
    person_key: str = ""
    drafters: tuple[int, ...] = ()
    union_id: int | None = None


def article_of(notice: Notice) -> str:
    """The article that prescribes this notice."""
    return ARTICLES[NoticeKind(notice.kind)]


def open_notice(
    *,
    kind: str,
    round: Round,
    publisher: Union,
    handler: Union,
    title: str,
    contacts: str,
    items: Sequence[ItemToShow],
    body: bytes,
    medium: str,
    days_needed: int,
    strict_first_day: bool,
    list_digest: str = "",
    medium_visible_at: datetime | None = None,
    medium_address: str = "",
    medium_page: str = "",
    medium_photo: Document | None = None,
    replaces: Notice | None = None,
    by: Post | Actor,
    at: datetime,
) -> Notice:
    """公示: freeze the bytes, name the statutory medium, start the window (第十六、十七、二十条).

    The caller has checked that the acting post may publish. Refused: "unknown_year", "too_short" (the window),
    "no_items", "handler_is_publisher" (决定 11), "medium_in_future", "medium_too_early", "medium_without_proof",
    "replaces_running".
    """
    _check_opening(kind, publisher, handler, items, replaces)
    if medium_visible_at is not None:
        _check_medium(medium_visible_at, medium_address, medium_page, medium_photo, at)
    moment = windows.counts_from(at, medium_visible_at)
    span = windows.opening(moment, calendar(), days=days_needed, strict=strict_first_day)
    with transaction.atomic():
        seal = last_seal()
        notice = Notice(
            kind=kind,
            round=round,
            publisher=publisher,
            handler=handler,
            recommender_id=publisher.pk if publisher.is_recommender else publisher.recommender_id,
            title=title,
            contacts=contacts,
            days_needed=days_needed,
            strict_first_day=strict_first_day,
            visible_at=at,
            medium=medium,
            medium_visible_at=medium_visible_at,
            medium_address=medium_address,
            medium_page=medium_page,
            medium_photo=medium_photo,
            body=body,
            body_digest=digest(body),
            list_digest=list_digest,
            seal=seal.hash if seal else "",
            replaces=replaces,
            search=tokens(f"{title} {publisher.name}"),
            **span.columns(),
        )
        begin(
            notice,
            table=NOTICE,
            by=actor(by),
            at=at,
            act="open_notice",
            article=ARTICLES[NoticeKind(kind)],
            details={
                "body_digest": notice.body_digest,
                "list_digest": list_digest,
                "items": len(items),
                **_window_said(span),
                **_medium_said(notice),
            },
        )
        NoticeItem.objects.bulk_create(
            [
                NoticeItem(
                    notice=notice,
                    subject=item.subject,
                    position=position,
                    honour=item.honour,
                    name=item.name,
                    text_digest=item.text_digest,
                    person_key=item.person_key,
                    drafted_by="".join(f",{pk}" for pk in item.drafters) + "," if item.drafters else "",
                    union_id=item.union_id,
                )
                for position, item in enumerate(items, start=1)
            ],
            batch_size=500,
        )
    return notice


def record_medium(
    notice: Notice,
    *,
    visible_at: datetime,
    address: str = "",
    page: str = "",
    photo: Document | None = None,
    by: Post,
    at: datetime,
    version: int,
) -> Notice:
    """登记法定公示载体: when it appeared and the proof; days count from the later of medium and site (决定 7).

    Refused: "not_allowed", "medium_in_future", "medium_too_early", "medium_without_proof", "wrong_state", "stale".
    The window may end later than before, never earlier; if it now reaches into a year without a calendar it stays open.
    """
    require(by, "publish", notice.publisher, on=in_beijing(at).date())
    _check_medium(visible_at, address, page, photo, at)
    span = windows.restarted(notice, visible_at, calendar())
    medium: dict[str, Any] = {
        "medium_visible_at": visible_at,
        "medium_address": address,
        "medium_page": page,
        "medium_photo": photo,
    }
    with moving(notice, RECORD_MEDIUM, by=actor(by), at=at, version=version, **medium, **span.columns()) as writing:
        writing.details |= {**_window_said(span), **_medium_said(notice)}
    return notice


def correct(notice: Notice, *, text: str, by: Post, at: datetime, version: int) -> Correction:
    """更正: a dated block for a wrong name or a typing error, beside the frozen text (决定 8).

    Refused: "not_allowed", "no_text", "wrong_state", "stale". A change of substance needs `void` and a new notice.
    """
    require(by, "publish", notice.publisher, on=in_beijing(at).date())
    if not text.strip():
        raise Refused("no_text", "请写明更正内容。", CORRECT.article)
    who = actor(by)
    with moving(notice, CORRECT, by=who, at=at, version=version) as writing:
        writing.reason = text.strip()
        return Correction.objects.create(notice=notice, at=at, text=text.strip(), by=who.words)


def void(notice: Notice, *, reason: str, by: Post, at: datetime, version: int) -> Notice:
    """公示作废: for a change of substance; every name leaves it, and a new notice runs anew (决定 8).

    Refused: "not_allowed", "no_reason", "already_advanced" (a name has gone on by it), "wrong_state", "stale".
    """
    require(by, "publish", notice.publisher, on=in_beijing(at).date())
    if not reason.strip():
        raise Refused("no_reason", "请写明公示作废的原因。", VOID.article)
    with moving(notice, VOID, by=actor(by), at=at, version=version) as writing:
        writing.reason = reason.strip()
        # A move that is about to take an item finds that it has left; one that was faster is found below.
        items = notice.items.all()
        items.filter(left_at__isnull=True, advanced=False).update(
            left_at=at, left_reason="公示作废", version=F("version") + 1
        )
        if items.filter(advanced=True).exists():
            raise Refused(
                "already_advanced", "已有公示对象据此报出，公示不能作废。请按退回或撤下程序办理。", VOID.article
            )
    return notice


def extend(notice: Notice, *, at: datetime, calendar: Calendar) -> Notice:
    """公示期顺延 after the calendar has changed: later or unchanged, never shortened (决定 5). Idempotent."""
    span = windows.today(notice, calendar)
    if notice.state != NoticeState.OPEN or not span.differs(notice):
        return notice
    before = {"last_on_before": notice.last_on.isoformat(), "calendar_before": notice.calendar_version}
    try:
        with moving(notice, EXTEND_WINDOW, by=SYSTEM, at=at, version=notice.version, **span.columns()) as writing:
            writing.details |= before | _window_said(span)
    except Stale:
        notice.refresh_from_db()
    return notice


def complete(notice: Notice, *, at: datetime, calendar: Calendar | None = None) -> Notice:
    """公示期满: once the last day has passed and the medium is proven; items then pass one by one. Idempotent.

    Nothing happens while the window runs, its end is unknown, or there is no proof of the statutory medium.
    """
    if notice.state == NoticeState.OPEN:
        extend(notice, at=at, calendar=calendar or _calendar())
    if notice.state != NoticeState.OPEN or not notice.is_over_on(in_beijing(at).date()):
        return notice
    stays = notice.last_on + UNIT_NOTICE_STAYS if notice.kind == NoticeKind.UNIT else None
    try:
        with moving(
            notice,
            COMPLETE,
            by=SYSTEM,
            at=at,
            version=notice.version,
            expect={"medium_visible_at__isnull": False},
            over_at=notice.ends_at,
            public_until=stays,
        ) as writing:
            writing.details |= {
                "last_on": notice.last_on.isoformat(),
                "open_objections": notice.items.filter(open_objections__gt=0).count(),
            }
    except Stale:  # another worker, or the publisher at this very moment: the next sweep looks again
        notice.refresh_from_db()
    return notice


def take_items(notice: Notice, subjects: Collection[str], *, at: datetime | None = None) -> None:
    """Take the rows of items that a move advances; call it inside the moving transaction.

    With `at`, a window that is over by its dates is completed first, so that no move waits for a worker.
    Refused: "notice_running" (also while proof is missing), "not_on_notice", "objection_open", "objection_upheld".
    """
    if at is not None:
        complete(notice, at=at)
    # A notice read as over can only have become void since, and then its items have left.
    state = notice.state
    if state != NoticeState.OVER:
        state = Notice.objects.values_list("state", flat=True).get(pk=notice.pk)
    if state == NoticeState.VOID:
        raise Refused("not_on_notice", f"“{notice.title}”已作废，须重新公示。", article_of(notice))
    if state != NoticeState.OVER:
        raise Refused("notice_running", _running_because(notice), article_of(notice))
    wanted = sorted(set(subjects))
    # One UPDATE naming all conditions on the very rows: an objection that commits first is seen, one that comes later
    # finds the row advanced and is kept as a report.
    taken = sum(
        NoticeItem.objects.filter(
            notice=notice, subject__in=wanted[n : n + 500], open_objections=0, upheld=False, left_at__isnull=True
        ).update(version=F("version") + 1, advanced=True)
        for n in range(0, len(wanted), 500)
    )
    if taken != len(wanted):
        raise _why_not(notice, wanted)


def item_left(notice: Notice, subject: str, *, reason: str, at: datetime) -> None:
    """One name leaves the notice (withdrawn, struck, disqualified); the frozen text stays. Idempotent."""
    notice.items.filter(subject=subject, left_at__isnull=True).update(
        left_at=at, left_reason=reason[:300], version=F("version") + 1
    )


def _calendar() -> Calendar:
    return calendar()


def _check_opening(
    kind: str, publisher: Union, handler: Union, items: Sequence[ItemToShow], replaces: Notice | None
) -> None:
    article = ARTICLES[NoticeKind(kind)]
    if not items:
        raise Refused("no_items", "公示名单是空的，请先确定名单。", article)
    if kind == NoticeKind.UNIT and handler.pk == publisher.pk:
        raise Refused("handler_is_publisher", "本单位公示的异议由上一级工会受理，不能由申报工会自己受理。", article)
    if replaces is not None and replaces.state != NoticeState.VOID:
        raise Refused("replaces_running", "原公示尚未作废，不能以新公示代替。请先将原公示作废。", article)


def _check_medium(visible_at: datetime, address: str, page: str, photo: Document | None, at: datetime) -> None:
    if visible_at > at:
        raise Refused(
            "medium_in_future", "法定载体的刊登时间不能晚于现在。请在刊登之后登记实际时间。", RECORD_MEDIUM.article
        )
    if visible_at < at - LONGEST_AGO:
        raise Refused("medium_too_early", "法定载体的刊登时间早于一年以前，请核对年份。", RECORD_MEDIUM.article)
    if not (address.strip() or page.strip() or photo is not None):
        raise Refused(
            "medium_without_proof", "请提供法定载体的公示证明：网址、报纸版面或照片，至少一项。", RECORD_MEDIUM.article
        )


def _running_because(notice: Notice) -> str:
    if not notice.has_proof:
        return f"“{notice.title}”还没有登记法定公示载体（{notice.medium}）的证明，公示不能期满。"
    if notice.end_unknown:
        return f"“{notice.title}”的末日尚不能确定：缺少有关年份的放假安排。"
    last = notice.last_on
    return f"“{notice.title}”公示期未满：末日为{last.year}年{last.month}月{last.day}日。"


def _why_not(notice: Notice, wanted: Sequence[str]) -> Refused:
    found = {item.subject: item for item in notice.items.filter(subject__in=wanted)}
    for subject in wanted:
        item = found.get(subject)
        if item is None:
            return Refused("not_on_notice", f"名单中有一项不在“{notice.title}”中，须先公示。", article_of(notice))
        if item.left_at is not None:
            return Refused("not_on_notice", f"“{item.name}”已从公示中撤下（{item.left_reason}）。", article_of(notice))
        if item.upheld:
            return Refused("objection_upheld", f"对“{item.name}”的异议经查成立，不能继续报送。", article_of(notice))
        if item.open_objections:
            return Refused(
                "objection_open",
                f"“{item.name}”有 {item.open_objections} 件异议尚未办结，办结后再办理。",
                article_of(notice),
            )
    return Stale()


def _window_said(span: windows.Span) -> dict[str, object]:
    return {
        "first_on": span.first_on.isoformat(),
        "last_on": span.last_on.isoformat(),
        "end_unknown": span.end_unknown,
        "calendar_version": span.calendar_version,
    }


def _medium_said(notice: Notice) -> dict[str, object]:
    return {
        "medium": notice.medium,
        "medium_visible_at": notice.medium_visible_at.isoformat() if notice.medium_visible_at else "",
        "medium_address": notice.medium_address,
        "medium_page": notice.medium_page,
        "medium_photo": notice.medium_photo.sha256 if notice.medium_photo else "",
    }


__all__ = [
    "ItemToShow",
    "article_of",
    "complete",
    "correct",
    "extend",
    "item_left",
    "open_notice",
    "record_medium",
    "take_items",
    "void",
]
