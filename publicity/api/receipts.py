"""Following a letter by its receipt code."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from clock.reading import machine_now
from publicity.actions.attempts import LOOKUPS_AN_HOUR, knock
from publicity.api.letter_serializers import (
    OutcomeSerializer,
    ReceiptCodeSerializer,
)
from publicity.queries import letter_of_receipt


class ReceiptView(APIView):
    """The outcome of a letter. A POST that changes nothing: the code must not stand in an address."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="凭回执编号查询处理结果",
        auth=[],
        request=ReceiptCodeSerializer,
        responses=OutcomeSerializer,
        operation_id="receipts_lookup",
    )
    def post(self, request: Request) -> Response:
        """State and answer of the letter, nothing of anybody."""
        asked = ReceiptCodeSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        knock("receipt", str(AnonRateThrottle().get_ident(request)), most=LOOKUPS_AN_HOUR, at=machine_now())
        letter = letter_of_receipt(asked.validated_data["code"])
        if letter is None:
            raise NotFound
        return Response(OutcomeSerializer(letter).data)
