"""`/api/nominations/`: read by the queries of the pages, written by their verbs."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from documents.models import Document
from documents.responses import send
from nominations.actions import papers
from nominations.actions.drafts import begin, save
from nominations.actions.filing import file, open_unit_notice, resubmit, revise
from nominations.actions.reasons import give_reasons
from nominations.api import asked, shown
from nominations.api import sections as through_forms
from nominations.facts import judge_filing, reasons_of
from nominations.models import Nomination, OpinionKind
from nominations.moves import State
from nominations.queries import documents_of, nominations_seen_by
from nominations.sections import section_of
from regulation.honours import Honour
from regulation.windows import in_beijing
from unions.api.calling import now_of, post_of
from unions.search import matching

if TYPE_CHECKING:
    from ui.routing import Router

    Nominations = viewsets.ReadOnlyModelViewSet[Nomination]
else:
    Nominations = viewsets.ReadOnlyModelViewSet

COUNTS = ("entitled", "present", "in_favour", "against", "abstained")


@extend_schema_view(
    list=extend_schema(
        summary="申报列表",
        parameters=[
            OpenApiParameter("round", OpenApiTypes.INT, description="评选编号"),
            OpenApiParameter("honour", OpenApiTypes.STR, description="项目", enum=[h.value for h in Honour]),
            OpenApiParameter("state", OpenApiTypes.STR, description="状态", enum=[s.value for s in State]),
            OpenApiParameter("q", OpenApiTypes.STR, description="名称或编号中的字词"),
        ],
    ),
    retrieve=extend_schema(summary="一件申报", responses=shown.NominationDetailSerializer),
)
class NominationViewSet(Nominations):
    """The nominations that the acting post sees."""

    serializer_class = shown.NominationSerializer
    queryset = Nomination.objects.none()
    lookup_value_regex = "[0-9]+"
    parser_classes = [JSONParser]

    def get_queryset(self) -> Any:
        if getattr(self, "swagger_fake_view", False):
            return Nomination.objects.none()
        rows = nominations_seen_by(post_of(self.request))
        return self._filtered(rows) if self.action == "list" else rows

    def _filtered(self, rows: Any) -> Any:
        given = self.request.query_params
        known = {"honour": {h.value for h in Honour}, "state": {s.value for s in State}}
        for name, values in known.items():
            if given.get(name):
                rows = rows.filter(**{name: given[name]}) if given[name] in values else rows.none()
        if given.get("round"):
            number = given["round"]
            rows = rows.filter(round=int(number)) if number.isdecimal() and len(number) < 10 else rows.none()
        return matching(rows, given.get("q", ""))

    def get_serializer_class(self) -> type[serializers.BaseSerializer[Any]]:
        return shown.NominationDetailSerializer if self.action == "retrieve" else shown.NominationSerializer

    def _done(self, nomination: Nomination, status: int = 200) -> Response:
        row = nominations_seen_by(post_of(self.request)).get(pk=nomination.pk)
        return Response(shown.NominationDetailSerializer(row).data, status=status)

    def _given(self, kind: type[serializers.Serializer[Any]]) -> dict[str, Any]:
        serializer = kind(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    # --- the application ----------------------------------------------------------------------------------------------

    @extend_schema(summary="开始申报", request=asked.BeginSerializer, responses={201: shown.NominationDetailSerializer})
    def create(self, request: Request) -> Response:
        """Begin a nomination for the acting post's union; the open draft of the same subject is answered again."""
        post = post_of(request)
        given = self._given(asked.BeginSerializer)
        return self._done(begin(union=post.union, by=post, at=now_of(request), **given), 201)

    @extend_schema(summary="申报材料", responses=shown.ApplicationSerializer)
    @action(detail=True, methods=["get"])
    def application(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """Every section with its columns and what is filled in; without ID number and phone."""
        found = through_forms.shown(self.get_object())
        return Response(shown.ApplicationSerializer(found).data)

    @extend_schema(summary="保存一部分申报材料", request=asked.SaveSerializer, responses=asked.SavedSerializer)
    @action(detail=True, methods=["put"], url_path=r"sections/(?P<code>[a-z]+)")
    def section(self, request: Request, pk: str | None = None, code: str = "") -> Response:  # noqa: ARG002  the router passes the key
        """Save columns and lists of one section, complete or not."""
        nomination = self.get_object()
        found = section_of(nomination.kind, code)
        if found is None:
            raise Http404
        given = self._given(asked.SaveSerializer)
        filled = through_forms.filled(nomination, found, given.get("columns", {}), given.get("rows", {}))
        revision = save(
            nomination,
            section=code,
            filled=filled,
            revision=given["revision"],
            by=post_of(request),
            at=now_of(request),
        )
        return Response({"revision": revision})

    @extend_schema(summary="逐条判断", responses=shown.JudgementSerializer)
    @action(detail=True, methods=["get"])
    def judgement(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """Every finding on conditions and procedure, as of today, with the reasons given so far."""
        nomination = self.get_object()
        as_of = in_beijing(now_of(request)).date()
        found = judge_filing(nomination, as_of=as_of).reasoned(reasons_of(nomination))
        return Response({"as_of": as_of, "findings": found.as_json()})

    @extend_schema(
        summary="写明不符合“一般”要求的理由",
        request=asked.ReasonsSerializer,
        responses=shown.NominationDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def reasons(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """Keep the filing union's reasons before it files."""
        nomination = self.get_object()
        given = self._given(asked.ReasonsSerializer)
        give_reasons(nomination, given.get("reasons", {}), by=post_of(request), at=now_of(request))
        return self._done(nomination)

    # --- papers -------------------------------------------------------------------------------------------------------

    @extend_schema(summary="征求的意见", responses=shown.OpinionSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def opinions(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """The opinions that have come in."""
        rows = self.get_object().opinions.select_related("document").order_by("kind")
        return Response(shown.OpinionSerializer(rows, many=True).data)

    @extend_schema(
        summary="登记一项意见",
        request={"multipart/form-data": asked.OpinionInputSerializer},
        responses=shown.OpinionSerializer,
    )
    @action(detail=True, methods=["put"], url_path=r"opinions/(?P<kind>[a-z]+)", parser_classes=[MultiPartParser])
    def opinion(self, request: Request, pk: str | None = None, kind: str = "") -> Response:  # noqa: ARG002  the router passes the key
        """Record one opinion with its paper; members, party, discipline, supervision or personnel."""
        nomination = self.get_object()
        if kind not in OpinionKind.values:
            raise Http404
        given = self._given(asked.OpinionInputSerializer)
        counts = {name: given.pop(name, None) for name in COUNTS}
        paper = given.pop("document", None)
        opinion = papers.record_opinion(
            nomination, kind=kind, document=paper, counts=counts, by=post_of(request), at=now_of(request), **given
        )
        return Response(shown.OpinionSerializer(opinion).data)

    @extend_schema(methods=["GET"], summary="证明材料", responses=shown.AttachmentSerializer(many=True), filters=False)
    @extend_schema(
        methods=["POST"],
        summary="上传证明材料",
        request={"multipart/form-data": asked.AttachmentInputSerializer},
        responses={201: shown.AttachmentSerializer},
    )
    @action(detail=True, methods=["get", "post"], parser_classes=[MultiPartParser], pagination_class=None)
    def attachments(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """The documents of the case; POST adds one."""
        nomination = self.get_object()
        if request.method == "GET":
            rows = nomination.attachments.select_related("document")
            return Response(shown.AttachmentSerializer(rows, many=True).data)
        given = self._given(asked.AttachmentInputSerializer)
        attachment = papers.attach(
            nomination,
            kind=given["kind"],
            document=given["document"],
            note_text=given["note"],
            by=post_of(request),
            at=now_of(request),
        )
        return Response(shown.AttachmentSerializer(attachment).data, status=201)

    @extend_schema(summary="移除证明材料", responses={204: None})
    @action(detail=True, methods=["delete"], url_path=r"attachments/(?P<attachment>[0-9]{1,9})")
    def attachment(self, request: Request, pk: str | None = None, attachment: str = "") -> Response:  # noqa: ARG002  the router passes the key
        """Take one document out of the case."""
        papers.detach(self.get_object(), attachment=int(attachment), by=post_of(request), at=now_of(request))
        return Response(status=204)

    @extend_schema(summary="文件内容", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], url_path=r"documents/(?P<key>[0-9a-f-]{36})")
    def document(self, request: Request, pk: str | None = None, key: str = "") -> FileResponse:  # noqa: ARG002  the router passes the key
        """One document of the case, to those who may see the case."""
        nomination = self.get_object()
        try:
            found = Document.objects.get(key=uuid.UUID(key), pk__in=documents_of(nomination))
        except (ValueError, Document.DoesNotExist) as wrong:
            raise Http404 from wrong
        return send(found)

    @extend_schema(methods=["GET"], summary="认定", responses=shown.AttestationSerializer(many=True), filters=False)
    @extend_schema(
        methods=["POST"],
        summary="提交认定",
        request={"multipart/form-data": asked.AttestationInputSerializer},
        responses={201: shown.AttestationSerializer(many=True)},
    )
    @action(detail=True, methods=["get", "post"], parser_classes=[MultiPartParser], pagination_class=None)
    def attestations(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """Attested conditions; POST answers several by one paper."""
        nomination = self.get_object()
        if request.method == "GET":
            held = nomination.attestations.select_related("document").order_by("key")
            return Response(shown.AttestationSerializer(held, many=True).data)
        given = self._given(asked.AttestationInputSerializer)
        paper = given.pop("document", None)
        rows = papers.attest_all(nomination, document=paper, by=post_of(request), at=now_of(request), **given)
        return Response(shown.AttestationSerializer(rows, many=True).data, status=201)

    @extend_schema(summary="撤回认定", request=asked.RetractSerializer, responses={204: None})
    @action(detail=True, methods=["post"], url_path="attestations/removal")
    def attestation_removal(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """Take an attestation back."""
        nomination = self.get_object()
        given = self._given(asked.RetractSerializer)
        papers.retract(nomination, key=given["key"], by=post_of(request), at=now_of(request))
        return Response(status=204)

    # --- moves --------------------------------------------------------------------------------------------------------

    @extend_schema(
        summary="发布本单位公示", request=asked.UnitNoticeSerializer, responses=shown.NominationDetailSerializer
    )
    @action(detail=True, methods=["post"], url_path="unit-notice")
    def unit_notice(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """Show name and deeds in the unit for not less than five working days (第十六条第一款)."""
        nomination = self.get_object()
        given = self._given(asked.UnitNoticeSerializer)
        open_unit_notice(nomination, by=post_of(request), at=now_of(request), **given)
        return self._done(nomination)

    @extend_schema(
        summary="停止公示，修改后重新公示",
        request=asked.ReviseSerializer,
        responses=shown.NominationDetailSerializer,
    )
    @action(detail=True, methods=["post"])
    def revision(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """Stop the notice in the unit; the next one runs its full days."""
        nomination = self.get_object()
        given = self._given(asked.ReviseSerializer)
        return self._done(revise(nomination, by=post_of(request), at=now_of(request), **given))

    @extend_schema(summary="申报", request=asked.MoveSerializer, responses=shown.NominationDetailSerializer)
    @action(detail=True, methods=["post"])
    def filing(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """File, once the notice has run and nothing stands in the way (第十六条)."""
        nomination = self.get_object()
        given = self._given(asked.MoveSerializer)
        return self._done(file(nomination, by=post_of(request), at=now_of(request), **given))

    @extend_schema(summary="修改后重新报送", request=asked.MoveSerializer, responses=shown.NominationDetailSerializer)
    @action(detail=True, methods=["post"])
    def resubmission(self, request: Request, pk: str | None = None) -> Response:  # noqa: ARG002  the router passes the key
        """Back to the step that returned the case."""
        nomination = self.get_object()
        given = self._given(asked.MoveSerializer)
        return self._done(resubmit(nomination, by=post_of(request), at=now_of(request), **given))


def register(router: Router) -> None:
    """`/api/nominations/`."""
    router.register("nominations", NominationViewSet, basename="nomination")
