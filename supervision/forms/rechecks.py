"""Opening a re-check, its checklist, and each of its conclusions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from supervision.actions.rechecks import Answer
from supervision.models import CheckResult, Recheck, RecheckItem
from ui.doors import VersionForm
from ui.forms import DateInput, UploadField

LINES = forms.Textarea(attrs={"rows": 3})


class OpenRecheckForm(forms.Form):
    """立项复查."""

    reason = forms.CharField(
        label="复查缘由",
        max_length=2000,
        widget=LINES,
        help_text="只有本工会和上级工会可见，被复查的单位看不到。不要写举报人的信息。",
    )
    due_on = forms.DateField(label="完成期限", widget=DateInput)


class ChecklistForm(VersionForm):
    """填写复查情况: a result and a remark for every condition of the honour."""

    def __init__(self, *args: Any, recheck: Recheck, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(recheck.items.all())
        self.initial.setdefault("version", recheck.version)
        for item in self.items:
            self.fields[f"{item.code}-result"] = forms.ChoiceField(
                label=f"{item.article}的结果",
                required=False,
                choices=[("", "未填写"), *CheckResult.choices],
                initial=item.result,
                widget=forms.Select(attrs={"aria-label": f"结果：{item.text}"}),
            )
            self.fields[f"{item.code}-remark"] = forms.CharField(
                label=f"{item.article}的说明",
                required=False,
                max_length=2000,
                initial=item.remark,
                widget=forms.Textarea(attrs={"rows": 1, "aria-label": f"说明：{item.text}"}),
            )

    def rows(self) -> Iterator[tuple[RecheckItem, BoundField, BoundField]]:
        """Each condition with its two fields."""
        for item in self.items:
            yield item, self[f"{item.code}-result"], self[f"{item.code}-remark"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for item in self.items:
            if found.get(f"{item.code}-result") == CheckResult.NOT_MET and not found.get(f"{item.code}-remark"):
                self.add_error(f"{item.code}-remark", "不符合的，请写明具体情况。")
        return found

    def answers(self) -> dict[str, Answer]:
        """What was filled in, by condition."""
        given = self.cleaned_data
        return {item.code: Answer(given[f"{item.code}-result"], given[f"{item.code}-remark"]) for item in self.items}


class KeepForm(VersionForm):
    """复查合格，保留荣誉."""

    finding = forms.CharField(label="复查情况", required=False, max_length=2000, widget=LINES)


class KeepRenamedForm(VersionForm):
    """更名后保留荣誉."""

    new_name = forms.CharField(label="更名后的名称", max_length=160)
    paper_number = forms.CharField(label="更名、合并的批准文件文号", max_length=120)
    paper = UploadField(label="批准文件", required=False)
    finding = forms.CharField(label="复查情况", required=False, max_length=2000, widget=LINES)


class MendForm(VersionForm):
    """限期整改."""

    what = forms.CharField(
        label="需要整改的问题和要求", max_length=2000, widget=LINES, help_text="单位会看到，请逐条写清楚。"
    )
    mend_by = forms.DateField(label="整改期限", widget=DateInput, help_text="应晚于今天。")


class AcceptForm(VersionForm):
    """整改合格，恢复."""

    finding = forms.CharField(label="整改情况", max_length=2000, widget=LINES)


class WarnForm(VersionForm):
    """警示."""

    reason = forms.CharField(label="警示的事由", max_length=2000, widget=LINES, help_text="单位会看到。")


class RecheckFilter(forms.Form):
    """By what the list of re-checks is searched."""

    q = forms.CharField(label="名称", max_length=40, required=False)
    tab = forms.CharField(max_length=10, required=False, widget=forms.HiddenInput)
