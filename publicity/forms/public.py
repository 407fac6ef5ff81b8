"""The forms of the public: find a notice, object to a name on it, follow the outcome."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from honors.models import Round
from honors.moves import RoundState
from publicity.models import NoticeKind, Sender
from publicity.queries.notices import STATES
from ui.forms import Radios, UploadField
from unions.models import Union
from unions.models.tree import Level

FILES = ("evidence_1", "evidence_2", "evidence_3")


class NoticeFilter(forms.Form):
    """The public index by words, level, region, round and state."""

    q = forms.CharField(label="标题或发布单位", required=False, max_length=40)
    kind = forms.ChoiceField(label="层级", required=False, choices=[("", "全部"), *NoticeKind.choices])
    region = forms.ModelChoiceField(Union.objects.none(), label="地区（推荐单位）", required=False, empty_label="全部")
    round = forms.ModelChoiceField(Round.objects.none(), label="评选", required=False, empty_label="全部")
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *STATES.items()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recommenders = Union.objects.filter(level=Level.PROVINCE).order_by("code")
        self.fields["region"].queryset = recommenders  # type: ignore[attr-defined]  # a ModelChoiceField
        rounds = Round.objects.exclude(state=RoundState.DRAFT).order_by("-year", "-pk")
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]  # a field by name is only a Field

    def asked(self) -> dict[str, Any]:
        """What `notices_found` is asked; a choice that makes no sense asks nothing."""
        self.is_valid()
        found = self.cleaned_data
        region, round = found.get("region"), found.get("round")
        return {
            "text": found.get("q", ""),
            "kind": found.get("kind", ""),
            "recommender": region.pk if region else None,
            "round": round.pk if round else None,
            "state": found.get("state", ""),
        }


class LetterForm(forms.Form):
    """A letter from the public: who writes, what about, with which files."""

    submission = forms.UUIDField(widget=forms.HiddenInput)
    sender = forms.ChoiceField(label="以何种身份反映", initial=Sender.PERSON.value, widget=Radios)
    name = forms.CharField(
        label="真实姓名（单位名称）", max_length=60, required=False, help_text="以单位名义反映的，写单位全称。"
    )
    contact = forms.CharField(
        label="联系方式", max_length=120, required=False, help_text="电话、电子邮箱或通信地址，仅受理工会可见。"
    )
    text = forms.CharField(
        label="反映的情况",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    seal = UploadField(label="加盖公章的材料", required=False, help_text="以单位名义反映时必须上传。")
    evidence_1 = UploadField(label="证据材料一", required=False)
    evidence_2 = UploadField(label="证据材料二", required=False)
    evidence_3 = UploadField(label="证据材料三", required=False)
    consent = forms.BooleanField(
        label="我保证所反映的情况属实，同意受理工会为核查使用以上信息",
        help_text="姓名和联系方式加密保存，只有受理工会的经办人员可以查看，不会提供给被反映的单位和个人。",
    )

    SENDERS: Sequence[tuple[str, str]] = ()
    HINT = "请写明时间、地点、经过和依据，越具体越便于核实。"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = self.HINT
        self.fields["sender"].choices = self.SENDERS  # type: ignore[attr-defined]  # a ChoiceField

    @classmethod
    def blank(cls) -> Self:
        """An empty form with a key of its own, so that sending it twice is one letter."""
        return cls(initial={"submission": uuid.uuid4()})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        sender = found.get("sender")
        if sender != Sender.ANONYMOUS:
            for field, sentence in (("name", "请填写真实姓名或单位名称。"), ("contact", "请填写联系方式。")):
                if not str(found.get(field) or "").strip():
                    self.add_error(field, ValidationError(sentence, code="required"))
        if sender == Sender.UNIT and not found.get("seal"):
            self.add_error("seal", ValidationError("以单位名义反映，请上传加盖公章的材料。", code="required"))
        return found

    def evidence_files(self) -> Sequence[UploadedFile[Any]]:
        """The files that were sent."""
        return [self.cleaned_data[name] for name in FILES if self.cleaned_data.get(name)]


class ObjectionForm(LetterForm):
    """异议: real name and contact, or a unit's seal and contact (决定 11). Anonymous: kept as a report."""

    SENDERS = (
        (Sender.PERSON.value, "个人，实名"),
        (Sender.UNIT.value, "单位，加盖公章"),
        (Sender.ANONYMOUS.value, "匿名（按举报办理，不影响公示进程）"),
    )

    HINT = "请写明时间、地点、经过和依据。名称、文字有误的，请按公示所列电话告知更正，不必提出异议。"


class ReportForm(LetterForm):
    """举报 of an honouree, or of a name whose notice is over: by name or anonymous, looked into either way."""

    SENDERS = (
        (Sender.PERSON.value, "个人，实名"),
        (Sender.UNIT.value, "单位，加盖公章"),
        (Sender.ANONYMOUS.value, "匿名（同样受理；无法向您了解详情，请把线索写具体）"),
    )


class ReceiptForm(forms.Form):
    """The code that the receipt shows."""

    code = forms.CharField(
        label="回执编号",
        max_length=40,
        help_text="提交后页面显示的四组字母数字，不分大小写。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "latin"}),
    )
