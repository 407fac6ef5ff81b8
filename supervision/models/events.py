"""What happened to an honouree, and what was done for it: each with who and when (第二十二条). Never deleted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from honors.models import Conferral
from regulation.facts import AccidentClass
from regulation.revocation import Sanction
from unions.models import Union


class EventKind(models.TextChoices):
    """What is recorded; the items of Article 22 are named beside each group."""

    # 第（二）项: changes of the unit, and important events that are reported at once
    RENAMED = "renamed", "单位更名"
    MERGED = "merged", "单位合并"
    DISSOLVED = "dissolved", "单位破产、终止或撤销"
    CHAIR_REPLACED = "chair_replaced", "更换工会主席"
    ACCIDENT = "accident", "安全生产事故或职业危害"
    MASS_INCIDENT = "mass_incident", "群体性事件"
    ARREARS = "arrears", "拖欠工资或欠缴社会保险费"
    DISCIPLINE = "discipline", "党纪、政务处分"
    CRIMINAL = "criminal", "被追究刑事责任"
    REMOVED = "removed", "被依法罢免"
    OTHER = "other", "其他重大情况"
    # 第（一）（三）（五）项: what is done for it
    POLICY = "policy", "激励政策落实"
    GUIDANCE = "guidance", "指导督促"
    PUBLICISED = "publicised", "宣传事迹、推广经验"
    HELP = "help", "关心帮助、维护权益"


CHANGES = (EventKind.RENAMED, EventKind.MERGED, EventKind.DISSOLVED, EventKind.CHAIR_REPLACED)
IMPORTANT = (
    EventKind.ACCIDENT,
    EventKind.MASS_INCIDENT,
    EventKind.ARREARS,
    EventKind.DISCIPLINE,
    EventKind.CRIMINAL,
    EventKind.REMOVED,
    EventKind.OTHER,
)
SERVICES = (EventKind.POLICY, EventKind.GUIDANCE, EventKind.PUBLICISED, EventKind.HELP)


class Event(models.Model):
    """One entry of the supervision record. A mistake is withdrawn with a reason and stays."""

    conferral = models.ForeignKey(Conferral, on_delete=models.PROTECT, related_name="events", verbose_name="荣誉")
    kind = models.CharField("种类", max_length=16, choices=EventKind.choices)
    happened_on = models.DateField("日期")
    text = models.TextField("情况")
    for_chair = models.BooleanField("对象是该单位工会主席", default=False)
    accident_class = models.CharField("事故等级", max_length=12, choices=AccidentClass.choices(), blank=True)
    sanction = models.CharField("处分种类", max_length=24, choices=Sanction.choices(), blank=True)
    paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="材料"
    )
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+", verbose_name="记录工会")
    recorded_at = models.DateTimeField("记录时间")
    recorded_by = models.CharField("记录人", max_length=200)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.CharField("撤回人", max_length=200, blank=True)
    withdrawn_reason = models.TextField("撤回理由", blank=True)

    class Meta:
        indexes = [models.Index(fields=["conferral", "happened_on", "id"], name="event_of_conferral")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="event_withdrawn_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
