"""Drafting a programme of re-checks, and ending one."""

from __future__ import annotations

from typing import Any

from django import forms

from honors.models import Round
from honors.models.rounds import HONOURS
from honors.moves import RoundState
from supervision.models import Indicator, Method
from supervision.queries.candidates import Scope
from ui.doors import VersionForm
from ui.forms import DateInput, Radios
from unions.forms.tree import UnionField
from unions.models import Post
from unions.queries import unions_seen_by

YEARS: dict[str, Any] = {"min_value": 0, "max_value": 99, "required": False}


class ProgrammeForm(forms.Form):
    """拟定复查计划: whom it may choose from, how, and until when."""

    title = forms.CharField(label="计划名称", max_length=120, help_text="如“2026年全国模范职工之家复查”。")
    due_on = forms.DateField(label="完成期限", widget=DateInput)
    honour = forms.ChoiceField(label="荣誉", required=False, choices=[("", "全部荣誉"), *HONOURS])
    region = UnionField(
        label="范围（下级工会）", required=False, help_text="工会编码或全称，含其全部下级。空着为本工会的全部下级。"
    )
    round = forms.ModelChoiceField(
        label="评选轮次", required=False, queryset=Round.objects.none(), empty_label="全部轮次"
    )
    least_years = forms.IntegerField(label="获得荣誉满（年）", **YEARS)
    most_years = forms.IntegerField(label="获得荣誉不超过（年）", **YEARS)
    indicator = forms.ChoiceField(
        label="监督记录中的指标",
        required=False,
        choices=[("", "不限"), *Indicator.choices],
        help_text="只用来确定复查谁，不代表不合格。",
    )
    method = forms.ChoiceField(label="方式", choices=Method.choices, widget=Radios, initial=Method.SAMPLE)
    size = forms.IntegerField(
        label="抽取数量", min_value=1, max_value=2000, required=False, help_text="抽样复查时填写。"
    )
    seed = forms.CharField(
        label="随机种子",
        max_length=64,
        required=False,
        help_text="抽样复查时填写，拟定后不能改。宜用届时公开的数字，如开奖号码；任何人凭它可以重新抽取、核对结果。",
    )

    def __init__(self, *args: Any, post: Post, previewing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.previewing = previewing
        region: Any = self.fields["region"]
        region.among = unions_seen_by(post)
        rounds: Any = self.fields["round"]
        rounds.queryset = Round.objects.exclude(state=RoundState.DRAFT).order_by("-year", "-pk")
        if previewing:
            for one in self.fields.values():
                one.required = False

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.previewing and found.get("method") == Method.SAMPLE:
            for name, said in (("size", "抽样复查请填写抽取数量。"), ("seed", "抽样复查请填写随机种子。")):
                if name not in self.errors and not found.get(name):
                    self.add_error(name, said)
        return found

    def scope(self) -> Scope:
        """The filters that were filled in."""
        filled = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        return Scope(**{name: filled[name] for name in Scope.__dataclass_fields__ if name in filled})

    def given(self) -> dict[str, Any]:
        """The arguments of `draft_programme`."""
        plain = ("title", "due_on", "method", "size", "seed")
        return {"scope": self.scope(), **{name: self.cleaned_data[name] for name in plain}}


class CancelForm(VersionForm):
    """取消复查计划."""

    reason = forms.CharField(label="取消的理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
