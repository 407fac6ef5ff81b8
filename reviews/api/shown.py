"""What the API of review answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from nominations.api.shown import FindingSerializer
from regulation.engine import Judgement
from regulation.lists import ListStage
from reviews.actions import lists, proposal
from reviews.actions.earlier import judged_earlier
from reviews.actions.recommending import Outcome
from reviews.facts.meters import meters_of
from reviews.models import ElevationItem, Inquiry, ListItem, Mending, ProposedItem, ProposedList, RecommendationList
from reviews.moves import InquiryState, ListState, ProposalState
from reviews.queries import elevations_of, items_of, rows_of_proposal
from unions.api.calling import now_of
from unions.api.doors import AnySerializer, UnionName

PROPOSING = (ProposalState.DRAFT, ProposalState.SUBMITTED)


class ItemSerializer(serializers.ModelSerializer[ListItem]):
    """One row of a recommendation list."""

    nomination = serializers.IntegerField(source="nomination_id", read_only=True)
    name = serializers.CharField(source="nomination.subject_name", read_only=True)
    honour = serializers.CharField(source="nomination.honour", read_only=True)
    cell = serializers.CharField(source="quota.cell", read_only=True, help_text="所占名额的类型，空为不限")

    class Meta:
        model = ListItem
        fields = ["id", "nomination", "name", "honour", "cell", "rank", "decided", "held_reason", "recommended_at"]
        read_only_fields = fields


class MeterSerializer(AnySerializer):
    """One ratio: how many there are, how many there must (or may) be, of how many."""

    label = serializers.CharField()  # type: ignore[assignment]  # a declared field, not the serializer's own
    have = serializers.IntegerField()
    need = serializers.IntegerField()
    base = serializers.IntegerField()
    ok = serializers.BooleanField(allow_null=True)
    rule = serializers.CharField()
    as_rule = serializers.BooleanField(help_text="“一般”要求：不达到的写明理由")
    ceiling = serializers.BooleanField(help_text="上限")
    code = serializers.CharField(allow_blank=True)


class ListSerializer(serializers.ModelSerializer[RecommendationList]):
    """A recommendation list."""

    recommender = UnionName(read_only=True)
    round = serializers.IntegerField(source="round_id", read_only=True)
    notice = serializers.IntegerField(source="notice_id", read_only=True, allow_null=True)
    state = serializers.ChoiceField(choices=[str(s) for s in ListState], read_only=True)

    class Meta:
        model = RecommendationList
        fields = ["id", "round", "recommender", "number", "state", "digest", "notice", "version"]
        read_only_fields = fields


class ListDetailSerializer(ListSerializer):
    """A recommendation list with its rows, ratios and the law's verdict on it."""

    items = serializers.SerializerMethodField()
    meters = serializers.SerializerMethodField()
    findings = serializers.SerializerMethodField()

    class Meta(ListSerializer.Meta):
        fields = [*ListSerializer.Meta.fields, "reasons", "items", "meters", "findings"]
        read_only_fields = fields

    @extend_schema_field(ItemSerializer(many=True))
    def get_items(self, listed: RecommendationList) -> Any:
        return ItemSerializer(self._items(listed), many=True).data

    @extend_schema_field(MeterSerializer(many=True))
    def get_meters(self, listed: RecommendationList) -> Any:
        facts = lists.facts_of_list(listed, self._items(listed))
        found = meters_of(facts, self._verdict(listed), version=listed.round.law_version)
        return MeterSerializer(found, many=True).data

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, listed: RecommendationList) -> Any:
        return self._verdict(listed).as_json()

    def _items(self, listed: RecommendationList) -> list[ListItem]:
        if not hasattr(self, "_held"):
            self._held = list(items_of(listed))
        return self._held

    def _verdict(self, listed: RecommendationList) -> Judgement:
        if not hasattr(self, "_judged"):
            self._judged = lists.judged(listed, at=now_of(self.context["request"]))
        return self._judged


class RowSerializer(serializers.ModelSerializer[ProposedItem]):
    """One row of the national list."""

    nomination = serializers.IntegerField(source="nomination_id", read_only=True)
    name = serializers.CharField(source="nomination.subject_name", read_only=True)
    honour = serializers.CharField(source="nomination.honour", read_only=True)
    recommender = UnionName(source="nomination.recommender", read_only=True)

    class Meta:
        model = ProposedItem
        fields = [
            "id", "position", "nomination", "name", "honour", "recommender", "elevated", "elevated_statement",
            "submitted", "approved_at", "held_reason", "finalised_at", "conferred_at",
        ]  # fmt: skip
        read_only_fields = fields


