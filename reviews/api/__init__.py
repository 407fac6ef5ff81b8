"""The API of review: the queue, the moves of a case, recommendation lists, the national list, inquiries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.api.cases import CaseMoves, QueueViewSet
from reviews.api.inquiries import InquiryViewSet, MendingViewSet
from reviews.api.lists import ListViewSet
from reviews.api.proposals import ProposalViewSet
from reviews.api.rounds import RoundEnd

if TYPE_CHECKING:
    from ui.routing import Router


def register(router: Router) -> None:
    """`/api/nominations/{id}/…`, `/api/queue/`, `/api/lists/`, `/api/proposals/`, `/api/inquiries/`, `/api/mendings/`,
    `/api/rounds/{id}/lapse/`.
    """
    router.register("nominations", CaseMoves, basename="case")
    router.register("queue", QueueViewSet, basename="queue")
    router.register("lists", ListViewSet, basename="list")
    router.register("proposals", ProposalViewSet, basename="proposal")
    router.register("inquiries", InquiryViewSet, basename="inquiry")
    router.register("mendings", MendingViewSet, basename="mending")
    router.register("rounds", RoundEnd, basename="round-end")


__all__ = ["register"]
