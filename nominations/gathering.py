"""All lists of rows of one application in one statement: a filing asks for a dozen lists that mostly hold little."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection, models

from documents.models import Document
from nominations.models import (
    Attested,
    EmployerRecord,
    EmployerRow,
    GradeRow,
    Nomination,
    Opinion,
    ProvincialHonour,
    TermRow,
    YearRow,
)

_ALL: tuple[type[models.Model], ...] = (Attested, Opinion)
_COLLECTIVE: tuple[type[models.Model], ...] = (YearRow, EmployerRow, EmployerRecord, ProvincialHonour)
_PERSON: tuple[type[models.Model], ...] = (TermRow, GradeRow, ProvincialHonour)


@dataclass(frozen=True)
class Rows:
    """The rows of one application by their model, each list in the order of its ids."""

    lists: dict[type[models.Model], list[Any]]

    def of(self, model: type[models.Model]) -> list[Any]:
        """The rows of one list."""
        return self.lists.get(model, [])


def rows_of_one(nomination: Nomination) -> Rows:
    """Every row that a judgement of the filing reads. Documents carry their name only."""
    wanted = _ALL + (_COLLECTIVE if nomination.kind.collective else _PERSON)
    lists: dict[type[models.Model], list[Any]] = {model: [] for model in wanted}
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor, wanted), [nomination.pk] * len(wanted))
        for number, told in cursor.fetchall():
            model = wanted[number]
            lists[model].append(_row(model, json.loads(told) if isinstance(told, str) else told))
    for rows in lists.values():
        rows.sort(key=lambda row: row.pk)
    _hang_records(lists.get(EmployerRow, []), lists.get(EmployerRecord, []))
    return Rows(lists)


@lru_cache(maxsize=8)
def _statement(vendor: str, wanted: tuple[type[models.Model], ...]) -> str:
    quoted = connection.ops.quote_name
    build = "json_build_object" if vendor == "postgresql" else "json_object"
    parts = []
    for number, model in enumerate(wanted):
        pairs = [f"'{field.column}', t.{quoted(str(field.column))}" for field in _columns(model)]
        joins, where = "", "t.nomination_id"
        if model is EmployerRecord:
            joins, where = f" JOIN {quoted(EmployerRow._meta.db_table)} e ON e.id = t.employer_id", "e.nomination_id"
        if model in (Attested, Opinion):
            joins += f" LEFT JOIN {quoted(Document._meta.db_table)} d ON d.id = t.document_id"
            pairs.append("'document', d.name")
        table = quoted(model._meta.db_table)
        parts.append(f"SELECT {number}, {build}({', '.join(pairs)}) FROM {table} t{joins} WHERE {where} = %s")
    return " UNION ALL ".join(parts)


@lru_cache(maxsize=16)
def _columns(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """Every column but moments, which no rule looks at and no JSON of a database says alike."""
    return tuple(f for f in model._meta.concrete_fields if not isinstance(f, models.DateTimeField))


def _row(model: type[models.Model], told: dict[str, Any]) -> models.Model:
    row = model(**{field.attname: field.to_python(told[str(field.column)]) for field in _columns(model)})
    row._state.adding, row._state.db = False, connection.alias
    if "document" in told and told["document"] is not None:
        row.document = Document(pk=told["document_id"], name=told["document"])  # type: ignore[attr-defined]  # the row carries it unsaved
    return row


def _hang_records(employers: list[Any], records: list[Any]) -> None:
    """As `prefetch_related("records")` would."""
    for employer in employers:
        mine = EmployerRecord.objects.none()
        mine._result_cache = [record for record in records if record.employer_id == employer.pk]
        employer._prefetched_objects_cache = {"records": mine}
