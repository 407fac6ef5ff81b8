"""Forms of provincial and industrial measures (第二十九条)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django import forms
from django.forms import BoundField

from regulation.honours import Honour
from regulation.measures import ProvisionKind
from regulation.observing import percent
from regulation.parameters import PARAMETERS, Stricter, value_of
from ui.doors import VersionForm
from ui.forms import DateInput

LINES = forms.Textarea(attrs={"rows": 3})


class MeasureForm(forms.Form):
    """A measure: values that are stricter than the regulation's, more papers, further provisions."""

    title = forms.CharField(label="办法名称", max_length=200)
    number = forms.CharField(label="文号", max_length=80)
    effective_on = forms.DateField(
        label="施行日期", widget=DateInput, help_text="此日起开启的评选适用；已开启的不受影响。"
    )
    text = forms.CharField(label="办法全文", widget=forms.Textarea(attrs={"rows": 10}))
    adds = forms.CharField(label="增加的条件或程序", widget=LINES, required=False, help_text="每行一条。")
    relaxes = forms.CharField(
        label="免除、减少或放宽之处",
        widget=LINES,
        required=False,
        help_text="如实填写，每行一条；没有的留空。与全总办法相抵触的不能施行（第二十九条）。",
    )

    removes = forms.CharField(
        label="不设的项目或环节",
        widget=LINES,
        required=False,
        help_text="如实填写，每行一条；没有的留空。是否相抵触由全总解释，解释同意后才能施行（第三十条）。",
    )

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for parameter in PARAMETERS.values():
            held = value_of(parameter, on)
            if parameter.stricter is Stricter.FIXED or not isinstance(held, Fraction | int):
                continue
            share = isinstance(held, Fraction)
            rule = percent(held) if isinstance(held, Fraction) else str(held)
            said = f"全总办法：{rule}（{parameter.article}）。{parameter.stricter.label}，留空不变。"
            self.fields[f"p_{parameter.code}"] = forms.DecimalField(
                label=parameter.title + ("（%）" if share else ""),
                min_value=0,
                decimal_places=2 if share else 0,
                required=False,
                help_text=said,
            )
        for honour in Honour:
            self.fields[f"d_{honour.value}"] = forms.CharField(
                label=f"{honour.title}增加的材料", widget=LINES, required=False, help_text="每行一种。"
            )

    def basics(self) -> Iterator[BoundField]:
        return (self[name] for name in ("title", "number", "effective_on", "text"))

    def values(self) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if name.startswith("p_"))

    def papers(self) -> Iterator[BoundField]:
        return (self[name] for name in self.fields if name.startswith("d_"))

    def wording(self) -> Iterator[BoundField]:
        return (self[name] for name in ("adds", "relaxes", "removes"))

    def given(self) -> dict[str, Any]:
        """The arguments of `file_measure`."""
        data = self.cleaned_data
        provisions = [{"text": line, "kind": ProvisionKind.ADDS.value} for line in _lines(data["adds"])]
        provisions += [{"text": line, "kind": ProvisionKind.RELAXES.value} for line in _lines(data["relaxes"])]
        provisions += [{"text": line, "kind": ProvisionKind.REMOVES.value} for line in _lines(data["removes"])]
        return {
            **{name: data[name] for name in ("title", "number", "effective_on", "text")},
            "parameters": dict(self._parameters()),
            "documents": {h.value: lines for h in Honour if (lines := _lines(data[f"d_{h.value}"]))},
            "provisions": provisions,
        }

    def _parameters(self) -> Iterator[tuple[str, Fraction]]:
        for parameter in PARAMETERS.values():
            given = self.cleaned_data.get(f"p_{parameter.code}")
            if given is not None:
                share = isinstance(parameter.values[0][1], Fraction)
                yield parameter.code, Fraction(given) / (100 if share else 1)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class InterpretationForm(VersionForm):
    """全总's answer (第三十条)."""

    agreed = forms.TypedChoiceField(
        label="解释结论",
        choices=(("yes", "同意，可以施行"), ("no", "不同意，与办法相抵触")),
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label="解释文号", max_length=80)
    text = forms.CharField(label="解释内容", widget=LINES)


class RepealForm(VersionForm):
    """Why a measure no longer holds."""

    reason = forms.CharField(label="废止理由或文号", max_length=300)
