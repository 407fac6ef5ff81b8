"""The API of review: the same verbs as the pages, one POST address each; queue, lists, national lists, inquiries."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from honors.models import Round
from nominations.models import Nomination
from nominations.queries import minus_recused, nominations_seen_by
from regulation.notices import Medium
from reviews.actions import audit, chain, departures, lists, proposal
from reviews.models import Inquiry, InquiryGround, ListItem, ProposedItem, ProposedList, RecommendationList
from reviews.queries import (
    inquiries_seen_by,
    items_of,
    lists_seen_by,
    proposals_seen_by,
    queue_seen_by,
    rows_of_proposal,
)
from unions.api import now_of, post_of
from unions.api.doors import AnySerializer, ReadRecords, Reasoned, UnionName, Versioned, door, given
from unions.api.fields import LARGEST, Day, Moment, PaperField, ReasonsField, Text, UnionField, Whole
from unions.models import Post

if TYPE_CHECKING:
    from config.api import Router


class CaseSerializer(serializers.ModelSerializer[Nomination]):
    """A case as a queue shows it."""

    union = UnionName(read_only=True)
    holder = UnionName(read_only=True)
    recommender = UnionName(read_only=True)
    number = serializers.CharField(read_only=True, help_text="申报编号")

    class Meta:
        model = Nomination
        fields = [
            "id",
            "number",
            "round",
            "honour",
            "state",
            "version",
            "subject_name",
            "unit_name",
            "nature",
            "union",
            "holder",
            "recommender",
            "position",
            "rank",
            "filed_on",
            "arrived_at",
        ]
        read_only_fields = fields


class Endorsing(Versioned):
    """同意并上报."""

    opinions_heard = Text(help_text="听取各方面意见的情况")
    reasons = ReasonsField()


class Judged(Versioned):
    """A move whose 一般 findings may need reasons."""

    reasons = ReasonsField()


class Fault(AnySerializer):
    """One reason of a return."""

    field = Text(80, help_text="栏目、材料或条款")
    reason = Text(500, help_text="问题和修改要求")


class Returning(Versioned):
    """退回修改."""

    summary = Text(2000, required=False, default="", help_text="总体说明")
    reasons = serializers.ListField(child=Fault(), min_length=1, max_length=50, help_text="逐项理由")


class Asking(Versioned):
    """退回补正."""

    union = UnionField(help_text="补正单位")
    gaps = Text(help_text="需补正的材料")


class Mended(Versioned):
    """补正后报送."""

    answer = Text(help_text="补正说明")
    documents = serializers.ListField(child=PaperField(), min_length=1, max_length=20, help_text="补正材料")


class Opening(Versioned):
    """立案核查."""

    ground = serializers.ChoiceField(choices=InquiryGround.choices, help_text="核查事由")
    clues = Text(help_text="线索")


class Meeting(Versioned):
    """A meeting's decision."""

    held_on = Day(help_text="会议日期")
    place = Text(120, help_text="地点")
    attendees = Text(help_text="出席人员")
    minutes = PaperField(help_text="会议纪要")


class MeetingWithReasons(Meeting):
    """The same, with reasons for departures."""

    reasons = ReasonsField()


class Publishing(Versioned):
    """A notice in its statutory medium."""

    medium = serializers.ChoiceField(choices=[m.label for m in Medium], help_text="法定公示载体")
    contacts = Text(2000, required=False, default="", help_text="联系方式")
    medium_visible_at = Moment(required=False, allow_null=True, default=None, help_text="载体刊登时间")
    medium_address = serializers.URLField(max_length=500, required=False, allow_blank=True, default="")
    medium_page = Text(120, required=False, default="", help_text="版面")
    medium_photo = PaperField(required=False, allow_null=True, default=None, help_text="照片或扫描件")


def _send_back(case: Nomination, *, reasons: list[dict[str, str]], **said: Any) -> object:
    """Refused "not_allowed", "reason_missing", "own_case", "deadline_passed"."""
    return chain.send_back(case, reasons=[(r["field"], r["reason"]) for r in reasons], **said)


def _enter(case: Nomination, **said: Any) -> object:
    """Refused "not_allowed", "no_place_left", "barred", "own_case", "deadline_passed", "wrong_state"."""
    return lists.enter_draft(case, **said)


