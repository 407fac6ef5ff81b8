from django.apps import AppConfig


class NominationsConfig(AppConfig):
    name = "nominations"
    verbose_name = "申报"
    default_auto_field = "django.db.models.BigAutoField"
