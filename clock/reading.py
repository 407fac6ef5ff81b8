"""The time, for the doors."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from clock.models import DemoClock

BEIJING = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present moment; in the demo, the moment its clock shows."""
    if settings.DEMO_CLOCK:
        shown = DemoClock.objects.filter(pk=1).values_list("now_at", flat=True).first()
        if shown is not None:
            return shown
    return timezone.now()


def law_day(at: datetime) -> date:
    """The law's day of a moment: the day in Beijing, never the UTC day."""
    return at.astimezone(BEIJING).date()


def machine_now() -> datetime:
    """The machine's own moment, for what the demo's clock must not move: lockout, sessions, second factors."""
    return timezone.now()
