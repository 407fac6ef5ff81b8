"""Rows of many tables in one statement: what is read of one case is a dozen lists that mostly hold little.

Every row travels as a JSON array of its columns beside the number of its part, and becomes the instance that a query
of its own would have given.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import QuerySet, Value
from django.db.models.functions import JSONArray

from ledger.prepared import Prepared

Model = type[models.Model]


@dataclass(frozen=True)
class Part:
    """The rows of one table. What differs from case to case is a slot of `rows`.

    `without`: columns that are read only if somebody asks for them. `along`: the one column that is wanted of a
    related row, by the name of the relation. `or_by`: other ways to such rows, each by an index of its own: asked as one
    OR, the planner of a prepared statement reads the table.
    """

    rows: QuerySet[Any]
    without: frozenset[str] = frozenset()
    along: Mapping[str, str] = field(default_factory=dict)
    or_by: Sequence[QuerySet[Any]] = ()

    def numbered(self, number: int) -> list[QuerySet[Any, Any]]:
        """The part's rows as (number, columns)."""
        related = [f"{relation}__{column}" for relation, column in self.along.items()]
        told = JSONArray(*(f.attname for f in self._fields), *related)
        return [rows.order_by().values_list(Value(number), told) for rows in (self.rows, *self.or_by)]

    def row(self, told: list[Any]) -> Any:
        """The instance of one row."""
        for position, read in self._readers:
            if told[position] is not None:
                told[position] = read(told[position])
        row: Any = self.rows.model.from_db(DEFAULT_DB_ALIAS, self._names, told[: len(self._names)])
        for (relation, column), value in zip(self.along.items(), told[len(self._names) :], strict=True):
            of: Any = self.rows.model._meta.get_field(relation)
            setattr(row, relation, of.related_model(pk=getattr(row, of.attname), **{column: value}))
        return row

    @cached_property
    def _fields(self) -> list[models.Field[Any, Any]]:
        return [f for f in self.rows.model._meta.concrete_fields if f.name not in self.without]

    @cached_property
    def _names(self) -> list[str]:
        return [f.attname for f in self._fields]

    @cached_property
    def _readers(self) -> list[tuple[int, Callable[[Any], Any]]]:
        """The columns that JSON does not hold as they are."""
        found = ((n, _reader(f)) for n, f in enumerate(self._fields))
        return [(n, reader) for n, reader in found if reader is not None]


@dataclass(frozen=True)
class Rows:
    """What was read, by the name of the part, each list in the order of its ids."""

    lists: Mapping[str, list[Any]]

    def of(self, part: str) -> list[Any]:
        """The rows of one part; none of a part that was not asked for."""
        return self.lists.get(part, [])

    def one(self, part: str) -> Any:
        """The only row of a part, or None."""
        return next(iter(self.of(part)), None)


class Gathering:
    """Parts that are read together. `named` makes them when they are first asked for."""

    def __init__(self, named: Callable[[], Mapping[str, Part]]) -> None:
        self._named = named
        self._read = Prepared(self._written)

    def ask(self, **values: Any) -> Rows:
        """The rows of all parts, for the values of their slots."""
        found: defaultdict[str, dict[int, Any]] = defaultdict(dict)
        for number, told in self._read.ask(**values):
            name, part = self._parts[number]
            row = part.row(told)
            found[name][row.pk] = row  # a row that was found by two ways is one
        return Rows({name: [rows[pk] for pk in sorted(rows)] for name, rows in found.items()})

    @cached_property
    def _parts(self) -> list[tuple[str, Part]]:
        return list(self._named().items())

    def _written(self) -> QuerySet[Any, Any]:
        parts = [rows for number, (_, part) in enumerate(self._parts) for rows in part.numbered(number)]
        return parts[0].union(*parts[1:], all=True)


def _reader(column: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(column, models.DateTimeField):
        return _moment
    if isinstance(column, models.DateField | models.BooleanField):
        return column.to_python
    return _parsed if isinstance(column, models.JSONField) else None


def _moment(told: str) -> datetime:
    """SQLite keeps moments in UTC without saying so."""
    moment = datetime.fromisoformat(told)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parsed(told: Any) -> Any:
    """SQLite puts a JSON column into the array as text."""
    return json.loads(told) if isinstance(told, str) else told
