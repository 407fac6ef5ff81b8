"""The hands of the demo's clock: forward only, and each move runs the sweep at once, so that a window is seen to end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction

from clock.models import DemoClock
from clock.reading import BEIJING
from publicity.actions import sweep
from publicity.models import Notice
from publicity.moves import NoticeState
from publicity.queries import calendar
from regulation.refusals import Refused

MORNING, AFTERNOON = time(9), time(16)
MOST_DAYS = 60


@dataclass(frozen=True)
class Moved:
    """What a move of the clock brought about."""

    at: datetime
    completed: list[Notice] = field(default_factory=list)
    extended: int = 0
    seals: int = 0


def working_days_later(now: datetime, days: int) -> datetime:
    """Nine in the morning of the working day that many working days from now. Refused "unknown_year", "too_far"."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused("too_far", f"一次可以前进 1 至 {MOST_DAYS} 个工作日。")
    day, known = _day(now), calendar()
    for _ in range(days):
        day = known.next_working_day(day)
    return datetime.combine(day, MORNING, BEIJING)


def this_afternoon(now: datetime) -> datetime:
    """Four in the afternoon of the same day. Refused "not_forward" once it is later than that."""
    return datetime.combine(_day(now), AFTERNOON, BEIJING)


def move(to: datetime) -> Moved:
    """Move the clock and run the sweep. Refused "not_forward": it never goes back, and two who move it at once move it once."""
    with transaction.atomic():
        if not DemoClock.objects.filter(pk=1, now_at__lt=to).update(now_at=to):
            raise Refused("not_forward", "演示时间只能向前走，请选择更晚的时间。")
    running = list(Notice.objects.filter(state=NoticeState.OPEN).values_list("pk", flat=True))
    swept = sweep.run(at=to)
    over = Notice.objects.defer("body").filter(pk__in=running, state=NoticeState.OVER).select_related("publisher")
    return Moved(to, list(over.order_by("kind", "pk")), swept.extended, swept.seals)


def _day(now: datetime) -> date:
    return now.astimezone(BEIJING).date()
