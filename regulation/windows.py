"""公示期: from which day a notice counts, on which day it ends, and that it is never shortened (决定 5、6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from regulation.parameters import NOTICE_CUTOFF, NOTICE_WORKING_DAYS, value
from regulation.refusals import Refused
from regulation.workdays import Calendar

BEIJING = ZoneInfo("Asia/Shanghai")


def in_beijing(moment: datetime) -> datetime:
    """The law's day is a day in Beijing; a moment that does not say its zone is a programming error."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(BEIJING)


def first_day(visible_at: datetime, calendar: Calendar, strict: bool = False) -> date:
    """Day one: the day of visibility if before 17:00 on a working day, else the next working day; strict: always the next.

    Refused (`unknown_year`) where the calendar has no data.
    """
    local = in_beijing(visible_at)
    day = local.date()
    in_time = local.time() < value(NOTICE_CUTOFF, day)
    if in_time and not strict and calendar.is_working(day):
        return day
    return calendar.next_working_day(day)


@dataclass(frozen=True)
class Window:
    """First day, last day, and the working days between them, both included. It runs to 24:00 of its last day."""

    first_on: date
    last_on: date
    days: int

    @property
    def ends_at(self) -> datetime:
        """24:00 Beijing of the last day."""
        return datetime.combine(self.last_on + timedelta(1), time(), BEIJING)

    def is_over(self, now: datetime) -> bool:
        return in_beijing(now) >= self.ends_at

    def is_running(self, now: datetime) -> bool:
        return self.first_on <= in_beijing(now).date() and not self.is_over(now)


def opened(
    visible_at: datetime,
    calendar: Calendar,
    *,
    days: int | None = None,
    strict: bool = False,
    version: date | None = None,
) -> Window:
    """The window of a notice that became visible at a moment.

    Refused: `too_short` below the working days of the regulation (第十六、十七、二十条), `unknown_year` where the
    window would reach into a year without data.
    """
    first = first_day(visible_at, calendar, strict=strict)
    least = value(NOTICE_WORKING_DAYS, version or first)
    number = least if days is None else days
    if number < least:
        raise Refused(
            "too_short", f"公示不得少于 {least} 个工作日，请改为 {least} 个或更多。", NOTICE_WORKING_DAYS.article
        )
    return Window(first, calendar.last_day(first, number), number)


def extended(window: Window, calendar: Calendar) -> Window:
    """The window after the calendar has changed while it runs: later or the same, never earlier."""
    last = max(window.last_on, calendar.last_day(window.first_on, window.days))
    return Window(window.first_on, last, window.days)
