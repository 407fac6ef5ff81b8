"""Forms of a draft's plan: honours, deadlines, interpretive settings, requirements on lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField

from honors.actions.rounds import Decided, HonourPlan
from honors.models import Round
from honors.models.rounds import HONOURS, Step
from honors.queries import settings_of
from honors.settings import LEAST_NOTICE_DAYS, MOST_NOTICE_DAYS, SETTINGS, RoundSettingKind, Shape
from honors.traits import TRAITS
from regulation.honours import Honour
from ui.doors import VersionForm
from ui.forms import Checks, MomentInput, Radios


class HonoursForm(VersionForm):
    """Which honours the round offers, with planned totals."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for honour in Honour:
            self.fields[honour.value] = forms.BooleanField(label=honour.title, required=False)
            self.fields[f"{honour.value}_total"] = forms.IntegerField(
                label="计划名额", min_value=0, required=False, help_text="下达名额不能超过计划；不定计划的留空。"
            )
            if honour.elevated:
                self.fields[f"{honour.value}_elevated"] = forms.IntegerField(
                    label=f"{honour.elevated.title}计划数", min_value=0, required=False
                )

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of each honour."""
        for honour in Honour:
            names = [name for name in self.fields if name == honour.value or name.startswith(f"{honour.value}_")]
            mine = [
                name for name in names if name in (honour.value, f"{honour.value}_total", f"{honour.value}_elevated")
            ]
            yield honour.title, [self[name] for name in mine]

    def plans(self) -> list[HonourPlan]:
        given = self.cleaned_data
        return [
            HonourPlan(honour, given.get(f"{honour.value}_total") or 0, given.get(f"{honour.value}_elevated") or 0)
            for honour in Honour
            if given.get(honour.value)
        ]

    @staticmethod
    def initial_of(round: Round) -> dict[str, Any]:
        found: dict[str, Any] = {"version": round.version}
        for row in round.honours.all():
            found |= {
                row.honour: True,
                f"{row.honour}_total": row.total or None,
                f"{row.honour}_elevated": row.elevated_total or None,
            }
        return found


class DeadlinesForm(VersionForm):
    """The last moment of each step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in Step:
            needed = step in (Step.FILE, Step.RECOMMEND, Step.AUDIT)
            self.fields[step.value] = forms.DateTimeField(
                label=step.label,
                widget=MomentInput,
                required=False,
                help_text="开启前必须填写。" if needed else "没有统一期限的留空。",
            )

    def dues(self) -> dict[str, datetime | None]:
        return {step.value: self.cleaned_data[step.value] for step in Step}

    @staticmethod
    def initial_of(round: Round) -> dict[str, Any]:
        return {"version": round.version, **dict(round.deadlines.values_list("step", "due_at"))}


class SettingsForm(VersionForm):
    """The interpretive settings of a round, each with the number of the paper that decides it (第三十条)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in SETTINGS.values():
            self.fields[kind.code] = _setting_field(kind)
            self.fields[f"{kind.code}_paper"] = forms.CharField(label="依据文号", max_length=120, required=False)

    def groups(self) -> Iterator[tuple[RoundSettingKind, list[BoundField]]]:
        for kind in SETTINGS.values():
            yield kind, [self[kind.code], self[f"{kind.code}_paper"]]

    def decided(self) -> dict[str, Decided]:
        given = self.cleaned_data
        return {
            code: Decided(given[code] == "yes" if kind.shape is Shape.YES_NO else given[code], given[f"{code}_paper"])
            for code, kind in SETTINGS.items()
        }

    @staticmethod
    def initial_of(round: Round) -> dict[str, Any]:
        papers = dict(round.settings.values_list("code", "paper"))
        found: dict[str, Any] = {"version": round.version}
        for code, value in settings_of(round).items():
            found[code] = ("yes" if value else "no") if isinstance(value, bool) else value
            found[f"{code}_paper"] = papers.get(code, "")
        return found


def _setting_field(kind: RoundSettingKind) -> forms.Field:
    said: dict[str, Any] = {"label": kind.title, "help_text": f"{kind.ground}（{kind.article}）。"}
    if kind.shape is Shape.YES_NO:
        return forms.ChoiceField(choices=[("no", "否"), ("yes", "是")], widget=Radios, **said)
    if kind.shape is Shape.DAYS:
        return forms.IntegerField(min_value=LEAST_NOTICE_DAYS, max_value=MOST_NOTICE_DAYS, **said)
    if kind.shape is Shape.CHOICE:
        return forms.ChoiceField(choices=kind.choices, widget=Radios, **said)
    return forms.MultipleChoiceField(choices=kind.choices, widget=Checks, required=False, **said)


class RequirementForm(VersionForm):
    """One requirement on the make-up of lists."""

    honours = forms.MultipleChoiceField(
        label="适用项目", choices=HONOURS, widget=Checks, help_text="选多项时合并计算。"
    )
    trait = forms.ChoiceField(label="指标", choices=list(TRAITS.items()))
    ceiling = forms.ChoiceField(label="界限", choices=[("", "不少于"), ("1", "不超过")], required=False, widget=Radios)
    percent = forms.DecimalField(
        label="百分比", max_digits=5, decimal_places=2, min_value=0, max_value=100, required=False
    )
    number = forms.IntegerField(label="或数量（个）", min_value=0, required=False, help_text="与百分比只填一个。")
    generally = forms.BooleanField(
        label="一般要求",
        required=False,
        initial=True,
        help_text="勾选：达不到的须书面说明理由；不勾选：达不到不能推荐。",
    )
    source = forms.CharField(label="依据（通知条目或文号）", max_length=200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (given.get("percent") is None) == (given.get("number") is None):
            self.add_error("percent", "请填写百分比或者数量，两者只填一个。")
        return given

    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "ceiling": bool(self.cleaned_data["ceiling"])}
