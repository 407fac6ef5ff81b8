"""第二十七条 单位终止 over the API: reported, examined, recovered, told level by level."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from honors.models import Conferral
from regulation.after import UnitEnd as EndKind
from supervision.actions import ends as verbs
from supervision.actions.ends.shared import named
from supervision.forms.ends import ENDED
from supervision.models import EndStep, ItemKind, UnitEnd
from supervision.moves import EndState
from supervision.queries.ends import ending_with, ends_seen_by
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer, ReadRecords, UnionName, Versioned, asked, door, given
from unions.api.fields import LARGEST, Day, PaperField, Text, UnionField
from unions.models import Post, Union
from unions.queries import unions_seen_by


class EndStepSerializer(serializers.ModelSerializer[EndStep]):
    """One level on the way up."""

    union = UnionName(read_only=True)

    class Meta:
        model = EndStep
        fields = ["position", "union", "union_name", "passed_at", "passed_by"]
        read_only_fields = fields


class NamedHonourSerializer(serializers.ModelSerializer[Conferral]):
    """One collective honour that ends with the unit."""

    title = serializers.CharField(source="title_name", read_only=True)

    class Meta:
        model = Conferral
        fields = ["id", "title", "subject_name", "certificate_number", "state", "ended_on"]
        read_only_fields = fields


class EndSerializer(serializers.ModelSerializer[UnitEnd]):
    """A report that a unit has ended."""

    union = UnionName(read_only=True)
    holder = UnionName(read_only=True)
    recoverer = UnionName(read_only=True, allow_null=True)
    successor = UnionName(read_only=True, allow_null=True)
    state = serializers.ChoiceField(choices=[str(state) for state in EndState], read_only=True)

    class Meta:
        model = UnitEnd
        fields = [
            "id", "union", "kind", "happened_on", "text", "state", "holder", "due_on", "reported_at", "reported_by",
            "recoverer", "finding", "paper_number", "successor", "version",
        ]  # fmt: skip
        read_only_fields = fields


class EndDetailSerializer(EndSerializer):
    """The same with the honours it names and the levels it passes."""

    honours = serializers.SerializerMethodField()
    steps = EndStepSerializer(many=True, read_only=True)

    class Meta(EndSerializer.Meta):
        fields = [*EndSerializer.Meta.fields, "honours", "steps"]
        read_only_fields = fields

    @extend_schema_field(NamedHonourSerializer(many=True))
    def get_honours(self, end: UnitEnd) -> Any:
        return NamedHonourSerializer(named(end) or ending_with(end.union), many=True).data


class EndQuestion(AnySerializer):
    """What reports are narrowed by."""

    state = serializers.ChoiceField(choices=[str(state) for state in EndState], required=False, help_text="状态")


class ReportGiven(AnySerializer):
    """报告单位终止."""

    union = UnionField(queryset=Union.objects.all(), help_text="终止的单位工会的编号")
    kind = serializers.ChoiceField(choices=EndKind.choices())
    happened_on = Day()
    text = Text(2000)
    paper = PaperField(required=False, allow_null=True)


class EstablishGiven(Versioned):
    """核实单位终止."""

    finding = Text(2000)
    due_on = Day(help_text="交回期限")
    kind = serializers.ChoiceField(choices=ENDED, required=False)
    honours = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST), required=False, max_length=500,
        help_text="随单位终止的荣誉；不写为单位自己的和下属小家的全部",
    )  # fmt: skip
    also = serializers.ListField(
        child=serializers.ChoiceField(choices=ItemKind.choices), required=False, max_length=5,
        help_text="一并收回的其他材料",
    )  # fmt: skip


class EndKeptGiven(Versioned):
    """更名或合并后存续."""

    finding = Text(2000)
    paper_number = Text(120, help_text="批准更名或合并的文件文号")
    successor = UnionField(required=False, allow_null=True, help_text="承继的工会；原单位更名存续的不写")


class EndFindingGiven(Versioned):
    """单位没有终止."""

    finding = Text(2000)


def _establish(end: UnitEnd, *, by: Post, at: datetime, version: int, **said: Any) -> UnitEnd:
    """Refused "not_holder", "own_honour", "own_case", "finding_missing", "unit_goes_on", "due_passed",
    "no_standing_honour", "honour_left_out", "not_of_this_unit", "in_another_end"."""
    if "honours" in said:
        known = {one.pk: one for one in ending_with(end.union)}
        others = Conferral.objects.filter(pk__in=[pk for pk in said["honours"] if pk not in known])
        said["honours"] = [*(known[pk] for pk in said["honours"] if pk in known), *others]
    if "kind" in said:
        said["kind"] = EndKind(said["kind"])
    return verbs.establish(end, by=by, at=at, version=version, **said)


@extend_schema_view(
    list=extend_schema(summary="单位终止", parameters=[EndQuestion]),
    retrieve=extend_schema(summary="一件单位终止", responses=EndDetailSerializer),
)
class EndViewSet(ReadRecords):
    """The reports about the acting post's union, those below it, and those that pass it."""

    model = UnitEnd
    serializer_class = EndDetailSerializer
    list_serializer_class = EndSerializer
    queryset = UnitEnd.objects.none()

    def rows(self) -> QuerySet[UnitEnd]:
        rows = ends_seen_by(post_of(self.request))
        said = asked(EndQuestion, self.request) if self.action == "list" else {}
        return rows.filter(state=said["state"]) if "state" in said else rows

    @extend_schema(
        summary="报告单位终止",
        description="可能的拒绝代码：not_allowed、text_missing、day_ahead、no_standing_honour、already_reported。",
        request=ReportGiven,
        responses={201: EndDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """Report a unit of the acting post's subtree; 404 for any other."""
        said, post = given(ReportGiven, request), post_of(request)
        union = get_object_or_404(unions_seen_by(post), pk=said.pop("union").pk)
        kind = EndKind(said.pop("kind"))
        return self.told(verbs.report_end(union, kind=kind, by=post, at=now_of(request), **said), 201)

    establishment = door("establishment", "核实单位终止，责令交回证书和奖牌", _establish, EstablishGiven)
    keeping = door("keeping", "更名或合并后存续，保留荣誉", verbs.keep_in_successor, EndKeptGiven)
    dismissal = door("dismissal", "单位没有终止", verbs.dismiss_end, EndFindingGiven)
    takeover = door("takeover", "转由现在的上一级工会办理", verbs.take_over_end)
    recovery = door("recovery", "收回完毕，逐级上报", verbs.recover_all)
    passing = door("passing", "逐级上报", verbs.pass_up)
    closing = door("closing", "全总备案", verbs.close_end)
