"""锁定: too many wrong passwords or codes, counted per account and per address in the database.

Moments here are the machine's own: the demo's clock must not open a lock.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from regulation.refusals import Refused
from unions.models import LoginFailure

LOCKED_FOR = timedelta(minutes=15)
MOST = {"account": 5, "address": 40, "code": 10}
"""Failures within a quarter of an hour: an address may stand for a whole office, an account for one person."""


def key(kind: str, name: str) -> str:
    """What failures are counted under; the name itself is not kept."""
    return f"{kind}:{hashlib.sha256(name.strip().lower().encode()).hexdigest()[:40]}"


def refuse_locked(*keys: str, at: datetime) -> None:
    """Refused "locked" while any of the keys is locked; the sentence never says whether the account exists."""
    if LoginFailure.objects.filter(key__in=keys, locked_until__gt=at).exists():
        raise Refused("locked", "尝试次数过多，已暂时锁定。请 15 分钟后再试。")


def failed(*keys: str, at: datetime) -> None:
    """Count one failure under each key; the failure that reaches the limit locks."""
    with transaction.atomic():
        for name in sorted(keys):
            LoginFailure.objects.get_or_create(key=name, defaults={"last_at": at})
            rows = LoginFailure.objects.filter(key=name)
            rows.filter(last_at__lt=at - LOCKED_FOR).update(failures=0)
            rows.update(failures=F("failures") + 1, last_at=at)
            rows.filter(failures__gte=MOST[name.partition(":")[0]]).update(locked_until=at + LOCKED_FOR, failures=0)


def succeeded(*keys: str) -> None:
    """Forget the failures of an account that has signed in."""
    LoginFailure.objects.filter(key__in=keys).delete()
