"""What the pages of a recommendation list share: the list seen, its state, the form with its version."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from reviews.models import RecommendationList
from reviews.moves import ListState
from reviews.queries import items_of, lists_seen_by
from reviews.views.moves import (
    MovePage,
    answer,
)
from ui.doors import VersionForm
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


def form_for(request: PostRequest, form: type[VersionForm], listed: RecommendationList, **kwargs: Any) -> Any:
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    return form(initial={"version": listed.version, "medium": "省（区、市）工会网络媒体"}, **kwargs)


def list_page(request: PostRequest, listed: RecommendationList, page: MovePage) -> HttpResponse:
    page.back = reverse("reviews:list", args=[listed.pk])
    page.context |= {"list": listed, "state": state_of(listed), "count": items_of(listed).count()}
    return answer(request, page)
