"""The worker: `celery --app config worker`. With no broker server it passes tasks through files below VAR_DIR."""

import os

from celery import Celery
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("honors")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.task
def clear_sessions() -> None:
    """Delete the sessions that are over; they live in the database."""
    call_command("clearsessions")
