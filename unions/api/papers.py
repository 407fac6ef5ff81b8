"""Uploading a paper, for a verb that asks for one by its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from documents.actions import store
from documents.models import Document
from unions.api.calling import now_of, post_of
from unions.api.doors import given
from unions.queries import actor

if TYPE_CHECKING:
    Papers = viewsets.GenericViewSet[Document]
else:
    Papers = viewsets.GenericViewSet


class PaperSerializer(serializers.ModelSerializer[Document]):
    """A paper as it was taken in."""

    class Meta:
        model = Document
        fields = ["key", "name", "content_type", "size", "sha256", "pages", "uploaded_at"]
        read_only_fields = fields


class UploadSerializer(serializers.Serializer[Any]):
    """One file: PDF, JPEG or PNG."""

    file = serializers.FileField(help_text="PDF、JPG 或 PNG，按内容判断")


class PaperViewSet(Papers):
    """Papers of the acting post. Nobody else can use them until a verb has put them into a record."""

    serializer_class = PaperSerializer
    queryset = Document.objects.none()
    parser_classes = [MultiPartParser]

    @extend_schema(
        summary="上传文件",
        description="可能的拒绝代码：file_too_large、file_type、file_broken。返回的 key 供其他动作引用。",
        request={"multipart/form-data": UploadSerializer},
        responses={201: PaperSerializer},
    )
    def create(self, request: Request) -> Response:
        """Take a file in; its key is then named in the call of the verb that needs it."""
        said = given(UploadSerializer, request)
        document = store(said["file"], by=actor(post_of(request)), at=now_of(request))
        return Response(PaperSerializer(document).data, status=201)
