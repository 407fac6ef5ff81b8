from django.apps import AppConfig
from django.forms import BooleanField, ChoiceField, DateField, Field, FileField, IntegerField


class UiConfig(AppConfig):
    """The design system: no models, no law."""

    name = "ui"
    verbose_name = "界面组件"

    def ready(self) -> None:
        """Forms say what to do. Django's own Chinese says what a field is (“该字段是必填项”)."""
        Field.default_error_messages["required"] = "请填写这一项。"
        BooleanField.default_error_messages = {"required": "请勾选这一项。"}
        ChoiceField.default_error_messages["required"] = "请选择一项。"
        FileField.default_error_messages["required"] = "请选择要上传的文件。"
        IntegerField.default_error_messages["invalid"] = "请填写整数，例如 120。"
        DateField.default_error_messages["invalid"] = "请填写日期，例如 2026-03-02。"
