"""The two lists that law decides on: a recommending unit's (第十七条) and the national one (第十九、二十条)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from decisions.models import CollectiveDecision, DecisionDocument
from documents.models import Document
from honors.models import Quota, Round
from honors.models.register import ELEVATED
from ledger.models import Record
from nominations.models import Nomination
from publicity.models import Notice
from unions.models import Person, Union


class DecidedList(Record):
    """A list whose content is bound, by its digest, to the decision that was taken on it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("批次", default=1)
    prepared_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="拟稿人"
    )
    digest = models.CharField("名单摘要", max_length=64, blank=True)
    decision = models.ForeignKey(CollectiveDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # {rule code: reason} for departures from 一般 rules, and for ratios broken by later departures.
    reasons = models.JSONField("理由", default=dict)

    class Meta:
        abstract = True


class RecommendationList(DecidedList):
    """推荐名单 of one recommending unit in one round; a further batch only by a new collective decision and notice."""

    recommender = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="recommendation_lists")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "recommender", "number"], name="recommendation_list_once"),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(digest="") & Q(decision__isnull=False)),
                name="recommendation_decided_has_decision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "decided"]) | Q(notice__isnull=False),
                name="recommendation_published_has_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommender} 推荐名单第 {self.number} 批"


class ListItem(models.Model):
    """One nomination on a recommendation list, with the place it takes."""

    list = models.ForeignKey(RecommendationList, on_delete=models.PROTECT, related_name="items")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="list_items")
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField("排序")
    # On the list when the leadership decided: what leaves later stays part of what was decided (decision 9).
    decided = models.BooleanField("已经集体研究确定", default=False)
    held_reason = models.CharField("暂缓原因", max_length=300, blank=True)
    recommended_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField("离开时间", null=True, blank=True)
    left_reason = models.CharField("离开原因", max_length=300, blank=True)

    class Meta:
        ordering = ["list_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["nomination"], condition=Q(left_at__isnull=True), name="list_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.nomination_id}"


class ProposedList(DecidedList):
    """拟表彰和命名的建议名单; its final list is always a subset of the approved one."""

    approved_digest = models.CharField("审议通过的名单摘要", max_length=64, blank=True)
    final_decision = models.ForeignKey(
        CollectiveDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    final_digest = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(DecisionDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="proposed_list_once"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"]) | (~Q(approved_digest="") & Q(decision__isnull=False)),
                name="proposal_approved_has_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state="conferred") | Q(document__isnull=False, final_decision__isnull=False),
                name="proposal_conferred_has_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} 建议名单第 {self.number} 批"


class ProposedItem(models.Model):
    """One nomination on the national list, with the elevated title proposed for it (第九条)."""

    list = models.ForeignKey(ProposedList, on_delete=models.PROTECT, related_name="items")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="proposed_items")
    position = models.PositiveIntegerField("次序")
    elevated = models.CharField("红旗单位、标兵", max_length=20, choices=ELEVATED, blank=True)
    elevated_statement = models.TextField("突出贡献", blank=True)
    elevated_document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    submitted = models.BooleanField("已提请审议", default=False)  # part of the digest that the secretariat saw
    approved_at = models.DateTimeField("审议通过时间", null=True, blank=True)
    held_reason = models.CharField("暂缓原因", max_length=300, blank=True)
    final_decision = models.ForeignKey(
        CollectiveDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finalised_at = models.DateTimeField(null=True, blank=True)
    conferred_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField("离开时间", null=True, blank=True)
    left_reason = models.CharField("离开原因", max_length=300, blank=True)

    class Meta:
        ordering = ["list_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(left_at__isnull=True), name="proposed_item_once"
            ),
            models.CheckConstraint(
                condition=Q(finalised_at__isnull=True) | Q(approved_at__isnull=False, final_decision__isnull=False),
                name="proposed_final_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(conferred_at__isnull=True) | Q(finalised_at__isnull=False),
                name="proposed_conferred_was_final",
            ),
            models.CheckConstraint(
                condition=Q(elevated="") | (~Q(elevated_statement="") & Q(elevated_document__isnull=False)),
                name="proposed_elevated_is_attested",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.nomination_id}"
