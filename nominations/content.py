"""An application as plain values: what a revision keeps, what the public reads, and what differs between two of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from ledger.canonical import canonical, digest
from nominations.models import (
    Attachment,
    Attested,
    CollectiveApplication,
    EmployerRecord,
    EmployerRow,
    GradeRow,
    Nomination,
    Opinion,
    PersonApplication,
    ProvincialHonour,
    Revision,
    TermRow,
    YearRow,
)
from nominations.models.evidence import condition_words
from nominations.sections import OPINIONS, PAPERS, SECRET, Section, sections_of
from regulation.honours import Honour
from regulation.words import day_words

Content = dict[str, dict[str, Any]]
Application = CollectiveApplication | PersonApplication

ROWS: dict[str, tuple[type[models.Model], tuple[str, ...], str]] = {
    "years": (
        YearRow,
        (
            "year",
            "employees",
            "members",
            "issued",
            "returned",
            "satisfied",
            "basically",
            "dissatisfied",
            "counted_under",
        ),
        "逐年数据",
    ),
    "employers": (
        EmployerRow,
        (
            "name",
            "credit_code",
            "nature",
            "contracts_with_all",
            "wages_in_arrears",
            "social_insurance_paid",
            "other_labour_breach",
            "severe_occupational_hazard",
            "energy_over_limit",
            "severe_pollution",
            "major_hazard",
            "refuses_to_mend_hazard",
            "frequent_disputes",
            "democratic_management",
            "collective_bargaining",
            "dispute_mediation",
            "records_checked",
        ),
        "所在单位",
    ),
    "records": (
        EmployerRecord,
        ("employer", "kind", "on", "ended_on", "grade", "verdict", "about"),
        "事故、处罚等记录",
    ),
    "terms": (TermRow, ("union_name", "post", "grassroots", "since", "until"), "工会任职"),
    "grades": (GradeRow, ("year", "grade"), "年度测评"),
    "title": (ProvincialHonour, ("issuer", "title", "number", "year"), "省级荣誉"),
    "opinion_papers": (
        Opinion,
        (
            "kind",
            "giver",
            "agrees",
            "statement",
            "as_of",
            "assembly",
            "within_authority",
            "entitled",
            "present",
            "in_favour",
            "against",
            "abstained",
            "dissent_answer",
            "document",
        ),
        "征求意见",
    ),
    "attachments": (Attachment, ("kind", "note", "document"), "证明材料"),
    "attestations": (Attested, ("key", "by", "statement", "holds", "on", "document"), "认定"),
}
"""List of rows → its record, the columns that people fill in, and what a page calls it."""

_LISTS = {OPINIONS: ("opinion_papers",), PAPERS: ("attachments", "attestations")}
SHORT_LIMIT, LONG_LIMIT = 500, 2000


def application_of(nomination: Nomination) -> Application:
    """The application of a collective or of a person, read anew."""
    application: Application
    if nomination.kind.collective:
        application = CollectiveApplication.objects.get(nomination=nomination)
    else:
        application = PersonApplication.objects.select_related("photo").get(nomination=nomination)
    application.nomination = nomination
    return application


def known_application(nomination: Nomination) -> Application:
    """The application that was read with its case."""
    application: Application = nomination.collective if nomination.kind.collective else nomination.person
    return application


def content_of(nomination: Nomination) -> Content:
    """The whole application by section, without ID number and phone."""
    application = application_of(nomination)
    return {section.code: section_content(nomination, application, section) for section in sections_of(nomination.kind)}


def blank_content(application: Application, honour: Honour) -> Content:
    """The application of a nomination that has just been begun: its columns, and no rows yet."""
    return {
        section.code: _section(application, section, {name: [] for name in _lists_of(section)})
        for section in sections_of(honour)
    }


def content_at(nomination: Nomination, revision: int) -> Content | None:
    """The application as it was saved under a number; None if nothing was."""
    text = Revision.objects.filter(nomination=nomination, number=revision).values_list("content", flat=True).first()
    if not text:
        return None
    found: Content = json.loads(text)
    return found


def section_content(nomination: Nomination, application: Application, section: Section) -> dict[str, Any]:
    """One section as it is stored."""
    return _section(application, section, {name: rows_of(nomination, name) for name in _lists_of(section)})


def _section(application: Application, section: Section, rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    values = {name: plain(getattr(application, name)) for name in section.fields if name not in SECRET}
    if section.code == "basic" and isinstance(application, PersonApplication):
        values["photo"] = plain(application.photo)
    return {"values": values, "rows": rows}


def _lists_of(section: Section) -> tuple[str, ...]:
    return (*section.rows, *_LISTS.get(section.code, ()))


def rows_of(nomination: Nomination, name: str) -> list[dict[str, Any]]:
    """The rows of one list, in their order."""
    model, columns, _ = ROWS[name]
    if model is EmployerRecord:
        order = {pk: i for i, pk in enumerate(_employer_ids(nomination), start=1)}
        records = EmployerRecord.objects.filter(employer__nomination=nomination).order_by("employer_id", "on", "pk")
        return [
            {c: order[r.employer_id] if c == "employer" else plain(getattr(r, c)) for c in columns} for r in records
        ]
    rows = model._default_manager.filter(nomination=nomination).order_by(*_ORDER.get(name, ("pk",)))
    if "document" in columns:
        rows = rows.select_related("document")
    return [{c: plain(getattr(row, c)) for c in columns} for row in rows]


_ORDER = {
    "years": ("year",),
    "terms": ("since", "pk"),
    "grades": ("year",),
    "opinion_papers": ("kind",),
    "attachments": ("kind", "pk"),
    "attestations": ("key",),
}


def _employer_ids(nomination: Nomination) -> Iterable[int]:
    return EmployerRow.objects.filter(nomination=nomination).order_by("pk").values_list("pk", flat=True)


def plain(value: Any) -> Any:
    """A value as JSON has it: a day in ISO, a document by its name and digest."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, models.Model):
        return f"{value}（{str(getattr(value, 'sha256', value.pk))[:8]}）"
    return value


