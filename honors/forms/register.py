"""Forms of the public register and of the certificate check."""

from __future__ import annotations

from typing import Any

from django import forms

from honors.models import Round
from honors.models.register import ELEVATED
from honors.models.rounds import HONOURS
from honors.moves import RoundState
from honors.queries.register import Search
from unions.models import Level, Union


class RegisterForm(forms.Form):
    """What the register is searched by."""

    q = forms.CharField(label="名称", max_length=40, required=False)
    title = forms.ChoiceField(label="荣誉", required=False, choices=[("", "全部"), *HONOURS, *ELEVATED])
    region = forms.ModelChoiceField(
        label="地区（推荐单位）", required=False, queryset=Union.objects.none(), empty_label="全部"
    )
    round = forms.ModelChoiceField(label="年度", required=False, queryset=Round.objects.none(), empty_label="全部")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region: Any = self.fields["region"]
        region.queryset = Union.objects.filter(level=Level.PROVINCE).order_by("code")
        rounds: Any = self.fields["round"]
        rounds.queryset = Round.objects.exclude(state=RoundState.DRAFT).order_by("-year", "-pk")

    def search(self) -> Search:
        """What was asked; what makes no sense is left out."""
        given = self.cleaned_data if self.is_valid() else {}
        return Search(
            name=given.get("q") or "",
            title=given.get("title") or "",
            recommender=given.get("region"),
            round=given.get("round"),
        )


class CheckForm(forms.Form):
    """The code of a certificate, as printed: groups of four, capital or small."""

    code = forms.CharField(label="核验码", max_length=60, help_text="证书左下角的32位字母和数字，空格可不填。")

    def clean_code(self) -> str:
        code = "".join(str(self.cleaned_data["code"]).split()).replace("-", "").lower()
        if not code.isascii() or not code.isalnum():
            raise forms.ValidationError("核验码只有字母和数字，请对照证书重新填写。", code="code")
        return code