class ElevationSerializer(serializers.ModelSerializer[ElevationItem]):
    """One earlier holder on the national list."""

    conferral = serializers.IntegerField(source="conferral_id", read_only=True)
    name = serializers.CharField(source="conferral.subject_name", read_only=True)
    honour = serializers.CharField(source="conferral.honour", read_only=True)
    certificate = serializers.CharField(source="conferral.certificate_number", read_only=True)

    class Meta:
        model = ElevationItem
        fields = [
            "id", "conferral", "name", "honour", "certificate", "elevated", "statement", "submitted", "approved_at",
            "held_reason", "finalised_at", "conferred_at",
        ]  # fmt: skip
        read_only_fields = fields


class ProposalSerializer(serializers.ModelSerializer[ProposedList]):
    """The national list."""

    round = serializers.IntegerField(source="round_id", read_only=True)
    notice = serializers.IntegerField(source="notice_id", read_only=True, allow_null=True)
    document = serializers.CharField(source="document.number", read_only=True, allow_null=True, default=None)
    state = serializers.ChoiceField(choices=[str(s) for s in ProposalState], read_only=True)

    class Meta:
        model = ProposedList
        fields = [
            "id", "round", "number", "state", "digest", "approved_digest", "final_digest", "notice", "document",
            "version",
        ]  # fmt: skip
        read_only_fields = fields


class ProposalDetailSerializer(ProposalSerializer):
    """The national list with the law's verdict on it; its rows have an address of their own."""

    findings = serializers.SerializerMethodField()

    class Meta(ProposalSerializer.Meta):
        fields = [*ProposalSerializer.Meta.fields, "findings"]
        read_only_fields = fields

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, found: ProposedList) -> Any:
        rows, at = list(rows_of_proposal(found)), now_of(self.context["request"])
        stage = ListStage.PROPOSED if found.state in PROPOSING else ListStage.FINAL
        earlier = list(elevations_of(found).filter(conferred_at__isnull=True))
        return (proposal.judged(found, rows, stage=stage, at=at) + judged_earlier(earlier, at=at)).as_json()


class StaysSerializer(AnySerializer):
    """A case that did not move, and why."""

    nomination = serializers.IntegerField()
    why = serializers.CharField()


class ListOutcomeSerializer(AnySerializer):
    """What became of each name: advanced, held for now, or struck."""

    advanced = serializers.ListField(child=serializers.IntegerField(), help_text="申报的 id")
    held = StaysSerializer(many=True)
    struck = serializers.ListField(child=serializers.IntegerField(), help_text="申报的 id")
    findings = FindingSerializer(many=True, help_text="撤下部分对象后的名单结构")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        found: Outcome = instance
        return {
            "advanced": [n.pk for n in found.advanced],
            "held": [{"nomination": pk, "why": why} for pk, why in found.held.items()],
            "struck": [n.pk for n in found.struck],
            "findings": found.structure.as_json(),
        }


class EntriesSerializer(AnySerializer):
    """How many entered, and why each of the others did not."""

    entered = serializers.IntegerField()
    stays = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))


class ClearanceSerializer(AnySerializer):
    """Who passed the audit, and why each of the others did not."""

    cleared = serializers.ListField(child=serializers.IntegerField())
    stays = StaysSerializer(many=True)


class InquirySerializer(serializers.ModelSerializer[Inquiry]):
    """核查."""

    nomination = serializers.IntegerField(source="nomination_id", read_only=True)
    state = serializers.ChoiceField(choices=[str(s) for s in InquiryState], read_only=True)

    class Meta:
        model = Inquiry
        fields = ["id", "nomination", "ground", "clues", "opened_at", "finding", "closed_at", "state", "version"]
        read_only_fields = fields


class MendingSerializer(serializers.ModelSerializer[Mending]):
    """补正."""

    nomination = serializers.IntegerField(source="nomination_id", read_only=True)
    union = UnionName(read_only=True)

    class Meta:
        model = Mending
        fields = ["id", "nomination", "union", "gaps", "asked_at", "answer", "answered_at"]
        read_only_fields = fields
