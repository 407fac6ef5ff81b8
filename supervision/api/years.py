"""年度情况 over the API (第二十二条第（二）项)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from regulation.facts import Grade
from supervision.actions.years import (
    amend_year,
    confirm_year,
    report_again,
    report_year,
    return_year,
    set_due_days,
)
from supervision.api.recheck_asked import Seen
from supervision.facts.years import COUNTS, Figures
from supervision.models import DueStep, YearDue, YearReport
from supervision.moves import YearState
from supervision.queries.record import on_record
from supervision.queries.years import due_days, last_year, years_seen_by
from unions.api.calling import day_of, now_of, post_of
from unions.api.doors import AnySerializer, ReadRecords, Reasoned, UnionName, Versioned, door, given
from unions.api.fields import Day, PaperField, Text, Whole
from unions.models import Post

MOST = 9_999_999


class YearSerializer(serializers.ModelSerializer[YearReport]):
    """One year of one honouree."""

    state = serializers.ChoiceField(choices=[str(state) for state in YearState], read_only=True)
    honour = serializers.IntegerField(source="conferral_id", read_only=True)
    subject_name = serializers.CharField(source="conferral.subject_name", read_only=True)
    union = UnionName(read_only=True)

    class Meta:
        model = YearReport
        fields = [
            "id", "honour", "subject_name", "year", "employees", "members", *COUNTS, "grade", "remarks", "union",
            "reported_at", "returned_for", "confirmed_at", "state", "version",
        ]  # fmt: skip
        read_only_fields = fields


class FiguresGiven(AnySerializer):
    """Counts, never percentages; what is not reported is left out."""

    employees = Whole(required=False, allow_null=True, min_value=0, max_value=MOST, help_text="职工数")
    members = Whole(required=False, allow_null=True, min_value=0, max_value=MOST, help_text="会员数")
    issued = Whole(required=False, allow_null=True, min_value=0, max_value=MOST, help_text="发出票数")
    returned = Whole(required=False, allow_null=True, min_value=0, max_value=MOST, help_text="收回票数")
    satisfied = Whole(required=False, allow_null=True, min_value=0, max_value=MOST, help_text="满意票数")
    basically = Whole(required=False, allow_null=True, min_value=0, max_value=MOST, help_text="基本满意票数")
    dissatisfied = Whole(required=False, allow_null=True, min_value=0, max_value=MOST, help_text="不满意票数")
    grade = serializers.ChoiceField(choices=Grade.choices(), required=False, allow_blank=True, help_text="测评等次")
    remarks = Text(4000, required=False, allow_blank=True, help_text="工会建设、劳动关系等情况")


class FiguresField(FiguresGiven):
    """The figures as the verbs take them."""

    def to_internal_value(self, data: Any) -> Any:
        return Figures(**super().to_internal_value(data))


def _honours(post: Post) -> QuerySet[Any]:
    return on_record(post).select_related("chain")


class NewYear(AnySerializer):
    """报送一个年度."""

    conferral = Seen(_honours, help_text="荣誉的编号")
    year = Whole(min_value=2000, max_value=2100, help_text="年度")
    figures = FiguresField()
    paper = PaperField(required=False, allow_null=True)


class YearAgain(Versioned):
    """重新报送."""

    figures = FiguresField()
    paper = PaperField(required=False, allow_null=True)


class YearAmended(Reasoned):
    """更正."""

    figures = FiguresField()


class YearDueSerializer(AnySerializer):
    """By which day a level is done with a year."""

    step = serializers.ChoiceField(choices=DueStep.choices)
    due_on = Day()


class DueGiven(AnySerializer):
    """The days of every level."""

    year = Whole(min_value=2000, max_value=2100, help_text="年度")
    days = serializers.ListField(child=YearDueSerializer(), min_length=1, max_length=len(DueStep))
    paper = Text(120, required=False, allow_blank=True, help_text="依据文号")


@extend_schema_view(list=extend_schema(summary="年度情况"), retrieve=extend_schema(summary="一个年度的情况"))
class YearViewSet(ReadRecords):
    """The yearly reports of honours that the acting post's union holds or stands over."""

    model = YearReport
    serializer_class = YearSerializer
    queryset = YearReport.objects.none()

    def rows(self) -> QuerySet[YearReport]:
        return years_seen_by(post_of(self.request))

    @extend_schema(summary="报送年度情况", request=NewYear, responses={201: YearSerializer})
    def create(self, request: Request) -> Response:
        """Report one year."""
        said = given(NewYear, request)
        conferral = said.pop("conferral")
        return self.told(report_year(conferral, by=post_of(request), at=now_of(request), **said), 201)

    @extend_schema(summary="年度期限", request=DueGiven, responses=YearDueSerializer(many=True))
    @action(detail=False, methods=["post"])
    def due(self, request: Request) -> Response:
        """设定 by which day each level is done with a year; the answer is every level's day."""
        said = given(DueGiven, request)
        days = {DueStep(one["step"]): one["due_on"] for one in said["days"]}
        set_due_days(said["year"], days, paper=said.get("paper", ""), by=post_of(request), at=now_of(request))
        return self._days(said["year"])

    @extend_schema(summary="上一年度的期限", request=None, responses=YearDueSerializer(many=True))
    @due.mapping.get
    def due_now(self, request: Request) -> Response:
        """By which day each level is done with the last complete year."""
        return self._days(last_year(day_of(request)))

    def _days(self, year: int) -> Response:
        rows = [YearDue(year=year, step=step, due_on=day) for step, day in due_days(year).items()]
        return Response(YearDueSerializer(rows, many=True).data)

    confirmation = door("confirmation", "核对无误", confirm_year)
    returning = door("returning", "退回补正", return_year, Reasoned)
    again = door("again", "重新报送", report_again, YearAgain)
    amendment = door("amendment", "更正年度情况", amend_year, YearAmended)
