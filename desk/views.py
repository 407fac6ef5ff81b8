"""The first pages: what waits for me, and for the public what is on notice now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clock.reading import law_day
from desk import queries
from desk.during import SHOWN
from desk.forms import StatisticsForm
from desk.statistics import COLUMNS, By, as_sheet
from desk.statistics import statistics as figures
from honors.views.common import workbook
from publicity.models import Notice
from publicity.moves import NoticeState
from unions.doors import PostRequest, post_required, role_required
from unions.models import Role

READERS = (Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL, Role.SECRETARIAT)


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The public's first page; whoever is signed in goes to the desk."""
    if request.user.is_authenticated:
        return redirect("desk:desk")
    running = Notice.objects.filter(state=NoticeState.OPEN).defer("body").select_related("publisher")
    context = {"notices": running.order_by("-visible_at", "-pk")[:SHOWN], "rounds": queries.open_rounds()}
    return render(request, "desk/home.html", context)


@never_cache
@require_safe
@role_required(*READERS)
def statistics(request: PostRequest) -> HttpResponse:
    """统计 after the honour, broken down one way, for all rounds or one."""
    form = StatisticsForm(request.GET or None)
    found = figures(request.post, by=form.way(), on=law_day(request.now), round=form.round())
    return render(request, "desk/statistics.html", {"form": form, "found": found, "columns": COLUMNS})


@never_cache
@require_safe
@role_required(*READERS)
def statistics_sheet(request: PostRequest) -> HttpResponse:
    """The same as Excel, every way of breaking it down."""
    form = StatisticsForm(request.GET or None)
    today = law_day(request.now)
    found = [figures(request.post, by=by, on=today, round=form.round()) for by in By]
    return workbook(as_sheet(found), f"statistics-{today:%Y%m%d}.xlsx")


@require_safe
@post_required
def desk(request: PostRequest) -> HttpResponse:
    """What waits for the acting post, until when, and what it sent up."""
    seen = queries.Desk(request.post, at=request.now)
    context = {"tasks": seen.tasks, "sent": seen.sent, "notices": seen.notices, "rounds": seen.rounds}
    return render(request, "desk/desk.html", context)
