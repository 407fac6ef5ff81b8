"""The API: every app's `api.py` registers its resources here with `register(router)`."""

import warnings
from importlib import import_module
from importlib.util import find_spec

from django.http import Http404
from django.urls import path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api_docs import api_docs
from ui.routing import Router

APPS = ["unions", "decisions", "honors", "publicity", "nominations", "reviews", "desk"]


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
