"""The API of unions, people and posts, of tokens and uploaded papers; and what the API of every other app is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unions.api.calling import day_of, now_of, post_of
from unions.api.papers import PaperViewSet
from unions.api.posts import MyPosts, PostViewSet
from unions.api.tokens import TokenViewSet
from unions.api.tree import UnionViewSet

if TYPE_CHECKING:
    from ui.routing import Router


def register(router: Router) -> None:
    """`/api/unions/`, `/api/posts/`, `/api/posts/me/`, `/api/tokens/`, `/api/documents/`."""
    router.register("unions", UnionViewSet, basename="union")
    router.register("posts", PostViewSet, basename="post")
    router.register("tokens", TokenViewSet, basename="token")
    router.register("documents", PaperViewSet, basename="document")
    router.add("posts/me/", MyPosts.as_view(), name="posts-me")


__all__ = ["day_of", "now_of", "post_of", "register"]
