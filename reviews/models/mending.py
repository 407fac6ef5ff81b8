"""补正: a merely formal gap is returned to one union, which answers with documents; the list's substance stays (第十九条)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from nominations.models import Nomination
from unions.models import Union


class Mending(models.Model):
    """One request of the national department for papers, and its answer."""

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="mendings")
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+", verbose_name="补正单位")
    gaps = models.TextField("需补正的材料")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    answer = models.TextField("补正说明", blank=True)
    documents = models.ManyToManyField(Document, blank=True, related_name="+", verbose_name="补正材料")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["nomination_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(answered_at__isnull=True), name="mending_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="mending_answered_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.asked_at}"
