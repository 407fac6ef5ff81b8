"""Django forms as fields with label, help and errors that a screen reader hears together."""

from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet
from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ui.forms import Sectioned
from ui.tags.base import component

register = Library()


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field; the same template as `{{ form.x.as_field_group }}`."""
    return format_html('<div class="{}">{}</div>', bound.css_classes("field"), bound.as_field_group())


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """All fields of a form, the hidden ones too; in groups, and side by side, where the form says so (`ui.forms.Sectioned`)."""
    if isinstance(form, Sectioned):
        return format_html_join("", "{}", ((_section(*one),) for one in form.sections())) + hidden_fields(form)
    return format_html_join("", "{}", ((field(b),) for b in form.visible_fields())) + hidden_fields(form)


def _section(legend: str, rows: list[list[BoundField]]) -> SafeString:
    told = ((_row(fields),) for fields in rows)
    content = format_html_join("", "{}", told)
    return component("fieldset", {"content": content, "legend": legend}) if legend else content


def _row(fields: list[BoundField]) -> SafeString:
    told = format_html_join("", "{}", ((field(one),) for one in fields))
    return format_html('<div class="field-row">{}</div>', told) if len(fields) > 1 else told


@register.simple_tag
def hidden_fields(form: BaseForm) -> SafeString:
    """The hidden fields, for pages that place the visible ones by hand."""
    return format_html_join("", "{}", ((b.as_widget(),) for b in form.hidden_fields()))


@register.simple_tag
def form_errors(form: BaseForm, title: str = "请先改正下面的内容") -> SafeString:
    """The summary on top of a form: each fault links to its field."""
    faults = [(b, list(b.errors)) for b in form.visible_fields() if b.errors]
    general = list(form.non_field_errors()) if form.is_bound else []
    general += [e for b in form.hidden_fields() for e in b.errors]
    return component("form_errors", {"faults": faults, "general": general, "title": title})


@register.simple_block_tag
def fieldset(content: str, legend: str, lead: str = "", id: str = "") -> SafeString:
    """Fields that belong together."""
    return component("fieldset", {"content": content, "legend": legend, "lead": lead, "id": id})


@register.simple_block_tag
def row(content: str) -> SafeString:
    """Fields side by side where there is room."""
    return format_html('<div class="field-row">{}</div>', content)


@register.simple_tag
def formset_rows(formset: BaseFormSet[Any], legend: str, row_label: str = "第", empty: str = "") -> SafeString:
    """A formset: its management form, its own errors, and one fieldset per row."""
    return component("formset_rows", {"formset": formset, "legend": legend, "row_label": row_label, "empty": empty})


@register.simple_tag
def filter_bar(form: BaseForm, label: str = "筛选", clear: str = "?") -> SafeString:
    """Filters of a list, sent by GET so that the address can be kept and shared."""
    return component("filter_bar", {"form": form, "label": label, "clear": clear})
