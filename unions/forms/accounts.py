"""Opening accounts, one by one or from a sheet; granting and ending posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ui.doors import VersionForm
from ui.forms import DateInput, UploadField
from unions.actions.posts import roles_at
from unions.models import Person, Role, Union
from unions.personal import valid_id_number


class _GrantForm(forms.Form):
    role = forms.ChoiceField(label="岗位")
    title = forms.CharField(label="职务", required=False, max_length=60, help_text="例如：工会副主席、组织部干事")
    since = forms.DateField(label="任职开始", widget=DateInput())

    def __init__(self, *args: Any, union: Union, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.value, role.label) for role in roles_at(union)]
        self.fields["role"] = forms.ChoiceField(label="岗位", choices=roles)
        self.order_fields(self.field_order)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class AccountForm(_GrantForm):
    """A new account with its first post."""

    name = forms.CharField(label="姓名", max_length=60)
    username = forms.CharField(
        label="账号", required=False, max_length=60, help_text="空着则自动生成，不要用身份证号或手机号"
    )
    phone = forms.CharField(label="手机", required=False, max_length=20, help_text="加密保存")
    email = forms.EmailField(label="电子邮箱", required=False)
    id_number = forms.CharField(
        label="公民身份号码",
        required=False,
        max_length=18,
        help_text="只保存不可还原的比对码，用于本人被推荐时自动回避",
    )
    field_order = ["name", "role", "title", "since", "username", "phone", "email", "id_number"]

    def clean_id_number(self) -> str:
        text = str(self.cleaned_data["id_number"] or "")
        return valid_id_number(text) if text else ""


class ExistingPersonForm(_GrantForm):
    """A further post for somebody who has an account."""

    person = forms.CharField(label="账号", max_length=60)
    field_order = ["person", "role", "title", "since"]

    def clean_person(self) -> Person:
        found = Person.objects.filter(username=self.cleaned_data["person"], is_active=True).first()
        if found is None:
            raise ValidationError("没有这个账号，请核对。", code="unknown")
        return found


class EndPostForm(VersionForm):
    """The last day of a post."""

    on = forms.DateField(label="最后一天", widget=DateInput(), help_text="当天仍可办理，次日起失效")


class ImportForm(forms.Form):
    """A sheet of accounts."""

    file = UploadField(label="Excel 文件", limit_mb=2, kinds=("xlsx",))
