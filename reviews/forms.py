"""What is typed on the pages of review: every form carries the version of the record that its reader saw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from honors.numbers import place_in_series
from nominations.models import ChainStep, Nomination, StepKind
from regulation.honours import Elevated, Honour
from regulation.notices import Medium
from reviews.models import InquiryGround
from ui.doors import VersionForm
from ui.forms import DateInput, MomentInput, UploadField
from unions.models import Union

LIMIT_MB = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)


def text(label: str, *, rows: int = 4, help_text: str = "", required: bool = True) -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text, required=required
    )


class EndorseForm(VersionForm):
    """第十六条第三款: whose opinions were heard."""

    opinions_heard = text(
        "听取各方面意见的情况",
        help_text="写明听取了哪些方面（如劳动监察、安全生产、税务、纪检监察等部门和职工群众）的意见，以及结果。",
    )


class ReasonForm(VersionForm):
    """A move that needs a written reason."""

    reason = text("理由")


class EntryForm(VersionForm):
    """列入名单, or 审核合格: nothing is typed but the reasons under 一般 findings."""


class ReturnForm(VersionForm):
    """退回: a general remark; the reasons stand in their own rows."""

    summary = text("总体说明", rows=2, required=False)


class ReturnReasonForm(forms.Form):
    """One fault: about which field, paper or rule, and what is wrong."""

    field = forms.CharField(label="栏目、材料或条款", max_length=80, required=False)
    reason = forms.CharField(label="问题和修改要求", max_length=500, required=False)


ReturnReasons = forms.formset_factory(ReturnReasonForm, extra=5, max_num=30)


class MendingForm(VersionForm):
    """退回补正: to which union of the chain, and which papers."""

    union = forms.ModelChoiceField(label="补正单位", queryset=Union.objects.none())
    gaps = text("需补正的材料", help_text="只补正形式上的缺漏；名单内容不变。")

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = ChainStep.objects.filter(nomination=nomination, kind__in=[StepKind.REVIEW, StepKind.RECOMMEND])
        ids = [nomination.union_id, *steps.values_list("union_id", flat=True)]
        self.fields["union"].queryset = Union.objects.filter(pk__in=ids)  # type: ignore[attr-defined]  # a ModelChoiceField


class MendedForm(VersionForm):
    """补正后报送: what was added, and the papers."""

    answer = text("补正说明")
    file_1 = UploadField(label="补正材料一", limit_mb=LIMIT_MB)
    file_2 = UploadField(label="补正材料二", limit_mb=LIMIT_MB, required=False)
    file_3 = UploadField(label="补正材料三", limit_mb=LIMIT_MB, required=False)


class InquiryForm(VersionForm):
    """立案核查."""

    ground = forms.ChoiceField(label="核查事由", choices=InquiryGround.choices)
    clues = text("线索")


class FindingForm(VersionForm):
    """核查结论."""

    outcome = forms.ChoiceField(
        label="结论", choices=[("verify", "查证属实"), ("unfound", "查无实据")], widget=forms.RadioSelect
    )
    finding = text("核查情况和依据")


class MeetingForm(VersionForm):
    """A meeting's decision: day, place, attendees, minutes."""

    held_on = forms.DateField(label="会议日期", widget=DateInput)
    place = forms.CharField(label="地点", max_length=120)
    attendees = text("出席人员", rows=2)
    minutes = UploadField(label="会议纪要", limit_mb=LIMIT_MB)


class PublishForm(VersionForm):
    """The statutory medium of a notice; its proof may follow."""

    medium = forms.ChoiceField(label="法定公示载体")
    medium_visible_at = forms.DateTimeField(
        label="载体刊登时间", widget=MomentInput, required=False, help_text="尚未刊登的，可以公示后再登记。"
    )
    medium_address = forms.URLField(label="网址", max_length=500, required=False, assume_scheme="https")
    medium_page = forms.CharField(label="版面", max_length=120, required=False)
    medium_photo = UploadField(label="照片或扫描件", limit_mb=LIMIT_MB, required=False)
    contacts = text("联系方式", rows=3, required=False, help_text="不填的，用本轮评选通知的联系方式。")

    def __init__(self, *args: Any, national: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        media = (
            (Medium.WORKERS_DAILY, Medium.WORKERS_ONLINE)
            if national
            else (Medium.PROVINCIAL_ONLINE, Medium.PROVINCIAL_PRESS)
        )
        self.fields["medium"].choices = [(m.label, m.label) for m in media]  # type: ignore[attr-defined]  # a ChoiceField


class OrderForm(VersionForm):
    """排序: a number beside each item of one honour, kept as order-<id> in the page."""

    honour = forms.CharField(widget=forms.HiddenInput)


class ElevateForm(VersionForm):
    """拟授予红旗单位、标兵."""

    title = forms.ChoiceField(
        widget=forms.HiddenInput, required=False, choices=[("", ""), *((e.value, e.title) for e in Elevated)]
    )
    statement = text("工作成绩优异、贡献突出的情况")
    document = UploadField(label="证明材料", limit_mb=LIMIT_MB)


class EarlierForm(VersionForm):
    """拟授予往届获得者红旗单位、标兵: which honour, by its certificate, and what merit."""

    certificate = forms.CharField(
        label="往届证书编号", max_length=40, help_text="例如 总工模家〔2021〕0001号。可在荣誉登记中查到。"
    )
    statement = text("工作成绩优异、贡献突出的情况")
    document = UploadField(label="证明材料", limit_mb=LIMIT_MB)


class DeclineForm(forms.Form):
    """不予通过: one case by its number, or an earlier holder by the certificate, with the reason."""

    number = forms.CharField(
        label="申报编号（往届获得者填证书编号）", max_length=40, required=False, help_text="例如 2026-0000012"
    )
    reason = forms.CharField(label="不予通过的理由", max_length=300, required=False)

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip()
        if number and place_in_series(number) is None and not number.rpartition("-")[2].isdecimal():
            raise forms.ValidationError("申报编号应当像 2026-0000012 这样。")
        return number


Declines = forms.formset_factory(DeclineForm, extra=5, max_num=50)


class ConferForm(VersionForm):
    """印发表彰决定."""

    number = forms.CharField(label="文号", max_length=80)
    title = forms.CharField(label="标题", max_length=200)
    issued_on = forms.DateField(label="印发日期", widget=DateInput)
    scan = UploadField(label="决定扫描件", limit_mb=LIMIT_MB, required=False)


class QueueForm(forms.Form):
    """Filters of the queue."""

    q = forms.CharField(label="名称、单位或编号", required=False)
    honour = forms.ChoiceField(
        label="项目", required=False, choices=[("", "全部"), *((h.value, h.short) for h in Honour)]
    )
    state = forms.ChoiceField(label="状态", required=False)
    nature = forms.ChoiceField(label="单位性质", required=False)
    unit = forms.ChoiceField(label="单位", required=False)
    round = forms.ChoiceField(label="评选", required=False)
    back = forms.BooleanField(label="只看修改后重新报送的", required=False)
