"""An entry of the supervision record."""

from __future__ import annotations

from django import forms
from django.conf import settings

from regulation.facts import AccidentClass
from regulation.revocation import Sanction
from supervision.models.events import CHANGES, IMPORTANT, SERVICES
from ui.forms import DateInput, UploadField

LIMIT_MB = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
LINES = forms.Textarea(attrs={"rows": 4})
KINDS = [
    ("", "请选择"),
    ("单位变更", [(kind.value, kind.label) for kind in CHANGES]),
    ("重大情况", [(kind.value, kind.label) for kind in IMPORTANT]),
    ("管理服务", [(kind.value, kind.label) for kind in SERVICES]),
]


class EventForm(forms.Form):
    """记入监督记录."""

    kind = forms.ChoiceField(label="种类", choices=KINDS)
    happened_on = forms.DateField(label="日期", widget=DateInput)
    text = forms.CharField(
        label="情况", max_length=4000, widget=LINES, help_text="不要写证件号码、电话和举报人的信息。"
    )
    accident_class = forms.ChoiceField(
        label="事故等级", required=False, choices=[("", "不是生产安全事故"), *AccidentClass.choices()]
    )
    sanction = forms.ChoiceField(label="处分种类", required=False, choices=[("", "没有处分"), *Sanction.choices()])
    for_chair = forms.BooleanField(
        label="对象是该单位工会主席",
        required=False,
        help_text="关心帮助等服务事项记在职工之家、小家的工会主席名下时勾选。",
    )
    paper = UploadField(label="材料", limit_mb=LIMIT_MB, required=False)


class WithdrawEventForm(forms.Form):
    """撤回 an entry made by mistake."""

    reason = forms.CharField(label="撤回的理由", max_length=1000, widget=LINES, help_text="记录保留并注明撤回。")
