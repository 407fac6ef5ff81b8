"""What the API of rounds, measures and honours answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from honors.models import Conferral, Deadline, Extension, Measure, Quota, Round, RoundHonour, StructureRequirement
from honors.models.register import ELEVATED
from honors.models.rounds import HONOURS
from honors.moves import ConferralState, MeasureState, RoundState
from honors.queries import settings_of
from honors.words import state_of
from regulation.measures import ProvisionKind
from unions.api.doors import AnySerializer
from unions.api.fields import Text


def _states(states: Any) -> Any:
    return serializers.ChoiceField(choices=[str(state) for state in states], read_only=True)


class RoundSerializer(serializers.ModelSerializer[Round]):
    """A round in a list."""

    state = _states(RoundState)

    class Meta:
        model = Round
        fields = ["id", "name", "year", "kind", "state", "notice_number", "notice_title", "opened_on", "version"]
        read_only_fields = fields


class RoundHonourSerializer(serializers.ModelSerializer[RoundHonour]):
    """One honour that a round offers."""

    class Meta:
        model = RoundHonour
        fields = ["honour", "total", "elevated_total"]
        read_only_fields = fields


class DeadlineSerializer(serializers.ModelSerializer[Deadline]):
    """The deadline of a step."""

    class Meta:
        model = Deadline
        fields = ["step", "due_at"]
        read_only_fields = fields


class RequirementSerializer(serializers.ModelSerializer[StructureRequirement]):
    """A requirement on the make-up of lists."""

    honours = serializers.ListField(child=serializers.ChoiceField(choices=HONOURS), read_only=True)

    class Meta:
        model = StructureRequirement
        fields = ["id", "honours", "trait", "ceiling", "percent", "number", "generally", "source"]
        read_only_fields = fields


class RoundDetailSerializer(RoundSerializer):
    """A round with all that its notice says."""

    honours = RoundHonourSerializer(many=True, read_only=True)
    deadlines = DeadlineSerializer(many=True, read_only=True)
    requirements = RequirementSerializer(many=True, read_only=True)
    settings = serializers.SerializerMethodField(help_text="解释性设置：{编号: 值}")

    class Meta(RoundSerializer.Meta):
        fields = [
            *RoundSerializer.Meta.fields, "subjects", "conditions", "procedure", "organisation",
            "front_line_definition", "contacts", "discipline_contacts", "third_round_document", "unusual_reason",
            "frozen_digest", "honours", "deadlines", "requirements", "settings",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_settings(self, round: Round) -> Any:
        return settings_of(round)


class QuotaSerializer(serializers.ModelSerializer[Quota]):
    """The places of one cell."""

    recommender = serializers.CharField(source="recommender.name", read_only=True)
    recommender_id = serializers.IntegerField(read_only=True)
    left = serializers.IntegerField(read_only=True)

    class Meta:
        model = Quota
        fields = [
            "id", "recommender_id", "recommender", "honour", "cell", "granted", "used", "burned", "lapsed", "left",
        ]  # fmt: skip
        read_only_fields = fields


class VerdictSerializer(AnySerializer):
    """The verdict of one article."""

    article = serializers.CharField(read_only=True)
    code = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    result = serializers.ChoiceField(choices=["met", "not met", "needs evidence"], read_only=True)
    generally = serializers.BooleanField(read_only=True)
    observations = serializers.ListField(child=serializers.DictField(), read_only=True)
    reason = serializers.CharField(read_only=True)


class ExtensionSerializer(serializers.ModelSerializer[Extension]):
    """A deadline that was extended."""

    union = serializers.CharField(source="union.name", read_only=True)
    union_id = serializers.IntegerField(read_only=True)

    class Meta:
        model = Extension
        fields = ["id", "step", "union_id", "union", "due_at", "reason", "granted_at"]
        read_only_fields = fields


# --- Measures ---------------------------------------------------------------------------------------------------------


class ProvisionSerializer(AnySerializer):
    """A provision in words, and what it does to the regulation."""

    text = Text(2000)
    kind = serializers.ChoiceField(choices=ProvisionKind.choices(), default=ProvisionKind.ADDS.value)
    article = Text(60, required=False, default="")


class MeasureSerializer(serializers.ModelSerializer[Measure]):
    """A measure of a province or national industrial union."""

    state = _states(MeasureState)
    union = serializers.CharField(source="union.name", read_only=True)
    union_id = serializers.IntegerField(read_only=True)
    parameters = serializers.DictField(child=serializers.CharField(), read_only=True, help_text="{参数编号: 分数}")
    documents = serializers.DictField(child=serializers.ListField(child=serializers.CharField()), read_only=True)
    provisions = ProvisionSerializer(many=True, read_only=True)

    class Meta:
        model = Measure
        fields = [
            "id", "union_id", "union", "title", "number", "text", "effective_on", "parameters", "documents",
            "provisions", "interpreted", "interpretation", "interpretation_number", "state", "version",
        ]  # fmt: skip
        read_only_fields = fields


# --- The register -----------------------------------------------------------------------------------------------------


class HonourSerializer(serializers.ModelSerializer[Conferral]):
    """One honour, as the public sees it."""

    state = _states(ConferralState)
    state_title = serializers.SerializerMethodField(help_text="有效、已撤销、已取消命名、终止收回")
    title = serializers.CharField(source="title_name", read_only=True)
    act = serializers.CharField(source="kind.act.label", read_only=True, help_text="授予或命名")
    elevated = serializers.ChoiceField(choices=ELEVATED, allow_blank=True, read_only=True)
    union = serializers.CharField(source="union.name", read_only=True)
    recommender = serializers.CharField(source="recommender.name", read_only=True)
    recommender_id = serializers.IntegerField(read_only=True)
    round = serializers.CharField(source="round.name", read_only=True)
    round_id = serializers.IntegerField(read_only=True)
    decision_id = serializers.IntegerField(read_only=True, help_text="表彰决定的编号")
    decision_number = serializers.CharField(source="decision.number", read_only=True)
    ended_by_number = serializers.CharField(source="ended_by.number", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Conferral
        fields = [
            "id", "honour", "elevated", "title", "act", "subject_name", "unit_name", "union", "recommender_id",
            "recommender", "region_code", "round_id", "round", "certificate_number", "decision_id",
            "decision_number", "conferred_on", "state", "state_title", "ended_by_number", "ended_on", "invented",
        ]  # fmt: skip
        read_only_fields = fields

    def get_state_title(self, row: Conferral) -> str:
        return state_of(row)[0]


class PathStepSerializer(AnySerializer):
    """One union of the frozen chain."""

    name = serializers.CharField()
    kind = serializers.CharField(required=False, default="")


class ArchiveSerializer(HonourSerializer):
    """The same with what only the unions above see."""

    base_id = serializers.IntegerField(read_only=True, allow_null=True)
    path = PathStepSerializer(many=True, read_only=True, help_text="冻结的推荐路径")

    class Meta(HonourSerializer.Meta):
        fields = [*HonourSerializer.Meta.fields, "check_code", "nature", "post", "base_id", "path", "version"]
        read_only_fields = fields


class CheckSerializer(AnySerializer):
    """What a certificate is worth today."""

    result = serializers.ChoiceField(choices=["valid", "revoked", "recovered"], source="state", read_only=True)
    result_title = serializers.SerializerMethodField(help_text="有效、已撤销、已取消命名、终止收回")
    title = serializers.CharField(source="title_name", read_only=True)
    subject_name = serializers.CharField(read_only=True)
    certificate_number = serializers.CharField(read_only=True)
    decision_number = serializers.CharField(source="decision.number", read_only=True)
    conferred_on = serializers.DateField(read_only=True)
    ended_by_number = serializers.CharField(source="ended_by.number", read_only=True, allow_null=True, default=None)
    ended_on = serializers.DateField(read_only=True, allow_null=True)

    def get_result_title(self, row: Conferral) -> str:
        return state_of(row)[0]
