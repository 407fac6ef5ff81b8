"""Search in Chinese text without a dictionary: names are cut into single characters and pairs.

PostgreSQL asks a GIN index over the cut words; SQLite looks for each word between spaces.
"""

from __future__ import annotations

import re
from typing import TypeVar

from django.db import connections, models
from django.db.migrations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.models import F, Func, QuerySet, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Contains

M = TypeVar("M", bound=models.Model)

_WORD = re.compile(r"[0-9A-Za-z]+|[^\W_0-9A-Za-z]+")
LONGEST_QUERY = 40


def tokens(text: str) -> str:
    """What is stored: every character, every pair of neighbours, every Latin word, once each, between spaces."""
    return " ".join(dict.fromkeys(_cut(text, singles=True)))


def _cut(text: str, *, singles: bool) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(text.lower()):
        if word.isascii():
            found.append(word)
        else:
            found += list(word) if singles or len(word) == 1 else []
            found += [word[i : i + 2] for i in range(len(word) - 1)]
    return found


def matching(queryset: QuerySet[M], text: str, field: str = "search") -> QuerySet[M]:
    """The rows whose `field` (written with `tokens`) holds every character pair of the text. An empty text matches all."""
    wanted = list(dict.fromkeys(_cut(text[:LONGEST_QUERY], singles=False)))
    if not text.strip():
        return queryset
    if not wanted:
        return queryset.none()
    if connections[queryset.db].vendor == "postgresql":
        return queryset.filter(_ArrayContains(_Words(F(field)), Value(wanted, output_field=_TextArray())))
    padded = Concat(Value(" "), F(field), Value(" "), output_field=models.TextField())
    for word in wanted:
        queryset = queryset.filter(Contains(padded, Value(f" {word} ")))
    return queryset


def search_index(table: str, column: str) -> Operation:
    """A migration operation: the GIN index that `matching` uses. SQLite gets none."""
    return _OnPostgres(
        f'CREATE INDEX IF NOT EXISTS "{table}_{column}_words" ON "{table}" '
        f"USING gin (string_to_array(\"{column}\", ' '))",
        reverse_sql=f'DROP INDEX IF EXISTS "{table}_{column}_words"',
    )


class _TextArray(models.Field):  # type: ignore[type-arg]  # a parameter's type, never a column
    def db_type(self, connection: object) -> str:  # noqa: ARG002  Django passes the connection
        return "text[]"


class _Words(Func):
    template = "string_to_array(%(expressions)s, ' ')"
    output_field = _TextArray()


class _ArrayContains(Func):
    template = "%(expressions)s::text[]"
    arg_joiner = " @> "
    conditional = True
    output_field = models.BooleanField()


class _OnPostgres(RunSQL):
    """Plain SQL that the embedded profile's database passes over."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):  # type: ignore[no-untyped-def]  # Django's own signature, untyped
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):  # type: ignore[no-untyped-def]  # Django's own signature, untyped
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)
