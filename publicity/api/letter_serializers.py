"""What the API takes and gives of letters."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from documents.models import Document
from publicity.api.serializers import VersionSerializer
from publicity.models import FollowUp, Investigation, Letter, Sender
from publicity.moves import LetterState
from unions.api.fields import Day, Moment

LETTER_STATES = [str(state) for state in LetterState]


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
    """What the sender may know: state, conclusion and answer, nothing of anybody."""

    state = serializers.ChoiceField(choices=LETTER_STATES, read_only=True)
    handler = serializers.CharField(source="handler.name", read_only=True)
    substantiated = serializers.SerializerMethodField(help_text="举报是否属实；答复之前为 null，异议看 state")

    class Meta:
        model = Letter
        fields = [
            "kind", "subject_name", "handler", "state", "received_at", "decided_at", "substantiated", "answer"
        ]  # fmt: skip
        read_only_fields = fields

    def get_substantiated(self, letter: Letter) -> bool | None:
        return letter.substantiated if letter.state == LetterState.ANSWERED else None


class InvestigationSerializer(serializers.ModelSerializer[Investigation]):
    """One record of an inquiry into a report."""

    class Meta:
        model = Investigation
        fields = ["on", "by_whom", "text", "recorded_at", "recorded_by"]
        read_only_fields = fields


class LetterSerializer(serializers.ModelSerializer[Letter]):
    """A letter, for the union that handles it. Who wrote stands on the single letter only."""

    state = serializers.ChoiceField(choices=LETTER_STATES, read_only=True)
    notice_id = serializers.IntegerField(source="item.notice_id", read_only=True, allow_null=True, default=None)
    handler = serializers.CharField(source="handler.name", read_only=True)

    class Meta:
        model = Letter
        fields = [
            "id", "kind", "late", "sender", "subject", "subject_name", "notice_id", "conferral_id", "about_id", "handler",
            "state", "text", "sent_on", "received_at", "finding", "substantiated", "follow_up", "handling", "answer",
            "decided_at", "version",
        ]  # fmt: skip
        read_only_fields = fields


def files_of(letter: Letter) -> list[Document]:
    """The files of a letter: evidence, and the sheet with a unit's seal."""
    return [*letter.evidence.all(), *([letter.seal] if letter.seal else [])]


class LetterFileSerializer(serializers.ModelSerializer[Document]):
    """A file of a letter: its content is at `files/{key}/`."""

    class Meta:
        model = Document
        fields = ["key", "name", "content_type", "size", "uploaded_at"]
        read_only_fields = fields


class LetterDetailSerializer(LetterSerializer):
    """One letter with who wrote it, its files and every inquiry into it."""

    files = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()
    contact = serializers.SerializerMethodField()
    investigations = InvestigationSerializer(many=True, read_only=True)

    class Meta(LetterSerializer.Meta):
        fields = [*LetterSerializer.Meta.fields, "name", "contact", "files", "investigations"]
        read_only_fields = fields

    @extend_schema_field(LetterFileSerializer(many=True))
    def get_files(self, letter: Letter) -> Any:
        return LetterFileSerializer(files_of(letter), many=True).data

    def get_name(self, _letter: Letter) -> str:
        return str(self.context["identity"].get("name", ""))

    def get_contact(self, _letter: Letter) -> str:
        return str(self.context["identity"].get("contact", ""))


class ConclusionSerializer(VersionSerializer):
    """What was found, and the answer to the sender."""

    finding = serializers.CharField(max_length=5000)
    answer = serializers.CharField(max_length=2000)


class InvestigatedSerializer(VersionSerializer):
    """调查核实: who inquired, when, how, and what came out."""

    on = Day()
    by_whom = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=5000)


class FindingSerializer(VersionSerializer):
    """The conclusion of a report."""

    substantiated = serializers.BooleanField(help_text="属实（含部分属实）为 true")
    finding = serializers.CharField(max_length=5000)


class HandlingSerializer(VersionSerializer):
    """处理意见 with its reason."""

    follow_up = serializers.ChoiceField(choices=FollowUp.choices)
    handling = serializers.CharField(max_length=5000)


class AnswerSerializer(VersionSerializer):
    """The answer to the sender."""

    answer = serializers.CharField(max_length=2000)
