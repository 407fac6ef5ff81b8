"""公示期顺延和期满: by its dates alone, whoever asks first (决定 5、7)."""

from __future__ import annotations

from datetime import datetime

from ledger.actions import moving
from ledger.actors import SYSTEM
from publicity import windows
from publicity.actions.notices.saying import window_said
from publicity.models import Notice, NoticeKind
from publicity.moves import COMPLETE, EXTEND_WINDOW, NoticeState
from publicity.queries import calendar as known_calendar
from publicity.queries.notices import UNIT_NOTICE_STAYS
from regulation.refusals import Stale
from regulation.windows import in_beijing
from regulation.workdays import Calendar


def extend(notice: Notice, *, at: datetime, calendar: Calendar) -> Notice:
    """公示期顺延 after the calendar has changed: later or unchanged, never shortened (决定 5). Idempotent."""
    span = windows.today(notice, calendar)
    if notice.state != NoticeState.OPEN or not span.differs(notice):
        return notice
    before = {"last_on_before": notice.last_on.isoformat(), "calendar_before": notice.calendar_version}
    try:
        with moving(notice, EXTEND_WINDOW, by=SYSTEM, at=at, version=notice.version, **span.columns()) as writing:
            writing.details |= before | window_said(span)
    except Stale:
        notice.refresh_from_db()
    return notice


def complete(notice: Notice, *, at: datetime, calendar: Calendar | None = None) -> Notice:
    """公示期满: once the last day has passed and the medium is proven; items then pass one by one. Idempotent.

    Nothing happens while the window runs, its end is unknown, or there is no proof of the statutory medium.
    """
    if notice.state == NoticeState.OPEN:
        extend(notice, at=at, calendar=calendar or known_calendar())
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
