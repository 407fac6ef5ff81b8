"""The API of publicity: notices, objections and receipts for everybody; letters, media and the calendar for staff."""

from __future__ import annotations

from typing import Any

from publicity.api.calendar import CalendarView
from publicity.api.letters import LetterViewSet
from publicity.api.notices import NoticeViewSet
from publicity.api.receipts import ReceiptView


def register(router: Any) -> None:  # config's Router stands above: only its `register` and `add` are used
    """`/api/notices/`, `/api/letters/`, `/api/receipts/`, `/api/calendar/`."""
    router.register("notices", NoticeViewSet, basename="notice")
    router.register("letters", LetterViewSet, basename="letter")
    router.add("receipts/", ReceiptView.as_view(), name="receipts")
    router.add("calendar/", CalendarView.as_view(), name="calendar")
