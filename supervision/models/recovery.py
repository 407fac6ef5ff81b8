"""Certificate, plaque and other papers of an ended honour, each followed until it is back or accounted for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from honors.models import Conferral
from ledger.models import Record
from unions.models import Person, Union


class ItemKind(models.TextChoices):
    CERTIFICATE = "certificate", "证书"
    PLAQUE = "plaque", "奖牌"
    FORM = "form", "推荐审批表"
    DECISION = "decision", "表彰决定"
    OTHER = "other", "其他"


class Cause(models.TextChoices):
    REVOCATION = "revocation", "撤销荣誉称号、取消命名"
    UNIT_END = "unit_end", "所在单位破产、终止或撤销"


class RecoveryItem(Record):
    """One thing to be handed back (第二十三至二十七条). Demanded once per ending of an honour."""

    conferral = models.ForeignKey(Conferral, on_delete=models.PROTECT, related_name="items", verbose_name="荣誉")
    kind = models.CharField("物品", max_length=12, choices=ItemKind.choices)
    name = models.CharField("名称", max_length=120, blank=True)
    cause = models.CharField("缘由", max_length=12, choices=Cause.choices)
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="recovery_items", verbose_name="收回工会")
    demanded_at = models.DateTimeField("责令交回时间")
    due_on = models.DateField("交回期限")
    reminded_at = models.DateTimeField("最近催交时间", null=True, blank=True)
    reminders = models.PositiveSmallIntegerField("催交次数", default=0)
    received_on = models.DateField("收回日期", null=True, blank=True)
    # Whoever took it in; another person registers that it was destroyed.
    received_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收件人"
    )
    statement = models.TextField("遗失情况说明", blank=True)
    paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="材料"
    )
    destroyed_on = models.DateField("销毁日期", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["union", "state", "due_on", "id"], name="recovery_queue"),
            models.Index(fields=["state", "due_on"], name="recovery_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["conferral", "kind", "name"],
                condition=Q(state__in=["demanded", "received", "lost", "destroyed"]),
                name="recovery_item_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "destroyed"])
                | Q(received_on__isnull=False, received_by__isnull=False),
                name="recovery_received_has_a_day",
            ),
            models.CheckConstraint(condition=~Q(state="lost") | ~Q(statement=""), name="recovery_lost_has_statement"),
        ]

    def __str__(self) -> str:
        return f"{self.conferral_id} {self.get_kind_display()}"
