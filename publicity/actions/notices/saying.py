"""What the ledger and every refusal say of a notice: its article, its window, its medium."""

from __future__ import annotations

from publicity import windows
from publicity.models import Notice, NoticeKind

ARTICLES = {
    NoticeKind.UNIT: "第十六条第一款",
    NoticeKind.PROVINCIAL: "第十七条第二款",
    NoticeKind.NATIONAL: "第二十条第一款",
}


def article_of(notice: Notice) -> str:
    """The article that prescribes this notice."""
    return ARTICLES[NoticeKind(notice.kind)]


def window_said(span: windows.Span) -> dict[str, object]:
    """First and last day, and by which calendar."""
    return {
        "first_on": span.first_on.isoformat(),
        "last_on": span.last_on.isoformat(),
        "end_unknown": span.end_unknown,
        "calendar_version": span.calendar_version,
    }


def medium_said(notice: Notice) -> dict[str, object]:
    """The statutory medium with its proof (决定 7)."""
    return {
        "medium": notice.medium,
        "medium_visible_at": notice.medium_visible_at.isoformat() if notice.medium_visible_at else "",
        "medium_address": notice.medium_address,
        "medium_page": notice.medium_page,
        "medium_photo": notice.medium_photo.sha256 if notice.medium_photo else "",
    }
