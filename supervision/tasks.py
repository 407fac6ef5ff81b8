"""What the beat asks of supervision. Every task decides by the rows it finds and may run any number of times."""

from __future__ import annotations

from celery import shared_task

from clock.reading import now
from supervision.actions.ends import report_closed
from supervision.actions.recovery import remind_overdue


@shared_task
def follow_recovery() -> None:
    """催交 of what is overdue; units that the tree shows as dissolved or merged are reported to the next higher union."""
    at = now()
    remind_overdue(at=at)
    report_closed(at=at)
