"""Shared reads: the calendar, the notices that the public sees, what became of each item, and who reads which letter."""

from publicity.queries.calendar import base_calendar, calendar

__all__ = ["base_calendar", "calendar"]