# --- the text that the unit notice shows (第十六条第一款) ---------------------------------------------------------------


def public_text(nomination: Nomination, application: Application | None = None) -> dict[str, str]:
    """What is shown in the unit: names, post and deeds; never an ID number or a phone."""
    application = application or application_of(nomination)
    text = {
        "honour": nomination.kind.title,
        "name": nomination.subject_name,
        "unit": nomination.unit_name,
        "union": nomination.union.name,
        "deeds_short": application.deeds_short,
        "deeds": application.deeds,
    }
    if isinstance(application, PersonApplication):
        text |= {
            "sex": application.get_sex_display(),
            "ethnicity": application.ethnicity,
            "born": f"{application.born_on:%Y-%m}" if application.born_on else "",
            "political_status": application.political_status,
            "education": application.education,
            "job": application.job,
        }
    else:
        text |= {"chair": application.chair}
    return text


def public_digest(text: Mapping[str, str]) -> str:
    """The digest by which a changed text is known: with another one a new notice is needed."""
    return digest(canonical(dict(text)))


# --- differences --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One field or row that differs."""

    label: str
    old: str
    new: str
    section: str = ""


def difference(honour: Honour, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """What differs between two contents of one application, in the order of its pages."""
    found: list[Change] = []
    for section in sections_of(honour):
        found += section_difference(honour, section, old.get(section.code, {}), new.get(section.code, {}))
    return found


def section_difference(
    honour: Honour, section: Section, old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[Change]:
    """What differs within one section."""
    before, after = old.get("values", {}), new.get("values", {})
    found = [
        Change(
            label_of(section, name),
            words(section, name, before.get(name)),
            words(section, name, after.get(name)),
            section.title,
        )
        for name in dict.fromkeys([*section.fields, *before, *after])
        if before.get(name) != after.get(name)
    ]
    rows_before, rows_after = old.get("rows", {}), new.get("rows", {})
    for name in dict.fromkeys([*rows_before, *rows_after]):
        found += _row_changes(honour, section, name, rows_before.get(name, []), rows_after.get(name, []))
    return found


def _row_changes(
    honour: Honour, section: Section, name: str, old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> list[Change]:
    title = ROWS[name][2]
    gone = [row for row in old if row not in new]
    come = [row for row in new if row not in old]
    return [
        Change(
            title,
            row_words(honour, name, gone[i]) if i < len(gone) else "",
            row_words(honour, name, come[i]) if i < len(come) else "",
            section.title,
        )
        for i in range(max(len(gone), len(come)))
    ]


def row_words(honour: Honour, name: str, row: Mapping[str, Any]) -> str:
    """One row as a line of words."""
    model, columns, _ = ROWS[name]
    if model is Attested:
        row = {**row, "key": condition_words(honour, row["key"])}
    said = [(_label(model, c), _words(model, c, row[c])) for c in columns if row.get(c) not in (None, "")]
    return "；".join(f"{label}：{text}" for label, text in said)


def label_of(section: Section, name: str) -> str:
    """What the form calls a column."""
    if name in SECRET:
        return "身份证号" if name == "id_number" else "联系电话"
    return _label(_model(section, name), name)


def words(section: Section, name: str, value: Any) -> str:
    """A stored value as a reader sees it."""
    return "（已填写，不显示）" if name in SECRET else _words(_model(section, name), name, value)


def _model(section: Section, name: str) -> type[models.Model]:
    collective = any(honour.collective for honour in section.honours)
    chosen: type[models.Model] = CollectiveApplication if collective else PersonApplication
    return chosen if hasattr(chosen, name) else PersonApplication


def _label(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # every named column has one


def _words(model: type[models.Model], name: str, value: Any) -> str:
    if value is None or value == "":
        return "（未填）"
    if isinstance(value, bool):
        return "是" if value else "否"
    field = model._meta.get_field(name)
    if isinstance(field, models.DateField):
        return day_words(date.fromisoformat(str(value)))
    return str(dict(getattr(field, "flatchoices", None) or ()).get(value, value))
