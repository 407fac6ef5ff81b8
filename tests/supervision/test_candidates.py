"""From whom a programme of re-checks may choose: what stands below, by each filter and each indicator."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from honors.models import Conferral
from honors.moves import ConferralState
from ledger.actions import begin
from regulation.honours import Honour
from supervision.models import Event, EventKind, Indicator, YearReport
from supervision.moves import YEAR, YearState
from supervision.queries.candidates import Scope, candidates
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.supervision.build import homes, one_of_each
from unions.models import Union
from unions.queries import actor

TODAY = date(2026, 3, 2)


def names(union: Union, scope: Scope, on: date = TODAY) -> set[str]:
    return set(candidates(union, scope, on=on).values_list("subject_name", flat=True))


# --- from whom --------------------------------------------------------------------------------------------------------


def test_each_union_chooses_from_what_stands_below_it(cast: Cast) -> None:
    one_of_each(cast)
    everyone = {f"{honour.short}甲" for honour in Honour}
    by_union = {code: names(union, Scope()) for code, union in cast.unions.items() if union.level != "grassroots"}
    over = {"000000", "320000", "320500", "320508"}
    assert by_union == {code: everyone if code in over else set() for code in by_union}
    assert names(cast.union, Scope()) == {"小家甲"}


@pytest.mark.parametrize("honour", Honour)
def test_by_honour(cast: Cast, honour: Honour) -> None:
    one_of_each(cast)
    assert names(cast.province, Scope(honour=honour.value)) == {f"{honour.short}甲"}


def test_by_region_and_round(cast: Cast) -> None:
    first = homes(cast, 2)
    county, other = cast.unions["320508"], cast.unions["320506"]
    assert names(cast.national, Scope(region=county)) == {"之家0", "之家1"}
    assert names(cast.national, Scope(region=cast.union)) == {"之家0"}
    assert names(cast.national, Scope(region=other)) == set()
    assert names(cast.national, Scope(region=cast.province, round=first[0].round)) == {"之家0", "之家1"}


AGES: list[tuple[dict[str, int], date, bool]] = [
    ({"least_years": 1}, date(2027, 3, 1), False),
    ({"least_years": 1}, date(2027, 3, 2), True),
    ({"most_years": 1}, date(2027, 3, 2), True),
    ({"most_years": 1}, date(2027, 3, 3), False),
    ({"least_years": 2, "most_years": 3}, date(2028, 9, 1), True),
    ({"least_years": 0}, date(2026, 3, 2), True),
]


@pytest.mark.parametrize(("years", "on", "chosen"), AGES)
def test_by_age_in_whole_years_since_the_day_of_conferral(
    cast: Cast, years: dict[str, Any], on: date, chosen: bool
) -> None:
    homes(cast)
    assert bool(names(cast.province, Scope(**years), on)) is chosen


def test_neither_ended_honours_nor_elevated_titles(cast: Cast) -> None:
    rows = conferred(cast, opened(cast), to_confer(cast, "之家甲", elevated="red_flag_unit"), to_confer(cast, "之家乙"))
    Conferral.objects.filter(pk=rows[1].pk).update(state=ConferralState.RECOVERED)
    assert list(candidates(cast.province, Scope(), on=TODAY)) == [rows[0]]


# --- indicators -------------------------------------------------------------------------------------------------------

FIGURES: dict[str, dict[str, Any]] = {
    "half": {"issued": 100, "returned": 100, "satisfied": 50, "basically": 0, "dissatisfied": 50},
    "above half": {"issued": 100, "returned": 100, "satisfied": 49, "basically": 0, "dissatisfied": 51},
    "ninety": {"employees": 100, "members": 90, "issued": 100, "returned": 100, "satisfied": 90, "basically": 10,
               "dissatisfied": 0},
    "few members": {"employees": 1000, "members": 899},
    "few satisfied": {"issued": 1000, "returned": 1000, "satisfied": 899, "basically": 101, "dissatisfied": 0},
    "nothing": {},
}  # fmt: skip
SHOWN = {
    Indicator.DISSATISFIED: {"above half"},
    Indicator.BELOW_CONDITIONS: {"half", "above half", "few members", "few satisfied"},
}


def _year(cast: Cast, conferral: Conferral, year: int, state: str = YearState.CONFIRMED, **figures: Any) -> None:
    report = YearReport(conferral=conferral, year=year, union=conferral.union, reported_at=cast.at, **figures)
    begin(report, table=YEAR, by=actor(cast.clerk), at=cast.at, act="report_year", article="第二十二条")
    YearReport.objects.filter(pk=report.pk).update(state=state, confirmed_at=cast.at)


@pytest.mark.parametrize("indicator", SHOWN)
@pytest.mark.parametrize("figures", FIGURES)
def test_the_figures_of_the_latest_confirmed_year(cast: Cast, indicator: Indicator, figures: str) -> None:
    home = homes(cast)[0]
    _year(cast, home, 2026, **FIGURES[figures])
    assert bool(names(cast.province, Scope(indicator=indicator))) is (figures in SHOWN[indicator])


def test_only_the_latest_confirmed_year_counts(cast: Cast) -> None:
    better, unread = homes(cast, 2)
    _year(cast, better, 2026, **FIGURES["above half"])
    _year(cast, better, 2027, **FIGURES["ninety"])
    _year(cast, unread, 2026, state=YearState.REPORTED, **FIGURES["above half"])
    assert names(cast.province, Scope(indicator=Indicator.DISSATISFIED)) == set()


def test_persons_have_no_rate_to_reach(cast: Cast) -> None:
    worker = one_of_each(cast)[Honour.OUTSTANDING_WORKER]
    _year(cast, worker, 2026, **FIGURES["few members"])
    assert names(cast.province, Scope(indicator=Indicator.BELOW_CONDITIONS)) == set()


def test_a_year_nobody_reported_shows_after_its_day(cast: Cast) -> None:
    home = homes(cast)[0]
    scope = Scope(indicator=Indicator.UNREPORTED)
    assert names(cast.province, scope, date(2027, 3, 31)) == set()
    assert names(cast.province, scope, date(2027, 4, 1)) == {home.subject_name}
    _year(cast, home, 2026, state=YearState.REPORTED)
    assert names(cast.province, scope, date(2027, 4, 1)) == set()


@pytest.mark.parametrize("kind", EventKind)
def test_important_events_that_stand(cast: Cast, kind: EventKind) -> None:
    home = homes(cast)[0]
    event = Event.objects.create(
        conferral=home, kind=kind, happened_on=TODAY, text="情况", union=cast.union, recorded_at=cast.at
    )
    important = {"accident", "mass_incident", "arrears", "discipline", "criminal", "removed", "other"}
    scope = Scope(indicator=Indicator.IMPORTANT_EVENT)
    assert bool(names(cast.province, scope)) is (kind.value in important)
    Event.objects.filter(pk=event.pk).update(withdrawn_at=cast.at, withdrawn_reason="记错")
    assert names(cast.province, scope) == set()
