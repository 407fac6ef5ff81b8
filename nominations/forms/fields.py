"""How a column of an application is asked for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from nominations.content import LONG_LIMIT, SHORT_LIMIT
from ui.forms import DateInput, Radios

YES_NO = [("yes", "是"), ("no", "否"), ("", "未填")]
EARLIEST_YEAR, LATEST_YEAR = 1949, 2100
MOST = 99_999_999
LONG = {"deeds": 14, "deeds_short": 6, "resume": 6}
HELP = {
    "deeds_short": f"最多 {SHORT_LIMIT} 字，用于名单和公示。",
    "deeds": f"最多 {LONG_LIMIT} 字，与名单一起在本单位公示。",
    "union_credit_code": "工会取得法人资格的填写，18 位，以 81 开头；小组、车间一般没有。",
    "workplace_code": "18 位，没有的不填。",
    "credit_code": "18 位，没有的不填。",
    "organs_absent_statement": "没有党组织或者没有纪检组织的，在这里写明。",
    "managed_by": "党员领导干部、公职人员填写：按照干部管理权限管理本人的单位。",
    "front_line": "口径见本轮评选通知。",
    "name": "生僻字直接输入。",
    "counted_under": "当年以原单位名义统计的填写。",
    "account_proof": "开户许可证号或基本存款账户信息。",
    "number": "例如 苏工发〔2023〕8号。",
}


class SaidField(forms.TypedChoiceField):
    """Yes, no, or not answered yet: a draft keeps what nobody has said as not said."""

    widget = Radios

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(choices=YES_NO, coerce=lambda value: value == "yes", empty_value=None, **kwargs)

    def to_python(self, value: Any) -> Any:
        # JSON of the API says true and false; the page says yes and no.
        return super().to_python({True: "yes", False: "no", None: ""}.get(value, value))

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or ""))


def field_for(column: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The form field of one column; nothing is required while it is a draft."""
    kwargs["required"] = False
    help_text = HELP.get(column.name, "")
    if help_text:
        kwargs["help_text"] = help_text
    if isinstance(column, models.BooleanField):
        if column.null:
            return SaidField(label=str(column.verbose_name), help_text=help_text)
        return forms.BooleanField(
            label=str(column.verbose_name), required=False, initial=bool(column.default), help_text=help_text
        )
    if isinstance(column, models.IntegerField):
        least, most = (EARLIEST_YEAR, LATEST_YEAR) if column.name == "year" else (0, MOST)
        return forms.IntegerField(
            label=str(column.verbose_name), required=False, min_value=least, max_value=most, help_text=help_text
        )
    if isinstance(column, models.DateField):
        return forms.DateField(label=str(column.verbose_name), required=False, widget=DateInput, help_text=help_text)
    if isinstance(column, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": LONG.get(column.name, 4)})
    found = column.formfield(**kwargs)
    if isinstance(found, forms.ChoiceField) and column.choices:
        return _choices(column, help_text)
    return found


def _choices(column: models.Field[Any, Any], help_text: str) -> forms.Field:
    """Choices with a first line that says nothing is chosen, unless the column has a default."""
    offered = [(str(value), str(label)) for value, label in column.flatchoices]
    if not column.has_default():
        offered = [("", "请选择"), *offered]
    return forms.ChoiceField(
        label=str(column.verbose_name),
        choices=offered,
        required=False,
        initial=column.get_default() if column.has_default() else "",
        help_text=help_text,
    )
