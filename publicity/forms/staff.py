"""The forms of publishers, and of national staff who keep the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ui.doors import VersionForm
from ui.forms import MomentInput, UploadField

_DAY = r"(\d{4})[-年./](\d{1,2})[-月./](\d{1,2})日?"
_RANGE = re.compile(rf"{_DAY}(?:\s*(?:至|到|~|—|--|－)\s*{_DAY})?")
MOST_DAYS = 120


class MediumForm(VersionForm):
    """登记法定公示载体: when it appeared, and the proof."""

    visible_at = forms.DateTimeField(
        label="载体刊登（张贴、上线）时间", widget=MomentInput, help_text="以公众实际能看到的时间为准，不能晚于现在。"
    )
    address = forms.URLField(label="网址", max_length=500, required=False, assume_scheme="https")
    page = forms.CharField(
        label="版面或位置", max_length=120, required=False, help_text="如“3月2日第4版”“办公楼一层厂务公开栏”。"
    )
    photo = UploadField(label="照片或扫描件", required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not any(found.get(name) for name in ("address", "page", "photo")):
            raise ValidationError("网址、版面或位置、照片，请至少提供一项作为证明。", code="medium_without_proof")
        return found


class CorrectionForm(VersionForm):
    """更正 of a wrong name or a typing error."""

    text = forms.CharField(
        label="更正内容",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="只用于更正名称和文字错误，如“某有限公司”应为“某某有限公司”。名单或事迹有实质变化的，应作废后重新公示。",
    )


class VoidForm(VersionForm):
    """公示作废."""

    reason = forms.CharField(label="作废原因", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class CalendarYearForm(forms.Form):
    """放假安排 of a year, as the State Council's paper lists it: paste days or ranges of days."""

    year = forms.IntegerField(label="年份", min_value=2004, max_value=2100)
    paper = forms.CharField(label="通知文号", max_length=120, help_text="如“国办发明电〔2025〕7号”。")
    off = forms.CharField(
        label="放假日期",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="可以粘贴，一行一个日期或一段日期，如“2027-02-05 至 2027-02-12”“2027年5月1日”。",
    )
    worked = forms.CharField(
        label="调休上班的周末",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写法同上，没有可不填。",
    )

    def clean_off(self) -> list[date]:
        return days_in(self.cleaned_data["off"])

    def clean_worked(self) -> list[date]:
        return days_in(self.cleaned_data["worked"])


def days_in(text: str) -> list[date]:
    """The days that a pasted text lists. ValidationError names what cannot be read."""
    found: set[date] = set()
    for match in _RANGE.finditer(text):
        first = _day(match.group(1, 2, 3))
        last = _day(match.group(4, 5, 6)) if match.group(4) else first
        if not timedelta(0) <= last - first <= timedelta(MOST_DAYS):
            raise ValidationError(f"“{match.group(0)}”的起止日期不对，请核对。", code="bad_range")
        found |= {first + timedelta(n) for n in range((last - first).days + 1)}
    left = re.sub(r"[\s,，、;；。]+", "", _RANGE.sub("", text))
    if left:
        raise ValidationError(f"看不懂“{left[:30]}”，请按“2027-02-05 至 2027-02-12”的写法填写。", code="unread")
    return sorted(found)


def _day(parts: tuple[str | Any, ...]) -> date:
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        raise ValidationError(f"“{'-'.join(parts)}”不是日期，请核对。", code="bad_day") from None


__all__ = ["CalendarYearForm", "CorrectionForm", "MediumForm", "VoidForm", "days_in"]
