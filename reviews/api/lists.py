"""推荐名单 over the API: from the draft to the recommendation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from nominations.api.shown import NominationSerializer
from reviews.actions import lists
from reviews.api.asked import (
    DecisionGiven,
    EntriesGiven,
    ListQuestion,
    MoveGiven,
    OrderGiven,
    PublishGiven,
    RoundGiven,
)
from reviews.api.shown import EntriesSerializer, ListDetailSerializer, ListOutcomeSerializer, ListSerializer
from reviews.models import RecommendationList
from reviews.queries import lists_seen_by, waiting_at
from unions.api.calling import now_of, post_of
from unions.api.doors import ReadRecords, Reasoned, asked, door, given, refusals_of


@extend_schema_view(
    list=extend_schema(summary="推荐名单", parameters=[ListQuestion]), retrieve=extend_schema(summary="一份推荐名单")
)
class ListViewSet(ReadRecords):
    """A recommending unit sees its own lists, the nation all."""

    model = RecommendationList
    serializer_class = ListDetailSerializer
    list_serializer_class = ListSerializer
    queryset = RecommendationList.objects.none()

    def rows(self) -> QuerySet[RecommendationList]:
        rows = lists_seen_by(post_of(self.request))
        return rows.filter(**asked(ListQuestion, self.request)) if self.action == "list" else rows

    @extend_schema(
        summary="拟定推荐名单",
        description="可能的拒绝代码：not_allowed、round_not_open。",
        request=RoundGiven,
        responses={201: ListDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """The one draft of this unit and round; a further batch gets the next number."""
        round, post = given(RoundGiven, request)["round"], post_of(request)
        return self.told(lists.draft_list(round, post.union, by=post, at=now_of(request)), 201)

    @extend_schema(summary="可以列入的申报", responses=NominationSerializer(many=True))
    @action(detail=True, methods=["get"])
    def waiting(self, request: Request, **_kwargs: Any) -> Response:
        """Candidates that arrived at the recommending unit and are on no list yet."""
        listed = self.get_object()
        return self.paged(waiting_at(listed.recommender, listed.round), NominationSerializer)

    @extend_schema(
        summary="列入多个",
        description=refusals_of(lists.enter_all),
        request=EntriesGiven,
        responses={200: EntriesSerializer},
    )
    @action(detail=True, methods=["post"])
    def entries(self, request: Request, **_kwargs: Any) -> Response:
        """Each by its own place; the answer says why the others did not enter."""
        listed = self.get_object()
        said = given(EntriesGiven, request)
        rows = list(waiting_at(listed.recommender, listed.round).filter(pk__in=said["nominations"]))
        seen = said["version"]
        entered, stays = lists.enter_all(listed, rows, by=post_of(request), at=now_of(request), version=seen)
        told = {"entered": entered, "stays": [{"name": name, "why": why} for name, why in stays]}
        return Response(EntriesSerializer(told).data)

    order = door("order", "排序", lists.rank, OrderGiven)
    decision = door("decision", "领导班子集体研究确定", lists.decide, DecisionGiven)
    notice = door("notice", "推荐单位公示", lists.publish, PublishGiven)
    reopening = door("reopening", "重新拟定名单", lists.reopen, Reasoned)
    recommendation = door(
        "recommendation", "向中华全国总工会推荐", lists.recommend, MoveGiven, answer=ListOutcomeSerializer
    )
    supplement = door("supplement", "补充推荐", lists.supplement, MoveGiven, answer=ListOutcomeSerializer)
