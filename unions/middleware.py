"""Which of a person's posts acts: only that one counts, and its dates are checked on every request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from unions import second_factor
from unions.queries import acting_post


class ActingPostMiddleware:
    """Sets `request.post`: None for the public, and for a post that still misses its second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whoever brings no session is not asked for one: a public page is the same for everybody (no Vary: Cookie).
        post = acting_post(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        missing = post is not None and second_factor.is_needed(post) and not second_factor.is_given(request)
        request.post = None if missing else post  # type: ignore[attr-defined]  # the request carries the acting post
        request.second_factor_missing = missing  # type: ignore[attr-defined]  # the door leads there
        return self.get_response(request)
