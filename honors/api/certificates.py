"""The check of a certificate over the API, for everybody."""

from __future__ import annotations

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from honors.api.serializers import CheckSerializer
from honors.queries import conferral_by_code


class CertificateCheck(APIView):
    """Valid, revoked or recovered; 404 for a code that no certificate has."""

    permission_classes = [AllowAny]

    @extend_schema(summary="核验证书", auth=[], responses=CheckSerializer, operation_id="certificates_check")
    def get(self, request: Request, check_code: str) -> Response:
        """What a certificate is worth today."""
        found = conferral_by_code(check_code)
        if found is None:
            raise Http404
        answer = Response(CheckSerializer(found).data)
        answer["Cache-Control"] = "no-store"
        return answer
