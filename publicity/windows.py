"""The window of one notice: from the later of site and statutory medium, only ever extended (决定 5 至 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from publicity.models import Notice
from publicity.queries.calendar import version
from regulation import windows
from regulation.windows import Window, in_beijing
from regulation.workdays import Calendar, UnknownYear


@dataclass(frozen=True)
class Span:
    """First day and last day as they stand now. With `end_unknown` the last day is only a lower bound."""

    first_on: date
    last_on: date
    end_unknown: bool
    calendar_version: str

    def differs(self, notice: Notice) -> bool:
        """Whether it says other days than the notice does."""
        return (self.first_on, self.last_on, self.end_unknown) != (
            notice.first_on,
            notice.last_on,
            notice.end_unknown,
        )

    def columns(self) -> dict[str, Any]:
        """The columns of the notice that hold it."""
        return {
            "first_on": self.first_on,
            "last_on": self.last_on,
            "end_unknown": self.end_unknown,
            "calendar_version": self.calendar_version,
        }


def counts_from(visible_at: datetime, medium_visible_at: datetime | None) -> datetime:
    """The moment from which days count: the later of this site and the statutory medium (决定 7)."""
    return visible_at if medium_visible_at is None else max(visible_at, medium_visible_at)


def opening(moment: datetime, calendar: Calendar, *, days: int, strict: bool) -> Span:
    """The window of a notice that opens. Refused: `unknown_year`, `too_short` (第十六、十七、二十条)."""
    window = windows.opened(moment, calendar, days=days, strict=strict)
    return _span(window, calendar)


def restarted(notice: Notice, medium_visible_at: datetime, calendar: Calendar) -> Span:
    """The window once the medium is on record: never earlier than it was; open-ended if it reaches into an unknown year."""
    moment = counts_from(notice.visible_at, medium_visible_at)
    try:
        found = opening(moment, calendar, days=notice.days_needed, strict=notice.strict_first_day)
    except UnknownYear as unknown:
        return _open_ended(moment, date(unknown.year, 1, 1), notice)
    if found.last_on < notice.last_on and not notice.end_unknown:
        return Span(notice.first_on, notice.last_on, False, notice.calendar_version)
    return found


def today(notice: Notice, calendar: Calendar) -> Span:
    """The window by the calendar that holds now: later or the same, never shortened."""
    if notice.end_unknown:
        return restarted(notice, notice.medium_visible_at or notice.visible_at, calendar)
    window = Window(notice.first_on, notice.last_on, notice.days_needed)
    try:
        longer = windows.extended(window, calendar)
    except UnknownYear as unknown:
        return _open_ended(notice.visible_at, date(unknown.year, 1, 1), notice)
    if longer.last_on == notice.last_on:
        return Span(notice.first_on, notice.last_on, False, notice.calendar_version)
    return _span(longer, calendar)


def _open_ended(moment: datetime, at_least: date, notice: Notice) -> Span:
    first = max(notice.first_on, in_beijing(moment).date())
    return Span(first, max(notice.last_on, at_least, first + timedelta(notice.days_needed - 1)), True, "")


def _span(window: Window, calendar: Calendar) -> Span:
    return Span(window.first_on, window.last_on, False, version(calendar, window.first_on, window.last_on))
