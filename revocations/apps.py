from django.apps import AppConfig


class RevocationsConfig(AppConfig):
    name = "revocations"
    verbose_name = "撤销"
    default_auto_field = "django.db.models.BigAutoField"
