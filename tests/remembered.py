"""A world is built through the real verbs once in a process; every later test is given the very same rows.

Only for what a test begins with, on nothing but other remembered worlds: `name` says all that the world depends on. The
rows keep their keys, so what was remembered on top of one world stands on it again. A test that commits builds anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.db import connection

T = TypeVar("T")
Row = tuple[Any, ...]
Table = tuple[list[str], dict[Any, Row]]
"""Its columns, the key first, and its rows by key."""


@dataclass(frozen=True)
class _Kept:
    statements: list[tuple[str, list[Row]]]
    value: bytes


_KEPT: dict[Hashable, _Kept] = {}


def remembered(name: Hashable, build: Callable[[], T]) -> T:
    """What `build` makes in the database, and its answer: built when first asked for, put back from then on."""
    if not connection.in_atomic_block:
        return build()
    name = (name, str(settings.MEDIA_ROOT))  # where the files of its documents are
    kept = _KEPT.get(name)
    if kept is None:
        before = _tables()
        value = build()
        _KEPT[name] = _Kept(_statements(before, _tables()), pickle.dumps(value))
        return value
    with connection.cursor() as cursor:
        for sql, rows in kept.statements:
            if rows:
                cursor.executemany(sql, rows)
            else:
                cursor.execute(sql)
    found: T = pickle.loads(kept.value)
    return found


def _tables() -> dict[str, Table]:
    found: dict[str, Table] = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            meta = model._meta
            fields = sorted(meta.local_concrete_fields, key=lambda field: not field.primary_key)
            columns = [str(field.column) for field in fields]
            cursor.execute(f"SELECT {_quoted(*columns)} FROM {_quoted(meta.db_table)}")
            found[meta.db_table] = columns, {row[0]: row for row in cursor.fetchall()}
    return found


def _quoted(*names: str) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def _statements(before: dict[str, Table], after: dict[str, Table]) -> list[tuple[str, list[Row]]]:
    """What makes the tables as they are out of the tables as they were."""
    found: list[tuple[str, list[Row]]] = []
    for table, (columns, rows) in after.items():
        was = before[table][1]
        assert was.keys() <= rows.keys(), f"{table}：记住的情形不能删除已有的行"
        marks = ", ".join(["%s"] * len(columns))
        sets = ", ".join(f"{_quoted(column)} = %s" for column in columns[1:])
        found += [
            (
                f"INSERT INTO {_quoted(table)} ({_quoted(*columns)}) VALUES ({marks})",
                [row for key, row in rows.items() if key not in was],
            ),
            (
                f"UPDATE {_quoted(table)} SET {sets} WHERE {_quoted(columns[0])} = %s",
                [(*row[1:], key) for key, row in rows.items() if key in was and was[key] != row],
            ),
        ]
    found = [(sql, rows) for sql, rows in found if rows]
    return _in_one(found) if connection.vendor == "postgresql" else found


def _in_one(statements: list[tuple[str, list[Row]]]) -> list[tuple[str, list[Row]]]:
    """On PostgreSQL every statement is a journey: all of them in one, the values written into it."""
    compose: Callable[[str, Row], str] = connection.ops.compose_sql  # type: ignore[attr-defined]  # PostgreSQL's only
    written = [compose(sql, row) for sql, rows in statements for row in rows]
    return [(";\n".join(written), [])] if written else []
