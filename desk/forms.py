"""By what the statistics are broken down."""

from __future__ import annotations

from django import forms

from desk.statistics import By
from honors.models import Round
from honors.moves import RoundState


class StatisticsForm(forms.Form):
    """One way of breaking down, all rounds or one."""

    by = forms.ChoiceField(label="统计方式", required=False, choices=[(by.value, f"按{by.label}") for by in By])
    which = forms.ModelChoiceField(
        label="评选轮次",
        required=False,
        empty_label="全部轮次",
        queryset=Round.objects.exclude(state=RoundState.DRAFT).order_by("-year", "-pk"),
    )

    def way(self) -> By:
        """The way asked for; by round where nothing, or nothing known, was asked."""
        said = self.cleaned_data.get("by") if self.is_valid() else ""
        return By(said) if said else By.ROUND

    def round(self) -> Round | None:
        """The round asked for."""
        found: Round | None = self.cleaned_data.get("which") if self.is_valid() else None
        return found
