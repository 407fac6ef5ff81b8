"""Sections in and out of JSON, through the very forms of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from rest_framework.exceptions import ValidationError

from nominations.content import application_of, section_content
from nominations.forms.fields import SaidField
from nominations.forms.sections import row_form, section_form
from nominations.models import Nomination
from nominations.sections import Filled, Section, sections_of


def shown(nomination: Nomination) -> dict[str, Any]:
    """The whole application with the columns of each section."""
    application = application_of(nomination)
    return {
        "revision": application.revision,
        "version": nomination.version,
        "sections": [
            {
                "code": section.code,
                "title": section.title,
                "article": section.article,
                "columns": [
                    _column(name, field)
                    for name, field in section_form(section, application).fields.items()
                    if name != "revision"
                ],
                **section_content(nomination, application, section),
            }
            for section in sections_of(nomination.kind)
        ],
    }


def _column(name: str, field: forms.Field) -> dict[str, Any]:
    kind = next((kind for cls, kind in KINDS.items() if isinstance(field, cls)), "text")
    column: dict[str, Any] = {"name": name, "label": str(field.label), "kind": kind}
    if kind == "choice" and isinstance(field, forms.ChoiceField):
        column["choices"] = [str(value) for value, _ in field.choices if value]  # type: ignore[misc, union-attr]  # listed by Django
    return column


KINDS: dict[type[forms.Field], str] = {
    SaidField: "yes_no",
    forms.BooleanField: "flag",
    forms.DateField: "date",
    forms.IntegerField: "number",
    forms.ChoiceField: "choice",
}


def filled(
    nomination: Nomination, section: Section, columns: Mapping[str, Any], rows: Mapping[str, list[dict[str, Any]]]
) -> Filled:
    """What a caller sent, cleaned by the page's own forms; every fault at once. Columns not sent stay as they are."""
    faults: dict[str, Any] = {}
    unknown = [n for n in columns if n not in section.fields] + [n for n in rows if n not in section.rows]
    for name in unknown:
        faults[name] = [f"“{section.title}”没有这一栏。"]
    form = section_form(section, application_of(nomination), {**_plain(columns), "revision": "0"})
    if not form.is_valid():
        faults |= {name: list(said) for name, said in form.errors.items() if name in columns}
    values = {n: v for n, v in form.cleaned_data.items() if n in columns} if not unknown else {}
    cleaned: dict[str, list[dict[str, Any]]] = {}
    for name, lines in rows.items():
        if name in section.rows:
            cleaned[name] = _rows(name, lines, faults)
    if faults:
        raise ValidationError(faults)
    return Filled(values, cleaned)


def _rows(name: str, lines: list[dict[str, Any]], faults: dict[str, Any]) -> list[dict[str, Any]]:
    kind = row_form(name)
    found = []
    for number, line in enumerate(lines):
        form = kind(_plain(line))
        form.empty_permitted = False
        if form.is_valid():
            found.append(form.cleaned_data)
        else:
            faults[f"{name}.{number}"] = {field: list(said) for field, said in form.errors.items()}
    return found


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Scalars as a form takes them; anything else was never asked for."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, bool) or value is None:
            found[name] = value
        elif isinstance(value, (str, int)):
            found[name] = _text(name, str(value))
        else:
            raise ValidationError({name: ["请填写文字、整数、true、false 或 null。"]})
    return found


def _text(name: str, text: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError({name: ["含有不能保存的字符。"]})
    return text
