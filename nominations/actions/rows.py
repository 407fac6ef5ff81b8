"""Writing the columns and rows of an application. The caller has taken the nomination's version and checked the values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from nominations.content import ROWS, Application
from nominations.models import EmployerRecord, EmployerRow, Nomination, ProvincialHonour
from nominations.sections import Section
from unions.personal import encrypt, person_key, valid_credit_code, valid_id_number

CODES = frozenset({"union_credit_code", "workplace_code", "credit_code"})


def write_values(application: Application, values: Mapping[str, Any]) -> None:
    """Set columns. An ID number or phone left empty keeps what is stored; a new one is encrypted and hashed."""
    for name, value in values.items():
        if name == "id_number":
            if value:
                number = valid_id_number(value)
                application.id_number_encrypted = encrypt(number)  # type: ignore[union-attr]  # persons only
                application.nomination.person_key = person_key(number)
        elif name == "phone":
            _write_phone(application, value)
        else:
            setattr(application, name, valid_credit_code(value) if name in CODES and value else value)


def _write_phone(application: Application, value: str) -> None:
    if value:
        column = "phone_encrypted" if hasattr(application, "phone_encrypted") else "contact_phone_encrypted"
        setattr(application, column, encrypt(value))


def replace_rows(nomination: Nomination, section: Section, lists: Mapping[str, list[dict[str, Any]]]) -> None:
    """Write the lists of a section anew; records follow their employers by number."""
    if "employers" in section.rows and lists:
        _replace_employers(nomination, lists)
        return
    for name, rows in lists.items():
        model = ROWS[name][0]
        model._default_manager.filter(nomination=nomination).delete()
        if model is ProvincialHonour:
            rows = rows[:1]
        model._default_manager.bulk_create([model(nomination=nomination, **row) for row in rows])


def _replace_employers(nomination: Nomination, lists: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    if "employers" in lists:
        kept = _records(nomination) if "records" not in lists else []
        EmployerRow.objects.filter(nomination=nomination).delete()
        for row in lists["employers"]:
            EmployerRow.objects.create(
                nomination=nomination, **{n: valid_credit_code(v) if n in CODES and v else v for n, v in row.items()}
            )
    else:
        kept = []
        EmployerRecord.objects.filter(employer__nomination=nomination).delete()
    employers = list(EmployerRow.objects.filter(nomination=nomination).order_by("pk"))
    records = [*lists.get("records", ()), *kept]
    EmployerRecord.objects.bulk_create(
        EmployerRecord(employer=employers[row["employer"] - 1], **{n: v for n, v in row.items() if n != "employer"})
        for row in records
        if 1 <= row["employer"] <= len(employers)
    )


def _records(nomination: Nomination) -> list[dict[str, Any]]:
    """The records of the employers that are about to be written anew."""
    ids = list(EmployerRow.objects.filter(nomination=nomination).order_by("pk").values_list("pk", flat=True))
    columns = ("employer_id", "kind", "on", "ended_on", "grade", "verdict", "about")
    rows = EmployerRecord.objects.filter(employer__in=ids).order_by("pk").values(*columns)
    return [{**row, "employer": ids.index(row.pop("employer_id")) + 1} for row in rows]
