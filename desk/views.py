"""The first pages: what waits for me, and for the public what is on notice now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desk import queries
from publicity.models import Notice
from publicity.moves import NoticeState
from unions.doors import post_required


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The public's first page; whoever is signed in goes to the desk."""
    if request.user.is_authenticated:
        return redirect("desk:desk")
    running = Notice.objects.filter(state=NoticeState.OPEN).defer("body").select_related("publisher")
    context = {"notices": running.order_by("-visible_at", "-pk")[: queries.SHOWN], "rounds": queries.open_rounds()}
    return render(request, "desk/home.html", context)


@require_safe
@post_required
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for the acting post, until when, and what it sent up."""
    post = request.post  # type: ignore[attr-defined]  # set by the middleware
    seen = queries.Desk(post, at=request.now)  # type: ignore[attr-defined]  # set by the middleware
    context = {"tasks": seen.tasks, "sent": seen.sent, "notices": seen.notices, "rounds": seen.rounds}
    return render(request, "desk/desk.html", context)
