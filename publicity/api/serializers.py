"""What the API of publicity takes and gives."""

from __future__ import annotations

from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from publicity.models import CalendarYear, Correction, Letter, Notice, NoticeItem, Sender
from publicity.moves import LetterState
from publicity.queries import shows_text, state_on
from publicity.queries.notices import STATES
from unions.api.fields import Day, Moment

LETTER_STATES = [str(state) for state in LetterState]


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


class SentSerializer(serializers.Serializer[Any]):
    """A letter: who writes, what about, with which files."""

    sender = serializers.ChoiceField(choices=Sender.choices, default=Sender.PERSON.value)
    name = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    contact = serializers.CharField(max_length=120, required=False, default="", allow_blank=True)
    text = serializers.CharField(max_length=5000)
    seal = serializers.FileField(required=False)
    evidence = serializers.ListField(child=serializers.FileField(), required=False, max_length=5)
    submission = serializers.UUIDField(required=False, help_text="同一件重复提交时使用同一个值，只收一件")


class PaperLetterSerializer(SentSerializer):
    """A letter that came on paper."""

    item = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    received_at = Moment()
    sent_on = Day(required=False, allow_null=True, default=None)


class ReceiptSerializer(serializers.Serializer[Any]):
    """The receipt: the only answer that holds its code."""

    code = serializers.CharField(read_only=True)
    kind = serializers.CharField(source="letter.kind", read_only=True)
    why_report = serializers.CharField(read_only=True, help_text="late、anonymous 或 left：按举报线索处理的原因")
    handler = serializers.CharField(source="letter.handler.name", read_only=True)
    received_at = serializers.DateTimeField(source="letter.received_at", read_only=True)


class ReceiptCodeSerializer(serializers.Serializer[Any]):
    """A receipt code to ask by."""

    code = serializers.CharField(max_length=40)


class OutcomeSerializer(serializers.ModelSerializer[Letter]):
    """What the sender may know: state and answer, nothing of anybody."""

    state = serializers.ChoiceField(choices=LETTER_STATES, read_only=True)
    handler = serializers.CharField(source="handler.name", read_only=True)

    class Meta:
        model = Letter
        fields = ["kind", "subject_name", "handler", "state", "received_at", "decided_at", "answer"]
        read_only_fields = fields


class LetterSerializer(serializers.ModelSerializer[Letter]):
    """A letter, for the union that handles it. Who wrote stands on the single letter only."""

    state = serializers.ChoiceField(choices=LETTER_STATES, read_only=True)
    notice_id = serializers.IntegerField(source="item.notice_id", read_only=True, allow_null=True, default=None)
    handler = serializers.CharField(source="handler.name", read_only=True)

    class Meta:
        model = Letter
        fields = [
            "id", "kind", "late", "sender", "subject", "subject_name", "notice_id", "handler", "state", "text",
            "sent_on", "received_at", "finding", "answer", "decided_at", "version",
        ]  # fmt: skip
        read_only_fields = fields


class LetterDetailSerializer(LetterSerializer):
    """One letter with who wrote it."""

    name = serializers.SerializerMethodField()
    contact = serializers.SerializerMethodField()

    class Meta(LetterSerializer.Meta):
        fields = [*LetterSerializer.Meta.fields, "name", "contact"]
        read_only_fields = fields

    def get_name(self, _letter: Letter) -> str:
        return str(self.context["identity"].get("name", ""))

    def get_contact(self, _letter: Letter) -> str:
        return str(self.context["identity"].get("contact", ""))


class VersionSerializer(serializers.Serializer[Any]):
    """The version of the record that the caller saw."""

    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


class ReasonSerializer(VersionSerializer):
    """A reason in words."""

    reason = serializers.CharField(max_length=1000)


class ConclusionSerializer(VersionSerializer):
    """What was found, and the answer to the sender."""

    finding = serializers.CharField(max_length=5000)
    answer = serializers.CharField(max_length=2000)


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
