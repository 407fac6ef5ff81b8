"""After a test that commits, the database is emptied: on PostgreSQL only where there is something.

Django truncates every table at once; PostgreSQL makes new files for each of them and of its indexes, which takes longer
than most races. Content types and permissions stay: `migrate` wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

STAYS = {"django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def quick_flush(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """What `flush` asks the connection of the tests for."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "postgresql":
            patch.setattr(connection.ops, "sql_flush", _sql_flush)
        yield


def _sql_flush(_style: Any, tables: Sequence[str], **_: Any) -> list[str]:
    """Delete the rows, the append-only ones too: their triggers are out of the way until it is done."""
    filled = [connection.ops.quote_name(table) for table in _filled(tables)]
    if not filled:
        return []
    return [
        *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in filled),
        *(f"DELETE FROM {table}" for table in filled),
        "SET CONSTRAINTS ALL IMMEDIATE",
        *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in filled),
    ]


def _filled(tables: Sequence[str]) -> list[str]:
    """Those of the tables in which there is a row."""
    asked = [
        f"SELECT '{table}' WHERE EXISTS (SELECT FROM {connection.ops.quote_name(table)})"
        for table in sorted(set(tables) - STAYS)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [table for (table,) in cursor.fetchall()]
