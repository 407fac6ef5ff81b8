"""What every page shows of the person who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from unions.models import Post
from unions.queries import held_posts_at


def acting(request: HttpRequest) -> dict[str, object]:
    """`post`: the acting post; `my_posts`: the posts to switch between, asked only where a page prints them."""
    post = getattr(request, "post", None)
    # Without a session cookie nobody asks the session: a public page stays the same for everybody (no Vary: Cookie).
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"post": None, "my_posts": []}
    return {"post": post, "my_posts": SimpleLazyObject(lambda: _choices(request))}


def _choices(request: HttpRequest) -> list[dict[str, object]]:
    posts = list(held_posts_at(request))
    return [{"pk": post.pk, "label": label_of(post)} for post in posts] if len(posts) > 1 else []


def label_of(post: Post) -> str:
    """A post in one line."""
    return f"{post.union.name} · {post.title or post.get_role_display()}"
