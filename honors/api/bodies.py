"""What the API of rounds and measures takes: the bodies of its writes."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from honors.api.serializers import ProvisionSerializer
from honors.models.rounds import HONOURS, RoundKind, Step
from honors.settings import SETTINGS
from honors.traits import CELLS, TRAITS
from regulation.parameters import PARAMETERS
from unions.api.doors import AnySerializer, Reasoned, Versioned
from unions.api.fields import Day, Moment, Text, UnionField, Whole


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


class Interpretation(Versioned):
    """全总's interpretation of a measure (第三十条)."""

    agreed = serializers.BooleanField(help_text="解释同意")
    number = Text(80, help_text="解释文号")
    text = Text(2000, help_text="解释内容")
