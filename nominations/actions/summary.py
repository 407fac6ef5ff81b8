"""What lists filter and search by, kept on the nomination's own row."""

from __future__ import annotations

from nominations.content import Application
from nominations.models import EmployerRow, Nomination, PersonApplication
from nominations.models.person import Sex
from regulation.outstanding_worker import CadreKind
from regulation.union_friend import LeaderKind
from unions.search import tokens


def summarise(nomination: Nomination, application: Application) -> None:
    """Copy names, codes and traits from the application to the nomination."""
    if isinstance(application, PersonApplication):
        columns = _of_person(application) | {"person_key": nomination.person_key}
    else:
        columns = _of_collective(nomination, application.union_credit_code)
    columns["search"] = tokens(
        f"{columns['subject_name']} {columns['unit_name']} {nomination.union.name} {nomination.number}"
    )
    for name, value in columns.items():
        setattr(nomination, name, value)
    Nomination.objects.filter(pk=nomination.pk).update(**columns)


def _of_person(row: PersonApplication) -> dict[str, object]:
    return {
        "subject_name": row.name,
        "unit_name": row.workplace,
        "nature": row.workplace_nature,
        "front_line": row.front_line,
        "woman": row.sex == Sex.FEMALE,
        "migrant": row.migrant,
        "leader": row.leads_unit or row.leader_kind not in ("", LeaderKind.NONE.value, LeaderKind.UNION.value),
        "office_cadre": row.cadre == CadreKind.OFFICE.value,
    }


def _of_collective(nomination: Nomination, code: str) -> dict[str, object]:
    first = EmployerRow.objects.filter(nomination=nomination).order_by("pk").first()
    subject = nomination.subject_union or nomination.union
    return {
        "subject_name": subject.name,
        "unit_name": first.name if first else "",
        "nature": first.nature if first else "",
        "subject_code": code or subject.credit_code,
    }
