"""Notices over the API: public to read and to object to; their publisher records the medium, corrects and voids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle

from clock.reading import machine_now
from documents.actions import store
from documents.responses import send
from ledger.actors import PUBLIC
from publicity.actions.attempts import LETTERS_AN_HOUR, knock
from publicity.actions.letters import object_to
from publicity.actions.notices import correct, record_medium, void
from publicity.api.letter_serializers import (
    ReceiptSerializer,
    SentSerializer,
)
from publicity.api.serializers import (
    CorrectionTextSerializer,
    MediumSerializer,
    NoticeDetailSerializer,
    NoticeItemSerializer,
    NoticeSerializer,
    ReasonSerializer,
)
from publicity.api.taking import sent_of, submission_of
from publicity.models import Notice, NoticeItem, NoticeKind
from publicity.moves import NoticeState
from publicity.queries import notices_found, notices_public, notices_seen_by, shows_text
from publicity.queries.notices import STATES
from regulation.windows import in_beijing
from unions.api import now_of, post_of
from unions.api.files import FileRenderer
from unions.queries import actor

if TYPE_CHECKING:
    Notices = viewsets.ReadOnlyModelViewSet[Notice]
else:
    Notices = viewsets.ReadOnlyModelViewSet

PUBLISHING = ("own", "medium", "corrections", "voiding")
LIST_PARAMETERS = [
    OpenApiParameter("q", OpenApiTypes.STR, description="标题或发布单位中的字词"),
    OpenApiParameter("kind", OpenApiTypes.STR, enum=NoticeKind.values, description="层级"),
    OpenApiParameter("recommender", OpenApiTypes.INT, description="推荐单位的 id"),
    OpenApiParameter("round", OpenApiTypes.INT, description="评选的 id"),
    OpenApiParameter("state", OpenApiTypes.STR, enum=list(STATES), description="状态，按公示期计算"),
]


@extend_schema_view(
    list=extend_schema(summary="公示公告", parameters=LIST_PARAMETERS, auth=[]),
    retrieve=extend_schema(summary="一个公示", auth=[], responses=NoticeDetailSerializer),
)
class NoticeViewSet(Notices):
    """Every notice, for everybody."""

    serializer_class = NoticeSerializer
    queryset = Notice.objects.none()
    lookup_value_converter = "int"

    def get_permissions(self) -> list[BasePermission]:
        return [IsAuthenticated() if self.action in PUBLISHING else AllowAny()]

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Notice.objects.none()
        if self.action in PUBLISHING:
            return notices_seen_by(post_of(self.request)).select_related("publisher", "round", "handler")
        if self.action != "list":
            return notices_public().select_related("handler").defer(None)
        asked = self.request.query_params
        return notices_found(
            on=self._day(),
            text=asked.get("q", ""),
            kind=_choice(asked.get("kind", ""), NoticeKind.values),
            recommender=_number(asked.get("recommender", "")),
            round=_number(asked.get("round", "")),
            state=_choice(asked.get("state", ""), list(STATES)),
        )

    def get_serializer_class(self) -> Any:
        return NoticeSerializer if self.action == "list" else NoticeDetailSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        context = dict(super().get_serializer_context())
        return context if getattr(self, "swagger_fake_view", False) else context | {"day": self._day()}

    @extend_schema(summary="公示对象", auth=[], responses=NoticeItemSerializer(many=True))
    @action(detail=True, methods=["get"])
    def items(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002  the router names the key
        """The names of a notice; of a unit notice none after thirty days."""
        notice = self.get_object()
        rows: Any = notice.items.all() if shows_text(notice, self._day()) else NoticeItem.objects.none()
        paginator: Any = self.paginator
        paginator.ordering = ("position", "pk")  # as they stand on the notice
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response(NoticeItemSerializer(page, many=True).data)

    @extend_schema(
        summary="法定公示载体的证明", auth=[], responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    @action(detail=True, methods=["get"], renderer_classes=[FileRenderer])
    def proof(self, request: Request, **kwargs: Any) -> FileResponse:  # noqa: ARG002  the router names the key
        """The photo or scan that proves the medium, as long as the notice shows its text."""
        notice = self.get_object()
        if notice.medium_photo is None or not shows_text(notice, self._day()):
            raise Http404
        return send(notice.medium_photo)

    @extend_schema(summary="本单位的公示", responses=NoticeSerializer(many=True))
    @action(detail=False, methods=["get"])
    def own(self, request: Request) -> Response:
        """The notices that the acting post's union published, the void ones too."""
        page: Any = self.paginate_queryset(self.get_queryset())
        return self.get_paginated_response(
            NoticeSerializer(page, many=True, context=self.get_serializer_context()).data
        )

    @extend_schema(
        summary="提出异议",
        auth=[],
        request=SentSerializer,
        responses={201: ReceiptSerializer},
        parameters=[OpenApiParameter("item_pk", OpenApiTypes.INT, OpenApiParameter.PATH, description="公示对象的 id")],
    )
    @action(detail=True, methods=["post"], url_path=r"items/(?P<item_pk>[0-9]{1,18})/objections")
    def objections(self, request: Request, item_pk: str, **kwargs: Any) -> Response:
        """Object to one name; the answer holds the receipt code, once."""
        items = NoticeItem.objects.select_related("notice__round", "notice__publisher", "notice__handler")
        item = get_object_or_404(items.exclude(notice__state=NoticeState.VOID), pk=item_pk, notice_id=kwargs["pk"])
        asked = SentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        knock("letter", str(AnonRateThrottle().get_ident(request)), most=LETTERS_AN_HOUR, at=machine_now())
        at = now_of(request)
        sent = sent_of(asked.validated_data, by=PUBLIC, at=at)
        receipt = object_to(item, sent=sent, submission=submission_of(asked.validated_data), at=at)
        return Response(ReceiptSerializer(receipt).data, status=201)

    @extend_schema(summary="登记法定公示载体", request=MediumSerializer, responses=NoticeDetailSerializer)
    @action(detail=True, methods=["post"])
    def medium(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        """Record when the statutory medium appeared, with its proof."""
        notice, asked = self.get_object(), MediumSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given, post, at = dict(asked.validated_data), post_of(request), now_of(request)
        photo = given.pop("photo", None)
        kept = store(photo, by=actor(post), at=at) if photo else notice.medium_photo
        return self._answer(record_medium(notice, photo=kept, by=post, at=at, **given))

    @extend_schema(summary="公布更正", request=CorrectionTextSerializer, responses=NoticeDetailSerializer)
    @action(detail=True, methods=["post"])
    def corrections(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        """A dated correction beside the frozen text."""
        notice, asked = self.get_object(), CorrectionTextSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        correct(notice, by=post_of(request), at=now_of(request), **asked.validated_data)
        return self._answer(notice)

    @extend_schema(summary="公示作废", request=ReasonSerializer, responses=NoticeDetailSerializer)
    @action(detail=True, methods=["post"])
    def voiding(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        """Void a notice for a change of substance."""
        notice, asked = self.get_object(), ReasonSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return self._answer(void(notice, by=post_of(request), at=now_of(request), **asked.validated_data))

    def _answer(self, notice: Notice) -> Response:
        return Response(NoticeDetailSerializer(notice, context=self.get_serializer_context()).data)

    def _day(self) -> Any:
        return in_beijing(now_of(self.request)).date()


def _choice(text: str, known: Sequence[str]) -> str:
    if text and text not in known:
        raise ValidationError({"detail": f"没有这个选项，可选：{'、'.join(known)}。"})
    return text


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
