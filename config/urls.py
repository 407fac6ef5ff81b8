"""Every address of the site. Each app names its own nouns; the root page is the desk's."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.health import health

APPS = [
    "desk",
    "reviews",
    "revocations",
    "supervision",
    "nominations",
    "publicity",
    "honors",
    "decisions",
    "unions",
    "ui",
]
EMBEDDED_APPS = ["demo"]
"""One-click login, and the clock that is moved by hand: in production these addresses do not exist."""


def _pages(apps: list[str]) -> list[URLResolver]:
    return [path("", include(f"{app}.urls")) for app in apps]


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health, name="health"),
    path("api/", include("config.api")),
    *_pages(APPS),
    *(_pages(EMBEDDED_APPS) if settings.EMBEDDED else []),
]
