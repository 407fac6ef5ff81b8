"""The calendar of working days over the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from publicity.actions.calendar import enter_year
from publicity.api.serializers import CalendarSerializer, CalendarYearSerializer, NewCalendarYearSerializer
from publicity.queries import calendar
from unions.api import now_of, post_of


class CalendarView(APIView):
    """The known years, for everybody; entering one, for national staff."""

    def get_permissions(self) -> list[BasePermission]:
        return [AllowAny() if self.request.method in ("GET", "HEAD", "OPTIONS") else IsAuthenticated()]

    @extend_schema(summary="工作日历", auth=[], responses=CalendarSerializer(many=True), operation_id="calendar_list")
    def get(self, request: Request) -> Response:
        """Every known year with the days that differ from Monday to Friday."""
        known = calendar()
        rows = [
            {
                "year": year,
                "off": sorted(d for d, worked in known.exceptions.items() if d.year == year and not worked),
                "worked": sorted(d for d, worked in known.exceptions.items() if d.year == year and worked),
            }
            for year in sorted(known.years)
        ]
        return Response(CalendarSerializer(rows, many=True).data)

    @extend_schema(
        summary="录入一年的放假安排",
        request=NewCalendarYearSerializer,
        responses={201: CalendarYearSerializer},
        operation_id="calendar_enter",
    )
    def post(self, request: Request) -> Response:
        """Enter or amend a year by the State Council's paper; running windows are only ever extended."""
        asked = NewCalendarYearSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        entered = enter_year(by=post_of(request), at=now_of(request), **asked.validated_data)
        return Response(CalendarYearSerializer(entered).data, status=201)
