"""How large a rehearsal is, when each of its steps is taken, and what goes wrong in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from demo.applications import Case
from demo.rounds import shared_out
from honors.models.rounds import Step
from regulation.facts import UnitNature
from regulation.honours import Honour
from unions.models import Union

BEIJING = ZoneInfo("Asia/Shanghai")
TOTALS_2018 = {
    Honour.MODEL_HOME: 1000,
    Honour.MODEL_SMALL_HOME: 1000,
    Honour.OUTSTANDING_WORKER: 800,
    Honour.OUTSTANDING_ACTIVIST: 800,
    Honour.UNION_FRIEND: 150,
}
NOMINATIONS_2018 = 30_000
MIX = {
    Honour.MODEL_HOME: 26,
    Honour.MODEL_SMALL_HOME: 25,
    Honour.OUTSTANDING_WORKER: 22,
    Honour.OUTSTANDING_ACTIVIST: 21,
    Honour.UNION_FRIEND: 6,
}
"""Of a hundred nominations, how many are for which honour."""


def moment(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of the rehearsed year, by the clock on the wall in Beijing."""
    return datetime(2026, month, day, hour, minute, tzinfo=BEIJING)


@dataclass(frozen=True)
class Days:
    """The rehearsed calendar of 2026: every window has its five working days, 春节 and 清明 included."""

    drafted = moment(1, 4)  # a Sunday that is worked
    opened = moment(1, 5)
    begun = moment(1, 6)
    on_notice = moment(1, 19)
    unit_objected = moment(1, 21, 10)
    unit_decided = moment(1, 23, 15)
    unit_over = moment(1, 26, 8)
    filed = moment(1, 26, 9)
    reviewed = moment(2, 2)
    entered = moment(3, 2)
    decided = moment(3, 9)
    published = moment(3, 10)
    objected = moment(3, 12, 10)
    answered = moment(3, 16, 15)
    over = moment(3, 17, 8)
    recommended = moment(3, 17, 9)
    audited = moment(3, 23)
    mended = moment(3, 27)
    cleared = moment(3, 30)
    drawn_up = moment(4, 2)
    approved = moment(4, 3, 15)
    national = moment(4, 7)  # the 6th is 清明
    national_objected = moment(4, 9, 10)
    national_answered = moment(4, 13, 15)
    national_over = moment(4, 14, 8)
    finalised = moment(4, 15)
    conferred = moment(4, 24)
    closed = moment(4, 30)


DEADLINES = {
    Step.FILE: moment(1, 31, 18),
    Step.TOWNSHIP: moment(2, 5, 18),
    Step.COUNTY: moment(2, 14, 18),
    Step.PREFECTURE: moment(2, 28, 18),
    Step.RECOMMEND: moment(3, 20, 18),
    Step.AUDIT: moment(3, 31, 18),
}


@dataclass(frozen=True)
class Size:
    """How many units recommend and how many nominations there are; which run of the database it is."""

    units: int
    nominations: int
    seed: int
    run: int

    def places(self, weights: list[int]) -> dict[Honour, list[int]]:
        """The places of each honour by recommending unit: those of 2018, scaled to the number of nominations."""
        return {
            honour: shared_out(max(len(weights), round(total * self.nominations / NOMINATIONS_2018)), weights)
            for honour, total in TOTALS_2018.items()
        }

    def filings(self, weights: list[int]) -> list[dict[Honour, int]]:
        """How many nominations of each honour there are below each recommending unit."""
        of_honour = shared_out(self.nominations, list(MIX.values()), least=len(weights))
        shares = [shared_out(number, weights) for number in of_honour]
        return [dict(zip(MIX, numbers, strict=True)) for numbers in zip(*shares, strict=True)]

    @property
    def first_number(self) -> int:
        """Runs on one database, and seeds, never share an ID number or a code."""
        return self.run * 200_000 + self.seed % 97 * 1_000


@dataclass(frozen=True)
class Fate:
    """What happens to a case, told by its number: the same in every run of a seed."""

    number: int

    def _is(self, every: int, rest: int) -> bool:
        return self.number % every == rest % every

    @property
    def unit_objection(self) -> str:
        """ "dismissed", "upheld" or nothing, while it is on notice in the unit."""
        return ("upheld" if self._is(3, 0) else "dismissed") if self._is(101, 7) else ""

    @property
    def returned(self) -> bool:
        return self._is(29, 3)

    @property
    def refused(self) -> bool:
        return self._is(41, 5)

    @property
    def withdrawn(self) -> bool:
        return self._is(61, 9)

    @property
    def at_audit(self) -> str:
        """What the national department finds: papers to mend, unfit, or something to inquire into."""
        if self._is(23, 1):
            return "mending"
        if self._is(53, 2):
            return "unfit"
        if self._is(67, 4):
            return "verified"
        return "unfounded" if self._is(71, 6) else ""


NATURES = (UnitNature.PRIVATE, UnitNature.PRIVATE, UnitNature.STATE, UnitNature.FOREIGN, UnitNature.STATE_HOLDING)


def is_titled(number: int) -> bool:
    """Whether a case brings a provincial title; one in eleven has a written reason instead."""
    return number % 11 != 0


def case_of(number: int, honour: Honour, *, union: Union, sub_union: Union | None, on: date) -> Case:
    """The case of that number: nature, post and title follow from it."""
    nature = NATURES[number % len(NATURES)]
    return Case(
        honour=honour,
        union=union,
        number=number,
        on=on,
        nature=nature,
        subject_union=sub_union,
        front_line=number % 10 < 8,
        titled=is_titled(number),
        official=honour is Honour.UNION_FRIEND and nature in (UnitNature.STATE, UnitNature.STATE_HOLDING),
    )


def spread(start: datetime, number: int, *, hours: int = 7) -> datetime:
    """A moment within the working hours of a day, so that not everything happens at once."""
    return start + timedelta(seconds=number * 37 % (hours * 3600))