@extend_schema_view(
    list=extend_schema(summary="当前岗位的办理队列"), retrieve=extend_schema(summary="一件申报的办理情况")
)
class CaseViewSet(ReadRecords):
    """Cases and their moves: the list is what stands at the post's own union."""

    model = Nomination
    serializer_class = CaseSerializer

    def rows(self) -> QuerySet[Nomination]:
        post = post_of(self.request)
        if self.action == "list":
            return minus_recused(queue_seen_by(post), post)
        return nominations_seen_by(post)

    endorsement = door("endorsement", "同意并上报", chain.endorse, Endorsing)
    sending_back = door("sending_back", "退回修改", _send_back, Returning)
    refusal = door("refusal", "审查不通过", chain.refuse, Reasoned)
    entry = door("entry", "列入推荐名单", _enter, Judged)
    departure = door("departure", "移出推荐名单", departures.leave, Reasoned)
    striking = door("striking", "公示后不予推荐", departures.strike, Reasoned)
    withdrawal = door("withdrawal", "撤回申报", departures.withdraw, Reasoned)
    lapse = door("lapse", "期满失效", departures.lapse, Reasoned)
    clearance = door("clearance", "审核合格", audit.clear, Judged)
    mending_request = door("mending_request", "退回补正", audit.ask_mending, Asking)
    mending = door("mending", "补正后报送", audit.mend, Mended)
    unfitness = door("unfitness", "审核不合格", audit.find_unfit, Reasoned)
    inquiry = door("inquiry", "立案核查", audit.open_inquiry, Opening)
    disqualification = door("disqualification", "撤销评选资格，取消名额", audit.disqualify, Meeting)
    unproposal = door("unproposal", "移出建议名单", departures.take_out, Reasoned)


class ItemSerializer(serializers.ModelSerializer[ListItem]):
    """One row of a recommendation list."""

    name = serializers.CharField(source="nomination.subject_name", read_only=True)
    honour = serializers.CharField(source="nomination.honour", read_only=True)
    nomination_version = serializers.IntegerField(source="nomination.version", read_only=True)

    class Meta:
        model = ListItem
        fields = [
            "id",
            "nomination",
            "nomination_version",
            "name",
            "honour",
            "rank",
            "decided",
            "held_reason",
            "recommended_at",
        ]
        read_only_fields = fields


class ListSerializer(serializers.ModelSerializer[RecommendationList]):
    """A recommendation list."""

    recommender = UnionName(read_only=True)

    class Meta:
        model = RecommendationList
        fields = ["id", "round", "recommender", "number", "state", "version", "digest", "notice", "reasons"]
        read_only_fields = fields


class WholeListSerializer(ListSerializer):
    """The same with its rows."""

    items = serializers.SerializerMethodField()

    class Meta(ListSerializer.Meta):
        fields = [*ListSerializer.Meta.fields, "items"]
        read_only_fields = fields

    @extend_schema_field(ItemSerializer(many=True))
    def get_items(self, listed: RecommendationList) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ItemSerializer(items_of(listed), many=True).data  # type: ignore[assignment]  # a list
        return found


class Drafting(AnySerializer):
    """Which round a list is for."""

    round = serializers.PrimaryKeyRelatedField(
        queryset=Round.objects.all(),
        pk_field=serializers.IntegerField(min_value=1, max_value=LARGEST),
        help_text="评选",
    )


class Ordering(Versioned):
    """排序."""

    order = serializers.ListField(
        child=Whole(min_value=1), min_length=1, max_length=5000, help_text="该项目全部名单行的编号，按次序"
    )


@extend_schema_view(list=extend_schema(summary="推荐名单"), retrieve=extend_schema(summary="一份推荐名单"))
class ListViewSet(ReadRecords):
    """推荐名单 (第十七条)."""

    model = RecommendationList
    serializer_class = WholeListSerializer
    list_serializer_class = ListSerializer

    def rows(self) -> QuerySet[RecommendationList]:
        return lists_seen_by(post_of(self.request))

    @extend_schema(summary="拟定推荐名单", request=Drafting, responses={201: WholeListSerializer})
    def create(self, request: Request) -> Response:
        """The draft of a round; one that exists is answered again."""
        post = post_of(request)
        made = lists.draft_list(given(Drafting, request)["round"], post.union, by=post, at=now_of(request))
        return self.told(made, 201)

    order = door("order", "排序", lists.rank, Ordering)
    decision = door("decision", "领导班子集体研究确定", lists.decide, MeetingWithReasons)
    publication = door("publication", "推荐单位公示", lists.publish, Publishing)
    reopening = door("reopening", "重新拟定名单", lists.reopen, Reasoned)
    recommendation = door("recommendation", "向全总推荐", lists.recommend, Judged)
    supplement = door("supplement", "补充推荐", lists.supplement, Judged)


class RowSerializer(serializers.ModelSerializer[ProposedItem]):
    """One row of the national list."""

    name = serializers.CharField(source="nomination.subject_name", read_only=True)
    honour = serializers.CharField(source="nomination.honour", read_only=True)

    class Meta:
        model = ProposedItem
        fields = [
            "id",
            "nomination",
            "name",
            "honour",
            "position",
            "elevated",
            "approved_at",
            "held_reason",
            "finalised_at",
            "conferred_at",
        ]
        read_only_fields = fields


class ProposalSerializer(serializers.ModelSerializer[ProposedList]):
    """The national list."""

    class Meta:
        model = ProposedList
        fields = [
            "id",
            "round",
            "number",
            "state",
            "version",
            "digest",
            "approved_digest",
            "final_digest",
            "notice",
            "reasons",
        ]
        read_only_fields = fields


