from django.apps import AppConfig
from django.core.validators import DecimalValidator
from django.forms import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    FileField,
    IntegerField,
    ModelChoiceField,
    MultipleChoiceField,
    TypedChoiceField,
    URLField,
)


class UiConfig(AppConfig):
    """The design system: no models, no law."""

    name = "ui"
    verbose_name = "界面组件"

    def ready(self) -> None:
        """Forms say what to do. Django's own Chinese says what a field is (“该字段是必填项”)."""
        Field.default_error_messages["required"] = "请填写这一项。"
        BooleanField.default_error_messages = {"required": "请勾选这一项。"}
        ChoiceField.default_error_messages["required"] = "请选择一项。"
        chosen = "所选的“%(value)s”不在可选范围内，请重新选择。"
        for kind in (ChoiceField, TypedChoiceField, MultipleChoiceField):
            kind.default_error_messages["invalid_choice"] = chosen
        ModelChoiceField.default_error_messages["invalid_choice"] = "所选的内容不在可选范围内，请重新选择。"
        CharField.default_error_messages["max_length"] = "最多 %(limit_value)d 字，现有 %(show_value)d 字，请删减。"
        CharField.default_error_messages["null_characters_not_allowed"] = "含有不能保存的控制字符，请删去后再提交。"
        FileField.default_error_messages["required"] = "请选择要上传的文件。"
        FileField.default_error_messages["empty"] = "这是空文件，请重新选择。"
        IntegerField.default_error_messages["invalid"] = "请填写整数，例如 120。"
        IntegerField.default_error_messages["min_value"] = "不能小于 %(limit_value)s，请核对。"
        IntegerField.default_error_messages["max_value"] = "不能大于 %(limit_value)s，请核对。"
        DecimalField.default_error_messages["invalid"] = "请填写数字，例如 5000 或 5000.50。"
        DecimalValidator.messages["max_digits"] = "最多 %(max)s 位数字，请核对。"
        DecimalValidator.messages["max_decimal_places"] = "最多 %(max)s 位小数，请核对。"
        DecimalValidator.messages["max_whole_digits"] = "小数点前最多 %(max)s 位数字，请核对。"
        DateField.default_error_messages["invalid"] = "请填写日期，例如 2026-03-02。"
        DateTimeField.default_error_messages["invalid"] = "请填写日期和时间，例如 2026-03-02 09:00。"
        URLField.default_error_messages["invalid"] = "请填写完整的网址，例如 https://www.example.cn/a.html。"
