from django.apps import AppConfig


class HonorsConfig(AppConfig):
    name = "honors"
    verbose_name = "荣誉与评选"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from honors import checks  # noqa: F401  importing registers them
