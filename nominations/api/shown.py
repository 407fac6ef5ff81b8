"""What the API shows of a nomination."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from documents.models import Document
from nominations.models import (
    Attachment,
    Attested,
    ChainStep,
    Nomination,
    Opinion,
    Return,
    ReturnReason,
)
from regulation.engine import Result


class DocumentSerializer(serializers.ModelSerializer[Document]):
    """A document: its content is at `documents/{key}/` of the case."""

    class Meta:
        model = Document
        fields = ["key", "name", "content_type", "size", "sha256", "pages", "uploaded_at"]
        read_only_fields = fields


class StepSerializer(serializers.ModelSerializer[ChainStep]):
    """One step of the frozen chain."""

    union = serializers.IntegerField(source="union_id", read_only=True)

    class Meta:
        model = ChainStep
        fields = ["position", "kind", "union", "union_name", "opinions_heard", "endorsed_at"]
        read_only_fields = fields


class NominationSerializer(serializers.ModelSerializer[Nomination]):
    """A nomination as a list shows it."""

    number = serializers.CharField(read_only=True)
    state_title = serializers.CharField(read_only=True)
    round = serializers.IntegerField(source="round_id", read_only=True)
    union = serializers.IntegerField(source="union_id", read_only=True)
    union_name = serializers.CharField(source="union.name", read_only=True)
    subject_union = serializers.IntegerField(source="subject_union_id", allow_null=True, read_only=True)
    recommender = serializers.IntegerField(source="recommender_id", read_only=True)
    holder = serializers.IntegerField(source="holder_id", read_only=True)
    holder_name = serializers.CharField(source="holder.name", read_only=True)

    class Meta:
        model = Nomination
        fields = [
            "id", "number", "round", "honour", "union", "union_name", "subject_union", "subject_name", "unit_name",
            "nature", "recommender", "holder", "holder_name", "position", "state", "state_title", "industrial_line",
            "filed_at", "arrived_at", "version",
        ]  # fmt: skip
        read_only_fields = fields


class NominationDetailSerializer(NominationSerializer):
    """A nomination with its chain."""

    steps = StepSerializer(many=True, read_only=True)

    class Meta(NominationSerializer.Meta):
        fields = [*NominationSerializer.Meta.fields, "steps"]
        read_only_fields = fields


class FieldSerializer(serializers.Serializer[Any]):
    """One column of a section, as the form asks for it."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a declared field, not the serializer's own
    kind = serializers.ChoiceField(choices=["text", "number", "date", "yes_no", "flag", "choice"])
    choices = serializers.ListField(child=serializers.CharField(), required=False)


class SectionSerializer(serializers.Serializer[Any]):
    """One section: its columns, its lists of rows, and what is filled in."""

    code = serializers.CharField()
    title = serializers.CharField()
    article = serializers.CharField()
    columns = FieldSerializer(many=True)
    values = serializers.DictField(child=serializers.JSONField(allow_null=True))
    rows = serializers.DictField(child=serializers.ListField(child=serializers.DictField()))


class ApplicationSerializer(serializers.Serializer[Any]):
    """The whole application, the revision to send back when saving, and the version of the case for all else."""

    revision = serializers.IntegerField()
    version = serializers.IntegerField()
    sections = SectionSerializer(many=True)


class ObservationSerializer(serializers.Serializer[Any]):
    """One thing that a rule looked at."""

    result = serializers.ChoiceField(choices=[r.value for r in Result])
    seen = serializers.CharField()
    mend = serializers.CharField(allow_blank=True)
    key = serializers.CharField(allow_blank=True)


class FindingSerializer(serializers.Serializer[Any]):
    """What one rule found."""

    article = serializers.CharField()
    code = serializers.CharField()
    title = serializers.CharField()
    result = serializers.ChoiceField(choices=[r.value for r in Result])
    generally = serializers.BooleanField()
    observations = ObservationSerializer(many=True)
    reason = serializers.CharField(allow_blank=True)


class JudgementSerializer(serializers.Serializer[Any]):
    """Every finding, met ones included; conditions first, then the procedure of Article 16."""

    as_of = serializers.DateField()
    findings = FindingSerializer(many=True)


VERSION = "案件现在的版本号，下一次写入时带上"


class OpinionSerializer(serializers.ModelSerializer[Opinion]):
    """One opinion."""

    document = DocumentSerializer(read_only=True)
    version = serializers.IntegerField(source="nomination.version", read_only=True, help_text=VERSION)

    class Meta:
        model = Opinion
        fields = [
            "kind", "giver", "agrees", "statement", "as_of", "assembly", "within_authority", "entitled", "present",
            "in_favour", "against", "abstained", "dissent_answer", "document", "version",
        ]  # fmt: skip
        read_only_fields = fields


class AttachmentSerializer(serializers.ModelSerializer[Attachment]):
    """One document of the case."""

    document = DocumentSerializer(read_only=True)
    version = serializers.IntegerField(source="nomination.version", read_only=True, help_text=VERSION)

    class Meta:
        model = Attachment
        fields = ["id", "kind", "note", "document", "version"]
        read_only_fields = fields


class AttestationSerializer(serializers.ModelSerializer[Attested]):
    """One attested condition."""

    document = DocumentSerializer(read_only=True)
    version = serializers.IntegerField(source="nomination.version", read_only=True, help_text=VERSION)

    class Meta:
        model = Attested
        fields = ["key", "by", "statement", "holds", "on", "document", "version"]
        read_only_fields = fields


# --- what became of a case ------------------------------------------------------------------------------------------------


class ReturnReasonSerializer(serializers.ModelSerializer[ReturnReason]):
    """One reason, about one field, document or rule."""

    class Meta:
        model = ReturnReason
        fields = ["field", "reason"]
        read_only_fields = fields


class ReturnSerializer(serializers.ModelSerializer[Return]):
    """One return for correction."""

    union_name = serializers.CharField(source="union.name", read_only=True)
    revision = serializers.IntegerField(source="revision.number", allow_null=True, default=None, read_only=True)
    reasons = ReturnReasonSerializer(many=True, read_only=True)

    class Meta:
        model = Return
        fields = ["union_name", "returned_at", "returned_by", "summary", "reasons", "revision", "resubmitted_at"]
        read_only_fields = fields


class ChangeSerializer(serializers.Serializer[Any]):
    """One column or row that differs."""

    section = serializers.CharField(allow_blank=True)
    label = serializers.CharField()  # type: ignore[assignment]  # a declared field, not the serializer's own
    old = serializers.CharField(allow_blank=True)
    new = serializers.CharField(allow_blank=True)


class ChangesSerializer(serializers.Serializer[Any]):
    """What differs between two savings of the application."""

    since = serializers.IntegerField()
    until = serializers.IntegerField()
    changes = ChangeSerializer(many=True)
