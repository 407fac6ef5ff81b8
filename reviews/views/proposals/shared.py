"""What the pages of the national list share: the list seen, its state, and its moves."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ledger.moves import Move
from reviews.models import ProposedList
from reviews.moves import ProposalState
from reviews.queries import proposals_seen_by, rows_of_proposal
from reviews.views.moves import permitted, said_no
from reviews.views.whole import WholeList
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


def whole(request: PostRequest, pk: int) -> WholeList[ProposedList]:
    """The list for a page that moves it as a whole; else 404."""
    proposal = seen_proposal(request, pk)
    return WholeList(
        request,
        proposal,
        home=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        state=state_of(proposal),
        rows=rows_of_proposal(proposal),
    )


def national_why(seen: WholeList[ProposedList], move: Move, *, perm: str = "audit") -> str:
    """Why the move has no button: state, permission, and that one prepares and another signs (决定 15)."""
    post, signing = seen.request.post, perm == "audit"
    return seen.why(
        move,
        permitted(seen.request, perm, national()),
        said_no(
            signing and seen.record.prepared_by_id == post.person_id,
            f"名单由您（{post.person}）拟定，须由另一位同志办理。",
            move.article,
        ),
    )
