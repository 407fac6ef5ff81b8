"""工作日: days of the State Council's calendar, worked weekends (调休) included. A year without data is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from regulation.refusals import Refused
from regulation.words import day_words


class UnknownYear(Refused):
    """A day is needed in a year whose calendar nobody has entered (code `unknown_year`)."""

    def __init__(self, year: int) -> None:
        self.year = year
        sentence = (
            f"没有 {year} 年的放假安排，不能计算工作日。请由全总录入国务院办公厅公布的 {year} 年放假安排后再办理。"
        )
        super().__init__("unknown_year", sentence)


@dataclass(frozen=True)
class Calendar:
    """The years that are known, and in them the days that differ from Monday to Friday.

    `exceptions` maps a day to whether it is worked: holidays to False, worked weekends to True.
    """

    years: frozenset[int]
    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether a day is a working day. Refused (`unknown_year`) in a year without data."""
        if day.year not in self.years:
            raise UnknownYear(day.year)
        return self.exceptions.get(day, day.weekday() < 5)

    def count(self, first: date, last: date) -> int:
        """Working days from first to last, both included."""
        if last < first:
            raise Refused("bad_window", f"末日{day_words(last)}早于首日{day_words(first)}，请核对日期。")
        days = (last - first).days + 1
        return sum(self.is_working(first + timedelta(n)) for n in range(days))

    def working_days_from(self, first: date) -> Iterator[date]:
        """The working days from a day on, without end."""
        day = first
        while True:
            if self.is_working(day):
                yield day
            day += timedelta(1)

    def last_day(self, first: date, days: int) -> date:
        """The last day of a window of so many working days whose first day is given."""
        if days < 1:
            raise Refused("bad_window", f"公示天数 {days} 不对：至少一个工作日。")
        working = self.working_days_from(first)
        for _ in range(days - 1):
            next(working)
        return next(working)

    def next_working_day(self, day: date) -> date:
        """The first working day after a day."""
        return next(self.working_days_from(day + timedelta(1)))

    def with_year(self, year: int, exceptions: Mapping[date, bool]) -> Calendar:
        """The calendar with one year entered or amended; the year's former exceptions are replaced."""
        kept = {day: worked for day, worked in self.exceptions.items() if day.year != year}
        return Calendar(self.years | {year}, kept | dict(exceptions))