class WholeProposalSerializer(ProposalSerializer):
    """The same with its rows."""

    items = serializers.SerializerMethodField()

    class Meta(ProposalSerializer.Meta):
        fields = [*ProposalSerializer.Meta.fields, "items"]
        read_only_fields = fields

    @extend_schema_field(RowSerializer(many=True))
    def get_items(self, found: ProposedList) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = RowSerializer(rows_of_proposal(found), many=True).data  # type: ignore[assignment]  # a list
        return rows


class Elevating(Versioned):
    """红旗单位、标兵."""

    row = Whole(help_text="名单行的编号", min_value=1)
    title = serializers.ChoiceField(
        choices=["", "red_flag_unit", "pacesetter"], allow_blank=True, help_text="空的为撤回"
    )
    statement = Text(required=False, default="", help_text="工作成绩优异、贡献突出的情况")
    document = PaperField(required=False, allow_null=True, default=None, help_text="证明材料")


class Declined(AnySerializer):
    """One row that the secretariat declines."""

    row = Whole(help_text="名单行的编号", min_value=1)
    reason = Text(300, help_text="不予通过的理由")


class Approving(Meeting):
    """书记处审议通过."""

    declined = serializers.ListField(child=Declined(), required=False, default=list, max_length=5000)


class Conferring(Versioned):
    """印发表彰决定."""

    number = Text(80, help_text="文号")
    title = Text(200, help_text="标题")
    issued_on = Day(help_text="印发日期")
    scan = PaperField(required=False, allow_null=True, default=None, help_text="决定扫描件")


def _draw_up(found: ProposedList, *, by: Post, at: datetime, version: int) -> object:
    """Refused "nothing_cleared", "not_allowed", "own_case", "barred", "wrong_state"."""
    return proposal.draw_into(found, by=by, at=at, version=version)


def _elevate(found: ProposedList, *, row: int, **said: Any) -> object:
    """Refused "not_on_list", "no_elevated_places", "wrong_state", "not_allowed"."""
    return proposal.elevate_row(found, row, **said)


def _approve(found: ProposedList, *, declined: list[dict[str, Any]], **said: Any) -> object:
    """Refused "list_changed", "inquiry_open", "reason_missing", "same_person", "not_on_list", "not_allowed"."""
    return proposal.approve(found, declined={d["row"]: d["reason"] for d in declined}, **said)


@extend_schema_view(list=extend_schema(summary="建议名单"), retrieve=extend_schema(summary="一份建议名单"))
class ProposalViewSet(ReadRecords):
    """拟表彰和命名的建议名单 (第十九条至第二十一条)."""

    model = ProposedList
    serializer_class = WholeProposalSerializer
    list_serializer_class = ProposalSerializer

    def rows(self) -> QuerySet[ProposedList]:
        return proposals_seen_by(post_of(self.request))

    @extend_schema(summary="拟定建议名单", request=Drafting, responses={201: WholeProposalSerializer})
    def create(self, request: Request) -> Response:
        """Everything that is cleared, in order."""
        made = proposal.draw_up(given(Drafting, request)["round"], by=post_of(request), at=now_of(request))
        return self.told(made, 201)

    drawing = door("drawing", "列入新审核合格的对象", _draw_up)
    elevation = door("elevation", "红旗单位、标兵", _elevate, Elevating)
    submission = door("submission", "提请书记处审议", proposal.submit)
    sending_back = door("sending_back", "退回建议名单", proposal.send_back, Reasoned)
    approval = door("approval", "书记处审议通过", _approve, Approving)
    publication = door("publication", "全国公示", proposal.publish_national, Publishing)
    final = door("final", "根据公示结果确定名单", proposal.finalise, MeetingWithReasons)
    supplement = door("supplement", "补充确定", proposal.supplement_final, MeetingWithReasons)
    conferral = door("conferral", "印发表彰决定", proposal.confer, Conferring)


class InquirySerializer(serializers.ModelSerializer[Inquiry]):
    """One inquiry."""

    class Meta:
        model = Inquiry
        fields = ["id", "nomination", "ground", "clues", "state", "version", "opened_at", "finding", "closed_at"]
        read_only_fields = fields


class Finding(Versioned):
    """核查结论."""

    finding = Text(help_text="核查情况和依据")


@extend_schema_view(list=extend_schema(summary="核查"), retrieve=extend_schema(summary="一件核查"))
class InquiryViewSet(ReadRecords):
    """核查 (第十九条第二款)."""

    model = Inquiry
    serializer_class = InquirySerializer

    def rows(self) -> QuerySet[Inquiry]:
        return inquiries_seen_by(post_of(self.request))

    verification = door("verification", "查证属实", audit.verify, Finding)
    dismissal = door("dismissal", "查无实据", audit.unfound, Finding)


def register(router: Router) -> None:
    """`/api/reviews/`, `/api/recommendation-lists/`, `/api/proposals/`, `/api/inquiries/`."""
    router.register("reviews", CaseViewSet, basename="review")
    router.register("recommendation-lists", ListViewSet, basename="recommendation-list")
    router.register("proposals", ProposalViewSet, basename="proposal")
    router.register("inquiries", InquiryViewSet, basename="inquiry")
