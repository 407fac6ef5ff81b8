"""What the pages of the national list share: the list seen, its state, the form with its version."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ledger.moves import Move
from reviews.models import ProposedList
from reviews.moves import (
    ProposalState,
)
from reviews.queries import proposals_seen_by, rows_of_proposal
from reviews.views.moves import (
    MovePage,
    answer,
    in_state,
    kept_always,
    permitted,
    said_no,
    stands_in_the_way,
)
from ui.doors import VersionForm
from unions.doors import PostRequest
from unions.models import Role
from unions.queries import national

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


DOORS = (Role.NATIONAL, Role.SECRETARIAT)


STATES = {
    ProposalState.DRAFT: ("拟定中", "neutral"),
    ProposalState.SUBMITTED: ("已提请书记处审议", "info"),
    ProposalState.APPROVED: ("书记处已审议通过", "info"),
    ProposalState.ON_NOTICE: ("全国公示", "info"),
    ProposalState.FINAL: ("名单已最终确定", "success"),
    ProposalState.CONFERRED: ("已印发表彰决定", "honour"),
}


def seen_proposal(request: PostRequest, pk: int) -> ProposedList:
    """The list, if the acting post sees it; else 404."""
    return get_object_or_404(proposals_seen_by(request.post), pk=pk)


def state_of(proposal: ProposedList) -> tuple[str, str]:
    """The list's state in words, with its tone."""
    return STATES[ProposalState(proposal.state)]


def form_for(request: PostRequest, form: type[VersionForm], proposal: ProposedList, **kwargs: Any) -> Any:
    initial = kwargs.pop("initial", {})
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    return form(initial={"version": proposal.version, **initial}, **kwargs)


def proposal_page(request: PostRequest, proposal: ProposedList, page: MovePage) -> HttpResponse:
    page.back = reverse("reviews:proposal", args=[proposal.pk])
    page.context |= {"list": proposal, "state": state_of(proposal), "count": rows_of_proposal(proposal).count()}
    return answer(request, page)


def national_why(request: PostRequest, proposal: ProposedList, move: Move, *, perm: str = "audit") -> str:
    signing = perm == "audit"
    return stands_in_the_way(
        in_state(proposal, move, state_of(proposal)[0]),
        permitted(request, perm, national()),
        said_no(
            signing and proposal.prepared_by_id == request.post.person_id,
            f"名单由您（{request.post.person}）拟定，须由另一位同志办理。",
            move.article,
        ),
    )


def meeting(request: PostRequest, form: Any) -> dict[str, Any]:
    return {
        "held_on": form.cleaned_data["held_on"],
        "place": form.cleaned_data["place"],
        "attendees": form.cleaned_data["attendees"],
        "minutes": kept_always(request, form.cleaned_data["minutes"]),
        "by": request.post,
        "at": request.now,
        "version": form.cleaned_data["version"],
    }
