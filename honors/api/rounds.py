"""Rounds over the API: read by every post, planned and opened by national staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from honors.actions import rounds as verbs
from honors.api.bodies import (
    Clone,
    Deadlines,
    Extended,
    Honours,
    NewRound,
    Requirement,
    Settings,
    Texts,
)
from honors.api.places import PlacesOfRound
from honors.api.serializers import (
    ExtensionSerializer,
    RequirementSerializer,
    RoundDetailSerializer,
    RoundSerializer,
    VerdictSerializer,
)
from honors.facts import judge_opening
from honors.models import Round
from honors.queries import rounds_seen_by
from regulation.honours import Honour
from unions.api.calling import now_of, post_of
from unions.api.doors import Versioned, door, given, refusals_of
from unions.models import Post, Role


def _honours(round: Round, honours: Sequence[Mapping[str, Any]], *, by: Post, at: datetime, version: int) -> None:
    """Which honours the round offers. Refused "places_granted", "wrong_state"."""
    plans = [verbs.HonourPlan(Honour(one["honour"]), one["total"], one["elevated_total"]) for one in honours]
    verbs.set_honours(round, plans, by=by, at=at, version=version)


def _deadlines(round: Round, deadlines: Sequence[Mapping[str, Any]], *, by: Post, at: datetime, version: int) -> None:
    """Deadlines of steps. Refused "deadline_in_past", "wrong_state"."""
    dues = {one["step"]: one["due_at"] for one in deadlines}
    verbs.set_deadlines(round, dues, by=by, at=at, version=version)


def _settings(round: Round, settings: Sequence[Mapping[str, Any]], *, by: Post, at: datetime, version: int) -> None:
    """Interpretive settings. Refused "setting_value", "too_short", "wrong_state"."""
    decided = {one["code"]: verbs.Decided(one["value"], one["paper"]) for one in settings}
    verbs.set_settings(round, decided, by=by, at=at, version=version)


class RoundViewSet(PlacesOfRound):
    """评选表彰轮次."""

    model = Round
    queryset = Round.objects.none()
    serializer_class = RoundDetailSerializer
    list_serializer_class = RoundSerializer

    def rows(self) -> QuerySet[Round]:
        return rounds_seen_by(post_of(self.request)).prefetch_related(
            "honours", "deadlines", "requirements", "settings"
        )

    @extend_schema(summary="新建评选", request=NewRound, responses={201: RoundDetailSerializer})
    def create(self, request: Request) -> Response:
        """Draft a round."""
        said = given(NewRound, request)
        said["honours"] = [honour.value for honour in Honour if honour.value in said["honours"]]
        return self.told(verbs.draft_round(by=post_of(request), at=now_of(request), **said), 201)

    @extend_schema(
        summary="删除结构要求",
        description=refusals_of(verbs.drop_requirement),
        parameters=[OpenApiParameter("requirement", OpenApiTypes.INT, OpenApiParameter.PATH, description="要求的 id")],
        request=Versioned,
    )
    @action(detail=True, methods=["post"], url_path=r"requirements/(?P<requirement>[0-9]{1,9})/removal")
    def requirement_removal(self, request: Request, requirement: str, **_kwargs: Any) -> Response:
        """Take a requirement back while the round is a draft."""
        round = self.get_object()
        row = get_object_or_404(round.requirements, pk=requirement)
        said = given(Versioned, request)
        verbs.drop_requirement(round, row, by=post_of(request), at=now_of(request), **said)
        return self.told(round)

    @extend_schema(summary="延长的期限", methods=["GET"], responses=ExtensionSerializer(many=True))
    @extend_schema(
        summary="延长期限",
        methods=["POST"],
        description=refusals_of(verbs.extend_deadline),
        request=Extended,
        responses={201: ExtensionSerializer},
    )
    @action(detail=True, methods=["get", "post"])
    def extensions(self, request: Request, **_kwargs: Any) -> Response:
        """The deadlines that were extended, for national staff; POST gives one union, and those below it, more time for a reason."""
        round = self.get_object()
        if request.method != "POST":
            rows = round.extensions.select_related("union")
            seen = rows if post_of(request).role == Role.NATIONAL else rows.none()
            return self.paged(seen, ExtensionSerializer)
        made = verbs.extend_deadline(round, by=post_of(request), at=now_of(request), **given(Extended, request))
        return Response(ExtensionSerializer(made).data, status=201)

    @extend_schema(summary="开启前逐条核对", responses=VerdictSerializer(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def verdicts(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002  the router names the key
        """Every article's verdict on opening the round now."""
        judgement = judge_opening(self.get_object(), at=now_of(request))
        return Response(VerdictSerializer(judgement.as_json(), many=True).data)

    copies = door("copies", "复制为新的评选", verbs.clone_round, Clone, answer=RoundDetailSerializer, status=201)
    notice = door("notice", "修改通知内容", verbs.revise_round, Texts)
    honours = door("honours", "确定项目", _honours, Honours)
    deadlines = door("deadlines", "规定期限", _deadlines, Deadlines)
    interpretations = door("interpretations", "作出解释性设置", _settings, Settings)
    requirements = door(
        "requirements", "添加结构要求", verbs.add_requirement, Requirement, answer=RequirementSerializer, status=201
    )
    opening = door("opening", "开启评选", verbs.open_round)
    closing = door("closing", "结束评选", verbs.close_round)
