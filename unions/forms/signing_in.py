"""Signing in, activating, passwords, codes and tokens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from unions.actions.tokens import LONGEST

AGAIN = "两次输入的新密码不一致。"


class LoginForm(forms.Form):
    """账号 and 密码."""

    username = forms.CharField(
        label="账号",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class _NewPassword(forms.Form):
    new = forms.CharField(
        label="新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label="再输入一次新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = "".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if cleaned and cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", AGAIN)
        return cleaned


class ActivationForm(_NewPassword):
    """激活码 and a first password."""

    code = forms.CharField(
        label="激活码",
        max_length=40,
        help_text="由上级工会交给您，形如 ABCD-EFGH-JKMN-PQRS，只能用一次。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    field_order = ["code", "new", "again"]


class PasswordForm(_NewPassword):
    """The password, changed."""

    old = forms.CharField(
        label="当前密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    field_order = ["old", "new", "again"]


class CodeForm(forms.Form):
    """动态口令."""

    token = forms.CharField(
        label="动态口令或备用码",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
    )


class ApiTokenForm(forms.Form):
    """A token to be made."""

    name = forms.CharField(label="用途", max_length=60, help_text="例如：省总数据平台每晚取数")
    days = forms.IntegerField(
        label="有效天数", min_value=1, max_value=LONGEST, initial=90, help_text=f"最长 {LONGEST} 天"
    )
