"""The router that every app registers its API with."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, path
from rest_framework.routers import DefaultRouter


class Router(DefaultRouter):
    """The router of the apps: view sets by `register`, single views by `add`."""

    include_root_view = False  # the document at schema/ says more than a list of addresses
    include_format_suffixes = False

    def __init__(self) -> None:
        super().__init__()
        self._views: list[URLPattern] = []

    def add(self, route: str, view: Any, *, name: str) -> None:
        """One view at one address, for what is not a set of resources."""
        self._views.append(path(route, view, name=name))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [*self._views, *super().get_urls()]
