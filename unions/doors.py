"""The doors' question before every page: is somebody signed in, with a post held today, of a role that may be here?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from ledger.models import Record
from ledger.moves import Move
from ledger.queries import already_made
from unions import interruption
from unions.models import Person, Post
from unions.queries import actor

P = ParamSpec("P")
DONE = "这件事刚才已经办好，没有重复办理。"


class TimedRequest(HttpRequest):
    """A request that has read the clock, once."""

    now: datetime


class PersonRequest(TimedRequest):
    """A request of somebody who is signed in, whether or not a post is chosen."""

    if TYPE_CHECKING:
        user: Person  # nobody anonymous passes the door


class PostRequest(PersonRequest):
    """A request of somebody who acts with a post held today."""

    post: Post


Page = Callable[Concatenate[PostRequest, P], HttpResponseBase]
Door = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def person_required(view: Callable[Concatenate[PersonRequest, P], HttpResponseBase]) -> Door[P]:
    """Only for somebody signed in; no post is needed (choosing one, the password, the second factor)."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _led_to("unions:login", request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # checked the line before

    return asked


def post_required(view: Page[P]) -> Door[P]:
    """Only for somebody who acts with a post held today; others are led to sign in or to choose a post."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _led_to("unions:login", request)
        if getattr(request, "post", None) is None:
            missing = getattr(request, "second_factor_missing", False)
            return _led_to("unions:second-factor" if missing else "unions:posts", request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # checked the lines before

    return asked


def role_required(*roles: str) -> Callable[[Page[P]], Door[P]]:
    """Only for posts of these roles: `post_required`, and 403 for every other role."""

    def door(view: Page[P]) -> Door[P]:
        @wraps(view)
        def asked(request: PostRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.post.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return post_required(asked)

    return door


def repeated(request: PostRequest, record: Record, move: Move, version: int, said: str = DONE) -> Callable[[], str]:
    """For `ui.doors.perform`: what is said when the acting person has made this move with this very form before."""

    def asked() -> str:
        return said if already_made(record, move, by=actor(request.post), version=version) else ""

    return asked


def _led_to(name: str, request: HttpRequest) -> HttpResponseBase:
    """GET comes back to where it was going; a form that was sent comes back to what was typed, which is kept."""
    answer = redirect(name)
    if request.method == "GET":
        answer["Location"] += "?" + urlencode({"next": request.get_full_path()})
    elif interruption.keep(request):
        answer["Location"] += "?" + urlencode({"next": reverse("unions:interrupted")})
    return answer
