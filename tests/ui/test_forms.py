"""Uploads say their limit before and after; months are kept as their first day."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from ui.forms import MonthField, UploadField


def test_an_upload_names_its_kinds_and_limit() -> None:
    upload = UploadField(limit_mb=2, kinds=("pdf", "jpg"))
    assert upload.help_text == "PDF、JPG，单个文件不超过 2 MB。"
    assert upload.widget.attrs["accept"] == ".jpeg,.jpg,.pdf"


@pytest.mark.parametrize(
    ("name", "size", "code"), [("决议.docx", 10, "kind"), ("决议", 10, "kind"), ("决议.pdf", 1024 * 1024 + 1, "size")]
)
def test_a_wrong_upload_is_refused_with_a_sentence(name: str, size: int, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        UploadField(limit_mb=1).clean(SimpleUploadedFile(name, b"x" * size))
    assert [e.code for e in refused.value.error_list] == [code]


def test_a_good_upload_passes() -> None:
    file = SimpleUploadedFile("决议.PDF", b"x")
    assert UploadField().clean(file) == file


@pytest.mark.parametrize("typed", ["2026-03", "2026-03-17", "2026年3月"])
def test_a_month_is_its_first_day(typed: str) -> None:
    assert MonthField().clean(typed) == date(2026, 3, 1)


def test_faults_are_said_so_that_they_can_be_mended() -> None:
    class Some(forms.Form):
        name = forms.CharField(max_length=3)
        number = forms.IntegerField(min_value=0)
        kind = forms.ChoiceField(choices=[("a", "甲")])

    found = Some({"name": "一二三四", "number": "-1", "kind": "b"}).errors
    assert found == {
        "name": ["最多 3 字，现有 4 字，请删减。"],
        "number": ["不能小于 0，请核对。"],
        "kind": ["所选的“b”不在可选范围内，请重新选择。"],
    }
    assert Some({"name": "一\x00", "number": "1", "kind": "a"}).errors == {
        "name": ["含有不能保存的控制字符，请删去后再提交。"]
    }
