"""第二十七条: a unit that is bankrupt, ended or dissolved; the next higher union recovers and reports level by level."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from honors.models import Conferral
from ledger.models import Record
from regulation.after import UnitEnd as EndKind
from unions.models import Union


class UnitEnd(Record):
    """What somebody in the chain reported about a unit, and what the next higher union made of it."""

    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="ends", verbose_name="终止的单位工会")
    kind = models.CharField("情况", max_length=12, choices=EndKind.choices())
    happened_on = models.DateField("日期")
    text = models.TextField("情况说明")
    paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="材料"
    )
    reported_at = models.DateTimeField("报告时间")
    reported_by = models.CharField("报告人", max_length=200)
    holder = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="unit_ends", verbose_name="办理工会")
    due_on = models.DateField("办理期限")  # of the step that stands next
    recoverer = models.ForeignKey(
        Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收回工会"
    )
    finding = models.TextField("核实情况", blank=True)
    paper_number = models.CharField("依据文号", max_length=120, blank=True)
    successor = models.ForeignKey(
        Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承继工会"
    )

    class Meta:
        indexes = [models.Index(fields=["holder", "state", "id"], name="unit_end_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["union"],
                condition=Q(state__in=["reported", "recovering", "passed_up"]),
                name="unit_end_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "kept", "dismissed"]) | ~Q(finding=""), name="unit_end_has_finding"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.union_id} {self.get_kind_display()}"


class EndHonour(models.Model):
    """One collective honour that ends with the unit: its own, or of a 小家 below it. Let go if the unit goes on after all."""

    end = models.ForeignKey(UnitEnd, on_delete=models.PROTECT, related_name="honours")
    conferral = models.ForeignKey(Conferral, on_delete=models.PROTECT, related_name="endings")
    position = models.PositiveSmallIntegerField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["end_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["conferral"], condition=Q(released_at__isnull=True), name="honour_in_one_unit_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.end_id} {self.conferral_id}"


class EndStep(models.Model):
    """One level that took note of the report on its way up."""

    end = models.ForeignKey(UnitEnd, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+")
    union_name = models.CharField(max_length=120)
    passed_at = models.DateTimeField(null=True, blank=True)
    passed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["end_id", "position"]
        constraints = [models.UniqueConstraint(fields=["end", "position"], name="end_step_once")]

    def __str__(self) -> str:
        return f"{self.end_id} {self.position} {self.union_name}"
