"""Honourees over the API: public to read; the archive for the unions above."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from honors.api.serializers import ArchiveSerializer, HonourSerializer
from honors.certificates import render
from honors.models import Conferral
from honors.models.register import ELEVATED
from honors.models.rounds import HONOURS
from honors.queries import conferrals_public, conferrals_seen_by
from honors.queries.register import Search, searched
from ledger.queries import history
from unions.api.calling import post_of
from unions.api.doors import AnySerializer, ReadRecords, asked, refusals_of
from unions.api.fields import LARGEST, Text
from unions.api.files import FileRenderer
from unions.api.history import EntrySerializer


class Sought(AnySerializer):
    """What the register is searched by."""

    q = Text(40, required=False, help_text="名称中的字词")
    title = serializers.ChoiceField(choices=[*HONOURS, *ELEVATED], required=False, help_text="荣誉，或红旗单位、标兵")
    recommender = serializers.IntegerField(min_value=1, max_value=LARGEST, required=False, help_text="推荐单位的编号")
    round = serializers.IntegerField(min_value=1, max_value=LARGEST, required=False, help_text="评选的编号")


class _Register(ReadRecords):
    model = Conferral
    queryset = Conferral.objects.none()

    def everything(self) -> QuerySet[Conferral]:
        """The rows before they are searched."""
        raise NotImplementedError

    def rows(self) -> QuerySet[Conferral]:
        rows = self.everything()
        if self.action != "list":
            return rows
        said: dict[str, Any] = asked(Sought, self.request)
        search = Search(name=said.get("q", ""), title=said.get("title", ""))
        if "recommender" in said:
            rows = rows.filter(recommender_id=said["recommender"])
        if "round" in said:
            rows = rows.filter(round_id=said["round"])
        return searched(rows, search)


@extend_schema_view(
    list=extend_schema(summary="荣誉登记", auth=[], parameters=[Sought]),
    retrieve=extend_schema(summary="一项荣誉", auth=[]),
)
class HonourViewSet(_Register):
    """The public register; what was revoked says so."""

    serializer_class = HonourSerializer
    permission_classes = [AllowAny]

    def everything(self) -> QuerySet[Conferral]:
        return conferrals_public()


@extend_schema_view(
    list=extend_schema(summary="荣誉档案", parameters=[Sought]),
    retrieve=extend_schema(summary="一项荣誉的档案"),
)
class ArchiveViewSet(_Register):
    """The honours of the acting union and all below it."""

    serializer_class = ArchiveSerializer

    def everything(self) -> QuerySet[Conferral]:
        return conferrals_seen_by(post_of(self.request))

    @extend_schema(
        summary="证书", description=refusals_of(render), responses={(200, "application/pdf"): OpenApiTypes.BINARY}
    )
    @action(detail=True, methods=["get"], renderer_classes=[FileRenderer])
    def certificate(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """The certificate as PDF, A4, with its check code (第二十一条)."""
        return HttpResponse(render(self.get_object()), content_type="application/pdf")

    @extend_schema(summary="办理记录", responses=EntrySerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def history(self, request: Request, **_kwargs: Any) -> Response:
        """Every entry of the honour, the latest first."""
        return Response(EntrySerializer(history(self.get_object().chain), many=True).data)
