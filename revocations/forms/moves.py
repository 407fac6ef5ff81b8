"""The way of a case: words, numbers, papers, meetings, decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from supervision.models import ItemKind
from ui.doors import VersionForm
from ui.forms import Checks, DateInput, Sectioned, UploadField
from unions.models import Union

LIMIT_MB = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
LINES = forms.Textarea(attrs={"rows": 3})
FURTHER = [(kind.value, kind.label) for kind in (ItemKind.FORM, ItemKind.DECISION, ItemKind.OTHER)]


class ReasonForm(VersionForm):
    """A move with its reason."""

    reason = forms.CharField(label="理由", max_length=2000, widget=LINES)


class ApplyForm(VersionForm):
    """申请撤销."""

    reason = forms.CharField(
        label="不由原推荐单位申请的理由",
        required=False,
        max_length=1000,
        widget=LINES,
        help_text="由原推荐单位申请的不填；原推荐单位已不存在等，由上一级工会申请的，写明理由。",
    )


class OpinionForm(VersionForm):
    """逐级同意上报."""

    opinion = forms.CharField(label="审查意见", max_length=2000, widget=LINES)


class HearingForm(VersionForm):
    """告知拟撤销的情形."""

    means = forms.CharField(label="告知方式", max_length=200, help_text="例如：送达书面告知书，某月某日由某某签收。")


class StatementForm(forms.Form):
    """陈述意见."""

    statement = forms.CharField(
        label="陈述意见", required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 8})
    )
    paper = UploadField(label="材料", limit_mb=LIMIT_MB, required=False)
    waived = forms.BooleanField(label="不陈述", required=False, help_text="明确表示不陈述的勾选。")


class MeetingForm(VersionForm):
    """A body met and decided."""

    held_on = forms.DateField(label="会议日期", widget=DateInput)
    place = forms.CharField(label="地点", max_length=120)
    attendees = forms.CharField(label="出席人员", widget=LINES, max_length=2000)
    minutes = UploadField(label="会议纪要", limit_mb=LIMIT_MB)


class NumberedForm(VersionForm):
    """A written report or request: its number and its paper."""

    number = forms.CharField(label="文号", max_length=120)
    paper = UploadField(label="文件", limit_mb=LIMIT_MB)


class VerifyForm(VersionForm):
    """核查属实."""

    conclusion = forms.CharField(label="核查结论和依据", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}))
    paper = UploadField(label="核查材料", limit_mb=LIMIT_MB)


class ReverseForm(Sectioned, MeetingForm):
    """另行决定更正."""

    SECTIONS = (
        ("会议", [["held_on", "place"], ["attendees"], ["minutes"]]),
        ("决定", [["number", "issued_on"], ["title"], ["scan"]]),
        ("收回证书和奖牌", [["due_on"], ["also"]]),
        ("听取陈述", [["unheard_reason"]]),
    )

    number = forms.CharField(label="决定文号", max_length=80)
    title = forms.CharField(label="决定标题", max_length=200)
    issued_on = forms.DateField(label="印发日期", widget=DateInput)
    scan = UploadField(label="决定扫描件", limit_mb=LIMIT_MB, required=False)


class DecideForm(ReverseForm):
    """书记处批准或直接决定."""

    due_on = forms.DateField(label="证书、奖牌交回期限", widget=DateInput)
    also = forms.MultipleChoiceField(label="一并收回", choices=FURTHER, required=False, widget=Checks)
    unheard_reason = forms.CharField(
        label="不等陈述期满即作决定的理由",
        required=False,
        max_length=1000,
        widget=LINES,
        help_text="听取陈述的期限还没有到的，写明理由；已经期满的不填。",
    )


class NoticeForm(VersionForm):
    """书面通报推荐单位."""

    recommender = forms.TypedChoiceField(label="推荐单位", coerce=int)
    number = forms.CharField(label="通报文号", max_length=120)
    sent_on = forms.DateField(label="通报日期", widget=DateInput)
    paper = UploadField(label="通报", limit_mb=LIMIT_MB)

    def __init__(self, *args: Any, recommenders: Iterable[Union], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unions = {union.pk: union for union in recommenders}
        self.fields["recommender"].choices = [(union.pk, union.name) for union in self.unions.values()]  # type: ignore[attr-defined]  # a choice field
