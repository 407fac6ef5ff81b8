"""Finding, setting up and changing unions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from ui.doors import VersionForm
from ui.forms import DateInput
from unions.models import Kind, Union
from unions.models.tree import Level
from unions.moves import UnionState
from unions.personal import valid_credit_code
from unions.placing import kinds_below


class UnionField(forms.CharField):
    """A union by its code or its full name, among those that the reader may choose."""

    def __init__(self, *, among: QuerySet[Union] | None = None, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)
        self.among = among
        self.help_text = self.help_text or "填写工会编码或全称"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        rows = (Union.objects.all() if self.among is None else self.among).filter(state=UnionState.ACTIVE)
        found = rows.filter(code=text).first()
        if found is not None:
            return found
        named = list(rows.filter(name=text)[:2])
        if len(named) == 1:
            return named[0]
        if named:
            raise ValidationError(f"有多个工会叫“{text}”，请改填编码。", code="several")
        raise ValidationError(f"没有找到“{text}”，请核对编码或全称。", code="unknown")


class UnionFilter(forms.Form):
    """Search and filter."""

    q = forms.CharField(label="名称", required=False, max_length=40)
    level = forms.ChoiceField(label="层级", required=False, choices=[("", "全部层级"), *Level.choices])
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[("", "全部状态"), ("active", "存续"), ("merged", "已合并"), ("closed", "已撤销")],
    )


class NewUnionForm(forms.Form):
    """A union to be set up below another."""

    name = forms.CharField(label="工会名称", max_length=120, help_text="与批复文件一致的全称")
    kind = forms.ChoiceField(label="类型")
    level = forms.ChoiceField(
        label="层级",
        required=False,
        choices=[("", "按上级工会确定"), *[(v, t) for v, t in Level.choices if v in (Level.PREFECTURE, Level.COUNTY)]],
        help_text="只有地方总工会、地方产业工会需要选择",
    )
    industrial_parent = UnionField(
        label="上级产业工会", required=False, help_text="同时属于产业工会系统的填写编码或全称"
    )
    region_code = forms.RegexField(
        r"^\d{6}$", label="行政区划代码", required=False, help_text="6 位数字，空着则与上级相同"
    )
    credit_code = forms.CharField(
        label="统一社会信用代码", required=False, max_length=18, help_text="有工会法人资格的填写，以 81 开头"
    )
    founded_on = forms.DateField(label="建会时间", required=False, widget=DateInput())

    def __init__(self, *args: Any, parent: Union, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = forms.ChoiceField(label="类型", choices=[(kind.value, kind.label) for kind in kinds_below(parent)])
        self.fields["kind"] = kinds

    def clean_credit_code(self) -> str:
        text = str(self.cleaned_data["credit_code"] or "")
        return valid_credit_code(text) if text else ""

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])

    def clean_level(self) -> Level | None:
        return Level(self.cleaned_data["level"]) if self.cleaned_data["level"] else None


class _Paper(VersionForm):
    paper = forms.CharField(label="批准文件文号", max_length=120)


class RenameForm(_Paper):
    """工会更名."""

    name = forms.CharField(label="新名称", max_length=120)
    on = forms.DateField(label="更名日期", widget=DateInput())
    field_order = ["name", "on", "paper"]


class MoveForm(_Paper):
    """调整隶属关系."""

    parent = UnionField(label="新的上级工会")
    industrial_parent = UnionField(label="上级产业工会", required=False, help_text="没有则留空")
    field_order = ["parent", "industrial_parent", "paper"]

    def __init__(self, *args: Any, among: QuerySet[Union], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].among = among  # type: ignore[attr-defined]  # it is a UnionField


class MergeForm(_Paper):
    """工会合并."""

    into = UnionField(label="并入的工会")
    on = forms.DateField(label="合并日期", widget=DateInput())
    field_order = ["into", "on", "paper"]

    def __init__(self, *args: Any, among: QuerySet[Union], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].among = among  # type: ignore[attr-defined]  # it is a UnionField


class CloseForm(_Paper):
    """工会撤销."""

    on = forms.DateField(label="撤销日期", widget=DateInput())
    field_order = ["on", "paper"]
