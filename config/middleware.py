"""The last door: a refusal that a page did not turn into its own words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.problems import status_of
from regulation.refusals import Refused


class RefusedMiddleware:
    """Shows the sentence, the article and the findings of a refusal that reached the server, instead of a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exc: Exception) -> HttpResponse | None:
        if not isinstance(exc, Refused):
            return None
        told = {"refused": exc, "findings": getattr(exc, "findings", ())}
        return render(request, "config/refused.html", told, status=status_of(exc))
