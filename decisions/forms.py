"""What the page of declared relations asks."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from decisions.queries import union_subject
from unions.forms.tree import UnionField
from unions.models import Person, Post
from unions.moves import PostState

_RECORD = re.compile(r"[a-z]{3,30}:[0-9a-f]{32}")


class RelationForm(forms.Form):
    """Who keeps away from what, and why."""

    person = forms.ModelChoiceField(label="回避人", queryset=Person.objects.none(), help_text="本人，或本单位其他人员")
    union = UnionField(
        label="回避的单位", required=False, help_text="填写工会编码或全称。涉及这个工会的事项都不再由回避人办理"
    )
    record = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    ground = forms.CharField(
        label="回避事由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如：配偶在该单位任职；本人曾参与申报材料的起草",
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(posts__union_id=post.union_id, posts__state=PostState.HELD).distinct()
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # it is a ModelChoiceField
        self.fields["person"].initial = post.person_id

    def clean_record(self) -> str:
        text = str(self.cleaned_data["record"] or "")
        if text and not _RECORD.fullmatch(text):
            raise ValidationError("没有这条记录，请从记录的页面重新进入。", code="unknown")
        return text

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned is not None and not self.errors and not cleaned.get("union") and not cleaned.get("record"):
            self.add_error("union", "请填写需要回避的单位。")
        return cleaned

    @property
    def subject(self) -> str:
        """The subject as a relation names it."""
        given = self.cleaned_data
        return str(given["record"]) if given.get("record") else union_subject(given["union"])
