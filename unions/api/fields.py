"""How the API reads a value: bounded, so that nothing reaches a column or a clock that cannot hold it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from documents.models import Document
from regulation.windows import in_beijing
from ui.forms import UploadField
from unions.api.calling import post_of
from unions.models import Union
from unions.moves import UnionState
from unions.queries import actor

if TYPE_CHECKING:
    Reference = serializers.PrimaryKeyRelatedField[Union]
else:
    Reference = serializers.PrimaryKeyRelatedField

LARGEST = 2**31 - 1
EARLIEST, LATEST = 1900, 2100
LONG_TEXT = 20_000


class Text(serializers.CharField):
    """Words, as long as the column that keeps them; `long=True` for what has no such column."""

    def __init__(self, most: int = LONG_TEXT, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", most)
        if kwargs.get("required") is False:
            kwargs.setdefault("allow_blank", True)
        super().__init__(**kwargs)


class Whole(serializers.IntegerField):
    """A whole number that a column can hold."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": LARGEST, **kwargs})


class Day(serializers.DateField):
    """A day between 1900 and 2100."""

    default_error_messages = {"out_of_range": f"日期应在 {EARLIEST} 年至 {LATEST} 年之间。"}

    def to_internal_value(self, value: Any) -> date:
        day: date = super().to_internal_value(value)
        if not EARLIEST <= day.year <= LATEST:
            self.fail("out_of_range")
        return day


class Moment(serializers.DateTimeField):
    """A moment between 1900 and 2100; without an offset it is Beijing time."""

    default_error_messages = {"out_of_range": f"时间应在 {EARLIEST} 年至 {LATEST} 年之间。"}

    def to_internal_value(self, value: Any) -> datetime:
        try:
            moment: datetime = super().to_internal_value(value)
            year = in_beijing(moment).year
        except OverflowError:
            self.fail("out_of_range")
        if not EARLIEST < year < LATEST:
            self.fail("out_of_range")
        return moment


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "maxLength": 2000}})
class ReasonsField(serializers.DictField):
    """Reasons for departing from 一般 rules, by the code of the rule."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "不符合“一般”条件的书面理由：{规则代码: 理由}")
        super().__init__(child=Text(2000, allow_blank=True), required=False, **kwargs)

    def to_internal_value(self, data: Any) -> dict[Any, Any]:
        found: dict[Any, Any] = super().to_internal_value(data)
        code = Text(80)
        return {code.run_validation(str(key)): reason for key, reason in found.items()}


class SheetField(serializers.FileField):
    """An Excel file within its limit; what is in it is read by the verb."""

    def __init__(self, *, limit_mb: int, **kwargs: Any) -> None:
        self.asked = UploadField(limit_mb=limit_mb, kinds=("xlsx",))
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        upload = super().to_internal_value(data)
        try:
            return self.asked.clean(upload)
        except ValidationError as wrong:
            raise serializers.ValidationError(wrong.messages) from wrong


@extend_schema_field({"type": "string", "format": "uuid"})
class PaperField(serializers.UUIDField):
    """A document that the acting post has uploaded before, by its key (`POST /api/documents/`)."""

    default_error_messages = {"unknown": "没有这份文件，或者它不是当前岗位上传的。请先在 /api/documents/ 上传。"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "已上传文件的 key")
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        key = super().to_internal_value(data)
        post = post_of(self.context["request"])
        mine = Document.objects.filter(uploaded_by_union_id=post.union_id, uploaded_by=actor(post).words[:200])
        found = mine.filter(key=key).first()
        if found is None:
            self.fail("unknown")
        return found


class UnionField(Reference):
    """A union by its id."""

    default_error_messages = {
        "does_not_exist": "没有编号为 {pk_value} 的工会。",
        "incorrect_type": "请填写工会的编号（整数）。",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Union.objects.filter(state=UnionState.ACTIVE))
        super().__init__(pk_field=serializers.IntegerField(min_value=1, max_value=LARGEST), **kwargs)
