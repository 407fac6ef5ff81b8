"""A round opens, a deadline is extended, the round closes."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from honors.actions.rounds import close_round, extend_deadline, open_round
from honors.facts import judge_opening
from honors.forms import ExtensionForm
from honors.moves import RoundState
from honors.views.common import form_page, seen_round
from ui.doors import VersionForm
from unions.doors import PostRequest, role_required
from unions.models import Role


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def opening(request: PostRequest, pk: int) -> HttpResponseBase:
    """Every article's verdict, and the button or the reason there is none."""
    found = seen_round(request, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    back = reverse("honors:round", args=[pk])
    judgement = judge_opening(found, at=request.now)
    why = ""
    if found.state != RoundState.DRAFT:
        why = "本轮已经开启。"
    elif found.prepared_by_id == request.post.person_id:
        why = "您是最后修改拟稿的人。请由另一位工作人员核对后开启。"
    elif judgement.open():
        why = "还有不符合的条款，请按提示补正。"
    return form_page(
        request,
        form,
        verb=lambda: open_round(found, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="评选已开启，全部条件已固化。",
        to=back,
        record=found,
        template="honors/opening.html",
        round=found,
        judgement=judgement,
        possible=not why,
        why=why,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def extensions(request: PostRequest, pk: int) -> HttpResponseBase:
    """More time for one union and those below it."""
    found = seen_round(request, pk)
    form = ExtensionForm(request.POST or None, initial={"version": found.version})
    back = reverse("honors:round", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: extend_deadline(found, by=request.post, at=request.now, **form.cleaned_data),
        success="期限已延长。",
        to=back,
        record=found,
        title="延长期限",
        lead=f"{found.name}。只为个别工会延长，写明理由，记入台账。",
        submit="延长",
        back=back,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def closing(request: PostRequest, pk: int) -> HttpResponseBase:
    """Close the round."""
    found = seen_round(request, pk)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    back = reverse("honors:round", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: close_round(found, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="本轮评选已结束。",
        to=back,
        record=found,
        title="结束本轮评选",
        lead=f"{found.name}。结束后不能再申报、推荐、调整名额或延长期限。",
        submit="结束评选",
        back=back,
    )
