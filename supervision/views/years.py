"""年度情况: what is owed and until when, what waits to be confirmed, one year with its moves (第二十二条第（二）项)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clock.reading import law_day
from documents.actions import store
from documents.models import Document
from honors.views.common import form_page
from ledger.queries import history
from supervision.actions.years import (
    amend_year,
    confirm_year,
    report_again,
    report_year,
    return_year,
    set_due_days,
)
from supervision.forms.years import AmendYearForm, DueForm, NewYearForm, ReturnYearForm, YearAgainForm
from supervision.models import YearReport
from supervision.moves import YearState
from supervision.queries import supervised_by
from supervision.queries.years import (
    STEP_OF,
    due_days,
    last_year,
    open_years,
    owed_by,
    reports_on,
    returned_to,
    to_confirm,
    years_of,
    years_seen_by,
)
from supervision.views.recheck_words import WATCHERS
from supervision.views.record import seen as seen_honour
from supervision.views.year_words import year_words
from ui.doors import VersionForm
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.models import Role
from unions.models.tree import Level
from unions.queries import actor

EDITS = ("GET", "HEAD", "POST")
TABS = (("", "待报送"), ("confirm", "待核对"), ("all", "全部"))


@never_cache
@require_safe
@role_required(*WATCHERS)
def years(request: PostRequest) -> HttpResponse:
    """What the post's union owes, what waits for it to confirm, and all that it sees."""
    tab, today = request.GET.get("tab", ""), law_day(request.now)
    due = due_days(last_year(today))
    context: dict[str, Any] = {"tab": tab, "year": last_year(today), "tabs": _tabs(request, tab)}
    if tab in ("confirm", "all"):
        rows = to_confirm(request.post) if tab == "confirm" else years_seen_by(request.post)
        page = listing(rows, request.GET, keys=("-year", "-pk"), size=50)
        context |= {"page": page, "lines": [(row, year_words(row)) for row in page.rows]}
        step = STEP_OF[Level(request.post.union.level)]
        context |= {"due_on": due[step], "days": (due[step] - today).days}
    else:
        owed = owed_by(request.post, on=today)
        context |= {"owed": [(one, (one.due_on - today).days) for one in owed]}
        context |= {"returned": list(returned_to(request.post).order_by("-year", "pk"))}
    return render(request, "supervision/years.html", context)


@never_cache
@require_safe
@role_required(*WATCHERS)
def year(request: PostRequest, pk: int) -> HttpResponse:
    """One year of one honouree."""
    found = _seen(request, pk)
    over = supervised_by(request.post).filter(pk=found.conferral_id).exists() and (
        found.union_id != request.post.union_id or request.post.union.is_national
    )
    mine = found.union_id == request.post.union_id or reports_on(request.post).filter(pk=found.conferral_id).exists()
    context = {
        "report": found,
        "conferral": found.conferral,
        "state": year_words(found),
        "confirms": over and found.state == YearState.REPORTED,
        "amends": over and found.state == YearState.CONFIRMED,
        "mends": (mine or over) and found.state in (YearState.REPORTED, YearState.RETURNED),
        "form": VersionForm(initial={"version": found.version}),
        "entries": history(found.chain),
    }
    return render(request, "supervision/year.html", context)


@never_cache
@require_http_methods(EDITS)
@role_required(*WATCHERS)
def reporting(request: PostRequest, pk: int) -> HttpResponseBase:
    """报送一个年度."""
    conferral = seen_honour(request, pk)
    today = law_day(request.now)
    # What was reported meanwhile is taken all the same: the verb says so, and where to go on.
    years = years_of(conferral, on=today) if request.method == "POST" else open_years(conferral, on=today)
    if request.method != "POST" and not years:
        messages.info(request, "各年度的情况都已经报送。需要修改的，请打开那一年。")
        return redirect("supervision:record", pk)
    form = NewYearForm(request.POST or None, request.FILES or None, years=years)

    def verb() -> YearReport:
        return report_year(
            conferral,
            year=form.cleaned_data["year"],
            figures=form.figures(),
            paper=_stored(request, form.cleaned_data["paper"]),
            by=request.post,
            at=request.now,
        )

    return form_page(
        request,
        form,
        verb=verb,
        success="已报送，由上一级工会核对。",
        to=lambda made: reverse("supervision:year", args=[made.pk]),
        title="报送年度情况",
        lead=f"{conferral.subject_name}：{conferral.title_name}。填实数，不填百分比；没有的项目留空。",
        submit="报送",
        back=reverse("supervision:record", args=[pk]),
        back_label="监督档案",
    )


