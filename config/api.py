"""The API: every app's `api.py` registers its resources here with `register(router)`."""

import warnings
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import Http404
from django.urls import URLPattern, URLResolver, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter
from rest_framework.views import APIView

from config.api_docs import api_docs

APPS = ["unions", "decisions", "honors", "publicity", "nominations", "reviews", "desk"]


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


class Nothing(APIView):
    """No such address: said in problem details, like every other refusal of the API."""

    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request: Request, path: str) -> Response:
        raise Http404(path)

    post = put = patch = delete = get


def _filled() -> Router:
    router = Router()
    for app in APPS:
        try:
            import_module(f"{app}.api").register(router)
        except ImportError as missing:  # the team is still building
            if find_spec(f"{app}.api"):
                warnings.warn(f"{app}.api: {missing}", stacklevel=1)
    return router


urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", api_docs, name="api-docs"),
    *_filled().urls,
    re_path(r"^(?P<path>.*)$", Nothing.as_view(), name="api-nothing"),
]
