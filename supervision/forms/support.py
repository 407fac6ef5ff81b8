"""A payment to the holder of an honour (第二十八条)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from regulation.after import SupportKind
from ui.doors import VersionForm
from ui.forms import DateInput, UploadField

LIMIT_MB = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
LINES = forms.Textarea(attrs={"rows": 3})
KINDS = (SupportKind.SUBSIDY, SupportKind.REWARD)


class SupportForm(forms.Form):
    """登记补助或奖励."""

    kind = forms.TypedChoiceField(label="种类", coerce=SupportKind, help_text="困难帮助不在这里登记，请记入监督记录。")
    amount = forms.DecimalField(label="金额（元）", min_value=0, max_digits=12, decimal_places=2)
    paid_on = forms.DateField(label="给付日期", widget=DateInput)
    spending_rules = forms.CharField(
        label="经费科目和所依据的规定",
        max_length=1000,
        widget=LINES,
        required=False,
        help_text="第二十八条第三款：应符合工会经费支出有关规定。",
    )
    resolution = forms.CharField(
        label="会员（代表）大会决议", max_length=200, required=False, help_text="奖励个人的必填：会议名称和决议事项。"
    )
    resolved_on = forms.DateField(label="决议日期", widget=DateInput, required=False)
    resolution_paper = UploadField(label="决议材料", limit_mb=LIMIT_MB, required=False)

    def __init__(self, *args: Any, kinds: Sequence[SupportKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds or KINDS]  # type: ignore[attr-defined]  # a choice field
        if kinds and SupportKind.REWARD not in kinds:
            for name in ("resolution", "resolved_on", "resolution_paper"):
                del self.fields[name]


class VoidForm(VersionForm):
    """作废 a wrong entry."""

    reason = forms.CharField(label="作废的理由", max_length=1000, widget=LINES)
