"""An elevated title for who received its base in an earlier round, where this round's notice says so (第九条, 决定 20)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from decisions.models import CollectiveDecision
from documents.models import Document
from honors.models import Conferral
from honors.models.register import ELEVATED
from reviews.models.lists import ProposedList


class ElevationItem(models.Model):
    """One earlier holder on the national list: an honour of the register, and the title proposed on top of it."""

    list = models.ForeignKey(ProposedList, on_delete=models.PROTECT, related_name="elevations")
    conferral = models.ForeignKey(
        Conferral, on_delete=models.PROTECT, related_name="elevations", verbose_name="往届荣誉"
    )
    elevated = models.CharField("红旗单位、标兵", max_length=20, choices=ELEVATED)
    statement = models.TextField("突出贡献")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name="证明材料")
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
        ordering = ["list_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["conferral"], condition=Q(left_at__isnull=True), name="elevation_once"),
            models.CheckConstraint(condition=~Q(statement="") & ~Q(elevated=""), name="elevation_is_attested"),
            models.CheckConstraint(
                condition=Q(finalised_at__isnull=True) | Q(approved_at__isnull=False, final_decision__isnull=False),
                name="elevation_final_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(conferred_at__isnull=True) | Q(finalised_at__isnull=False, left_at__isnull=True),
                name="elevation_conferred_was_final",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conferral_id} {self.elevated}"

    @property
    def key(self) -> str:
        """How a notice and the ledger name it: the chain of the honour that it stands on."""
        return str(self.conferral.chain.key)
