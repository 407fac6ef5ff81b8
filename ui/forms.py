"""Widgets and fields that speak to people: native dates, grouped choices, uploads that say their limit."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField

KINDS = {"pdf": "PDF", "jpg": "JPG", "jpeg": "JPG", "png": "PNG", "xlsx": "Excel（.xlsx）"}
MEGABYTE = 1024 * 1024


class Sectioned(forms.BaseForm):
    """A long form in groups: each with its legend and its rows, a row with the names of the fields side by side."""

    SECTIONS: ClassVar[Sequence[tuple[str, Sequence[Sequence[str]]]]] = ()

    def sections(self) -> list[tuple[str, list[list[BoundField]]]]:
        """The groups that have a field in this form; what no group names stands before them."""
        named = {name for _, rows in self.SECTIONS for row in rows for name in row}
        rest = [[bound] for bound in self.visible_fields() if bound.name not in named]
        groups = [
            (legend, [found for row in rows if (found := [self[name] for name in row if name in self.fields])])
            for legend, rows in self.SECTIONS
        ]
        return [("", rest), *((legend, rows) for legend, rows in groups if rows)]


class DateInput(forms.DateInput):
    """The browser's own date field; it always speaks ISO, whatever it shows."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MonthInput(forms.DateInput):
    """A month: browsers without a month field take 2026-03 as text."""

    input_type = "month"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": "2026-03", **(attrs or {})}, format="%Y-%m")


class MonthField(forms.DateField):
    """A month, kept as its first day."""

    widget = MonthInput
    default_error_messages = {"invalid": "请按“年-月”填写，例如 2026-03。"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m", "%Y-%m-%d", "%Y年%m月"], **kwargs)

    def to_python(self, value: Any) -> date | None:
        found = super().to_python(value)
        if isinstance(found, datetime):
            found = found.date()
        return found.replace(day=1) if found else None


class Radios(forms.RadioSelect):
    """Few choices, all visible."""


class Checks(forms.CheckboxSelectMultiple):
    """Several of a few choices."""


class UploadInput(forms.FileInput):
    """A file field that tells the browser which kinds to offer."""


class UploadField(forms.FileField):
    """A file of a known kind and size. The limit stands beside the field, and a breach is answered with a sentence.

    What is inside the file is checked by `documents`; the name and the size are all that is known here.
    """

    widget = UploadInput

    def __init__(self, *, limit_mb: int = 20, kinds: Sequence[str] = ("pdf", "jpg", "png"), **kwargs: Any) -> None:
        self.limit_mb = limit_mb
        self.kinds = frozenset(kinds) | ({"jpeg"} if "jpg" in kinds else frozenset())
        self.kind_words = "、".join(dict.fromkeys(KINDS.get(k, k.upper()) for k in kinds))
        said = f"{self.kind_words}，单个文件不超过 {limit_mb} MB。"
        kwargs["help_text"] = f"{kwargs.get('help_text') or ''}{said}"
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ",".join(f".{k}" for k in sorted(self.kinds))}

    def clean(self, data: Any, initial: Any = None) -> Any:
        found = super().clean(data, initial)
        if isinstance(found, UploadedFile) and found is not initial:
            self._check(found)
        return found

    def _check(self, upload: "UploadedFile[Any]") -> None:
        name = upload.name or ""
        if name.rpartition(".")[2].lower() not in self.kinds:
            raise ValidationError(f"“{name}”不能上传，请改为 {self.kind_words} 文件。", code="kind")
        if (upload.size or 0) > self.limit_mb * MEGABYTE:
            megabytes = (upload.size or 0) / MEGABYTE
            raise ValidationError(
                f"“{name}”有 {megabytes:.1f} MB，超过 {self.limit_mb} MB 的上限，请压缩或分成几个文件后再上传。",
                code="size",
            )
