"""接着提交: after signing in again, the form that was sent in vain is sent by one click; nothing is typed twice."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from unions import interruption
from unions.doors import PersonRequest, person_required


class SentOn(HttpResponseRedirect):
    """307: the browser sends the same form on to where it belongs."""

    status_code = HTTPStatus.TEMPORARY_REDIRECT


@never_cache
@require_http_methods(["GET", "POST"])
@person_required
def interrupted(request: PersonRequest) -> HttpResponseBase:
    """What was typed before the session ended: send it on, or drop it. Whose post has ended can still copy it."""
    found = interruption.kept(request)
    if found is None:
        return redirect("/")
    if request.method == "POST":
        interruption.drop(request)
        return redirect("/") if "drop-interrupted" in request.POST else SentOn(found.path)
    return render(request, "unions/interrupted.html", {"found": found})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """页面已过期: somebody signed in or out in another tab. What this site's own page sent is not lost.

    A browser that says the form came from this very site is believed, but the form is sent only by another click.
    """
    own = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}" and reason != REASON_BAD_ORIGIN
    if own and request.user.is_authenticated and interruption.keep(request):
        return redirect("unions:interrupted")
    texts = interruption.long_texts(interruption.posted(request))
    return render(request, "403_csrf.html", {"texts": texts}, status=HTTPStatus.FORBIDDEN)
