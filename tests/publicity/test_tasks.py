"""What the beat asks every minute, and what it leaves behind."""

from __future__ import annotations

import pytest

from config.schedule import SCHEDULE
from publicity.actions.attempts import knock
from publicity.models import Attempt, NoticePage
from publicity.pages import page_of
from publicity.tasks import sweep
from regulation.refusals import Refused
from tests.cast import set_clock
from tests.publicity.conftest import MONDAY, Publish, beijing


def test_the_beat_asks_every_minute() -> None:
    assert {"task": sweep.name, "schedule": 60.0} in SCHEDULE.values()


def test_the_task_reads_the_clock_and_clears_away(publish: Publish) -> None:
    notice = publish()
    page_of(notice.pk, day=MONDAY.date(), at=MONDAY)
    knock("letter", "192.0.2.1", most=1, at=beijing(2020, 1, 1))
    set_clock(beijing(2026, 3, 7))
    sweep()
    notice.refresh_from_db()
    assert (notice.state, NoticePage.objects.count(), Attempt.objects.count()) == ("over", 0, 0)


@pytest.mark.django_db
def test_an_address_is_counted_by_the_hour_and_never_kept() -> None:
    knock("letter", "192.0.2.1", most=1, at=MONDAY)
    with pytest.raises(Refused) as refused:
        knock("letter", "192.0.2.1", most=1, at=MONDAY)
    assert refused.value.code == "too_many"
    knock("letter", "192.0.2.2", most=1, at=MONDAY)
    knock("letter", "192.0.2.1", most=1, at=beijing(2026, 3, 2, 10))
    assert all("192" not in source for source in Attempt.objects.values_list("source", flat=True))
