"""Statements that are asked thousands of times alike: their SQL is written once in a process, only the values change.

Django writes the SQL of a query anew each time it is asked, and PostgreSQL plans it anew. For the wide tables of this
site either takes several times as long as the answer. Where a door or a verb asks the same for every case, the query is
written with `Slot`s and asked through `Prepared`: what comes back are the same instances as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from itertools import count
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import UpdateQuery
from psycopg2.extensions import AsIs  # type: ignore[import-untyped]  # the driver brings no types

R = TypeVar("R")


class Slot(Expression):
    """A place in a query for a value that is given when it is asked. Days, moments and what is saved name their field."""

    def __init__(self, name: str, field: Field[Any, Any] | None = None) -> None:
        super().__init__(output_field=field)
        self.name = name
        self.kind = field

    def as_sql(self, compiler: Any, connection: Any) -> Any:  # noqa: ARG002  Django passes them
        return "%s", (self,)  # stands among the parameters until a value is put there

    def filled(self, value: Any, connection: Any) -> Any:
        """The value as the database takes it."""
        if self.kind is None:
            return value
        if isinstance(value, Model):
            value = value.prepare_database_save(self.kind)
        return self.kind.get_db_prep_save(value, connection)


class Prepared(Generic[R]):
    """One read. `written` makes its query, with slots, when it is first asked."""

    def __init__(self, written: Callable[[], QuerySet[Any, R]]) -> None:
        self._written = written
        self._known: dict[str, tuple[QuerySet[Any, R], Any, _Statement]] = {}  # by the kind of database

    def ask(self, **values: Any) -> list[R]:
        """The rows for these values, one for each slot."""
        connection = connections[DEFAULT_DB_ALIAS]
        rows, known, statement = self._known.get(connection.vendor) or self._write(connection)
        asking = statement.asked(values, connection)
        # Copies, since several threads ask at once: the query's own compiler, told the SQL that it would write.
        compiler, query = copy(known), copy(rows.query)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: asking
        query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]  # this copy has its compiler
        asked: Any = rows.__class__(model=rows.model, query=query, using=DEFAULT_DB_ALIAS)
        asked._iterable_class, asked._fields = rows._iterable_class, vars(rows)["_fields"]
        return list(asked)

    def _write(self, connection: Any) -> tuple[QuerySet[Any, R], Any, _Statement]:
        rows = self._written()
        compiler = rows.query.get_compiler(connection=connection)
        known = self._known[connection.vendor] = rows, compiler, _Statement(*compiler.as_sql())
        return known


class PreparedUpdate:
    """One UPDATE: of which rows, and what is set; slots in both."""

    def __init__(self, written: Callable[[], tuple[QuerySet[Any], Mapping[str, Any]]]) -> None:
        self._written = written
        self._known: dict[str, _Statement] = {}

    def run(self, **values: Any) -> int:
        """Update for these values, and say how many rows."""
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._known.get(connection.vendor) or self._write(connection)
        with connection.cursor() as cursor:
            cursor.execute(*statement.asked(values, connection))
            return int(cursor.rowcount)

    def _write(self, connection: Any) -> _Statement:
        rows, changes = self._written()
        query: Any = rows.query.chain(UpdateQuery)
        query.add_update_values(dict(changes))
        statement = self._known[connection.vendor] = _Statement(*query.get_compiler(connection=connection).as_sql())
        return statement


_numbers = count(1)
_planned: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()  # what each connection to PostgreSQL has planned


class _Statement:
    """SQL with slots among its parameters. PostgreSQL plans it once for each connection."""

    def __init__(self, sql: str, params: Sequence[Any]) -> None:
        self.sql, self.params = sql, params
        self.name = f"asked_{next(_numbers)}"
        self.slots = list({p.name: p for p in params if isinstance(p, Slot)}.values())

    def asked(self, values: Mapping[str, Any], connection: Any) -> tuple[str, list[Any]]:
        """What is executed for these values."""
        filled = {slot.name: slot.filled(values[slot.name], connection) for slot in self.slots}
        if connection.vendor != "postgresql":
            return self.sql, [filled[p.name] if isinstance(p, Slot) else p for p in self.params]
        self._plan(connection)
        return f"EXECUTE {self.name}({', '.join(['%s'] * len(filled))})", list(filled.values())

    def _plan(self, connection: Any) -> None:
        connection.ensure_connection()
        known = _planned.setdefault(connection.connection, set())
        if self.name in known:
            return
        places = {slot.name: AsIs(f"${n}") for n, slot in enumerate(self.slots, start=1)}
        params = [places[p.name] if isinstance(p, Slot) else p for p in self.params]
        with connection.connection.cursor() as cursor:
            cursor.execute(f"PREPARE {self.name} AS {self.sql}", params)
        known.add(self.name)
