"""What in the supervision record made a case open by itself: each finding once, ever (第二十二条)."""

from __future__ import annotations

from django.db import models

from honors.models import Conferral
from revocations.models.cases import RevocationCase
from supervision.models import Event


class Trigger(models.Model):
    """One finding, and the case that it opened or joined; none where the end of a unit was reported instead."""

    # "dissatisfied:conferral:…:2024-2025", "event:12": the same finding never opens a second case.
    key = models.CharField(max_length=160, unique=True)
    conferral = models.ForeignKey(Conferral, on_delete=models.PROTECT, related_name="triggers", verbose_name="荣誉")
    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="trigger", verbose_name="监督记录"
    )
    case = models.ForeignKey(RevocationCase, on_delete=models.PROTECT, null=True, blank=True, related_name="triggers")
    text = models.TextField("触发的情况")
    found_at = models.DateTimeField("发现时间")

    class Meta:
        ordering = ["found_at", "id"]

    def __str__(self) -> str:
        return self.key
