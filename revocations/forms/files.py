"""The file of a case: what it is about, the items against it with their facts and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from regulation.facts import Grade
from regulation.grounds import Ground, Measured
from regulation.revocation import Sanction
from revocations.actions.charging import Told
from revocations.models import CaseGround
from ui.doors import VersionForm
from ui.forms import DateInput, Sectioned, UploadField
from unions.models import Union

LIMIT_MB = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
LINES = forms.Textarea(attrs={"rows": 3})
FACTS = forms.Textarea(attrs={"rows": 6})
COUNTS = (
    ("issued", "发出票数"),
    ("returned", "收回票数"),
    ("satisfied", "满意票数"),
    ("basically", "基本满意票数"),
    ("dissatisfied", "不满意票数"),
)
YEARS = 2
"""Articles 23(九), 25(一) and 25(五) ask for two years in a row."""


class OpenCaseForm(forms.Form):
    """立案研判."""

    summary = forms.CharField(
        label="案由",
        max_length=2000,
        widget=LINES,
        help_text="简要写明发现了什么。不要写举报人的信息，被撤销的一方以后可能看到。",
    )


class UnfitForm(VersionForm):
    """复查不合格，转入撤销研判."""

    finding = forms.CharField(label="复查不合格的情况", max_length=4000, widget=FACTS)


class SummaryForm(VersionForm):
    """修改案由."""

    summary = forms.CharField(label="案由", max_length=2000, widget=LINES)


class SubjectForm(VersionForm):
    """加列对象."""

    number = forms.CharField(label="证书编号", max_length=40, help_text="在荣誉档案中查到的证书编号。")


class HandOverForm(VersionForm):
    """转请研判."""

    to = forms.TypedChoiceField(label="转请", coerce=int, help_text="一般由原推荐单位申请（第二十六条第一款）。")
    reason = forms.CharField(label="理由", max_length=1000, widget=LINES)

    def __init__(self, *args: Any, targets: Iterable[Union], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {union.pk: union for union in targets}
        self.fields["to"].choices = [(union.pk, union.name) for union in self.targets.values()]  # type: ignore[attr-defined]  # a choice field


class GroundForm(Sectioned, VersionForm):
    """One item, with the fields that it measures and no others."""

    SECTIONS = (
        ("", [["facts"], ["happened_on"], ["sanction"], ["document_number"], ["lawfully_removed"]]),
        *(
            (
                which,
                [
                    [f"ballot{number}-year"],
                    [f"ballot{number}-issued", f"ballot{number}-returned"],
                    [f"ballot{number}-satisfied", f"ballot{number}-basically", f"ballot{number}-dissatisfied"],
                    [f"grade{number}-year", f"grade{number}-grade"],
                ],
            )
            for number, which in enumerate(("第一年", "第二年"))
        ),
    )

    facts = forms.CharField(
        label="事实", max_length=4000, widget=FACTS, help_text="时间、地点、经过和结果。会告知被撤销的一方。"
    )
    happened_on = forms.DateField(label="行为发生日期", widget=DateInput, help_text="持续的行为，填最后一天。")

    def __init__(self, *args: Any, item: Ground, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        for name, field in _measures(item).items():
            self.fields[name] = field

    def told(self) -> Told:
        """What is said of the item, as the verb takes it."""
        given = self.cleaned_data
        return Told(
            facts=given["facts"],
            happened_on=given["happened_on"],
            sanction=given.get("sanction", ""),
            lawfully_removed=bool(given.get("lawfully_removed")),
            ballots=[row for number in range(YEARS) if (row := self._ballot(number))],
            grades=[row for number in range(YEARS) if (row := self._grade(number))],
            document_number=given.get("document_number", ""),
        )

    def _ballot(self, number: int) -> dict[str, int]:
        given = self.cleaned_data
        if given.get(f"ballot{number}-year") is None:
            return {}
        counts = {name: given.get(f"ballot{number}-{name}") or 0 for name, _ in COUNTS}
        return {"year": given[f"ballot{number}-year"], **counts}

    def _grade(self, number: int) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get(f"grade{number}-year") is None or not given.get(f"grade{number}-grade"):
            return {}
        return {"year": given[f"grade{number}-year"], "grade": given[f"grade{number}-grade"]}


def told_already(ground: CaseGround) -> dict[str, Any]:
    """What an item says now, as the form's first values."""
    found: dict[str, Any] = {
        name: getattr(ground, name)
        for name in ("facts", "happened_on", "sanction", "lawfully_removed", "document_number")
    }
    for number, row in enumerate(ground.ballots[:YEARS]):
        found |= {f"ballot{number}-{name}": value for name, value in row.items()}
    for number, row in enumerate(ground.grades[:YEARS]):
        found |= {f"grade{number}-{name}": value for name, value in row.items()}
    return found


class EvidenceForm(VersionForm):
    """补充证据."""

    element = forms.ChoiceField(label="证明的要件")
    paper = UploadField(label="材料", limit_mb=LIMIT_MB)
    about = forms.CharField(label="证明的事实", max_length=200)

    def __init__(self, *args: Any, item: Ground, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(element.key, "或".join(element.alternatives)) for element in item.elements]
        self.fields["element"].choices = named or [("fact", item.text)]  # type: ignore[attr-defined]  # a choice field


def _measures(item: Ground) -> dict[str, forms.Field]:
    if item.measured is Measured.SANCTION:
        return {
            "sanction": forms.ChoiceField(
                label="处分种类",
                choices=[("", "请选择"), *Sanction.choices()],
                help_text="党内严重警告以上处分，或记大过以上政务处分。",
            )
        }
    if item.measured is Measured.DISSATISFIED_BALLOTS:
        return _ballots()
    if item.measured is Measured.DISSATISFIED_GRADES:
        removed = forms.BooleanField(
            label="被依法罢免", required=False, help_text="附罢免决定；没有罢免的，填下面连续两年的测评等次。"
        )
        return {"lawfully_removed": removed, **_grades()}
    if item.measured is Measured.OTHER:
        number = forms.CharField(label="依据文号", max_length=120, required=False, help_text="有依据文件的，填写文号。")
        return {"document_number": number}
    return {}


def _ballots() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for number, which in enumerate(("第一年", "第二年")):
        found[f"ballot{number}-year"] = forms.IntegerField(label=f"{which}：年度", min_value=2000, max_value=2100)
        for name, label in COUNTS:
            found[f"ballot{number}-{name}"] = forms.IntegerField(
                label=f"{which}：{label}", min_value=0, max_value=9_999_999
            )
    return found


def _grades() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for number, which in enumerate(("第一年", "第二年")):
        found[f"grade{number}-year"] = forms.IntegerField(
            label=f"{which}：年度", min_value=2000, max_value=2100, required=False
        )
        found[f"grade{number}-grade"] = forms.ChoiceField(
            label=f"{which}：测评等次", required=False, choices=[("", "没有填写"), *Grade.choices()]
        )
    return found
