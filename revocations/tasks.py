"""What the beat asks of revocation."""

from __future__ import annotations

from celery import shared_task

from clock.reading import now
from revocations.actions import triggers


@shared_task(name="revocations.tasks.sweep")
def sweep() -> None:
    """Every day: open a case to examine where the supervision record says so."""
    triggers.sweep(at=now())
