"""How far the demo's clock is to go."""

from __future__ import annotations

from django import forms

from demo.hands import MOST_DAYS

AFTERNOON = "afternoon"


class ClockForm(forms.Form):
    """The same day in the afternoon, or so many working days ahead."""

    step = forms.CharField(required=False)
    days = forms.IntegerField(label="前进工作日数", min_value=1, max_value=MOST_DAYS, initial=1, required=False)
    next = forms.CharField(required=False)


class PlayForm(forms.Form):
    """Which post is to be played."""

    post = forms.IntegerField()
