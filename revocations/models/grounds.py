"""The items of Articles 23 to 25 that a case rests on, each with its facts and the evidence of each of its elements."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from regulation.revocation import Sanction
from revocations.models.cases import CaseSubject, RevocationCase


class CaseGround(models.Model):
    """One item. Without a subject it stands against every honour of the case that it reaches."""

    case = models.ForeignKey(RevocationCase, on_delete=models.PROTECT, related_name="grounds")
    subject = models.ForeignKey(CaseSubject, on_delete=models.PROTECT, null=True, blank=True, related_name="grounds")
    code = models.CharField("情形", max_length=8)  # "23.7": a key of regulation.grounds.GROUNDS
    facts = models.TextField("事实")
    happened_on = models.DateField("行为发生日期")
    sanction = models.CharField("处分种类", max_length=24, choices=Sanction.choices(), blank=True)
    lawfully_removed = models.BooleanField("被依法罢免", default=False)
    ballots = models.JSONField("评议票数", default=list)  # [{"year": 2024, "issued": 100, "returned": 98, …}]
    grades = models.JSONField("测评等次", default=list)  # [{"year": 2024, "grade": "dissatisfied"}]
    document_number = models.CharField("依据文号", max_length=120, blank=True)

    class Meta:
        ordering = ["case_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=Q(subject__isnull=True), name="ground_once_for_all_subjects"
            ),
            models.UniqueConstraint(
                fields=["case", "subject", "code"], condition=Q(subject__isnull=False), name="ground_once_per_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class GroundEvidence(models.Model):
    """One document that proves one element of an item."""

    ground = models.ForeignKey(CaseGround, on_delete=models.CASCADE, related_name="evidence")
    element = models.CharField("要件", max_length=20)
    paper = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name="材料")
    about = models.CharField("证明的事实", max_length=200)

    def __str__(self) -> str:
        return f"{self.ground_id} {self.element}"
