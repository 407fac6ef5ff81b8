"""动态口令: who needs it, and whether it was given in this session."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from unions.models import Post, Role

ROLES = frozenset({Role.RECOMMENDER, Role.NATIONAL, Role.SECRETARIAT})
"""The posts of recommending units, of the nation and of the secretariat."""


def is_needed(post: Post) -> bool:
    """Whether a post acts only after the second factor."""
    return bool(settings.SECOND_FACTOR_REQUIRED) and post.role in ROLES


def is_given(request: HttpRequest) -> bool:
    """Whether the second factor was given in this session."""
    verified = getattr(request.user, "is_verified", None)
    return bool(verified and verified())
