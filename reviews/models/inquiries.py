"""核查: nothing is disqualified before it is verified, and nothing under inquiry can be withdrawn (第十九条第二款)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from decisions.models import CollectiveDecision
from ledger.models import Record
from nominations.models import Nomination
from unions.models import Person


class InquiryGround(models.TextChoices):
    """What is inquired into."""

    FORGED = "forged", "伪造材料"
    CONDITIONS = "conditions", "未按照推荐评选条件推荐"
    PROCEDURE = "procedure", "未按照规定程序推荐"


class Inquiry(Record):
    """One inquiry of the national department into a recommended case."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="inquiries")
    ground = models.CharField("核查事由", max_length=12, choices=InquiryGround.choices)
    clues = models.TextField("线索")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    finding = models.TextField("核查结论", blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey(CollectiveDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination"], condition=Q(state="open"), name="inquiry_one_open"),
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(finding="") & Q(closed_at__isnull=False)),
                name="inquiry_closed_has_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ground_display()} {self.nomination_id}"
