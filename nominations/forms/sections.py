"""One form per section, with the lists of rows that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import BaseFormSet
from django.http import QueryDict

from nominations.checks import check_row, check_values
from nominations.content import ROWS, Application, rows_of
from nominations.forms.fields import YES_NO, SaidField, field_for
from nominations.models import CollectiveApplication, Nomination, PersonApplication, ProvincialHonour
from nominations.sections import SECRET, Filled, Section
from regulation.periods import complete_years_before
from unions.personal import decrypt

REQUIRED = {
    "years": ("year", "employees", "members"),
    "employers": ("name",),
    "records": ("employer", "kind", "on"),
    "terms": ("union_name", "post", "since"),
    "grades": ("year", "grade"),
    "title": ("issuer", "title", "number", "year"),
}
SUGGESTED = frozenset({"years", "grades"})
"""Lists whose rows are suggested; the others show one empty row while they have none, or when one more is asked for."""
MOST = {"title": 1}
MOST_ROWS = 200
TITLES = {
    "years": "年度",
    "employers": "单位",
    "records": "记录",
    "terms": "任职",
    "grades": "测评",
    "title": "省级荣誉",
}


class SectionForm(forms.Form):
    """The columns of a section, and the revision that the writer saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, fault in check_values(cleaned).items():
            if name in self.fields:
                self.add_error(name, fault)
        return cleaned

    def values(self) -> dict[str, Any]:
        """What was filled in, without what was left as it is: an ID number or phone left empty."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return {name: value for name, value in found.items() if name not in SECRET or value}

    def renew(self, revision: int) -> None:
        """After a refusal: keep every typed word, but let the next try speak of what is stored now."""
        data = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        data["revision"] = str(revision)
        self.data = data


class RowForm(forms.Form):
    """One row of a list; a row left empty is no row."""

    list_name = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A row that only suggests its year stands for nothing until somebody fills it in.
        if set(self.initial) <= {"year", "employer"}:
            self.empty_permitted = True
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, fault in check_row(self.list_name, cleaned).items():
            self.add_error(name, fault)
        return cleaned


class RowSet(BaseFormSet[RowForm]):
    """The rows of one list."""

    def clean(self) -> None:
        years = [row["year"] for row in self.rows() if row.get("year")]
        if self.form.list_name in ("years", "grades") and len(years) != len(set(years)):
            raise ValidationError("每一年度只能填写一行，请删去重复的年度。")

    def rows(self) -> list[dict[str, Any]]:
        """The rows that were filled in and not taken out."""
        found = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data") and form.cleaned_data]
        return [{n: v for n, v in row.items() if n != "DELETE"} for row in found if not row.get("DELETE")]


def section_form(section: Section, application: Application, data: Mapping[str, Any] | None = None) -> SectionForm:
    """The form of a section's columns, as stored or as typed."""
    made = {name: _column(type(application), name) for name in section.fields if name not in SECRET}
    for name in section.fields:
        if name in SECRET:
            made[name] = secret_field(application, name)
    ordered = {name: made[name] for name in section.fields}
    form = type("ThisSectionForm", (SectionForm,), ordered)
    initial = {name: getattr(application, name) for name in section.fields if name not in SECRET}
    found: SectionForm = form(data, initial={**initial, "revision": application.revision})
    return found


def row_sets(
    section: Section, nomination: Nomination, data: Mapping[str, Any] | None = None, *, year: int, more: str = ""
) -> dict[str, RowSet]:
    """The formsets of a section's lists; missing years are suggested, and one more row of the list named `more`."""
    return {name: _row_set(name, nomination, data, year, more=name == more) for name in section.rows}


def filled(form: SectionForm, sets: Mapping[str, RowSet]) -> Filled:
    """What the verb is given."""
    return Filled(form.values(), {name: rows.rows() for name, rows in sets.items()})


def row_form(name: str) -> type[RowForm]:
    """The form of one row of a list."""
    model, columns, _ = ROWS[name]
    made: dict[str, Any] = {}
    for column in columns:
        if column == "employer":
            made[column] = forms.IntegerField(label="第几个单位", min_value=1, max_value=MOST_ROWS, initial=1)
        else:
            made[column] = _column(model, column)
            if isinstance(made[column], SaidField):
                made[column].widget = forms.Select(choices=YES_NO)
        made[column].required = column in REQUIRED[name] and not isinstance(made[column], forms.BooleanField)
    return type("ThisRowForm", (RowForm,), {**made, "list_name": name})


def _row_set(name: str, nomination: Nomination, data: Mapping[str, Any] | None, year: int, *, more: bool) -> RowSet:
    stored = rows_of(nomination, name)
    shown = [*stored, *_suggested(name, stored, year)]
    extra = 0 if len(stored) >= MOST.get(name, MOST_ROWS) else int(more or not shown)
    made = forms.formset_factory(
        row_form(name), formset=RowSet, extra=extra, max_num=MOST.get(name, MOST_ROWS), can_delete=True
    )
    rows: RowSet = made(data, prefix=name, initial=shown)  # type: ignore[assignment]  # the class is made here
    for position, form in enumerate(rows.forms):
        if position < len(stored):
            form.fields["DELETE"].label = f"删除这条{TITLES[name]}"
        else:
            del form.fields["DELETE"]
    return rows


def _suggested(name: str, stored: list[dict[str, Any]], year: int) -> list[dict[str, Any]]:
    """近三年 are the three complete years before the year of filing (决定 3)."""
    if name not in SUGGESTED:
        return []
    known = {row["year"] for row in stored}
    return [{"year": y} for y in complete_years_before(date(year, 1, 1), 3) if y not in known]


def _column(model: type[models.Model], name: str) -> forms.Field:
    found = field_for(model._meta.get_field(name))  # type: ignore[arg-type]  # columns only
    assert found is not None
    return found


def secret_field(application: Application, name: str) -> forms.Field:
    """An ID number or a phone: never shown whole, kept where nothing new is typed."""
    if name == "id_number":
        stored = application.id_number_encrypted if isinstance(application, PersonApplication) else ""
    elif isinstance(application, CollectiveApplication):
        stored = application.contact_phone_encrypted
    else:
        stored = application.phone_encrypted
    shown = f"已填写 {masked(decrypt(stored))}，不修改请留空。" if stored else ""
    label = "身份证号" if name == "id_number" else "联系电话"
    hint = "加密保存，不在公示和名单中显示。"
    field = forms.CharField(label=label, required=False, max_length=24, help_text=f"{shown}{hint}")
    field.widget.attrs["autocomplete"] = "off"
    return field


def masked(text: str) -> str:
    """An ID number or phone as its own union may see it again."""
    return f"{text[:3]}{'*' * max(0, len(text) - 7)}{text[-4:]}" if len(text) > 7 else "*" * len(text)


def is_single(name: str) -> bool:
    """A list of at most one row."""
    return ROWS[name][0] is ProvincialHonour
