"""Working days and windows, on real calendars and on invented ones."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.refusals import Refused
from regulation.windows import BEIJING, Window, extended, first_day, opened
from regulation.workdays import Calendar, UnknownYear
from tests.regulation.cases import calendar

SPAN = (date(2030, 1, 1), date(2031, 12, 31))
days = st.dates(date(2030, 1, 1), date(2031, 6, 30))
exceptions = st.dictionaries(st.dates(*SPAN), st.booleans(), max_size=80)
calendars = exceptions.map(lambda found: Calendar(frozenset({2030, 2031}), found))
moments = st.integers(0, 780_000).map(lambda minutes: datetime(2030, 1, 1, tzinfo=BEIJING) + timedelta(minutes=minutes))


def at(day: str, hour: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}+08:00")


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        ("2024-01-31", "2024-02-05", 5),  # Sunday 02-04 was worked
        ("2023-09-22", "2023-09-28", 5),
        ("2017-12-27", "2018-01-02", 4),  # looks like five
        ("2026-02-12", "2026-02-25", 5),  # 春节; Saturday 02-14 worked
        ("2026-04-30", "2026-05-09", 5),  # Saturday 05-09 worked
        ("2026-07-06", "2026-07-09", 4),
        ("2026-03-07", "2026-03-08", 0),
    ],
)
def test_real_windows(first: str, last: str, number: int) -> None:
    first_on, last_on = date.fromisoformat(first), date.fromisoformat(last)
    assert calendar().count(first_on, last_on) == number
    if number == 5:
        assert calendar().last_day(first_on, 5) == last_on


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-02-12", "2026-02-25"),
        ("2025-09-29", "2025-10-11"),
        ("2025-12-29", "2026-01-05"),
    ],  # Sunday 01-04 was worked
    ids=["春节", "国庆", "元旦"],
)
def test_windows_over_holidays_end_on_the_right_day(first: str, last: str) -> None:
    assert calendar().last_day(date.fromisoformat(first), 5) == date.fromisoformat(last)


def test_an_unknown_year_is_not_a_year_without_holidays() -> None:
    unknown = max(calendar().years) + 1
    with pytest.raises(UnknownYear) as refused:
        calendar().last_day(date(unknown - 1, 12, 31), 5)
    assert (refused.value.code, refused.value.year) == ("unknown_year", unknown)
    with pytest.raises(UnknownYear):
        calendar().count(date(unknown - 1, 12, 31), date(unknown, 1, 1))
    with pytest.raises(UnknownYear):
        opened(at(f"{unknown - 1}-12-30", "09:00"), calendar())


@pytest.mark.parametrize(("first", "last"), [("2026-03-06", "2026-03-02")])
def test_a_window_does_not_run_backwards(first: str, last: str) -> None:
    with pytest.raises(Refused) as refused:
        calendar().count(date.fromisoformat(first), date.fromisoformat(last))
    assert refused.value.code == "bad_window"
    with pytest.raises(Refused) as refused:
        calendar().last_day(date(2026, 3, 2), 0)
    assert refused.value.code == "bad_window"


@pytest.mark.parametrize(
    ("visible", "strict", "first"),
    [
        (at("2026-03-02", "16:59"), False, "2026-03-02"),
        (at("2026-03-02", "17:00"), False, "2026-03-03"),
        (at("2026-03-02", "09:00"), True, "2026-03-03"),
        (at("2026-03-06", "18:00"), False, "2026-03-09"),
        (at("2026-02-14", "09:00"), False, "2026-02-14"),  # a worked Saturday
        (at("2026-02-17", "09:00"), False, "2026-02-24"),
        (datetime.fromisoformat("2026-03-01T23:30+00:00"), False, "2026-03-02"),  # Monday morning in Beijing
    ],
)
def test_day_one(visible: datetime, strict: bool, first: str) -> None:
    assert first_day(visible, calendar(), strict) == date.fromisoformat(first)


def test_a_moment_names_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        first_day(datetime(2026, 3, 2, 9), calendar())  # noqa: DTZ001  (the very thing that is refused)


def test_a_window_runs_to_midnight_of_its_last_day() -> None:
    window = opened(at("2026-03-02", "09:00"), calendar())

    assert window == Window(date(2026, 3, 2), date(2026, 3, 6), 5)
    assert not window.is_over(at("2026-03-06", "23:59"))
    assert window.is_over(at("2026-03-07", "00:00"))
    assert window.is_running(at("2026-03-06", "23:59"))
    assert not window.is_running(at("2026-03-01", "23:59"))


def test_a_window_is_never_opened_shorter_than_the_law() -> None:
    with pytest.raises(Refused) as refused:
        opened(at("2026-03-02", "09:00"), calendar(), days=4)
    assert refused.value.code == "too_short"


def test_a_changed_calendar_only_extends() -> None:
    window = opened(at("2026-03-02", "09:00"), calendar())
    holiday = calendar().with_year(2026, {date(2026, 3, 4): False})
    busier = calendar().with_year(2026, {date(2026, 3, 7): True})

    assert extended(window, holiday).last_on == date(2026, 3, 9)
    assert extended(window, busier) == window


@given(calendars, days, st.integers(1, 12))
def test_a_window_has_its_days_and_ends_on_a_working_one(known: Calendar, first: date, number: int) -> None:
    last = known.last_day(first, number)

    assert known.is_working(last)
    assert known.count(first, last) == number


@given(calendars, days, st.integers(0, 60), st.integers(0, 60))
def test_counts_add_up(known: Calendar, first: date, one: int, other: int) -> None:
    middle = first + timedelta(one)
    last = middle + timedelta(1 + other)
    assert known.count(first, middle) + known.count(middle + timedelta(1), last) == known.count(first, last)


@given(calendars, calendars, moments, st.integers(5, 9), st.booleans())
def test_no_window_is_shortened(
    before: Calendar, after: Calendar, visible: datetime, number: int, strict: bool
) -> None:
    window = opened(visible, before, days=number, strict=strict)
    longer = extended(window, after)

    assert (longer.first_on, longer.days) == (window.first_on, number)
    assert longer.last_on >= window.last_on
    assert after.count(longer.first_on, longer.last_on) >= number
    assert extended(longer, after) == longer


@given(calendars, moments)
def test_day_one_is_worked_and_never_before_it_was_visible(known: Calendar, visible: datetime) -> None:
    loose, strict = first_day(visible, known), first_day(visible, known, True)

    assert known.is_working(loose)
    assert known.is_working(strict)
    assert visible.date() <= loose <= strict
    assert strict > visible.date()


@given(days, st.integers(1, 300))
def test_a_window_never_reaches_into_an_unknown_year(first: date, number: int) -> None:
    known = Calendar(frozenset({2030}))
    weekdays = sum(day.weekday() < 5 for day in (first + timedelta(n) for n in range(800)) if day.year == 2030)
    if number <= weekdays:
        assert known.last_day(first, number).year == 2030
    else:
        with pytest.raises(UnknownYear) as refused:
            known.last_day(first, number)
        assert refused.value.year == 2031
