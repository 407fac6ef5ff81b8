"""举报 of an honouree over the API: for everybody; and for staff, what came on paper."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from clock.reading import machine_now
from honors.queries import conferrals_public
from ledger.actors import PUBLIC
from publicity.actions.attempts import LETTERS_AN_HOUR, knock
from publicity.api.letter_serializers import ReceiptSerializer, SentSerializer
from publicity.api.taking import sent_of, submission_of
from supervision.actions.reports import enter_report, report_honour
from supervision.queries.reports import reportable_by
from unions.api import now_of, post_of
from unions.api.fields import Day, Moment
from unions.queries import actor


class PaperReportSerializer(SentSerializer):
    """A report that came on paper."""

    received_at = Moment()
    sent_on = Day(required=False, allow_null=True, default=None)
    here = serializers.BooleanField(default=False, help_text="由登记的工会直接办理；缺省按隶属关系受理")


class ReportView(APIView):
    """群众举报."""

    permission_classes = [AllowAny]

    @extend_schema(
        summary="举报受表彰或命名的对象",
        auth=[],
        request=SentSerializer,
        responses={201: ReceiptSerializer},
        operation_id="honours_reports_create",
    )
    def post(self, request: Request, pk: int) -> Response:
        """Report an honouree, by name or anonymously; the answer holds the receipt code, once."""
        row = get_object_or_404(conferrals_public().select_related("chain"), pk=pk)
        asked = SentSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        knock("letter", str(AnonRateThrottle().get_ident(request)), most=LETTERS_AN_HOUR, at=machine_now())
        given, at = asked.validated_data, now_of(request)
        receipt = report_honour(row, sent=sent_of(given, by=PUBLIC, at=at), submission=submission_of(given), at=at)
        return Response(ReceiptSerializer(receipt).data, status=201)


class PaperReportView(APIView):
    """登记纸质举报."""

    @extend_schema(
        summary="登记对受表彰或命名对象的纸质举报",
        request=PaperReportSerializer,
        responses={201: ReceiptSerializer},
        operation_id="archive_reports_create",
    )
    def post(self, request: Request, pk: int) -> Response:
        """Enter a report on an honouree below the acting union."""
        post, at = post_of(request), now_of(request)
        row = get_object_or_404(reportable_by(post).select_related("chain"), pk=pk)
        asked = PaperReportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        receipt = enter_report(
            row,
            sent=sent_of(given, by=actor(post), at=at),
            submission=submission_of(given),
            received_at=given["received_at"],
            here=given["here"],
            by=post,
            at=at,
        )
        return Response(ReceiptSerializer(receipt).data, status=201)
