"""复查计划: the list, drafting with a count of whom it reaches, the draw with its consequences, one programme with its progress."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clock.reading import law_day
from honors.views.common import form_page
from ledger.queries import history
from supervision.actions.programmes import cancel, draft_programme, draw, finish
from supervision.facts.drawing import drawn_again
from supervision.forms.programmes import CancelForm, ProgrammeForm
from supervision.models import Outcome, RecheckProgramme
from supervision.moves import OPEN_RECHECKS, ProgrammeState
from supervision.queries.reach import Reach, reach, reach_of
from supervision.queries.rechecks import programmes_seen_by, reaches_own, rechecks_seen_by
from supervision.views.choice import choice_table
from supervision.views.recheck_words import OUTCOMES, WATCHERS, days_left, programme_words, recheck_words
from ui.doors import VersionForm
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.queries import successor_of

FORM = require_http_methods(["GET", "HEAD", "POST"])
DRAWN = (ProgrammeState.RUNNING, ProgrammeState.FINISHED)


@require_safe
@role_required(*WATCHERS)
def programmes(request: PostRequest) -> HttpResponse:
    """The programmes of the acting post's union and of those below it."""
    rows = programmes_seen_by(request.post)
    page = listing(rows, request.GET, keys=("-pk",), size=50)
    numbers = dict(
        RecheckProgramme.objects.filter(pk__in=[row.pk for row in page.rows])
        .values_list("pk")
        .annotate(number=Count("rechecks"))
    )
    lines = [{"programme": row, "state": programme_words(row), "number": numbers[row.pk]} for row in page.rows]
    return render(request, "supervision/programmes.html", {"page": page, "lines": lines})


@never_cache
@FORM
@role_required(*WATCHERS)
def new(request: PostRequest) -> HttpResponseBase:
    """Draft a programme; “看看有多少” counts whom the filters reach and changes nothing."""
    if request.method == "POST" and "preview" in request.POST:
        return _preview(request)
    form = ProgrammeForm(request.POST or None, post=request.post)
    return form_page(
        request,
        form,
        verb=lambda: draft_programme(by=request.post, at=request.now, **form.given()),
        success="复查计划已拟定，请核对后确定复查对象。",
        to=lambda made: reverse("supervision:programme", args=[made.pk]),
        template="supervision/programme_new.html",
    )


@never_cache
@require_safe
@role_required(*WATCHERS)
def programme(request: PostRequest, pk: int) -> HttpResponse:
    """One programme: its filters, its progress, whom it chose, and the draw to be checked by anybody."""
    found = _seen(request, pk)
    rows = rechecks_seen_by(request.post).filter(programme=found)
    page = listing(rows, request.GET, keys=("due_on", "pk"), size=50)
    today, holder = law_day(request.now), successor_of(found.union)
    drawn = found.state in DRAWN
    context = {
        "programme": found,
        "state": programme_words(found),
        "page": page,
        "lines": [{"recheck": row, "state": recheck_words(row), "days": days_left(row, today)} for row in page.rows],
        "reach": None if drawn else reach_of(found, on=today),
        "progress": _progress(found) if drawn else [],
        "open_number": found.rechecks.filter(state__in=OPEN_RECHECKS).count(),
        "number": found.rechecks.count(),
        "verification": drawn_again(found) if drawn else None,
        "acting": holder.pk == request.post.union_id,
        "entries": history(found.chain),
    }
    return render(request, "supervision/programme.html", context)


@never_cache
@FORM
@role_required(*WATCHERS)
def drawing(request: PostRequest, pk: int) -> HttpResponseBase:
    """确定复查对象: what will happen, and then it happens."""
    found = _seen(request, pk)
    reached = reach_of(found, on=law_day(request.now))
    return _move(
        request,
        found,
        VersionForm,
        lambda given: draw(found, by=request.post, at=request.now, **given),
        success="复查对象已确定，每个对象立项一件复查。",
        title="确定复查对象",
        template="supervision/programme_draw.html",
        reach=reached,
        chosen=reached.chosen(found),
    )


@never_cache
@FORM
@role_required(*WATCHERS)
def finishing(request: PostRequest, pk: int) -> HttpResponseBase:
    """复查结束."""
    found = _seen(request, pk)
    return _move(
        request,
        found,
        VersionForm,
        lambda given: finish(found, by=request.post, at=request.now, **given),
        success="复查计划已结束。",
        title="结束复查",
        lead="全部复查都有结论后，结束本计划。",
        submit="结束复查",
    )


@never_cache
@FORM
@role_required(*WATCHERS)
def cancellation(request: PostRequest, pk: int) -> HttpResponseBase:
    """取消复查计划 before it is drawn."""
    found = _seen(request, pk)
    return _move(
        request,
        found,
        CancelForm,
        lambda given: cancel(found, by=request.post, at=request.now, **given),
        success="复查计划已取消。",
        title="取消复查计划",
        lead="还没有确定对象的计划可以取消；要修改条件的，取消后重新拟定。",
        submit="取消计划",
    )


@never_cache
@require_safe
@role_required(*WATCHERS)
def choice(request: PostRequest, pk: int) -> HttpResponse:
    """The candidates with their ranks, to draw again in a spreadsheet."""
    found = get_object_or_404(programmes_seen_by(request.post).filter(state__in=DRAWN), pk=pk)
    answer = HttpResponse(choice_table(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename=recheck-{found.pk}.csv"
    return answer


def _preview(request: PostRequest) -> HttpResponse:
    asked = ProgrammeForm(request.POST, post=request.post, previewing=True)
    context: dict[str, Any] = {"form": asked, "previewed": True}
    if not asked.is_valid():
        return render(request, "supervision/programme_new.html", context, status=422)
    scope, union = asked.scope(), request.post.union
    context["own"] = reaches_own(request.post, scope)
    counted: Reach | None = None if context["own"] else reach(union, scope, on=law_day(request.now))
    context |= {"reach": counted, "form": ProgrammeForm(post=request.post, initial=request.POST.dict())}
    return render(request, "supervision/programme_new.html", context)


def _move(
    request: PostRequest, found: RecheckProgramme, form_class: type[VersionForm], verb: Any, **context: Any
) -> HttpResponseBase:
    form = form_class(request.POST or None, initial={"version": found.version})
    back = reverse("supervision:programme", args=[found.pk])
    given = {"template": "supervision/programme_move.html", **context}
    return form_page(
        request, form, verb=lambda: verb(form.cleaned_data), to=back, record=found, back=back, programme=found, **given
    )


def _progress(found: RecheckProgramme) -> list[tuple[str, str, int]]:
    """How many ended how."""
    counted = dict(found.rechecks.exclude(outcome="").values_list("outcome").annotate(number=Count("pk")))
    return [(one.label, OUTCOMES[one], counted[one.value]) for one in Outcome if one.value in counted]


def _seen(request: PostRequest, pk: int) -> RecheckProgramme:
    return get_object_or_404(programmes_seen_by(request.post), pk=pk)
