"""Shared reads of unions, people and posts: who sees what."""

from __future__ import annotations

from django.http import HttpRequest

from unions.models import Post


def acting_post(request: HttpRequest) -> Post | None:
    """The post that the signed-in person chose to act with, if it is held today."""
    return None
