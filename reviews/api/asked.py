"""What the API of review is asked with: the fields are the verbs' own arguments."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from honors.models import Round
from nominations.models import ChainStep, Nomination, StepKind
from nominations.models.nomination import NATURES
from nominations.moves import State
from regulation.honours import Elevated, Honour
from regulation.notices import Medium
from reviews.models import InquiryGround
from unions.api.doors import AnySerializer, Versioned
from unions.api.fields import LARGEST, Day, Moment, PaperField, ReasonsField, Text, UnionField, Whole
from unions.models import Union

AT_ONCE = 200


class RoundGiven(AnySerializer):
    """A round by its id."""

    round = serializers.PrimaryKeyRelatedField(
        queryset=Round.objects.all(), pk_field=serializers.IntegerField(min_value=1, max_value=LARGEST)
    )


class QueueQuestion(AnySerializer):
    """What the queue is narrowed by."""

    q = Text(40, required=False, help_text="名称、单位或编号")
    round = Whole(required=False, min_value=1, help_text="评选")
    honour = serializers.ChoiceField(choices=[(h.value, h.title) for h in Honour], required=False, help_text="项目")
    state = serializers.ChoiceField(choices=[s.value for s in State], required=False, help_text="状态")
    nature = serializers.ChoiceField(choices=NATURES, required=False, help_text="单位性质")


class ListQuestion(AnySerializer):
    """What lists are asked by."""

    round = Whole(required=False, min_value=1, help_text="评选")
    state = Text(16, required=False, help_text="状态")


class MoveGiven(Versioned):
    """A move that judges the conditions again."""

    reasons = ReasonsField()


class EndorseGiven(MoveGiven):
    """审查通过，逐级上报."""

    opinions_heard = Text(5000, help_text="听取各方面意见的情况")


class FaultGiven(AnySerializer):
    """One fault: about which field, paper or rule, and what is wrong."""

    field = Text(80, required=False, default="", help_text="栏目、材料或条款")
    reason = Text(500, help_text="问题和修改要求")


class ReturnGiven(Versioned):
    """退回修改, every reason at once."""

    reasons = serializers.ListField(child=FaultGiven(), min_length=1, max_length=60)
    summary = Text(2000, required=False)

    def validate_reasons(self, rows: list[dict[str, str]]) -> list[tuple[str, str]]:
        return [(row["field"], row["reason"]) for row in rows]


class MendingGiven(Versioned):
    """退回补正: to a union of the chain."""

    union = UnionField(help_text="申报工会，或者审查、推荐过本件的工会")
    gaps = Text(5000, help_text="需补正的材料")

    def validate_union(self, union: Union) -> Union:
        case = self.context["record"]
        if isinstance(case, Nomination) and union.pk != case.union_id:
            kinds = [StepKind.REVIEW, StepKind.RECOMMEND]
            if not ChainStep.objects.filter(nomination=case, union=union, kind__in=kinds).exists():
                raise serializers.ValidationError("补正单位应当是申报工会，或者审查、推荐过本件的工会。")
        return union


class MendedGiven(Versioned):
    """补正后报送, with the papers."""

    answer = Text(5000)
    documents = serializers.ListField(child=PaperField(), min_length=1, max_length=10)


class InquiryGiven(Versioned):
    """立案核查."""

    ground = serializers.ChoiceField(choices=InquiryGround.choices)
    clues = Text(5000)


class FindingGiven(Versioned):
    """核查结论."""

    finding = Text(5000)


class MeetingGiven(Versioned):
    """A meeting's decision."""

    held_on = Day(help_text="会议日期")
    place = Text(120)
    attendees = Text(2000)
    minutes = PaperField(help_text="会议纪要：已上传文件的 key")


class DecisionGiven(MeetingGiven):
    """A meeting's decision on a list that departs from a 一般 rule."""

    reasons = ReasonsField()


class CaseGiven(Versioned):
    """One case, as its reader saw it."""

    nomination = Whole(min_value=1, help_text="申报的 id")


class ClearanceGiven(AnySerializer):
    """批量审核合格: each case with the version that was read."""

    cases = serializers.ListField(child=CaseGiven(), min_length=1, max_length=AT_ONCE)

    def validate_cases(self, rows: list[dict[str, int]]) -> dict[int, int]:
        return {row["nomination"]: row["version"] for row in rows}


class EntriesGiven(Versioned):
    """列入多个: the version is the list's."""

    nominations = serializers.ListField(child=Whole(min_value=1), min_length=1, max_length=AT_ONCE)


class OrderGiven(Versioned):
    """排序: the items of one honour, best first."""

    order = serializers.ListField(child=Whole(min_value=1), min_length=1, max_length=2000)


class PublishGiven(Versioned):
    """The statutory medium of a notice; its proof may follow."""

    medium = serializers.ChoiceField(choices=[m.label for m in (Medium.PROVINCIAL_ONLINE, Medium.PROVINCIAL_PRESS)])
    contacts = Text(2000, required=False, help_text="不填的，用本轮评选通知的联系方式")
    medium_visible_at = Moment(required=False, allow_null=True)
    medium_address = serializers.URLField(max_length=500, required=False, allow_blank=True)
    medium_page = Text(120, required=False)
    medium_photo = PaperField(required=False, allow_null=True)


class PublishNationalGiven(PublishGiven):
    """The same in 《工人日报》 or 中工网."""

    medium = serializers.ChoiceField(choices=[m.label for m in (Medium.WORKERS_DAILY, Medium.WORKERS_ONLINE)])


class ElevateGiven(Versioned):
    """拟授予红旗单位、标兵; an empty title takes it back."""

    title = serializers.ChoiceField(choices=[(e.value, e.title) for e in Elevated], allow_blank=True)
    statement = Text(5000, required=False)
    document = PaperField(required=False, allow_null=True)


class EarlierGiven(Versioned):
    """拟授予往届获得者红旗单位、标兵."""

    certificate = Text(40, help_text="往届证书编号")
    statement = Text(5000, required=False)
    document = PaperField(required=False, allow_null=True)


class RemovalGiven(Versioned):
    """撤下; a reason once the list has been submitted."""

    reason = Text(300, required=False)


class DeclineGiven(AnySerializer):
    """不予通过: one row of the list, with the reason."""

    item = Whole(min_value=1)
    reason = Text(300)


class ApprovalGiven(MeetingGiven):
    """书记处审议通过: single rows may be declined."""

    declined = serializers.ListField(child=DeclineGiven(), required=False, max_length=500)
    declined_elevations = serializers.ListField(
        child=DeclineGiven(), required=False, max_length=100, help_text="不予通过的往届获得者"
    )

    def validate_declined(self, rows: list[dict[str, Any]]) -> dict[int, str]:
        return {row["item"]: row["reason"] for row in rows}

    def validate_declined_elevations(self, rows: list[dict[str, Any]]) -> dict[int, str]:
        return self.validate_declined(rows)


class ConferGiven(Versioned):
    """印发表彰决定."""

    number = Text(80, help_text="文号")
    title = Text(200, help_text="标题")
    issued_on = Day(help_text="印发日期")
    scan = PaperField(required=False, allow_null=True)
