"""The forms of those who handle letters: each step, and what came on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from publicity.forms.public import LetterForm, ObjectionForm
from publicity.models import FollowUp
from ui.doors import VersionForm
from ui.forms import DateInput, MomentInput, Radios


class AcceptForm(VersionForm):
    """受理."""


class AnswerForm(VersionForm):
    """不予受理, with the reason that the sender reads."""

    reason = forms.CharField(
        label="不予受理的理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="来信人凭回执可以看到。",
    )


class ForwardForm(VersionForm):
    """转送上级工会."""

    reason = forms.CharField(label="转送理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DecisionForm(VersionForm):
    """What was found, and the answer to the sender."""

    finding = forms.CharField(
        label="核查情况", max_length=5000, widget=forms.Textarea(attrs={"rows": 5}), help_text="仅受理工会可见。"
    )
    answer = forms.CharField(
        label="答复",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="来信人凭回执可以看到，不要写入他人隐私。",
    )


class InvestigationForm(VersionForm):
    """调查核实: who, when, how, and what came out."""

    on = forms.DateField(label="调查日期", widget=DateInput)
    by_whom = forms.CharField(
        label="调查人员", max_length=200, help_text="写明姓名和单位，如“张某、李某（区总工会基层工作部）”。"
    )
    text = forms.CharField(
        label="调查方式和查明的情况",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="如查阅台账、实地走访、个别谈话，逐项写明查到了什么。仅受理工会可见。",
    )


class FindingForm(VersionForm):
    """作出调查结论."""

    substantiated = forms.TypedChoiceField(
        label="是否属实",
        choices=[("yes", "属实（含部分属实）"), ("no", "不属实或无法查实")],
        coerce=lambda said: said == "yes",
        widget=Radios,
    )
    finding = forms.CharField(
        label="核查结论",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="逐条回应反映的问题：哪些属实，哪些不属实，依据是什么。仅受理工会可见。",
    )


class HandlingForm(VersionForm):
    """提出处理意见: one of those that the report allows."""

    follow_up = forms.ChoiceField(label="处理意见", choices=FollowUp.choices, widget=Radios)
    handling = forms.CharField(
        label="理由", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}), help_text="仅受理工会可见。"
    )

    def offer(self, allowed: Sequence[FollowUp]) -> None:
        """Show only what may be chosen."""
        self.fields["follow_up"].choices = [(one.value, one.label) for one in allowed]  # type: ignore[attr-defined]  # a ChoiceField


class ReportAnswerForm(VersionForm):
    """答复来信人."""

    answer = forms.CharField(
        label="答复",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="来信人凭回执可以看到，匿名的也一样。不要写入他人隐私。",
    )


class OnPaper(LetterForm):
    """What a letter on paper has besides: the day it was sent and the moment it arrived."""

    received_at = forms.DateTimeField(label="收到时间", widget=MomentInput)
    sent_on = forms.DateField(label="寄出日期（邮戳）", widget=DateInput, required=False)
    field_order = ["submission", "received_at", "sent_on", "sender"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["consent"]


class PaperLetterForm(OnPaper, ObjectionForm):
    """A letter that came on paper, to a name on a notice."""
