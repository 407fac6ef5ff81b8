"""From which day a notice counts and on which day it ends: holidays, worked weekends, late pages, changed calendars."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from publicity.models import Notice
from regulation.refusals import Refused
from tests.publicity.conftest import Publish, beijing


@pytest.mark.parametrize(
    ("at", "first", "last"),
    [
        pytest.param(beijing(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 6), id="a plain week"),
        pytest.param(beijing(2026, 2, 12), date(2026, 2, 12), date(2026, 2, 25), id="over 春节, 2月14日 is worked"),
        pytest.param(beijing(2025, 9, 28), date(2025, 9, 28), date(2025, 10, 10), id="over 国庆, from a worked Sunday"),
        pytest.param(beijing(2023, 12, 28), date(2023, 12, 28), date(2024, 1, 4), id="over 元旦"),
        pytest.param(beijing(2024, 1, 31), date(2024, 1, 31), date(2024, 2, 5), id="a worked Sunday, 2月4日"),
        pytest.param(beijing(2026, 4, 30), date(2026, 4, 30), date(2026, 5, 9), id="over 五一, 5月9日 is worked"),
        pytest.param(beijing(2026, 3, 2, 16, 59), date(2026, 3, 2), date(2026, 3, 6), id="one minute before 17:00"),
        pytest.param(beijing(2026, 3, 2, 17, 0), date(2026, 3, 3), date(2026, 3, 9), id="at 17:00"),
        pytest.param(beijing(2026, 3, 7, 10, 0), date(2026, 3, 9), date(2026, 3, 13), id="on a Saturday"),
    ],
)
def test_a_window_of_five_working_days(publish: Publish, at: datetime, first: date, last: date) -> None:
    notice = publish(at)
    assert (notice.first_on, notice.last_on, notice.end_unknown) == (first, last, False)
    assert Notice.objects.filter(pk=notice.pk, first_on=first, last_on=last).count() == 1


def test_the_stricter_reading_leaves_the_first_day_out(publish: Publish) -> None:
    notice = publish(strict_first_day=True)
    assert (notice.first_on, notice.last_on) == (date(2026, 3, 3), date(2026, 3, 9))


def test_a_window_that_reaches_into_an_unknown_year_cannot_be_opened(publish: Publish) -> None:
    with pytest.raises(Refused) as refused:
        publish(beijing(2026, 12, 29))
    assert refused.value.code == "unknown_year"
    assert Notice.objects.count() == 0


def test_four_days_are_too_short(publish: Publish) -> None:
    with pytest.raises(Refused) as refused:
        publish(days_needed=4)
    assert refused.value.code == "too_short"
