"""Forms of a round: what its notice says, its copy, an extension."""

from __future__ import annotations

from typing import Any

from django import forms

from honors.models import Round
from honors.models.rounds import RoundKind, Step
from regulation.honours import Honour
from ui.doors import VersionForm
from ui.forms import Checks, MomentInput, Radios
from unions.models import Union

LONG = forms.Textarea(attrs={"rows": 5})


class _Basics(forms.Form):
    name = forms.CharField(label="名称", max_length=120, help_text="例如：2028年换届之年评选表彰。")
    year = forms.IntegerField(label="年度", min_value=2020, max_value=2100, help_text="近三年指此前三个完整公历年。")
    kind = forms.ChoiceField(label="类别", choices=RoundKind.choices, widget=Radios)


class NewRoundForm(_Basics):
    """A new round: the rest is filled in on its own pages."""

    honours = forms.MultipleChoiceField(
        label="评选表彰项目",
        choices=[(honour.value, f"{honour.title}（{honour.act.label}）") for honour in Honour],
        widget=Checks,
        help_text="积极分子、之友只在换届之年与前三项同时命名（第十四条）。",
    )


class CloneForm(_Basics):
    """A copy of an earlier round."""


class RoundForm(_Basics, VersionForm):
    """What the notice of the round says (第十五条). An incomplete draft saves."""

    notice_number = forms.CharField(label="评选表彰通知文号", max_length=80, required=False)
    notice_title = forms.CharField(label="评选表彰通知标题", max_length=200, required=False)
    subjects = forms.CharField(label="评选对象", widget=LONG, required=False)
    conditions = forms.CharField(label="评选条件", widget=LONG, required=False)
    procedure = forms.CharField(label="评选程序", widget=LONG, required=False)
    organisation = forms.CharField(label="组织实施", widget=LONG, required=False)
    front_line_definition = forms.CharField(
        label="一线职工的界定", widget=LONG, required=False, help_text="命名积极分子的轮次必填（第五条第四款）。"
    )
    contacts = forms.CharField(label="联系方式", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    discipline_contacts = forms.CharField(
        label="纪检监督联系方式", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    third_round_document = forms.CharField(
        label="增加评选次数的全总文件文号",
        max_length=120,
        required=False,
        help_text="五年内第三次开展时填写（第十四条）。",
    )
    unusual_reason = forms.CharField(
        label="非届中、非换届之年开展的理由", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def texts(self) -> dict[str, Any]:
        """All but the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @classmethod
    def initial_of(cls, round: Round) -> dict[str, Any]:
        return {name: getattr(round, name) for name in cls.base_fields}


class ExtensionForm(VersionForm):
    """More time for one union and all below it."""

    step = forms.ChoiceField(label="环节", choices=Step.choices)
    union = forms.CharField(label="工会名称或编码", max_length=120, help_text="延期对该工会及其所有下级有效。")
    due_at = forms.DateTimeField(label="延长至", widget=MomentInput)
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_union(self) -> Union:
        text = str(self.cleaned_data["union"]).strip()
        found = list(Union.objects.filter(code=text)) or list(Union.objects.filter(name=text)[:2])
        if len(found) != 1:
            said = "有多个同名工会，请改填编码。" if found else "没有这个名称或编码的工会。"
            raise forms.ValidationError(said, code="union")
        return found[0]
