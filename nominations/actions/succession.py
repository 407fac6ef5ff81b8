"""A union of a frozen chain was merged: its step passes to the successor, by an entry (第十六条第三款)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from ledger.actions import moving
from ledger.actors import SYSTEM
from nominations.models import ChainStep, Nomination
from nominations.moves import SUCCEED
from regulation.refusals import Stale
from unions.moves import UnionState
from unions.queries import successor_of


def succeed(nomination: Nomination, *, at: datetime) -> bool:
    """Pass every step, the holding and the filing itself from merged unions to their successors. Idempotent.

    Whether anything was passed on. Names in the chain stay as they were frozen beside the new union's.
    """
    if nomination.state not in SUCCEED.sources:
        return False
    steps = [s for s in ChainStep.objects.filter(nomination=nomination).select_related("union") if _merged(s.union)]
    changes: dict[str, Any] = {}
    for name in ("holder", "union", "recommender"):
        held = getattr(nomination, name)
        if _merged(held):
            changes[name] = successor_of(held)
    if not (steps or changes):
        return False
    passed = {s.union.name: successor_of(s.union).name for s in steps}
    passed |= {getattr(nomination, name).name: after.name for name, after in changes.items()}
    with moving(nomination, SUCCEED, by=SYSTEM, at=at, version=nomination.version, **changes) as writing:
        for step in steps:
            after = successor_of(step.union)
            ChainStep.objects.filter(pk=step.pk).update(union=after, union_name=after.name)
        writing.details["passed"] = passed
    return True


def succeed_all(*, at: datetime, batch: int = 500) -> int:
    """Every live case in whose path a union has been merged; how many were passed on. Idempotent."""
    merged = UnionState.MERGED.value
    stepped = ChainStep.objects.filter(union__state=merged).values("nomination_id")
    rows = Nomination.objects.filter(
        Q(pk__in=stepped) | Q(holder__state=merged) | Q(union__state=merged), state__in=SUCCEED.sources
    ).select_related("holder", "union", "recommender", "chain")
    done = 0
    for nomination in rows[:batch]:
        try:
            with transaction.atomic():
                done += succeed(nomination, at=at)
        except Stale:  # somebody is moving it at this moment: the next sweep looks again
            continue
    return done


def _merged(union: Any) -> bool:
    return bool(union.state == UnionState.MERGED)
