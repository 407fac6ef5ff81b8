"""How often one address may write or ask within an hour: counted in the database, so that it holds without Redis."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from publicity.models import Attempt
from publicity.receipts import source_key
from regulation.refusals import Refused

KEPT = timedelta(days=2)
LETTERS_AN_HOUR = 10
LOOKUPS_AN_HOUR = 60
"""How many letters, and how many questions about one, an address may send within an hour."""


def knock(purpose: str, address: str, *, most: int, at: datetime) -> None:
    """Count one attempt. Refused "too_many" when the address has had its number for this hour.

    `at` is the machine's moment: the demo's clock, standing still, must not shut anybody out for ever.
    """
    source = source_key(purpose, address)
    hour = at.replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        Attempt.objects.get_or_create(source=source, hour=hour)
        taken = Attempt.objects.filter(source=source, hour=hour, number__lt=most).update(number=F("number") + 1)
    if not taken:
        raise Refused("too_many", "提交过于频繁，请一小时后再试。如情况紧急，请按公示所列电话联系受理单位。")


def forget_attempts(*, at: datetime) -> None:
    """Delete old counts."""
    Attempt.objects.filter(hour__lt=at - KEPT).delete()
