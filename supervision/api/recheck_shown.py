"""What the API of re-checks answers."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from honors.models import Conferral
from supervision.models import Recheck, RecheckItem, RecheckProgramme
from supervision.moves import ProgrammeState, RecheckState
from supervision.queries.rechecks import reason_for
from unions.api.calling import post_of
from unions.api.doors import AnySerializer, UnionName


class HonourName(serializers.ModelSerializer[Conferral]):
    """An honour by name and certificate."""

    class Meta:
        model = Conferral
        fields = ["id", "subject_name", "honour", "certificate_number", "conferred_on"]
        read_only_fields = fields


class RecheckItemSerializer(serializers.ModelSerializer[RecheckItem]):
    """One condition and what was found."""

    class Meta:
        model = RecheckItem
        fields = ["code", "article", "text", "result", "remark"]
        read_only_fields = fields


class RecheckSerializer(serializers.ModelSerializer[Recheck]):
    """A re-check."""

    conferral = HonourName(read_only=True)
    union = UnionName(read_only=True)
    programme = serializers.SerializerMethodField(help_text="所属的复查计划；看不到计划的为空")
    state = serializers.ChoiceField(choices=[str(s) for s in RecheckState], read_only=True)

    class Meta:
        model = Recheck
        fields = [
            "id", "conferral", "union", "programme", "state", "due_on", "opened_at", "outcome", "finding", "new_name",
            "paper_number", "mend_by", "mend_what", "concluded_at", "concluded_by", "version",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_programme(self, recheck: Recheck) -> int | None:
        shown = recheck.union.is_below(post_of(self.context["request"]).union)
        return recheck.programme_id if shown else None


class RecheckDetailSerializer(RecheckSerializer):
    """A re-check with its checklist and, for those who may know it, its reason."""

    reason = serializers.SerializerMethodField(help_text="复查缘由；不应知道的岗位为空")
    items = RecheckItemSerializer(many=True, read_only=True)

    class Meta(RecheckSerializer.Meta):
        fields = [*RecheckSerializer.Meta.fields, "reason", "items"]
        read_only_fields = fields

    def get_reason(self, recheck: Recheck) -> str:
        return reason_for(recheck, post_of(self.context["request"]))


class ToldSerializer(serializers.ModelSerializer[Recheck]):
    """What the unit itself is told."""

    conferral = HonourName(read_only=True)
    union = UnionName(read_only=True)
    state = serializers.ChoiceField(choices=[str(s) for s in RecheckState], read_only=True)
    warning = serializers.SerializerMethodField(help_text="警示的事由")

    class Meta:
        model = Recheck
        fields = [
            "id", "conferral", "union", "state", "outcome", "mend_what", "mend_by", "warning", "new_name",
            "paper_number", "concluded_at",
        ]  # fmt: skip
        read_only_fields = fields

    def get_warning(self, recheck: Recheck) -> str:
        return recheck.finding if recheck.outcome == "warned" else ""


class ProgrammeSerializer(serializers.ModelSerializer[RecheckProgramme]):
    """A programme of re-checks."""

    union = UnionName(read_only=True)
    region = UnionName(read_only=True, allow_null=True)
    round = serializers.IntegerField(source="round_id", read_only=True, allow_null=True)
    state = serializers.ChoiceField(choices=[str(s) for s in ProgrammeState], read_only=True)

    class Meta:
        model = RecheckProgramme
        fields = [
            "id", "union", "title", "honour", "region", "round", "least_years", "most_years", "indicator", "method",
            "size", "seed", "due_on", "state", "chosen_from", "digest", "drawn_at", "version",
        ]  # fmt: skip
        read_only_fields = fields


class ReachSerializer(AnySerializer):
    """How many a draft reaches today."""

    total = serializers.IntegerField(help_text="符合条件的荣誉")
    busy = serializers.IntegerField(help_text="其中正在复查的")


class ChoiceSerializer(AnySerializer):
    """The frozen choice, and the same drawn again."""

    seed = serializers.CharField(allow_blank=True)
    candidates = serializers.ListField(child=serializers.CharField(), help_text="候选对象的编号")
    chosen = serializers.ListField(child=serializers.CharField(), help_text="重新抽取的结果，按排序值")
    skipped = serializers.ListField(child=serializers.CharField(), help_text="选中而正在复查、略过的")
    digest = serializers.CharField(help_text="确定对象时的摘要")
    same = serializers.BooleanField(help_text="重新抽取的结果与摘要一致")
