from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"
    verbose_name = "集体决定"
    default_auto_field = "django.db.models.BigAutoField"
