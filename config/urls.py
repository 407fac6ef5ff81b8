"""Every address of the site. Each app names its own nouns; the root page is the desk's."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.health import health

APPS = ["desk", "reviews", "revocations", "supervision", "nominations", "publicity", "honors", "unions", "ui"]
EMBEDDED_APPS = ["demo", "clock"]
"""One-click login and the clock that is moved by hand: in production these addresses do not exist."""


def _pages(apps: list[str]) -> list[URLResolver]:
    # The team is still building: an app without addresses yet is passed over.
    return [path("", include(f"{app}.urls")) for app in apps if find_spec(f"{app}.urls")]


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health, name="health"),
    path("api/", include("config.api")),
    *_pages(APPS),
    *(_pages(EMBEDDED_APPS) if settings.EMBEDDED else []),
]
