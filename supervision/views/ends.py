"""第二十七条 单位终止: the reports, one with its steps and what is recovered, and the form to report."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clock.reading import law_day
from documents.actions import store
from documents.responses import send
from honors.views.common import form_page
from regulation.after import UnitEnd as EndKind
from supervision.actions.ends import report_end
from supervision.forms.ends import EndFilter, ReportEndForm
from supervision.models import UnitEnd
from supervision.moves import OPEN_ENDS
from supervision.queries.ends import closed_seen_by, ending_with, ends_seen_by, ends_waiting, next_higher, open_end_of
from supervision.views.end_page import seen, shown
from supervision.views.recheck_words import WATCHERS
from supervision.views.recovery_words import end_days, end_words
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.queries import actor, unions_seen_by
from unions.search import matching

TABS = (("", "等我办理"), ("open", "全部在办"), ("all", "全部"))
CLOSED_SHOWN = 20


@never_cache
@require_safe
@role_required(*WATCHERS)
def ends(request: PostRequest) -> HttpResponse:
    """The reports that wait for the acting post's union, all that it sees, and closed units that nobody has reported."""
    form, tab, today = EndFilter(request.GET), request.GET.get("tab", ""), law_day(request.now)
    rows = ends_waiting(request.post) if tab == "" else ends_seen_by(request.post)
    if tab == "open":
        rows = rows.filter(state__in=OPEN_ENDS)
    said: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    if said.get("state"):
        rows = rows.filter(state=said["state"])
    if said.get("q"):
        rows = matching(rows, said["q"], field="union__search")
    page = listing(rows, request.GET, keys=("due_on", "pk"), size=50)
    url = reverse("supervision:ends")
    context = {
        "form": form,
        "page": page,
        "lines": [{"end": end, "state": end_words(end), "days": end_days(end, today)} for end in page.rows],
        "closed": list(closed_seen_by(request.post)[:CLOSED_SHOWN]),
        "tabs": [
            {
                "label": label,
                "url": f"{url}?tab={code}" if code else url,
                "current": code == tab,
                "count": ends_waiting(request.post).count() if not code else None,
            }
            for code, label in TABS
        ],
    }
    return render(request, "supervision/ends.html", context)


@never_cache
@require_safe
@role_required(*WATCHERS)
def end(request: PostRequest, pk: int) -> HttpResponse:
    """One report: what was found, which honours it names, what came in, how far up it is."""
    return shown(request, seen(request, pk))


@require_safe
@role_required(*WATCHERS)
def paper(request: PostRequest, pk: int) -> HttpResponseBase:
    """The paper that was handed in with the report."""
    found = seen(request, pk)
    if found.paper is None:
        raise Http404
    return send(found.paper)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WATCHERS)
def reporting(request: PostRequest, pk: int) -> HttpResponseBase:
    """报告单位终止, by the unit's own clerk or any union above it."""
    union = get_object_or_404(
        unions_seen_by(request.post).select_related("parent", "industrial_parent", "successor"), pk=pk
    )
    form = ReportEndForm(request.POST or None, request.FILES or None)
    standing = open_end_of(union)
    visible = standing is not None and ends_seen_by(request.post).filter(pk=standing.pk).exists()

    def verb() -> UnitEnd:
        said = dict(form.cleaned_data)
        upload = said.pop("paper")
        document = store(upload, by=actor(request.post), at=request.now) if upload else None
        said["kind"] = EndKind(said["kind"])
        return report_end(union, paper=document, by=request.post, at=request.now, **said)

    return form_page(
        request,
        form,
        verb=verb,
        success="已报告，由上一级工会核实。",
        to=lambda made: reverse("supervision:end", args=[made.pk]),
        template="supervision/end_report.html",
        union=union,
        honours=ending_with(union),
        holder=next_higher(union) if not union.is_national else union,
        standing=standing if visible else None,
        back=reverse("unions:union", args=[union.pk]),
    )
