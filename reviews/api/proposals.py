"""建议名单 over the API: drawn up, submitted, approved, published, settled, conferred."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from regulation.refusals import Refused
from reviews.actions import proposal as verbs
from reviews.api.asked import (
    ApprovalGiven,
    ConferGiven,
    DecisionGiven,
    EarlierGiven,
    ElevateGiven,
    ListQuestion,
    PublishNationalGiven,
    RemovalGiven,
    RoundGiven,
)
from reviews.api.shown import (
    ElevationSerializer,
    ListOutcomeSerializer,
    ProposalDetailSerializer,
    ProposalSerializer,
    RowSerializer,
)
from reviews.models import ProposedList
from reviews.moves import DRAW_UP
from reviews.queries import elevations_of, proposals_seen_by, rows_of_proposal
from unions.api.calling import now_of, post_of
from unions.api.doors import ReadRecords, Reasoned, asked, door, given
from unions.models import Post


def _draw_up(proposal: ProposedList, *, by: Post, at: datetime, version: int) -> object:
    """Refused "nothing_cleared", "not_allowed", "own_case", "barred", "wrong_state"."""
    if proposal.state not in DRAW_UP.sources:
        raise Refused("wrong_state", "建议名单已不在拟定中，不能再列入。", DRAW_UP.article)
    return verbs.draw_up(proposal.round, by=by, at=at, version=version)


@extend_schema_view(
    list=extend_schema(summary="建议名单", parameters=[ListQuestion]), retrieve=extend_schema(summary="一份建议名单")
)
class ProposalViewSet(ReadRecords):
    """The national department and the secretariat see the proposed lists; nobody else."""

    model = ProposedList
    serializer_class = ProposalDetailSerializer
    list_serializer_class = ProposalSerializer
    queryset = ProposedList.objects.none()

    def rows(self) -> QuerySet[ProposedList]:
        rows = proposals_seen_by(post_of(self.request))
        return rows.filter(**asked(ListQuestion, self.request)) if self.action == "list" else rows

    @extend_schema(
        summary="拟定建议名单",
        description="可能的拒绝代码：nothing_cleared、not_allowed、own_case、barred。",
        request=RoundGiven,
        responses={201: ProposalDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """Every cleared case nobody inquires into (第十九条第三款)."""
        round = given(RoundGiven, request)["round"]
        return self.told(verbs.draw_up(round, by=post_of(request), at=now_of(request)), 201)

    @extend_schema(summary="建议名单上的对象", responses=RowSerializer(many=True))
    @action(detail=True, methods=["get"], url_path="rows", url_name="rows")
    def items(self, request: Request, **_kwargs: Any) -> Response:
        """What stands on the list now."""
        return self.paged(rows_of_proposal(self.get_object()), RowSerializer, order=("position", "pk"))

    @extend_schema(
        summary="拟授予红旗单位、标兵",
        description="可能的拒绝代码：no_elevated_places、wrong_state、not_allowed；不合规定时 unlawful。",
        parameters=[OpenApiParameter("row", OpenApiTypes.INT, OpenApiParameter.PATH, description="名单上的 id")],
        request=ElevateGiven,
        responses=RowSerializer,
    )
    @action(detail=True, methods=["post"], url_path=r"rows/(?P<row>[0-9]{1,9})/elevation")
    def elevation(self, request: Request, row: str, **_kwargs: Any) -> Response:
        """Propose the elevated title for one row, or with an empty title take it back (第九条)."""
        rows = rows_of_proposal(self.get_object()).select_related("list__round", "list__chain", "nomination")
        item = get_object_or_404(rows, pk=row)
        said = given(ElevateGiven, request)
        return Response(RowSerializer(verbs.elevate(item, by=post_of(request), at=now_of(request), **said)).data)

    @extend_schema(summary="名单上的往届获得者", methods=["GET"], responses=ElevationSerializer(many=True))
    @extend_schema(
        summary="拟授予往届获得者红旗单位、标兵",
        methods=["POST"],
        description=(
            "可能的拒绝代码：no_certificate、no_such_title、already_elevated、no_elevated_places、own_case、"
            "wrong_state、not_allowed；不合规定时 unlawful。"
        ),
        request=EarlierGiven,
        responses={201: ElevationSerializer},
    )
    @action(detail=True, methods=["get", "post"], url_path="elevations")
    def elevations(self, request: Request, **_kwargs: Any) -> Response:
        """Earlier holders on the list now; POST proposes one by the certificate of the honour it stands on (第九条)."""
        found = self.get_object()
        if request.method != "POST":
            return self.paged(elevations_of(found), ElevationSerializer, order=("pk",))
        said = given(EarlierGiven, request)
        made = verbs.elevate_earlier(found, by=post_of(request), at=now_of(request), **said)
        return Response(ElevationSerializer(made).data, status=201)

    @extend_schema(
        summary="撤下往届获得者的附加称号",
        description=(
            "可能的拒绝代码：not_on_list、already_conferred、reason_missing、own_case、wrong_state、not_allowed。"
        ),
        parameters=[OpenApiParameter("row", OpenApiTypes.INT, OpenApiParameter.PATH, description="名单上的 id")],
        request=RemovalGiven,
        responses=ProposalDetailSerializer,
    )
    @action(detail=True, methods=["post"], url_path=r"elevations/(?P<row>[0-9]{1,9})/removal")
    def removal(self, request: Request, row: str, **_kwargs: Any) -> Response:
        """Take an earlier holder off: from a draft freely, later with a reason; never what was conferred."""
        proposal, said = self.get_object(), given(RemovalGiven, request)
        return self.told(verbs.remove_earlier(proposal, int(row), by=post_of(request), at=now_of(request), **said))

    drawing = door("drawing", "列入新近审核合格的对象", _draw_up)
    submission = door("submission", "提请书记处审议", verbs.submit)
    sending_back = door("sending_back", "书记处退回建议名单", verbs.send_back, Reasoned)
    approval = door("approval", "书记处审议通过", verbs.approve, ApprovalGiven)
    notice = door("notice", "全国公示", verbs.publish_national, PublishNationalGiven)
    final = door("final", "根据公示结果确定名单", verbs.finalise, DecisionGiven, answer=ListOutcomeSerializer)
    supplement = door("supplement", "补充确定", verbs.supplement_final, DecisionGiven, answer=ListOutcomeSerializer)
    conferral = door("conferral", "印发表彰决定", verbs.confer, ConferGiven)
