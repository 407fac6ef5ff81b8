"""What the API of revocation is asked with: the fields are the verbs' own arguments."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from decisions.models import DecisionDocument
from honors.models import Conferral
from honors.queries import conferrals_public
from publicity.queries import letters_seen_by
from regulation.facts import Grade
from regulation.grounds import GROUNDS
from regulation.revocation import Sanction
from revocations.actions.charging import Told
from revocations.actions.deciding import Meeting, Paper
from revocations.models import CaseSource
from supervision.api.recheck_asked import Seen
from supervision.models import ItemKind
from supervision.queries import held_by, supervised_by
from supervision.queries.rechecks import rechecks_seen_by
from unions.api.doors import AnySerializer, Versioned
from unions.api.fields import Day, PaperField, Text, UnionField, Whole
from unions.models import Post

MOST = 9_999_999


def _honours(post: Post) -> Any:
    if post.union.is_national:
        return conferrals_public().select_related("chain")
    mine = supervised_by(post).values("pk")
    own = held_by(post).values("pk")
    return conferrals_public().select_related("chain").filter(pk__in=[*_pks(mine), *_pks(own)])


def _pks(rows: Any) -> list[int]:
    return [row["pk"] for row in rows]


class OpenGiven(AnySerializer):
    """立案研判."""

    conferrals = serializers.ListField(child=Seen(_honours), min_length=1, max_length=200, help_text="荣誉的编号")
    origin = serializers.ChoiceField(
        choices=[(s.value, s.label) for s in (CaseSource.UNION, CaseSource.LETTER, CaseSource.NATIONAL)],
        default=CaseSource.UNION.value,
        help_text="来源",
    )
    summary = Text(2000, help_text="案由")
    letter = Seen(letters_seen_by, required=False, allow_null=True, help_text="查证属实的举报")


class WholeGiven(AnySerializer):
    """对整份表彰决定立案."""

    document = Seen(lambda _: DecisionDocument.objects.filter(conferrals__isnull=False).distinct())
    summary = Text(2000, help_text="案由")


class UnfitGiven(Versioned):
    """复查不合格，转入撤销研判; the version is the re-check's."""

    recheck = Seen(rechecks_seen_by, help_text="复查的编号")
    finding = Text(4000, help_text="不合格的情况")


class SummaryGiven(Versioned):
    """修改案由."""

    summary = Text(2000, help_text="案由")


class SubjectGiven(Versioned):
    """加列对象."""

    conferral = Seen(
        lambda _: Conferral.objects.select_related("chain", "union", "recommender"), help_text="荣誉的编号"
    )


class DropGiven(Versioned):
    """移出本案."""

    subject = Whole(min_value=1, help_text="对象在本案中的编号")
    reason = Text(2000, help_text="理由")


class HandOverGiven(Versioned):
    """转请研判."""

    to = UnionField(help_text="转请的工会")
    reason = Text(1000, help_text="理由")


class BallotsGiven(AnySerializer):
    """评议票数 of one year."""

    year = Whole(min_value=2000, max_value=2100)
    issued = Whole(min_value=0, max_value=MOST)
    returned = Whole(min_value=0, max_value=MOST)
    satisfied = Whole(min_value=0, max_value=MOST)
    basically = Whole(min_value=0, max_value=MOST, default=0)
    dissatisfied = Whole(min_value=0, max_value=MOST)


class GradeGiven(AnySerializer):
    """测评等次 of one year."""

    year = Whole(min_value=2000, max_value=2100)
    grade = serializers.ChoiceField(choices=Grade.choices())


class FactsGiven(AnySerializer):
    """What is said of one item."""

    facts = Text(4000, help_text="事实")
    happened_on = Day(help_text="行为发生日期")
    sanction = serializers.ChoiceField(choices=Sanction.choices(), required=False, help_text="处分种类")
    lawfully_removed = serializers.BooleanField(default=False, help_text="被依法罢免")
    ballots = serializers.ListField(child=BallotsGiven(), required=False, max_length=10, help_text="评议票数")
    grades = serializers.ListField(child=GradeGiven(), required=False, max_length=10, help_text="测评等次")
    document_number = Text(120, required=False, default="", allow_blank=True, help_text="依据文号")

    def to_internal_value(self, data: Any) -> Any:
        return Told(**super().to_internal_value(data))


