"""The working days: base data of `chinesecalendar`, overlaid by the papers that national staff entered (决定 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from chinese_calendar.constants import holidays, workdays

from ledger.canonical import canonical, digest
from publicity.models import CalendarYear
from regulation.workdays import Calendar


@cache
def base_calendar() -> Calendar:
    """What the package knows: the State Council's papers up to the last year it has data for."""
    off = {day: False for day in holidays if day.weekday() < 5}
    worked = dict.fromkeys(workdays, True)
    return Calendar(frozenset(day.year for day in holidays), off | worked)


def calendar() -> Calendar:
    """The calendar that holds now: for each year the paper entered last, else the base data. One query."""
    return overlaid(CalendarYear.objects.order_by("id"))


def overlaid(papers: Iterable[CalendarYear]) -> Calendar:
    """The base data with papers laid over it, the last one of a year on top."""
    result = base_calendar()
    for paper in papers:
        result = result.with_year(paper.year, {date.fromisoformat(day): bool(w) for day, w in paper.days.items()})
    return result


def version(calendar: Calendar, first: date, last: date) -> str:
    """The digest of the calendar in the years of a window: what a notice keeps of it."""
    years = range(first.year, last.year + 1)
    days = [
        [day.isoformat(), worked]
        for day, worked in sorted(calendar.exceptions.items())
        if day.year in years and worked != (day.weekday() < 5)
    ]
    return digest(canonical({"years": [y for y in years if y in calendar.years], "days": days}))


def with_paper(year: int, days: Mapping[str, bool]) -> Calendar:
    """The calendar as it would be with a paper that is not entered yet."""
    return calendar().with_year(year, {date.fromisoformat(day): worked for day, worked in days.items()})


__all__ = ["base_calendar", "calendar", "overlaid", "version", "with_paper"]
