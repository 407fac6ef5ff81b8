"""The running windows that a calendar lengthens: asked by few different windows, not by thousands of notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from publicity.models import Notice
from publicity.moves import NoticeState
from regulation.windows import Window, extended
from regulation.workdays import Calendar, UnknownYear


@dataclass(frozen=True)
class Lengthening:
    """All running notices of one window, and its last day by another calendar; None where a year would be unknown."""

    first_on: date
    last_on: date
    days: int
    notices: int
    becomes: date | None


def running() -> QuerySet[Notice]:
    """The notices whose window has not been completed."""
    return Notice.objects.defer("body").filter(state=NoticeState.OPEN)


def lengthened_by(calendar: Calendar) -> list[Lengthening]:
    """The windows that end later by this calendar."""
    fixed = running().filter(end_unknown=False).order_by()
    groups = fixed.values_list("first_on", "last_on", "days_needed").annotate(number=Count("pk"))
    found = [
        Lengthening(first, last, days, number, _becomes(Window(first, last, days), calendar))
        for first, last, days, number in groups
    ]
    return sorted((one for one in found if one.becomes != one.last_on), key=lambda one: (one.last_on, one.first_on))


def in_window(window: Lengthening) -> QuerySet[Notice]:
    """The running notices of such a window."""
    return running().filter(
        end_unknown=False, first_on=window.first_on, last_on=window.last_on, days_needed=window.days
    )


def _becomes(window: Window, calendar: Calendar) -> date | None:
    try:
        return extended(window, calendar).last_on
    except UnknownYear:
        return None
