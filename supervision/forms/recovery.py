"""Finding what is to be handed in, and what is typed when one thing, or many, came in, were lost, were destroyed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet

from honors.models.rounds import HONOURS
from supervision.models import Cause, ItemKind, RecoveryItem
from supervision.moves import ItemState
from ui.doors import VersionForm
from ui.forms import DateInput, UploadField
from unions.search import matching

LARGEST = 2**31 - 1
LIMIT_MB = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
STATES = [
    (ItemState.DEMANDED.value, "待交回"),
    (ItemState.RECEIVED.value, "已收回"),
    (ItemState.LOST.value, "遗失"),
    (ItemState.DESTROYED.value, "已销毁"),
    (ItemState.GIVEN_BACK.value, "已发还"),
    (ItemState.CALLED_OFF.value, "不再收回"),
]
EVERY = "all"


class RecoveryFilter(forms.Form):
    """By what the list is searched. Without a state it shows what is still to be handed in."""

    q = forms.CharField(label="名称", max_length=40, required=False, help_text="获得荣誉的集体或个人")
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "待交回"), *STATES[1:], (EVERY, "全部")])
    kind = forms.ChoiceField(label="物品", required=False, choices=[("", "全部"), *ItemKind.choices])
    honour = forms.ChoiceField(label="荣誉", required=False, choices=[("", "全部"), *HONOURS])
    cause = forms.ChoiceField(label="缘由", required=False, choices=[("", "全部"), *Cause.choices])
    number = forms.CharField(label="撤销决定文号", max_length=80, required=False)
    late = forms.BooleanField(label="只看逾期未交", required=False)
    end = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, Any]:
        """What was chosen; a filter that makes no sense narrows nothing."""
        self.is_valid()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}

    def narrowed(self, rows: QuerySet[RecoveryItem], *, on: Any) -> QuerySet[RecoveryItem]:
        """The rows that are asked for."""
        said = self.chosen()
        if said.get("state", "") != EVERY:
            rows = rows.filter(state=said.get("state") or ItemState.DEMANDED)
        for name, field in (("kind", "kind"), ("cause", "cause"), ("honour", "conferral__honour")):
            if name in said:
                rows = rows.filter(**{field: said[name]})
        if "number" in said:
            rows = rows.filter(conferral__ended_by__number=said["number"].strip())
        if "end" in said:
            rows = rows.filter(conferral__endings__end=said["end"], conferral__endings__released_at__isnull=True)
        if "late" in said:
            rows = rows.filter(state=ItemState.DEMANDED, due_on__lt=on)
        return matching(rows, said["q"], field="conferral__search") if "q" in said else rows


class ReceiptGiven(forms.Form):
    """收回."""

    received_on = forms.DateField(label="收回日期", widget=DateInput)


class LossGiven(forms.Form):
    """登记遗失."""

    statement = forms.CharField(
        label="遗失情况说明",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明何时、怎样遗失或者为什么无法收回，以及查找的经过。",
    )
    paper = UploadField(label="单位出具的说明", limit_mb=LIMIT_MB, required=False)


class DestructionGiven(forms.Form):
    """销毁."""

    destroyed_on = forms.DateField(label="销毁日期", widget=DateInput)


class NothingGiven(forms.Form):
    """催交: nothing is typed."""


class ReminderForm(VersionForm, NothingGiven):
    """催交 one item."""


class ReceiptForm(VersionForm, ReceiptGiven):
    """收回 one item."""


class LossForm(VersionForm, LossGiven):
    """登记遗失 of one item."""


class DestructionForm(VersionForm, DestructionGiven):
    """销毁 one item."""
