"""What the beat asks of nominations. Every task decides by the rows it finds and may run any number of times."""

from __future__ import annotations

from celery import shared_task

from clock.reading import now
from nominations.actions.succession import succeed_all


@shared_task
def pass_to_successors() -> int:
    """Pass the steps of merged unions to their successors."""
    return succeed_all(at=now())
