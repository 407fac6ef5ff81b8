"""近一年、近三年: how the regulation's periods are counted (决定 3)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from regulation.facts import Candidate


def filing_day(candidate: Candidate, as_of: date) -> date:
    """The day from which look-backs run: that of filing, or the day of judgement while nothing is filed."""
    return candidate.filed_on or as_of


def complete_years_before(day: date, number: int) -> range:
    """近三年: the complete calendar years before the year of filing."""
    return range(day.year - number, day.year)


def anniversary(day: date, years: int) -> date:
    """The same day some years later; where the month has no such day, its last."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def within(event: date, years: int, before: date) -> bool:
    """The event still lies within so many years before a day, its anniversary included."""
    return before <= anniversary(event, years)