class GroundGiven(Versioned):
    """列明情形."""

    code = serializers.ChoiceField(choices=list(GROUNDS), help_text="情形编号，如 23.7")
    told = FactsGiven()
    subject = Whole(required=False, allow_null=True, min_value=1, help_text="只针对一个对象的，它在本案中的编号")


class GroundChanged(Versioned):
    """修改情形."""

    ground = Whole(min_value=1, help_text="情形在本案中的编号")
    told = FactsGiven()


class GroundNamed(Versioned):
    """删除情形."""

    ground = Whole(min_value=1, help_text="情形在本案中的编号")


class EvidenceGiven(Versioned):
    """补充证据."""

    ground = Whole(min_value=1, help_text="情形在本案中的编号")
    element = Text(20, help_text="要件编号")
    paper = PaperField()
    about = Text(200, help_text="证明的事实")


class EvidenceNamed(Versioned):
    """删除证据."""

    evidence = Whole(min_value=1, help_text="证据的编号")


class HearingGiven(Versioned):
    """告知拟撤销的情形."""

    means = Text(200, help_text="告知方式")


class StatementGiven(AnySerializer):
    """陈述意见."""

    statement = Text(8000, required=False, default="", allow_blank=True, help_text="陈述意见")
    papers = serializers.ListField(child=PaperField(), required=False, default=list, max_length=20)
    waived = serializers.BooleanField(default=False, help_text="明确表示不陈述")


class SubjectStatement(StatementGiven):
    """登记陈述 from a paper, by the holder."""

    subject = Whole(min_value=1, help_text="对象在本案中的编号")


class ApplyGiven(Versioned):
    """申请撤销."""

    reason = Text(1000, required=False, default="", allow_blank=True, help_text="不由原推荐单位申请的理由")


class OpinionGiven(Versioned):
    """同意上报."""

    opinion = Text(2000, help_text="审查意见")


class MeetingFields(AnySerializer):
    """A meeting."""

    held_on = Day(help_text="会议日期")
    place = Text(120, help_text="地点")
    attendees = Text(2000, help_text="出席人员")
    minutes = PaperField()


class MeetingField(MeetingFields):
    """A meeting as the verbs take it."""

    def to_internal_value(self, data: Any) -> Any:
        return Meeting(**super().to_internal_value(data))


class ConsentGiven(Versioned, MeetingFields):
    """推荐单位集体研究同意."""


class NumberedGiven(Versioned):
    """书面报告, 书面请示."""

    number = Text(120, help_text="文号")
    paper = PaperField()


class VerifyGiven(Versioned):
    """核查属实."""

    conclusion = Text(4000, help_text="核查结论和依据")
    paper = PaperField()


class PaperIssued(AnySerializer):
    """A decision as it is issued."""

    number = Text(80, help_text="决定文号")
    title = Text(200, help_text="决定标题")
    issued_on = Day(help_text="印发日期")
    due_on = Day(help_text="证书、奖牌交回期限；更正决定填印发日期")
    also = serializers.MultipleChoiceField(choices=ItemKind.choices, required=False, default=set, help_text="一并收回")
    scan = PaperField(required=False, allow_null=True)

    def to_internal_value(self, data: Any) -> Any:
        said = super().to_internal_value(data)
        said["also"] = [ItemKind(kind) for kind in sorted(said["also"])]
        return Paper(**said)


class DecideGiven(Versioned):
    """书记处批准或直接决定."""

    meeting = MeetingField()
    paper = PaperIssued()
    unheard_reason = Text(1000, required=False, default="", allow_blank=True, help_text="不等陈述期满的理由")


class ReverseGiven(Versioned):
    """另行决定更正."""

    meeting = MeetingField()
    paper = PaperIssued()


class NoticeGiven(Versioned):
    """书面通报推荐单位."""

    recommender = UnionField(help_text="推荐单位")
    number = Text(120, help_text="通报文号")
    sent_on = Day(help_text="通报日期")
    paper = PaperField()
