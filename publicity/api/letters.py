"""Letters over the API, for the posts of the union that handles them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from documents.responses import send
from ledger.queries import history
from publicity.actions import letters as verbs
from publicity.api.letter_serializers import (
    LETTER_STATES,
    AnswerSerializer,
    ConclusionSerializer,
    FindingSerializer,
    HandlingSerializer,
    InvestigatedSerializer,
    LetterDetailSerializer,
    LetterSerializer,
    PaperLetterSerializer,
    ReceiptSerializer,
    files_of,
)
from publicity.api.serializers import (
    ReasonSerializer,
    VersionSerializer,
)
from publicity.api.taking import sent_of, submission_of
from publicity.models import Letter
from publicity.queries import letters_seen_by
from publicity.queries.letters import items_handled_by
from regulation.refusals import Refused
from unions.api import now_of, post_of
from unions.api.files import FileRenderer
from unions.api.history import EntrySerializer
from unions.queries import actor

if TYPE_CHECKING:
    Letters = viewsets.ReadOnlyModelViewSet[Letter]
else:
    Letters = viewsets.ReadOnlyModelViewSet


@extend_schema_view(
    list=extend_schema(
        summary="本工会受理的来信",
        parameters=[OpenApiParameter("state", OpenApiTypes.STR, enum=LETTER_STATES, description="状态")],
    ),
    retrieve=extend_schema(summary="一封来信", responses=LetterDetailSerializer),
)
class LetterViewSet(Letters):
    """The letters that the acting post's union handles."""

    serializer_class = LetterSerializer
    queryset = Letter.objects.none()
    lookup_value_converter = "int"

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Letter.objects.none()
        rows = letters_seen_by(post_of(self.request))
        state = self.request.query_params.get("state", "") if self.action == "list" else ""
        return rows.filter(state=state if state in LETTER_STATES else "none") if state else rows

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # noqa: ARG002
        """One letter with who wrote it."""
        return self._answer(request, self.get_object())

    @extend_schema(summary="登记纸质来信", request=PaperLetterSerializer, responses={201: ReceiptSerializer})
    def create(self, request: Request) -> Response:
        """A letter that came on paper, to a name on a notice whose objections the union handles."""
        asked = PaperLetterSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given, post, at = asked.validated_data, post_of(request), now_of(request)
        item = get_object_or_404(items_handled_by(post), pk=given["item"])
        receipt = verbs.object_to(
            item,
            sent=sent_of(given, by=actor(post), at=at),
            submission=submission_of(given),
            received_at=given["received_at"],
            by=post,
            at=at,
        )
        return Response(ReceiptSerializer(receipt).data, status=201)

    @extend_schema(summary="受理", request=VersionSerializer, responses=LetterDetailSerializer)
    @action(detail=True, methods=["post"])
    def acceptance(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002  the router names the key
        return self._moved(request, verbs.accept, VersionSerializer)

    @extend_schema(summary="不予受理", request=ReasonSerializer, responses=LetterDetailSerializer)
    @action(detail=True, methods=["post"])
    def rejection(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        return self._moved(request, verbs.not_accept, ReasonSerializer)

    @extend_schema(summary="转送上级工会", request=ReasonSerializer, responses=LetterSerializer)
    @action(detail=True, methods=["post"])
    def forwarding(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        return self._moved(request, verbs.forward, ReasonSerializer)

    @extend_schema(summary="异议属实", request=ConclusionSerializer, responses=LetterDetailSerializer)
    @action(detail=True, methods=["post"])
    def upholding(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        return self._moved(request, verbs.uphold, ConclusionSerializer)

    @extend_schema(summary="异议不属实", request=ConclusionSerializer, responses=LetterDetailSerializer)
    @action(detail=True, methods=["post"])
    def dismissal(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        return self._moved(request, verbs.dismiss, ConclusionSerializer)

    @extend_schema(summary="调查核实举报", request=InvestigatedSerializer, responses=LetterDetailSerializer)
    @action(detail=True, methods=["post"])
    def investigation(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        return self._moved(request, verbs.investigate, InvestigatedSerializer)

    @extend_schema(summary="作出举报的调查结论", request=FindingSerializer, responses=LetterDetailSerializer)
    @action(detail=True, methods=["post"])
    def finding(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        return self._moved(request, verbs.find, FindingSerializer)

    @extend_schema(summary="提出举报的处理意见", request=HandlingSerializer, responses=LetterDetailSerializer)
    @action(detail=True, methods=["post"])
    def handling(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        return self._moved(request, verbs.handle, HandlingSerializer)

    @extend_schema(summary="答复举报人", request=AnswerSerializer, responses=LetterDetailSerializer)
    @action(detail=True, methods=["post"])
    def answering(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        return self._moved(request, verbs.answer, AnswerSerializer)

    @extend_schema(
        summary="来信的文件",
        parameters=[OpenApiParameter("key", OpenApiTypes.UUID, OpenApiParameter.PATH, description="文件的 key")],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    @action(detail=True, methods=["get"], url_path=r"files/(?P<key>[0-9a-f-]{36})", renderer_classes=[FileRenderer])
    def file(self, request: Request, key: str, **kwargs: Any) -> FileResponse:  # noqa: ARG002
        """A file of a letter, for those who may read the letter."""
        found = next((one for one in files_of(self.get_object()) if str(one.key) == key), None)
        if found is None:
            raise Http404
        return send(found)

    @extend_schema(summary="办理记录", responses=EntrySerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def history(self, request: Request, **kwargs: Any) -> Response:  # noqa: ARG002
        """Every entry of the letter, the latest first."""
        return Response(EntrySerializer(history(self.get_object().chain), many=True).data)

    def _moved(self, request: Request, verb: Callable[..., Letter], serializer: type[VersionSerializer]) -> Response:
        letter, asked = self.get_object(), serializer(data=request.data)
        asked.is_valid(raise_exception=True)
        moved = verb(letter, by=post_of(request), at=now_of(request), **asked.validated_data)
        return self._answer(request, moved)

    def _answer(self, request: Request, letter: Letter) -> Response:
        try:
            identity = verbs.read_identity(letter, by=post_of(request), at=now_of(request))
        except Refused:  # forwarded: it is not theirs to read any more
            return Response(LetterSerializer(letter).data)
        return Response(LetterDetailSerializer(letter, context={"identity": identity}).data)
