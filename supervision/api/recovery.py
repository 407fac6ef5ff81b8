"""收回证书和奖牌 over the API: each thing, and many at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from honors.models.rounds import HONOURS
from supervision.actions import collecting_lists as lists
from supervision.actions import recovery as verbs
from supervision.forms.recovery import EVERY, RecoveryFilter
from supervision.models import Cause, ItemKind, RecoveryItem
from supervision.moves import ItemState
from supervision.queries.recovery import items_collected_by, items_seen_by
from unions.api.calling import day_of, now_of, post_of
from unions.api.doors import AnySerializer, ReadRecords, UnionName, Versioned, asked, door, given
from unions.api.fields import Day, PaperField, Text, Whole


class RecoveryItemSerializer(serializers.ModelSerializer[RecoveryItem]):
    """One certificate, plaque or other paper to be handed back."""

    state = serializers.ChoiceField(choices=[str(state) for state in ItemState], read_only=True)
    honour = serializers.IntegerField(source="conferral_id", read_only=True)
    subject_name = serializers.CharField(source="conferral.subject_name", read_only=True)
    title = serializers.CharField(source="conferral.title_name", read_only=True)
    certificate_number = serializers.CharField(source="conferral.certificate_number", read_only=True)
    unit = UnionName(source="conferral.union", read_only=True)
    collector = UnionName(source="union", read_only=True)
    overdue = serializers.SerializerMethodField(help_text="待交回且已过期限")

    class Meta:
        model = RecoveryItem
        fields = [
            "id", "honour", "title", "subject_name", "certificate_number", "unit", "collector", "kind", "name", "cause",
            "state", "demanded_at", "due_on", "overdue", "reminders", "reminded_at", "received_on", "statement",
            "destroyed_on", "version",
        ]  # fmt: skip
        read_only_fields = fields

    def get_overdue(self, item: RecoveryItem) -> bool:
        return item.state == ItemState.DEMANDED and item.due_on < day_of(self.context["request"])


class RecoveryQuestion(AnySerializer):
    """What the list is narrowed by; without a state it holds every one."""

    q = Text(40, required=False, help_text="获得荣誉的集体或个人的名称")
    state = serializers.ChoiceField(choices=[str(state) for state in ItemState], required=False, help_text="状态")
    kind = serializers.ChoiceField(choices=ItemKind.choices, required=False, help_text="物品")
    honour = serializers.ChoiceField(choices=HONOURS, required=False, help_text="荣誉")
    cause = serializers.ChoiceField(choices=Cause.choices, required=False, help_text="缘由")
    number = Text(80, required=False, help_text="撤销决定文号")
    late = serializers.BooleanField(required=False, help_text="只看逾期未交")
    end = Whole(required=False, min_value=1, help_text="单位终止的编号")


class ReceiptGiven(Versioned):
    """收回."""

    received_on = Day(help_text="收回日期")


class LossGiven(Versioned):
    """登记遗失."""

    statement = Text(2000, help_text="遗失或无法收回的情况")
    paper = PaperField(required=False, allow_null=True)


class DestructionGiven(Versioned):
    """销毁."""

    destroyed_on = Day(help_text="销毁日期")


class ItemSeen(Versioned):
    """One of many, as it was read."""

    id = Whole(min_value=1)


class ManyGiven(AnySerializer):
    """Many at once."""

    items = ItemSeen(many=True, min_length=1, max_length=lists.AT_ONCE)  # type: ignore[call-arg]  # many=True takes them


class ManyReceived(ManyGiven):
    """收回 of many on one day."""

    received_on = Day(help_text="收回日期")


class ManyLost(ManyGiven):
    """登记遗失 of many with one statement."""

    statement = Text(2000, help_text="遗失或无法收回的情况")
    paper = PaperField(required=False, allow_null=True)


class ManyDestroyed(ManyGiven):
    """销毁 of many on one day."""

    destroyed_on = Day(help_text="销毁日期")


class RecoveryOutcomeSerializer(AnySerializer):
    """What became of one of many."""

    id = serializers.IntegerField(source="item.pk")
    done = serializers.BooleanField()
    code = serializers.CharField(source="refused.code", default="", help_text="没有办成的拒绝代码")
    why = serializers.CharField(source="refused.sentence", default="")


def _many(name: str, summary: str, verb: Callable[..., list[lists.Outcome]], body: type[AnySerializer]) -> Any:
    """One verb for many; ids that the post does not collect are answered as unknown."""

    def act(self: RecoveryViewSet, request: Request) -> Response:
        said = given(body, request)
        seen = {one["id"]: one["version"] for one in said.pop("items")}
        rows = items_collected_by(post_of(request)).filter(pk__in=list(seen)).order_by("pk")
        done = verb([(item, seen[item.pk]) for item in rows], by=post_of(request), at=now_of(request), **said)
        return Response(RecoveryOutcomeSerializer(done, many=True, context=self.get_serializer_context()).data)

    act.__name__ = name
    act.__doc__ = f"{summary}。"
    told = "逐件办理，每件的结果在回答里；看不到或者不由本工会收回的编号不出现在回答里。可能的拒绝代码：nothing_chosen、too_many。"
    described = extend_schema(
        summary=summary, description=told, request=body, responses=RecoveryOutcomeSerializer(many=True)
    )
    return described(action(detail=False, methods=["post"], url_path=name, pagination_class=None)(act))


@extend_schema_view(
    list=extend_schema(summary="应收回的证书和奖牌", parameters=[RecoveryQuestion]),
    retrieve=extend_schema(summary="一件应收回的物品"),
)
class RecoveryViewSet(ReadRecords):
    """What is collected by the acting post's union and those below it, and what it has to hand in itself."""

    model = RecoveryItem
    serializer_class = RecoveryItemSerializer
    queryset = RecoveryItem.objects.none()

    def rows(self) -> QuerySet[RecoveryItem]:
        rows = items_seen_by(post_of(self.request))
        if self.action != "list":
            return rows
        said = asked(RecoveryQuestion, self.request)
        return RecoveryFilter({"state": EVERY, **said}).narrowed(rows, on=day_of(self.request))

    reminder = door("reminder", "催交", verbs.remind)
    receipt = door("receipt", "登记收回", verbs.receive, ReceiptGiven)
    loss = door("loss", "登记遗失", verbs.declare_lost, LossGiven)
    destruction = door("destruction", "登记销毁", verbs.destroy, DestructionGiven)
    reminders = _many("reminders", "批量催交", lists.remind_all, ManyGiven)
    receipts = _many("receipts", "批量登记收回", lists.receive_all, ManyReceived)
    losses = _many("losses", "批量登记遗失", lists.declare_all_lost, ManyLost)
    destructions = _many("destructions", "批量登记销毁", lists.destroy_all, ManyDestroyed)
