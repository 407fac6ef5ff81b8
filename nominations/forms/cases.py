"""The forms around an application: begin, list filters, papers, attestations, notice, filing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings

from honors.models import Round
from nominations.models import AttachmentKind, OpinionKind
from nominations.moves import STATE_TITLES, State
from regulation.honours import Honour
from regulation.opinions import Assembly
from ui.doors import VersionForm
from ui.forms import Checks, DateInput, MomentInput, Radios, UploadField
from unions.models import Union

MEGABYTE = 1024 * 1024
MOST = 99_999_999


def upload_field(**kwargs: Any) -> UploadField:
    """A file within the site's limit, which is said beside the field."""
    return UploadField(limit_mb=settings.UPLOAD_LIMIT_BYTES // MEGABYTE, **kwargs)


class FilterForm(forms.Form):
    """What a list of nominations is filtered by."""

    round = forms.TypedChoiceField(label="评选", coerce=int, empty_value=None, required=False)
    honour = forms.ChoiceField(
        label="申报项目", required=False, choices=[("", "全部项目"), *((h.value, h.title) for h in Honour)]
    )
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部状态"), *((s.value, STATE_TITLES[s]) for s in State)]
    )
    q = forms.CharField(label="名称或编号", required=False, max_length=40)

    def __init__(self, data: Mapping[str, Any] | None, *, rounds: Iterable[Round]) -> None:
        offered = [(round.pk, round.name) for round in rounds]
        given = {**(data.dict() if data is not None and hasattr(data, "dict") else (data or {}))}
        if offered and not given.get("round"):
            given["round"] = str(offered[0][0])
        super().__init__(given)
        self.fields["round"].choices = offered  # type: ignore[attr-defined]  # a choice field


class BeginForm(forms.Form):
    """What to nominate: the honour, and the 小家 below the union."""

    round = forms.ModelChoiceField(label="评选", queryset=Round.objects.none(), empty_label=None)
    honour = forms.ChoiceField(label="申报项目", choices=[(h.value, h.title) for h in Honour], widget=Radios)
    subject_union = forms.ModelChoiceField(
        label="下属工会或工会小组",
        queryset=Union.objects.none(),
        required=False,
        empty_label="请选择",
        help_text="申报全国模范职工小家时选择。没有列出的，请先在“工会与账号”里添加。",
    )
    industrial_line = forms.BooleanField(
        label="按产业系统上报", required=False, help_text="由上级产业工会审查、全国产业工会推荐。草稿中定下后不再改变。"
    )
    office_reason = forms.CharField(
        label="由工会机关直接申报的理由",
        required=False,
        max_length=300,
        help_text="只有工会机关没有基层工会时填写（决定 19），被推荐人本人回避。",
    )

    def __init__(self, *args: Any, rounds: Any, subs: Any, has_industry: bool, is_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]  # a field by name is only a Field
        self.fields["subject_union"].queryset = subs  # type: ignore[attr-defined]  # a field by name is only a Field
        if not has_industry:
            del self.fields["industrial_line"]
        if not is_office:
            del self.fields["office_reason"]


class OpinionForm(VersionForm):
    """One opinion of those that Article 16 asks for."""

    giver = forms.CharField(label="出具单位（会议名称）", max_length=160)
    agrees = forms.TypedChoiceField(
        label="意见",
        choices=[("yes", "同意推荐"), ("no", "不同意推荐")],
        coerce=lambda value: value == "yes",
        widget=Radios,
        initial="yes",
    )
    as_of = forms.DateField(label="意见截至日期", widget=DateInput, help_text="“截至某年某月某日，未发现……”中的日期。")
    statement = forms.CharField(label="意见内容", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    assembly = forms.ChoiceField(
        label="会议形式",
        required=False,
        choices=[("", "请选择"), *Assembly.choices()],
        help_text="工会委员会不能代替会员大会或会员代表大会。",
    )
    entitled = forms.IntegerField(label="应到人数", required=False, min_value=0, max_value=MOST)
    present = forms.IntegerField(label="实到人数", required=False, min_value=0, max_value=MOST)
    in_favour = forms.IntegerField(label="同意", required=False, min_value=0, max_value=MOST)
    against = forms.IntegerField(label="不同意", required=False, min_value=0, max_value=MOST)
    abstained = forms.IntegerField(label="弃权", required=False, min_value=0, max_value=MOST)
    within_authority = forms.BooleanField(label="出具单位符合干部管理权限", required=False, initial=True)
    dissent_answer = forms.CharField(
        label="对不同意见的书面答复",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="有人不同意，或者出具单位不同意的，应作出书面答复。",
    )

    def __init__(self, *args: Any, kind: OpinionKind, has_document: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"] = upload_field(
            label="意见原件", required=not has_document, help_text="已有原件，不更换可不选。" if has_document else ""
        )
        members = kind == OpinionKind.MEMBERS
        for name in ("assembly", "entitled", "present", "in_favour", "against", "abstained"):
            if not members:
                del self.fields[name]
        if kind not in (OpinionKind.SUPERVISION, OpinionKind.PERSONNEL):
            del self.fields["within_authority"]

    def counts(self) -> dict[str, int | None]:
        """The head counts of the assembly."""
        names = ("entitled", "present", "in_favour", "against", "abstained")
        return {name: self.cleaned_data.get(name) for name in names}


class AttachmentForm(VersionForm):
    """One more document of the case."""

    kind = forms.ChoiceField(label="材料种类", choices=AttachmentKind.choices)
    note = forms.CharField(label="说明", required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"] = upload_field(label="文件")


class PhotoForm(VersionForm):
    """The person's photo; it stands on one page with the form of the papers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "id_photo_%s"})
        self.fields["photo"] = upload_field(label="照片", kinds=("jpg", "png"))


class AttestationForm(VersionForm):
    """Which conditions one paper answers, who answers for it, and what it says."""

    keys = forms.MultipleChoiceField(label="认定的条件", widget=Checks)
    attested_by = forms.CharField(label="认定人或认定单位", max_length=160)
    statement = forms.CharField(label="认定内容", widget=forms.Textarea(attrs={"rows": 4}))
    holds = forms.TypedChoiceField(
        label="结论",
        choices=[("yes", "符合"), ("no", "经查不符合")],
        coerce=lambda value: value == "yes",
        widget=Radios,
        initial="yes",
    )
    on = forms.DateField(label="认定日期", widget=DateInput)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = offered  # type: ignore[attr-defined]  # a field by name is only a Field
        self.fields["document"] = upload_field(label="依据材料")


class UnitNoticeForm(VersionForm):
    """The notice in the unit: contacts, and when and where it hangs."""

    contacts = forms.CharField(
        label="联系方式",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="工会和纪检两个渠道：电话、电子邮箱、地址邮编、受理时间。异议由上一级工会受理。",
    )
    medium = forms.CharField(label="公示载体", max_length=120, initial="本单位公告栏（公示栏）")
    medium_visible_at = forms.DateTimeField(
        label="在单位张贴（可见）的时间",
        required=False,
        widget=MomentInput,
        help_text="已经张贴的填写；公示期从张贴和本站发布两者中较晚的时间起算。也可以以后在公示页登记。",
    )
    medium_page = forms.CharField(label="张贴位置", required=False, max_length=120)
    medium_address = forms.URLField(label="网址", required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["medium_photo"] = upload_field(label="张贴照片", required=False)


class ReviseForm(VersionForm):
    """Why the notice is stopped."""

    reason = forms.CharField(label="停止公示的原因", widget=forms.Textarea(attrs={"rows": 3}))


class FilingForm(VersionForm):
    """Filing asks nothing more than what was seen."""
