"""The API of the desk: what waits for the acting post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from clock.reading import law_day
from desk.queries import tasks_of
from desk.statistics import COLUMNS, By, statistics
from honors.models import Round
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer, asked
from unions.api.fields import LARGEST

if TYPE_CHECKING:
    from ui.routing import Router


class TaskSerializer(AnySerializer):
    """One thing that waits: what, until when, and the page on which it is done."""

    title = serializers.CharField()
    what = serializers.CharField(allow_blank=True)
    who = serializers.CharField(allow_blank=True)
    due = serializers.DateTimeField(allow_null=True)
    days = serializers.IntegerField(allow_null=True)
    since = serializers.DateTimeField(allow_null=True, help_text="没有期限的，从何时起等待")
    url = serializers.CharField(help_text="办理的网页")


class Tasks(APIView):
    """What waits for the acting post, the nearest deadline first."""

    @extend_schema(summary="等我办理的", responses=TaskSerializer(many=True), operation_id="tasks_list")
    def get(self, request: Request) -> Response:
        return Response(TaskSerializer(tasks_of(post_of(request), at=now_of(request)), many=True).data)


class StatisticsAsked(AnySerializer):
    """How the figures are broken down."""

    by = serializers.ChoiceField(choices=[(by.value, by.label) for by in By], default=By.ROUND.value)
    round = serializers.PrimaryKeyRelatedField(
        queryset=Round.objects.all(),
        pk_field=serializers.IntegerField(min_value=1, max_value=LARGEST),
        required=False,
        help_text="只统计一轮",
    )


class LineSerializer(AnySerializer):
    """One line: what it is about, and its counts."""

    name = serializers.CharField(source="label")
    counts = serializers.DictField(child=serializers.IntegerField(), help_text=f"计数：{'、'.join(COLUMNS)}")


class ItemCount(AnySerializer):
    """How many honours ended by one item."""

    article = serializers.CharField()
    text = serializers.CharField()
    number = serializers.IntegerField()


class StatisticsSerializer(AnySerializer):
    """The table, its sum, and the items of revocation."""

    by = serializers.CharField()
    lines = LineSerializer(many=True)
    total = LineSerializer()
    grounds = ItemCount(many=True)


class StatisticsView(APIView):
    """What became of honours: reports, re-checks, revocations, recoveries."""

    @extend_schema(summary="监督管理统计", parameters=[StatisticsAsked], responses=StatisticsSerializer)
    def get(self, request: Request) -> Response:
        said = asked(StatisticsAsked, request)
        found = statistics(post_of(request), by=By(said["by"]), on=law_day(now_of(request)), round=said.get("round"))
        grounds = [{"article": article, "text": text, "number": number} for article, text, number in found.grounds]
        told = {"by": found.by.value, "lines": found.lines, "total": found.total, "grounds": grounds}
        return Response(StatisticsSerializer(told).data)


def register(router: Router) -> None:
    """`/api/tasks/` and `/api/statistics/`."""
    router.add("statistics/", StatisticsView.as_view(), name="statistics")
    router.add("tasks/", Tasks.as_view(), name="tasks")
