"""听取陈述: the unit or person concerned is told the grounds and may answer; it never vetoes the secretariat."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from revocations.models.cases import CaseSubject


class Hearing(models.Model):
    """One subject heard: when and how it was told, until when it could answer, and what it said.

    Told anew, as a further row, where items or facts changed after it was told; the last one counts.
    """

    subject = models.ForeignKey(CaseSubject, on_delete=models.PROTECT, related_name="hearings")
    notified_on = models.DateField("告知日期")
    means = models.CharField("告知方式", max_length=200)
    due_on = models.DateField("陈述截止日期")
    told = models.TextField("告知内容")  # the items and facts as they were told, frozen
    told_by = models.CharField(max_length=200)
    statement = models.TextField("陈述意见", blank=True)
    papers = models.ManyToManyField(Document, blank=True, related_name="+", verbose_name="陈述材料")
    stated_at = models.DateTimeField("收到时间", null=True, blank=True)
    stated_by = models.CharField(max_length=200, blank=True)
    waived = models.BooleanField("明确表示不陈述", default=False)

    class Meta:
        ordering = ["subject_id", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(statement="") | Q(stated_at__isnull=False), name="hearing_statement_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.due_on}"
