"""One reading of the time per request, so that a page cannot disagree with itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from clock import reading


class NowMiddleware:
    """Sets `request.now`: read once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = reading.now()  # type: ignore[attr-defined]  # the request carries the reading
        return self.get_response(request)
