"""The doors' question before every page: is somebody signed in, with a post held today, of a role that may be here?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def post_required(view: View[P]) -> View[P]:
    """Only for somebody who acts with a post held today; others are led to sign in or to choose a post."""

    @wraps(view)
    def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _led_to("unions:login", request)
        if getattr(request, "post", None) is None:
            return _led_to(
                "unions:second-factor" if getattr(request, "second_factor_missing", False) else "unions:posts", request
            )
        return view(request, *args, **kwargs)

    return asked


def role_required(*roles: str) -> Callable[[View[P]], View[P]]:
    """Only for posts of these roles: `post_required`, and 403 for every other role."""

    def door(view: View[P]) -> View[P]:
        @wraps(view)
        def asked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.post.role not in roles:  # type: ignore[attr-defined]  # set by the middleware
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return post_required(asked)

    return door


def _led_to(name: str, request: HttpRequest) -> HttpResponseBase:
    """GET comes back to where it was going; anything else to the start, because a POST cannot be repeated by a link."""
    answer = redirect(name)
    if request.method == "GET":
        answer["Location"] += "?" + urlencode({"next": request.get_full_path()})
    return answer
