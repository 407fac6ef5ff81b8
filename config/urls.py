"""Every address of the site. Each app names its own nouns; the root page is the desk's."""

import warnings
from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.health import health

APPS = ["desk", "reviews", "nominations", "publicity", "honors", "decisions", "unions", "ui"]
EMBEDDED_APPS = ["demo"]
"""One-click login, and the clock that is moved by hand: in production these addresses do not exist."""


def _pages(apps: list[str]) -> list[URLResolver]:
    # The team is still building: an app whose addresses are not there, or do not import yet, is passed over.
    found = []
    for app in apps:
        try:
            found.append(path("", include(f"{app}.urls")))
        except ImportError as missing:
            if find_spec(f"{app}.urls"):
                warnings.warn(f"{app}.urls: {missing}", stacklevel=1)
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health, name="health"),
    path("api/", include("config.api")),
    *_pages(APPS),
    *(_pages(EMBEDDED_APPS) if settings.EMBEDDED else []),
]
