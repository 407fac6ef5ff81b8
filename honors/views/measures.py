"""实施办法 (第二十九条): the list, one measure with its verdicts, drafting, enacting, repealing."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from honors.actions.measures import (
    discard_measure,
    enact_measure,
    file_measure,
    interpret_measure,
    refer_measure,
    repeal_measure,
)
from honors.facts import judge_measure, recommender_kind
from honors.forms import InterpretationForm, MeasureForm, RepealForm
from honors.models import Measure
from honors.moves import MeasureState
from honors.queries import measures_seen_by
from honors.views.common import form_page
from ledger.queries import history
from regulation.honours import Honour
from regulation.measures import MAKERS, ProvisionKind
from regulation.observing import percent
from regulation.parameters import PARAMETERS
from regulation.windows import in_beijing
from ui.doors import VersionForm
from ui.listing import listing
from unions.doors import PostRequest, post_required, role_required
from unions.models import Role

STATES = {
    MeasureState.DRAFT: ("拟稿", "warning"),
    MeasureState.REFERRED: ("待全总解释", "warning"),
    MeasureState.IN_FORCE: ("施行中", "success"),
    MeasureState.REPEALED: ("已废止", "neutral"),
    MeasureState.DISCARDED: ("已作废", "neutral"),
}


@require_GET
@post_required
def measures(request: PostRequest) -> HttpResponseBase:
    """The measures of all recommending units."""
    page = listing(measures_seen_by(request.post), request.GET, keys=("-effective_on", "-id"), size=30)
    for row in page.rows:
        row.shown = STATES[MeasureState(row.state)]  # type: ignore[attr-defined]  # for the row of the table
    recommends = request.post.role == Role.RECOMMENDER
    makes = recommends and recommender_kind(request.post.union) in MAKERS
    return render(request, "honors/measures.html", {"page": page, "files": makes, "bound": recommends and not makes})


@require_GET
@post_required
def measure(request: PostRequest, pk: int) -> HttpResponseBase:
    """One measure: what it asks beyond the regulation, and the verdict of Article 29."""
    found = _seen(request, pk)
    own = request.post.role == Role.RECOMMENDER and request.post.union_id == found.union_id
    today = in_beijing(request.now).date()
    judgement = judge_measure(found, on=today)
    waits = any(one["kind"] == ProvisionKind.REMOVES for one in found.provisions) and found.interpreted is None
    context = {
        "measure": found,
        "state": STATES[MeasureState(found.state)],
        "values": _values(found),
        "documents": [(Honour(honour).title, names) for honour, names in sorted(found.documents.items())],
        "judgement": judgement,
        "enacts": own and found.state == MeasureState.DRAFT and not judgement.open(),
        "refers": own and found.state == MeasureState.DRAFT and waits,
        "interprets": request.post.role == Role.NATIONAL and found.state == MeasureState.REFERRED,
        "discards": own and found.state == MeasureState.DRAFT,
        "repeals": own and found.state == MeasureState.IN_FORCE,
        "drafter": found.prepared_by_id == request.post.person_id,
        "entries": history(found.chain),
    }
    return render(request, "honors/measure.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.RECOMMENDER)
def new(request: PostRequest) -> HttpResponseBase:
    """Draft a measure."""
    form = MeasureForm(request.POST or None, on=in_beijing(request.now).date())
    return form_page(
        request,
        form,
        verb=lambda: file_measure(union=request.post.union, by=request.post, at=request.now, **form.given()),
        success="办法已登记，请由另一位工作人员核对后施行。",
        to=lambda made: reverse("honors:measure", args=[made.pk]),
        template="honors/measure_form.html",
        back=reverse("honors:measures"),
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.RECOMMENDER)
def enactment(request: PostRequest, pk: int) -> HttpResponseBase:
    """Put a measure in force."""
    found = _seen(request, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    back = reverse("honors:measure", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: enact_measure(found, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="办法已施行，适用于今后开启的评选。",
        to=back,
        record=found,
        title="施行办法",
        lead=f"{found.title}（{found.number}）。施行日期起开启的评选适用，已开启的不受影响。",
        submit="施行",
        back=back,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.RECOMMENDER)
def referral(request: PostRequest, pk: int) -> HttpResponseBase:
    """Ask 全总 for its interpretation."""
    found = _seen(request, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    back = reverse("honors:measure", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: refer_measure(found, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="已报全总解释，解释同意后可以施行。",
        to=back,
        record=found,
        title="报全总解释",
        lead=f"{found.title}（{found.number}）。不设某一项目或环节是否与办法相抵触，由全总解释（第三十条）。",
        submit="报全总解释",
        back=back,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def interpretation(request: PostRequest, pk: int) -> HttpResponseBase:
    """全总's interpretation of a measure."""
    found = _seen(request, pk)
    form = InterpretationForm(request.POST or None, initial={"version": found.version})
    back = reverse("honors:measure", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: interpret_measure(found, by=request.post, at=request.now, **form.cleaned_data),
        success="解释已登记。",
        to=back,
        record=found,
        title="作出解释",
        lead=f"{found.union}：{found.title}（{found.number}）",
        submit="登记解释",
        back=back,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.RECOMMENDER)
def discarding(request: PostRequest, pk: int) -> HttpResponseBase:
    """Discard a draft."""
    found = _seen(request, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    return form_page(
        request,
        form,
        verb=lambda: discard_measure(found, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="拟稿已作废。",
        to=reverse("honors:measures"),
        record=found,
        title="作废拟稿",
        lead=f"{found.title}（{found.number}）。作废后不能施行，可以另行拟稿。",
        submit="作废",
        back=reverse("honors:measure", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.RECOMMENDER)
def repeal(request: PostRequest, pk: int) -> HttpResponseBase:
    """End a measure for rounds that open later."""
    found = _seen(request, pk)
    form = RepealForm(request.POST or None, initial={"version": found.version})
    back = reverse("honors:measure", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: repeal_measure(found, by=request.post, at=request.now, **form.cleaned_data),
        success="办法已废止。",
        to=back,
        record=found,
        title="废止办法",
        lead=f"{found.title}（{found.number}）",
        submit="废止",
        back=back,
    )


def _seen(request: PostRequest, pk: int) -> Measure:
    return get_object_or_404(measures_seen_by(request.post), pk=pk)


def _values(found: Measure) -> list[tuple[str, str]]:
    shown = []
    for code, text in found.parameters.items():
        parameter: Any = PARAMETERS.get(code)
        value = Fraction(text)
        share = parameter is not None and isinstance(parameter.values[0][1], Fraction)
        shown.append((parameter.title if parameter else code, percent(value) if share else str(value)))
    return shown