@never_cache
@require_http_methods(EDITS)
@role_required(*WATCHERS)
def again(request: PostRequest, pk: int) -> HttpResponseBase:
    """重新报送 what was returned or is not yet confirmed."""
    found = _seen(request, pk)
    form = YearAgainForm(request.POST or None, request.FILES or None, report=found)
    return _edit(
        request,
        found,
        form,
        verb=lambda: report_again(
            found,
            figures=form.figures(),
            paper=_stored(request, form.cleaned_data["paper"]),
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
        success="已重新报送，由上一级工会核对。",
        title="修改并重新报送",
        submit="重新报送",
    )


@never_cache
@require_http_methods(EDITS)
@role_required(*WATCHERS)
def returning(request: PostRequest, pk: int) -> HttpResponseBase:
    """退回补正."""
    found = _seen(request, pk)
    form = ReturnYearForm(request.POST or None, initial={"version": found.version})
    return _edit(
        request,
        found,
        form,
        verb=lambda: return_year(found, by=request.post, at=request.now, **form.cleaned_data),
        success="已退回，报送单位会看到需要补正的内容。",
        title="退回补正",
        submit="退回",
    )


@never_cache
@require_http_methods(EDITS)
@role_required(*WATCHERS)
def confirmation(request: PostRequest, pk: int) -> HttpResponseBase:
    """核对无误."""
    found = _seen(request, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    return _edit(
        request,
        found,
        form,
        verb=lambda: confirm_year(found, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="已核对。",
        title="核对无误",
        submit="确认核对无误",
    )


@never_cache
@require_http_methods(EDITS)
@role_required(*WATCHERS)
def amendment(request: PostRequest, pk: int) -> HttpResponseBase:
    """更正 a confirmed year."""
    found = _seen(request, pk)
    form = AmendYearForm(request.POST or None, report=found)
    return _edit(
        request,
        found,
        form,
        verb=lambda: amend_year(
            found,
            figures=form.figures(),
            reason=form.cleaned_data["reason"],
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
        success="已更正，原来的数字保留在办理记录中。",
        title="更正年度情况",
        submit="更正",
    )


@never_cache
@require_http_methods(EDITS)
@role_required(Role.NATIONAL)
def due(request: PostRequest) -> HttpResponseBase:
    """By which day each level is done with the last complete year."""
    number = last_year(law_day(request.now))
    form = DueForm(request.POST or None, days=due_days(number))
    return form_page(
        request,
        form,
        verb=lambda: set_due_days(
            number, form.days(), paper=form.cleaned_data["paper"], by=request.post, at=request.now
        ),
        success="期限已设定。",
        to=reverse("supervision:years"),
        title=f"{number}年度情况的报送和核对期限",
        lead="逐级设定，下级不晚于上级。",
        submit="设定期限",
        back=reverse("supervision:years"),
        back_label="年度情况",
    )


def _edit(
    request: PostRequest, found: YearReport, form: Any, *, verb: Any, success: str, title: str, submit: str
) -> HttpResponseBase:
    page = reverse("supervision:year", args=[found.pk])
    return form_page(
        request,
        form,
        verb=verb,
        success=success,
        to=page,
        record=found,
        title=title,
        lead=f"{found.conferral.subject_name}，{found.year}年",
        submit=submit,
        back=page,
        back_label=f"{found.year} 年度情况",
    )


def _seen(request: PostRequest, pk: int) -> YearReport:
    return get_object_or_404(years_seen_by(request.post), pk=pk)


def _stored(request: PostRequest, upload: UploadedFile[Any] | None) -> Document | None:
    return store(upload, by=actor(request.post), at=request.now) if upload else None


def _tabs(request: PostRequest, tab: str) -> list[dict[str, Any]]:
    url = reverse("supervision:years")
    waiting = to_confirm(request.post).count()
    return [
        {
            "label": label,
            "url": f"{url}?tab={code}" if code else url,
            "current": code == tab,
            "count": waiting if code == "confirm" else None,
        }
        for code, label in TABS
    ]
