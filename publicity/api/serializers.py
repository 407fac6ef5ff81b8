"""What the API takes and gives of notices and the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from publicity.models import CalendarYear, Correction, Notice, NoticeItem
from publicity.queries import shows_text, state_on
from publicity.queries.notices import STATES
from unions.api.fields import Day, Moment


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    """A notice in a list."""

    publisher = serializers.CharField(source="publisher.name", read_only=True)
    publisher_id = serializers.IntegerField(read_only=True)
    recommender_id = serializers.IntegerField(read_only=True, allow_null=True)
    round = serializers.CharField(source="round.name", read_only=True)
    round_id = serializers.IntegerField(read_only=True)
    state = serializers.SerializerMethodField(help_text="按公示期计算：公示中、已结束或已作废")

    class Meta:
        model = Notice
        fields = [
            "id", "kind", "title", "publisher", "publisher_id", "recommender_id", "round", "round_id", "state",
            "first_on", "last_on", "end_unknown", "days_needed", "visible_at", "body_digest", "version",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=list(STATES.items())))
    def get_state(self, notice: Notice) -> str:
        return state_on(notice, self._day())

    def _day(self) -> date:
        day: date = self.context["day"]
        return day


class CorrectionSerializer(serializers.ModelSerializer[Correction]):
    """A dated correction."""

    class Meta:
        model = Correction
        fields = ["at", "text"]
        read_only_fields = fields


class NoticeDetailSerializer(NoticeSerializer):
    """One notice with its text, medium and corrections."""

    handler = serializers.CharField(source="handler.name", read_only=True)
    text = serializers.SerializerMethodField(help_text="冻结的公示正文（HTML）；本单位公示期满30日后为空")
    corrections = serializers.SerializerMethodField()
    has_proof = serializers.BooleanField(read_only=True)

    class Meta(NoticeSerializer.Meta):
        fields = [
            *NoticeSerializer.Meta.fields, "handler", "contacts", "medium", "medium_visible_at", "medium_address",
            "medium_page", "has_proof", "calendar_version", "list_digest", "seal", "text", "corrections",
        ]  # fmt: skip
        read_only_fields = fields

    def get_text(self, notice: Notice) -> str:
        return bytes(notice.body).decode() if shows_text(notice, self._day()) else ""

    @extend_schema_field(CorrectionSerializer(many=True))
    def get_corrections(self, notice: Notice) -> Any:
        rows = list(notice.corrections.all()) if shows_text(notice, self._day()) else []
        return CorrectionSerializer(rows, many=True).data


class NoticeItemSerializer(serializers.ModelSerializer[NoticeItem]):
    """One name on a notice."""

    class Meta:
        model = NoticeItem
        fields = ["id", "position", "honour", "name", "text_digest"]
        read_only_fields = fields


class VersionSerializer(serializers.Serializer[Any]):
    """The version of the record that the caller saw."""

    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ReasonSerializer(VersionSerializer):
    """A reason in words."""

    reason = serializers.CharField(max_length=1000)


class MediumSerializer(VersionSerializer):
    """The statutory medium with its proof: at least one of address, page and photo."""

    visible_at = Moment()
    address = serializers.URLField(max_length=500, required=False, default="", allow_blank=True)
    page = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)
    photo = serializers.FileField(required=False)


class CorrectionTextSerializer(VersionSerializer):
    """A correction to be published."""

    text = serializers.CharField(max_length=500)


class CalendarYearSerializer(serializers.ModelSerializer[CalendarYear]):
    """A paper about one year."""

    class Meta:
        model = CalendarYear
        fields = ["id", "year", "paper", "days", "entered_at"]
        read_only_fields = fields


class NewCalendarYearSerializer(serializers.Serializer[Any]):
    """A year to be entered."""

    year = serializers.IntegerField(min_value=2004, max_value=2100)
    paper = serializers.CharField(max_length=120)
    off = serializers.ListField(child=Day(), min_length=1, max_length=200)
    worked = serializers.ListField(child=Day(), required=False, default=list, max_length=60)


class CalendarSerializer(serializers.Serializer[Any]):
    """The days of a year that differ from Monday to Friday."""

    year = serializers.IntegerField(read_only=True)
    off = serializers.ListField(child=serializers.DateField(), read_only=True)
    worked = serializers.ListField(child=serializers.DateField(), read_only=True)
