"""What the beat asks exists, under the name it asks for."""

from config.celery import app
from config.schedule import SCHEDULE


def test_every_scheduled_task_is_known_to_the_worker() -> None:
    app.loader.import_default_modules()

    assert sorted(entry["task"] for entry in SCHEDULE.values() if entry["task"] not in app.tasks) == []
