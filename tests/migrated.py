"""The test database is migrated once and copied from then on: the migrations take longer than most folders of tests.

The copy is taken from a template: a file below `.pytest_cache`, on PostgreSQL the database `test_…_migrated`. It is made
anew when a migration, or what one calls, says something else. `migrate` still runs on every copy and finds nothing to do.
"""

from __future__ import annotations

import fcntl
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.migrations.loader import MigrationLoader
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,  # noqa: ARG001  each worker's database has its own name by now
    django_db_blocker: DjangoDbBlocker,
    django_db_use_migrations: bool,
    request: pytest.FixtureRequest,
) -> None:
    """What pytest-django asks for before it makes the test database: the template is ready, and will be copied."""
    if not django_db_use_migrations or request.config.cache is None:
        return
    folder = request.config.cache.mkdir("migrated")
    with django_db_blocker.unblock(), _one_at_a_time(folder / "lock"):
        if connection.vendor == "postgresql":
            connection.settings_dict["TEST"]["TEMPLATE"] = _template_database()
        else:
            _fill_from(_template(folder))


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _digest() -> str:
    """Of every migration, and of the modules of this project whose functions they call."""
    modules = {type(found).__module__ for found in MigrationLoader(None).disk_migrations.values()}
    called = {str(getattr(value, "__module__", "")) for name in modules for value in vars(sys.modules[name]).values()}
    files = {Path(sys.modules[name].__file__ or "") for name in modules | (called & sys.modules.keys())}
    ours = [path for path in files if path.parent.name == "migrations" or settings.BASE_DIR in path.parents]
    return sha256(b"".join(path.read_bytes() for path in sorted(ours) if path.is_file())).hexdigest()[:32]


def _migrate_a_new(name: str) -> None:
    """A test database of this name, migrated, nobody connected to it any more."""
    test, before = connection.settings_dict["TEST"], connection.settings_dict["NAME"]
    asked = test["NAME"]
    test["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    test["NAME"] = asked
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = before


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


def _template_database() -> str:
    """Its name; the comment on it says of which migrations it is."""
    name, wanted = f"test_{connection.settings_dict['NAME']}_migrated", _digest()
    told = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with connection._nodb_cursor() as cursor:
        cursor.execute(told, [name])
        found = cursor.fetchone()
    if found != (wanted,):
        _migrate_a_new(name)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'COMMENT ON DATABASE "{name}" IS %s', [wanted])
    return name


# --- SQLite -----------------------------------------------------------------------------------------------------------


def _template(folder: Path) -> sqlite3.Connection:
    """The file is named after its migrations; those of other migrations go."""
    file = folder / f"{_digest()}.sqlite3"
    if not file.exists():
        for old in folder.glob("*.sqlite3*"):
            old.unlink()
        draft = folder / "draft.sqlite3"
        _migrate_a_new(str(draft))
        draft.rename(file)
    return sqlite3.connect(file)


def _fill_from(template: sqlite3.Connection) -> None:
    """Copy the template into the database in memory, as soon as that is opened."""

    def fill(connection: Any, **_: Any) -> None:
        if connection.is_in_memory_db():
            connection_created.disconnect(fill)
            with closing(template):
                template.backup(connection.connection)

    connection_created.connect(fill, weak=False)
