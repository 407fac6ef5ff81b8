"""Who decided what: collective decisions bound to a digest, decision documents, declared conflicts of interest."""

from __future__ import annotations

from django.db import models

from documents.models import Document
from unions.models import Person, Union


class DecisionKind(models.TextChoices):
    """What a body decided."""

    RECOMMENDATION = "recommendation", "推荐单位领导班子集体研究"
    APPROVAL = "approval", "书记处审议"
    FINAL = "final", "根据公示结果确定名单"
    DISQUALIFICATION = "disqualification", "撤销评选资格"
    REVOCATION_CONSENT = "revocation_consent", "推荐单位同意撤销"
    REVOCATION = "revocation", "撤销荣誉称号、取消命名"
    REVERSAL = "reversal", "更正撤销决定"


class CollectiveDecision(models.Model):
    """A meeting's decision: body, day, place, attendees, minutes, and the digest of exactly what was decided."""

    kind = models.CharField(max_length=20, choices=DecisionKind.choices)
    body = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="decisions", verbose_name="决定机构")
    held_on = models.DateField("会议日期")
    place = models.CharField("地点", max_length=120)
    attendees = models.TextField("出席人员")
    minutes = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name="会议纪要")
    subject = models.CharField("对象", max_length=80)  # the chain key of what was decided
    digest = models.CharField("名单摘要", max_length=64)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="经办人")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="签发人")
    signed_at = models.DateTimeField("签发时间")

    class Meta:
        indexes = [models.Index(fields=["subject"], name="decision_subject")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(prepared_by=models.F("signed_by")), name="decision_two_persons"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"


class DecisionDocument(models.Model):
    """表彰决定 or 撤销决定, as printed (第二十一条、第二十六条)."""

    number = models.CharField("文号", max_length=80, unique=True)
    title = models.CharField("标题", max_length=200)
    issued_on = models.DateField("印发日期")
    body = models.TextField("正文")
    digest = models.CharField(max_length=64)
    decision = models.ForeignKey(
        CollectiveDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    scan = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）"


class Relation(models.Model):
    """A declared relation: this person takes no part in what concerns that subject (回避)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    subject = models.CharField("对象", max_length=80)  # "union:12", or a record's chain key
    ground = models.CharField("回避事由", max_length=200)
    declared_at = models.DateTimeField()
    declared_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "subject"], name="relation_declared_once")]
        indexes = [models.Index(fields=["subject"], name="relation_subject")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.subject}"
