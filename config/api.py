"""The API: every app's `api.py` registers its resources here with `register(router)`."""

from importlib import import_module

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

APPS = ["unions", "decisions", "honors", "publicity", "nominations", "supervision", "revocations", "reviews", "desk"]


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
        import_module(f"{app}.api").register(router)
    return router


urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", api_docs, name="api-docs"),
    *_filled().urls,
    re_path(r"^(?P<path>.*)$", Nothing.as_view(), name="api-nothing"),
]
