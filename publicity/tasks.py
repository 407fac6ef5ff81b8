"""What the beat asks of publicity."""

from __future__ import annotations

from celery import shared_task

from clock.reading import machine_now, now
from publicity.actions import sweep as sweeping
from publicity.actions.attempts import forget_attempts


@shared_task(name="publicity.tasks.sweep")
def sweep() -> None:
    """Every minute: complete what is over, extend what the calendar lengthens, seal the ledger."""
    sweeping.run(at=now())
    forget_attempts(at=machine_now())
