"""复查: what waits and until when, one re-check, its sheet on paper, and what the unit itself is told."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clock.reading import law_day
from supervision.forms.rechecks import RecheckFilter
from supervision.models import CheckResult
from supervision.moves import OPEN_RECHECKS, RecheckState
from supervision.queries.rechecks import rechecks_seen_by, rechecks_waiting, told_to_holder
from supervision.views.recheck_page import seen, shown
from supervision.views.recheck_words import WATCHERS, days_left, recheck_words
from ui.listing import listing
from unions.doors import PostRequest, post_required, role_required
from unions.search import matching

TABS = (("", "等我办理"), ("open", "全部在办"), ("concluded", "已有结论"))


@require_safe
@role_required(*WATCHERS)
def queue(request: PostRequest) -> HttpResponse:
    """The re-checks that wait for the acting post's union, those that run anywhere below, and those that have ended."""
    form, tab = RecheckFilter(request.GET), request.GET.get("tab", "")
    concluded = tab == "concluded"
    seen = rechecks_seen_by(request.post)
    rows = {
        "open": seen.filter(state__in=OPEN_RECHECKS),
        "concluded": seen.filter(state=RecheckState.CONCLUDED),
    }.get(tab, rechecks_waiting(request.post))
    given = form.cleaned_data if form.is_valid() else {}
    if given.get("q"):
        rows = matching(rows, given["q"], field="conferral__search")
    page = listing(rows, request.GET, keys=("-pk",) if concluded else ("due_on", "pk"), size=50)
    url = reverse("supervision:rechecks")
    context = {
        "page": page,
        "form": form,
        "lines": _lines(page.rows, request),
        "concluded": concluded,
        "clear_url": f"{url}?tab={tab}" if tab else url,
        "tabs": [
            {"label": label, "url": f"{url}?tab={code}" if code else url, "current": code == tab, "count": None}
            for code, label in TABS
        ],
    }
    return render(request, "supervision/rechecks.html", context)


@never_cache
@require_safe
@role_required(*WATCHERS)
def recheck(request: PostRequest, pk: int) -> HttpResponse:
    """One re-check: what is known, its checklist, its conclusions."""
    return shown(request, seen(request, pk))


@never_cache
@require_safe
@role_required(*WATCHERS)
def sheet(request: PostRequest, pk: int) -> HttpResponse:
    """The checklist on paper, to be filled in on the spot and signed."""
    found = seen(request, pk)
    context = {"recheck": found, "items": found.items.all(), "results": CheckResult.choices}
    return render(request, "supervision/recheck_sheet.html", context)


@never_cache
@require_safe
@post_required
def own(request: PostRequest) -> HttpResponse:
    """What the acting post's union is told of re-checks of its own honours."""
    page = listing(told_to_holder(request.post), request.GET, keys=("-pk",), size=50)
    return render(request, "supervision/own_rechecks.html", {"page": page, "lines": _lines(page.rows, request)})


def _lines(rows: Any, request: PostRequest) -> list[dict[str, Any]]:
    today = law_day(request.now)
    return [{"recheck": row, "state": recheck_words(row), "days": days_left(row, today)} for row in rows]
