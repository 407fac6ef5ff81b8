"""The figures of a year, what is to be put right, and the days by which each level is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from regulation.facts import Grade
from supervision.facts.years import COUNTS, Figures, figures_of
from supervision.models import DueStep, YearReport
from ui.doors import VersionForm
from ui.forms import DateInput, Sectioned, UploadField

LIMIT_MB = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
LINES = forms.Textarea(attrs={"rows": 3})
LABELS = {
    "employees": "职工数",
    "members": "会员数",
    "issued": "发出票数",
    "returned": "收回票数",
    "satisfied": "满意票数",
    "basically": "基本满意票数",
    "dissatisfied": "不满意票数",
}
HINTS = {
    "employees": "含农民工、劳务派遣工。",
    "issued": "当年会员（代表）大会评议职工之家的票数，填实数，不填百分比。",
}


class FiguresForm(Sectioned, forms.Form):
    """Counts, never percentages (决定 2)."""

    SECTIONS = (
        ("职工和会员", [["employees", "members"]]),
        ("会员评议职工之家", [["issued", "returned"], ["satisfied", "basically", "dissatisfied"]]),
        ("测评和其他情况", [["grade"], ["remarks"], ["paper"], ["reason"]]),
    )

    grade = forms.ChoiceField(
        label="工会主席（副主席）测评等次", required=False, choices=[("", "没有测评"), *Grade.choices()]
    )
    remarks = forms.CharField(label="工会建设、劳动关系等情况", required=False, max_length=4000, widget=LINES)
    paper = UploadField(
        label="评议结果等材料",
        limit_mb=LIMIT_MB,
        required=False,
        help_text="填写了评议票数的，须附会员（代表）大会评议结果。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts = {
            name: forms.IntegerField(
                label=label, required=False, min_value=0, max_value=9_999_999, help_text=HINTS.get(name, "")
            )
            for name, label in LABELS.items()
        }
        self.fields = {**counts, **self.fields}
        self.order_fields(["year", *counts, "grade", "remarks", "paper"])

    def figures(self) -> Figures:
        """What was typed."""
        given = self.cleaned_data
        return Figures(
            **{name: given[name] for name in ("employees", "members", *COUNTS)},
            grade=given["grade"],
            remarks=given["remarks"],
        )


class NewYearForm(FiguresForm):
    """报送一个年度."""

    year = forms.TypedChoiceField(label="年度", coerce=int)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, f"{year} 年") for year in years]  # type: ignore[attr-defined]  # a choice field


class YearAgainForm(FiguresForm, VersionForm):
    """重新报送, or 更正, with what was there."""

    def __init__(self, *args: Any, report: YearReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**figures_of(report).columns(), "version": report.version, **self.initial}


class AmendYearForm(YearAgainForm):
    """更正年度情况 that was confirmed."""

    reason = forms.CharField(label="更正的理由和依据", max_length=1000, widget=LINES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["paper"]


class ReturnYearForm(VersionForm):
    """退回补正."""

    reason = forms.CharField(label="需要补正的内容", max_length=1000, widget=LINES, help_text="报送单位会看到。")


class DueForm(forms.Form):
    """The days by which each level is done with a year."""

    paper = forms.CharField(label="依据文号", max_length=120, required=False)

    def __init__(self, *args: Any, days: dict[DueStep, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step, day in days.items():
            self.fields[step.value] = forms.DateField(label=step.label, widget=DateInput, initial=day)
        self.order_fields([*(step.value for step in days), "paper"])

    def days(self) -> dict[DueStep, date]:
        """The day of each level."""
        return {step: self.cleaned_data[step.value] for step in DueStep}
