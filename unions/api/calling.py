"""Who calls the API and when: set by the authentication and by the clock's middleware, read here."""

from __future__ import annotations

from datetime import date, datetime

from rest_framework.request import Request

from regulation.windows import in_beijing
from unions.models import Post


def post_of(request: Request) -> Post:
    """The acting post of an API call: set by the authentication."""
    post: Post = request._request.post  # type: ignore[attr-defined]  # set by the authentication or the middleware
    return post


def now_of(request: Request) -> datetime:
    """The moment of an API call, read once."""
    now: datetime = request._request.now  # type: ignore[attr-defined]  # set by the clock's middleware
    return now


def day_of(request: Request) -> date:
    """The law's day of an API call."""
    return in_beijing(now_of(request)).date()
