"""What the pages of a recommendation list share: the list seen, its state, and its moves."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from regulation.notices import Medium
from reviews.models import RecommendationList
from reviews.moves import ListState
from reviews.queries import items_of, lists_seen_by
from reviews.views.whole import WholeList
from unions.doors import PostRequest
from unions.models import Role

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


DOORS = (Role.RECOMMENDER, Role.NATIONAL, Role.SECRETARIAT)


STATES = {
    ListState.DRAFT: ("草拟", "neutral"),
    ListState.DECIDED: ("已集体研究确定", "info"),
    ListState.ON_NOTICE: ("公示中", "info"),
    ListState.RECOMMENDED: ("已推荐", "success"),
}


def seen_list(request: PostRequest, pk: int) -> RecommendationList:
    """The list, if the acting post sees it; else 404."""
    return get_object_or_404(lists_seen_by(request.post), pk=pk)


def state_of(listed: RecommendationList) -> tuple[str, str]:
    """The list's state in words, with its tone."""
    return STATES[ListState(listed.state)]


def whole(request: PostRequest, pk: int) -> WholeList[RecommendationList]:
    """The list for a page that moves it as a whole; else 404."""
    listed = seen_list(request, pk)
    return WholeList(
        request,
        listed,
        home=reverse("reviews:list", args=[pk]),
        template="reviews/list_move.html",
        state=state_of(listed),
        rows=items_of(listed),
        initial={"medium": Medium.PROVINCIAL_ONLINE.label},
    )
