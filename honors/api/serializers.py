"""What the API of rounds and honours takes and gives."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from honors.models import Conferral, Deadline, Extension, Measure, Quota, Round, RoundHonour, StructureRequirement
from honors.models.register import ELEVATED
from honors.models.rounds import HONOURS, RoundKind, Step
from honors.moves import ConferralState, MeasureState, RoundState
from honors.queries import settings_of
from honors.settings import SETTINGS
from honors.traits import CELLS, TRAITS
from regulation.measures import ProvisionKind
from regulation.parameters import PARAMETERS
from unions.api.doors import AnySerializer, Reasoned, Versioned
from unions.api.fields import Day, Moment, Text, UnionField, Whole


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


# --- What is written --------------------------------------------------------------------------------------------------


class NewRound(AnySerializer):
    """A round to be drafted."""

    name = Text(120)
    year = Whole(min_value=2020, max_value=2100)
    kind = serializers.ChoiceField(choices=RoundKind.choices)
    honours = serializers.MultipleChoiceField(choices=HONOURS, required=False, default=set)


class Clone(AnySerializer):
    """A copy of an earlier round."""

    name = Text(120)
    year = Whole(min_value=2020, max_value=2100)
    kind = serializers.ChoiceField(choices=RoundKind.choices)


class Texts(Versioned):
    """What the notice says; what is left out stays."""

    name = Text(120, required=False, allow_blank=False)
    year = Whole(min_value=2020, max_value=2100, required=False)
    kind = serializers.ChoiceField(choices=RoundKind.choices, required=False)
    notice_number = Text(80, required=False)
    notice_title = Text(200, required=False)
    subjects = Text(required=False)
    conditions = Text(required=False)
    procedure = Text(required=False)
    organisation = Text(required=False)
    front_line_definition = Text(required=False)
    contacts = Text(required=False)
    discipline_contacts = Text(required=False)
    third_round_document = Text(120, required=False)
    unusual_reason = Text(required=False)


class PlanOfHonour(AnySerializer):
    """One honour with its planned totals."""

    honour = serializers.ChoiceField(choices=HONOURS)
    total = Whole(max_value=100_000, default=0)
    elevated_total = Whole(max_value=100_000, default=0)


class Honours(Versioned):
    """All honours of the round."""

    honours = PlanOfHonour(many=True)


class Due(AnySerializer):
    """The deadline of a step; null takes it away."""

    step = serializers.ChoiceField(choices=Step.choices)
    due_at = Moment(allow_null=True)


class Deadlines(Versioned):
    """Deadlines of steps; what is left out stays."""

    deadlines = Due(many=True)


@extend_schema_field(
    {
        "oneOf": [
            {"type": "boolean"},
            {"type": "integer"},
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
        ]
    }
)
class SettingValue(serializers.JSONField):
    """The value of a setting: what it may be stands in the round's page and is checked by the verb."""


class Setting(AnySerializer):
    """One interpretive setting, with the paper's number."""

    code = serializers.ChoiceField(choices=list(SETTINGS))
    value = SettingValue()
    paper = Text(120, required=False, default="")


class Settings(Versioned):
    """Interpretive settings; what is left out stays."""

    settings = Setting(many=True)


class Requirement(Versioned):
    """A requirement to be added: a share or a number."""

    honours = serializers.ListField(child=serializers.ChoiceField(choices=HONOURS), min_length=1, max_length=5)
    trait = serializers.ChoiceField(choices=list(TRAITS.items()))
    percent = serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=0, max_value=100, required=False, allow_null=True, default=None
    )
    number = Whole(required=False, allow_null=True, default=None)
    ceiling = serializers.BooleanField(default=False)
    generally = serializers.BooleanField(default=True)
    source = Text(200)  # type: ignore[assignment]  # a declared field, not the serializer's own


class PlacesGranted(Versioned):
    """Places added to one cell; a negative amount takes unused ones back."""

    recommender = UnionField()
    honour = serializers.ChoiceField(choices=HONOURS)
    cell = serializers.ChoiceField(choices=list(CELLS.items()), required=False, default="", allow_blank=True)
    amount = serializers.IntegerField(min_value=-100_000, max_value=100_000)
    reason = Text(300, required=False, default="")


class Extended(Reasoned):
    """More time for one union and those below it."""

    reason = Text(300)
    step = serializers.ChoiceField(choices=Step.choices)
    union = UnionField()
    due_at = Moment()


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
            "provisions", "state", "version",
        ]  # fmt: skip
        read_only_fields = fields


class MeasureValueSerializer(AnySerializer):
    """A stricter value: a fraction for shares, a whole number for days and years."""

    code = serializers.ChoiceField(choices=list(PARAMETERS))
    numerator = Whole(max_value=1_000_000)
    denominator = Whole(min_value=1, max_value=1_000_000, default=1)


class ExtraDocuments(AnySerializer):
    """More papers for one honour."""

    honour = serializers.ChoiceField(choices=HONOURS)
    names = serializers.ListField(child=Text(120), max_length=50)


class NewMeasure(AnySerializer):
    """A measure to be drafted by the acting recommending unit."""

    title = Text(200)
    number = Text(80)
    text = Text()
    effective_on = Day()
    parameters = MeasureValueSerializer(many=True, required=False, default=list)
    documents = ExtraDocuments(many=True, required=False, default=list)
    provisions = ProvisionSerializer(many=True, required=False, default=list)


# --- The register -----------------------------------------------------------------------------------------------------


class HonourSerializer(serializers.ModelSerializer[Conferral]):
    """One honour, as the public sees it."""

    state = _states(ConferralState)
    title = serializers.CharField(source="title_name", read_only=True)
    act = serializers.CharField(source="kind.act.label", read_only=True, help_text="授予或命名")
    elevated = serializers.ChoiceField(choices=ELEVATED, allow_blank=True, read_only=True)
    union = serializers.CharField(source="union.name", read_only=True)
    recommender = serializers.CharField(source="recommender.name", read_only=True)
    recommender_id = serializers.IntegerField(read_only=True)
    round = serializers.CharField(source="round.name", read_only=True)
    round_id = serializers.IntegerField(read_only=True)
    decision_number = serializers.CharField(source="decision.number", read_only=True)
    ended_by_number = serializers.CharField(source="ended_by.number", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Conferral
        fields = [
            "id", "honour", "elevated", "title", "act", "subject_name", "unit_name", "union", "recommender_id",
            "recommender", "region_code", "round_id", "round", "certificate_number", "decision_number",
            "conferred_on", "state", "ended_by_number", "ended_on", "invented",
        ]  # fmt: skip
        read_only_fields = fields


class ArchiveSerializer(HonourSerializer):
    """The same with what only the unions above see."""

    base_id = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta(HonourSerializer.Meta):
        fields = [*HonourSerializer.Meta.fields, "check_code", "nature", "post", "base_id", "version"]
        read_only_fields = fields


class CheckSerializer(AnySerializer):
    """What a certificate is worth today."""

    result = serializers.ChoiceField(choices=["valid", "revoked", "recovered"], source="state", read_only=True)
    title = serializers.CharField(source="title_name", read_only=True)
    subject_name = serializers.CharField(read_only=True)
    certificate_number = serializers.CharField(read_only=True)
    decision_number = serializers.CharField(source="decision.number", read_only=True)
    conferred_on = serializers.DateField(read_only=True)
    ended_by_number = serializers.CharField(source="ended_by.number", read_only=True, allow_null=True, default=None)
    ended_on = serializers.DateField(read_only=True, allow_null=True)
