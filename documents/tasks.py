"""What the beat asks of documents: files whose upload was rolled back are cleared away."""

from __future__ import annotations

from celery import shared_task

from clock.reading import machine_now
from documents.leftovers import clear_leftovers


@shared_task
def sweep_leftovers() -> int:
    """Once a day; how many files went. A file's age is the machine's, so the demo's clock has no part in it."""
    return clear_leftovers(at=machine_now())
