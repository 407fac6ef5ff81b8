"""监督记录、补助和奖励 over the API (第二十二、二十八条)."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from regulation.after import SupportKind
from regulation.facts import AccidentClass
from regulation.revocation import Sanction
from supervision.actions.events import record_event, withdraw_event
from supervision.actions.support import record_support, void_support
from supervision.api.recheck_asked import Seen
from supervision.models import Event, EventKind, Support
from supervision.moves import SupportState
from supervision.queries.events import events_seen_by
from supervision.queries.record import on_record
from supervision.queries.support import given_to, support_seen_by
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer, ReadRecords, Reasoned, UnionName, door, given
from unions.api.fields import Day, PaperField, Text


class EventSerializer(serializers.ModelSerializer[Event]):
    """One entry of a supervision record."""

    honour = serializers.IntegerField(source="conferral_id", read_only=True)
    union = UnionName(read_only=True)

    class Meta:
        model = Event
        fields = [
            "id", "honour", "kind", "happened_on", "text", "for_chair", "accident_class", "sanction", "union",
            "recorded_at", "withdrawn_at", "withdrawn_reason",
        ]  # fmt: skip
        read_only_fields = fields


class NewEvent(AnySerializer):
    """记入监督记录."""

    conferral = Seen(lambda post: on_record(post).select_related("chain"), help_text="荣誉的编号")
    kind = serializers.ChoiceField(choices=EventKind.choices, help_text="种类")
    happened_on = Day(help_text="日期")
    text = Text(4000, help_text="情况")
    for_chair = serializers.BooleanField(default=False, help_text="对象是该单位工会主席")
    accident_class = serializers.ChoiceField(
        choices=AccidentClass.choices(), required=False, allow_blank=True, help_text="事故等级"
    )
    sanction = serializers.ChoiceField(
        choices=Sanction.choices(), required=False, allow_blank=True, help_text="处分种类"
    )
    paper = PaperField(required=False, allow_null=True)


class WithdrawalGiven(AnySerializer):
    """撤回."""

    reason = Text(1000, help_text="理由")


@extend_schema_view(list=extend_schema(summary="监督记录"), retrieve=extend_schema(summary="一条监督记录"))
class EventViewSet(ReadRecords):
    """The supervision records that the acting post reads."""

    model = Event
    serializer_class = EventSerializer
    queryset = Event.objects.none()

    def rows(self) -> QuerySet[Event]:
        return events_seen_by(post_of(self.request))

    @extend_schema(summary="记入监督记录", request=NewEvent, responses={201: EventSerializer})
    def create(self, request: Request) -> Response:
        """Record what happened or what was done."""
        said = given(NewEvent, request)
        conferral, kind = said.pop("conferral"), EventKind(said.pop("kind"))
        return self.told(record_event(conferral, kind=kind, by=post_of(request), at=now_of(request), **said), 201)

    withdrawal = door("withdrawal", "撤回记录", withdraw_event, WithdrawalGiven)


class SupportSerializer(serializers.ModelSerializer[Support]):
    """One payment."""

    state = serializers.ChoiceField(choices=[str(state) for state in SupportState], read_only=True)
    honour = serializers.IntegerField(source="conferral_id", read_only=True)
    subject_name = serializers.CharField(source="conferral.subject_name", read_only=True)
    payer = UnionName(read_only=True)

    class Meta:
        model = Support
        fields = [
            "id", "honour", "subject_name", "payer", "kind", "amount", "paid_on", "resolution", "resolved_on",
            "spending_rules", "recorded_at", "state", "version",
        ]  # fmt: skip
        read_only_fields = fields


class NewSupport(AnySerializer):
    """登记补助或奖励. 设置待遇 is refused by the law, 困难帮助 belongs into the record."""

    conferral = Seen(given_to, help_text="荣誉的编号")
    kind = serializers.ChoiceField(choices=SupportKind.choices(), help_text="种类")
    amount = serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, help_text="金额（元）")
    paid_on = Day(help_text="给付日期")
    spending_rules = Text(1000, required=False, default="", allow_blank=True, help_text="经费科目和所依据的规定")
    resolution = Text(200, required=False, default="", allow_blank=True, help_text="会员（代表）大会决议")
    resolved_on = Day(required=False, allow_null=True, help_text="决议日期")
    resolution_paper = PaperField(required=False, allow_null=True)


@extend_schema_view(list=extend_schema(summary="补助和奖励"), retrieve=extend_schema(summary="一笔补助或奖励"))
class SupportViewSet(ReadRecords):
    """The register of money given (第二十八条)."""

    model = Support
    serializer_class = SupportSerializer
    queryset = Support.objects.none()

    def rows(self) -> QuerySet[Support]:
        return support_seen_by(post_of(self.request))

    @extend_schema(summary="登记补助或奖励", request=NewSupport, responses={201: SupportSerializer})
    def create(self, request: Request) -> Response:
        """Write a payment down; what Article 28 does not allow is refused with its article."""
        said = given(NewSupport, request)
        conferral = said.pop("conferral")
        return self.told(record_support(conferral, by=post_of(request), at=now_of(request), **said), 201)

    voiding = door("voiding", "作废", void_support, Reasoned)
