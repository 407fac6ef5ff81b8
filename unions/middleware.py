"""Which of a person's posts acts: only that one counts, and its dates are checked on every request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from unions.queries import acting_post


class ActingPostMiddleware:
    """Sets `request.post` (None for the public) from the session's choice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.post = acting_post(request)  # type: ignore[attr-defined]  # the request carries the acting post
        return self.get_response(request)
