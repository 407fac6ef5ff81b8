"""What every test stands on: its own folders, its own broker, no slow password hashing.

The cast is in tests/cast.py; tests/migrated.py spares every run the migrations.
"""

from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from config.celery import app
from config.settings import env

pytest_plugins = ["tests.cast", "tests.emptied", "tests.migrated"] if find_spec("tests.cast") else []


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # seconds, not safety, matter here
    settings.WHITENOISE_AUTOREFRESH = True  # static files are looked up when asked for, not all by every new client


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Attachments and tasks of this run, apart from those of a site that runs on the same machine."""
    folder = tmp_path_factory.mktemp("var")
    settings.MEDIA_ROOT = folder / "media"
    options = env.broker_options(settings.REDIS_URL, folder / "tasks")
    if settings.REDIS_URL:
        options["global_keyprefix"] = f"test-{worker_id}-{folder.parent.name}-"
    app.conf.broker_transport_options = options
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On SQLite, what only PostgreSQL can answer is skipped; `bin/test` says so and runs it on PostgreSQL."""
    if connection.vendor == "postgresql":
        return
    for item in items:
        if item.get_closest_marker("postgres") or item.get_closest_marker("races"):
            item.add_marker(pytest.mark.skip(reason="需要 PostgreSQL：设置 DATABASE_URL"))
