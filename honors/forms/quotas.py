"""Forms of places: one grant, or a sheet."""

from __future__ import annotations

from typing import Any

from django import forms

from honors.facts import offered
from honors.models import Round
from honors.traits import CELLS
from ui.doors import VersionForm
from ui.forms import UploadField
from unions.models import Level, Union
from unions.moves import UnionState


class GrantForm(VersionForm):
    """Places added to one cell, or taken back."""

    recommender = forms.ModelChoiceField(label="推荐单位", queryset=Union.objects.none())
    honour = forms.ChoiceField(label="项目")
    cell = forms.ChoiceField(label="类型", choices=list(CELLS.items()), required=False)
    amount = forms.IntegerField(label="增加（收回填负数）", min_value=-100_000, max_value=100_000)
    reason = forms.CharField(label="理由", max_length=300, required=False, help_text="评选开始后必填。")

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["recommender"]
        units.queryset = Union.objects.filter(level=Level.PROVINCE, state=UnionState.ACTIVE).order_by("code")
        honours: Any = self.fields["honour"]
        honours.choices = [(honour.value, honour.title) for honour in offered(round)]


class ImportForm(forms.Form):
    """A sheet of places."""

    file = UploadField(label="名额表", limit_mb=5, kinds=("xlsx",))


class ConfirmForm(forms.Form):
    """The reason that goes with a sheet once the round is open."""

    reason = forms.CharField(label="调整理由", max_length=300, help_text="评选开始后调整名额必填。")
