"""Notices to test with: a round, four unions one above the other, and a notice that runs in a known week."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def beijing(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment by the clock on the wall in Beijing."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)
