"""Reporting that a unit has ended, and what the next higher union finds (第二十七条)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from honors.models import Conferral
from regulation.after import UnitEnd as EndKind
from supervision.models import ItemKind
from supervision.moves import EndState
from ui.doors import VersionForm
from ui.forms import Checks, DateInput, Radios, UploadField
from unions.forms.tree import UnionField

LIMIT_MB = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
LINES = forms.Textarea(attrs={"rows": 3})
ENDED = [(kind.value, kind.label) for kind in EndKind if kind is not EndKind.RENAMED]
FURTHER = [(kind.value, kind.label) for kind in (ItemKind.FORM, ItemKind.DECISION, ItemKind.OTHER)]
STATES = [
    (EndState.REPORTED.value, "待核实"),
    (EndState.RECOVERING.value, "收回中"),
    (EndState.PASSED_UP.value, "逐级上报中"),
    (EndState.CLOSED.value, "已备案"),
    (EndState.KEPT.value, "存续，保留荣誉"),
    (EndState.DISMISSED.value, "没有终止"),
]


class EndFilter(forms.Form):
    """By what the reports are searched."""

    q = forms.CharField(label="单位名称", max_length=40, required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *STATES])


class ReportEndForm(forms.Form):
    """报告单位终止."""

    kind = forms.ChoiceField(label="情况", choices=EndKind.choices(), widget=Radios)
    happened_on = forms.DateField(label="日期", widget=DateInput, help_text="裁定、批复或登记的日期，不晚于今天。")
    text = forms.CharField(
        label="情况说明", max_length=2000, widget=LINES, help_text="写明依据，如法院裁定书、主管部门批复的文号。"
    )
    paper = UploadField(label="材料", limit_mb=LIMIT_MB, required=False)


class EstablishForm(VersionForm):
    """核实单位终止，责令交回证书和奖牌."""

    kind = forms.ChoiceField(label="情况", choices=ENDED, widget=Radios)
    finding = forms.CharField(label="核实的情况和依据", max_length=2000, widget=LINES)
    honours = forms.TypedMultipleChoiceField(
        label="随单位终止的荣誉", coerce=int, widget=Checks,
        help_text="单位自己的集体荣誉都随之终止；下属小家没有随之终止的，取消勾选，并在上面写明。",
    )  # fmt: skip
    also = forms.MultipleChoiceField(
        label="一并收回的其他材料", choices=FURTHER, widget=Checks, required=False, help_text="证书和奖牌都要收回。"
    )
    due_on = forms.DateField(label="交回期限", widget=DateInput)

    def __init__(self, *args: Any, possible: Sequence[Conferral], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.possible = {one.pk: one for one in possible}
        named = [(one.pk, f"{one.title_name}：{one.subject_name}（{one.certificate_number}）") for one in possible]
        self.fields["honours"].choices = named  # type: ignore[attr-defined]  # a choice field
        self.fields["honours"].initial = list(self.possible)

    def given(self) -> dict[str, Any]:
        """The arguments of `establish`."""
        said = dict(self.cleaned_data)
        said["honours"] = [self.possible[pk] for pk in said["honours"]]
        said["also"] = [ItemKind(kind) for kind in said["also"]]
        said["kind"] = EndKind(said["kind"])
        return said


class KeepForm(VersionForm):
    """更名或合并后存续，保留荣誉."""

    finding = forms.CharField(label="核实的情况", max_length=2000, widget=LINES)
    paper_number = forms.CharField(label="批准更名或合并的文件文号", max_length=120)
    successor = UnionField(label="承继的工会", required=False, help_text="填写工会编码或全称；原单位更名存续的，留空。")


class DismissForm(VersionForm):
    """核实单位没有终止."""

    finding = forms.CharField(label="核实的情况和依据", max_length=2000, widget=LINES)


class PlainForm(VersionForm):
    """A step for which nothing is typed."""
