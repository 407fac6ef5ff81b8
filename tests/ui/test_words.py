"""Days, moments, sizes and counts in words."""

from datetime import UTC, date, datetime

import pytest

from ui.tags import words


def test_a_moment_late_in_utc_is_already_the_next_day_in_beijing() -> None:
    late = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)
    assert words.day(late) == "2026年3月2日（周一）"
    assert words.moment(late) == "2026年3月2日 01:30"
    assert words.iso(late) == "2026-03-02T01:30+08:00"


def test_a_day_stays_a_day() -> None:
    assert words.moment(date(2026, 3, 8)) == "2026年3月8日（周日）"
    assert words.day_short(date(2026, 3, 8)) == "2026年3月8日"
    assert words.month(date(2026, 3, 8)) == "2026年3月"
    assert words.day(None) == ""


@pytest.mark.parametrize(
    ("days", "said", "tone"),
    [
        (-2, "已逾期 2 天", "danger"),
        (0, "今天截止", "warning"),
        (3, "还有 3 天", "warning"),
        (4, "还有 4 天", "neutral"),
    ],
)
def test_remaining_days(days: int, said: str, tone: str) -> None:
    assert (words.remaining(days), words.urgency(days)) == (said, tone)


def test_shares_keep_their_counts() -> None:
    assert words.shares(8, 13) == "61.5%（8/13）"
    assert words.shares(0, 0) == "—（0/0）"
    assert words.share(1, 8) == "12.5%"


def test_sizes_numbers_and_answers() -> None:
    assert [words.size(n) for n in (900, 880_640, 1_258_291)] == ["900 B", "860 KB", "1.2 MB"]
    assert words.number(30000) == "30,000"
    assert [words.yes_no(v) for v in (True, False, None)] == ["是", "否", "未填"]
