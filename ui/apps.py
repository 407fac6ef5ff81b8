from django.apps import AppConfig


class UiConfig(AppConfig):
    """The design system: no models, no law."""

    name = "ui"
    verbose_name = "界面组件"
