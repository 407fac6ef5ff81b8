"""Opinions, documents, attestations and the photo of a case over the API."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from documents.models import Document
from documents.responses import send
from nominations.actions import papers as verbs
from nominations.api import asked, shown
from nominations.api.cases import CaseHistory
from nominations.models import OpinionKind
from nominations.queries import documents_of
from unions.api.calling import now_of, post_of
from unions.api.doors import Versioned, door, given, refusals_of
from unions.api.files import FileRenderer

COUNTS = ("entitled", "present", "in_favour", "against", "abstained")
REMOVED = OpenApiParameter("attachment", OpenApiTypes.INT, OpenApiParameter.PATH, description="材料的 id")


class CasePapers(CaseHistory):
    """The papers of a case: read by whoever sees it, handed in by the filing union, attested by who holds it."""

    @extend_schema(summary="征求的意见", responses=shown.OpinionSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def opinions(self, request: Request, **_kwargs: Any) -> Response:
        """The opinions that have come in."""
        rows = self.get_object().opinions.select_related("document").order_by("kind")
        return Response(shown.OpinionSerializer(rows, many=True).data)

    @extend_schema(
        summary="登记一项意见",
        description=refusals_of(verbs.record_opinion),
        request={"multipart/form-data": asked.OpinionInputSerializer},
        responses=shown.OpinionSerializer,
    )
    @action(detail=True, methods=["put"], url_path=r"opinions/(?P<kind>[a-z]+)", parser_classes=[MultiPartParser])
    def opinion(self, request: Request, kind: str, **_kwargs: Any) -> Response:
        """Record one opinion with its paper; members, party, discipline, supervision or personnel."""
        case = self.get_object()
        if kind not in OpinionKind.values:
            raise Http404
        said = given(asked.OpinionInputSerializer, request)
        counts = {name: said.pop(name, None) for name in COUNTS}
        said.setdefault("document", None)
        opinion = verbs.record_opinion(case, kind=kind, counts=counts, by=post_of(request), at=now_of(request), **said)
        return Response(shown.OpinionSerializer(opinion).data)

    @extend_schema(methods=["GET"], summary="证明材料", responses=shown.AttachmentSerializer(many=True), filters=False)
    @extend_schema(
        methods=["POST"],
        summary="上传证明材料",
        description=refusals_of(verbs.attach),
        request={"multipart/form-data": asked.AttachmentInputSerializer},
        responses={201: shown.AttachmentSerializer},
    )
    @action(detail=True, methods=["get", "post"], parser_classes=[MultiPartParser], pagination_class=None)
    def attachments(self, request: Request, **_kwargs: Any) -> Response:
        """The documents of the case; POST adds one."""
        case = self.get_object()
        if request.method == "GET":
            rows = case.attachments.select_related("document")
            return Response(shown.AttachmentSerializer(rows, many=True).data)
        said = given(asked.AttachmentInputSerializer, request)
        added = verbs.attach(case, note_text=said.pop("note"), by=post_of(request), at=now_of(request), **said)
        return Response(shown.AttachmentSerializer(added).data, status=201)

    @extend_schema(
        summary="移除证明材料", description=refusals_of(verbs.detach), parameters=[REMOVED], request=Versioned
    )
    @action(detail=True, methods=["post"], url_path=r"attachments/(?P<attachment>[0-9]{1,9})/removal")
    def attachment_removal(self, request: Request, attachment: str, **_kwargs: Any) -> Response:
        """Take one document out of the case."""
        case = self.get_object()
        said = given(Versioned, request)
        verbs.detach(case, attachment=int(attachment), by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    @extend_schema(summary="文件内容", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], url_path=r"documents/(?P<key>[0-9a-f-]{36})", renderer_classes=[FileRenderer])
    def document(self, request: Request, key: str, **_kwargs: Any) -> FileResponse:
        """One document of the case, PDF, JPEG or PNG, to those who may see the case."""
        case = self.get_object()
        try:
            found = Document.objects.get(key=uuid.UUID(key), pk__in=documents_of(case))
        except (ValueError, Document.DoesNotExist) as wrong:
            raise Http404 from wrong
        return send(found)

    @extend_schema(
        summary="上传照片",
        description=refusals_of(verbs.set_photo),
        request={"multipart/form-data": asked.PhotoInputSerializer},
    )
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser])
    def photo(self, request: Request, **_kwargs: Any) -> Response:
        """The person's photo; its content is then at `documents/{key}/`."""
        case = self.get_object()
        said = given(asked.PhotoInputSerializer, request)
        verbs.set_photo(case, by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    @extend_schema(methods=["GET"], summary="认定", responses=shown.AttestationSerializer(many=True), filters=False)
    @extend_schema(
        methods=["POST"],
        summary="提交认定",
        description=refusals_of(verbs.attest_all),
        request={"multipart/form-data": asked.AttestationInputSerializer},
        responses={201: shown.AttestationSerializer(many=True)},
    )
    @action(detail=True, methods=["get", "post"], parser_classes=[MultiPartParser], pagination_class=None)
    def attestations(self, request: Request, **_kwargs: Any) -> Response:
        """Attested conditions; POST answers several by one paper."""
        case = self.get_object()
        if request.method == "GET":
            held = case.attestations.select_related("document").order_by("key")
            return Response(shown.AttestationSerializer(held, many=True).data)
        said = given(asked.AttestationInputSerializer, request)
        said.setdefault("document", None)
        rows = verbs.attest_all(case, by=post_of(request), at=now_of(request), **said)
        return Response(shown.AttestationSerializer(rows, many=True).data, status=201)

    attestation_removal = door(
        "attestation_removal", "撤回认定", verbs.retract, asked.RetractSerializer, path="attestations/removal"
    )
