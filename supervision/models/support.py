"""第二十八条: work subsidies to collectives, and rewards to persons by their own grassroots union."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from honors.models import Conferral
from ledger.models import Record
from unions.models import Union


class MoneyKind(models.TextChoices):
    """What may be given at all. 待遇 is refused by the law; help under 22(五) is an event of the supervision record."""

    SUBSIDY = "subsidy", "工作经费补助"
    REWARD = "reward", "物质奖励"


class Support(Record):
    """One payment to the holder of an honour, as it was judged."""

    conferral = models.ForeignKey(Conferral, on_delete=models.PROTECT, related_name="support", verbose_name="荣誉")
    payer = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="support_given", verbose_name="给予的工会")
    kind = models.CharField("种类", max_length=8, choices=MoneyKind.choices)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)
    paid_on = models.DateField("日期")
    resolution = models.CharField("会员（代表）大会决议", max_length=200, blank=True)
    resolved_on = models.DateField("决议日期", null=True, blank=True)
    resolution_paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="决议材料"
    )
    spending_rules = models.TextField("经费科目和所依据的规定")
    recorded_at = models.DateTimeField("登记时间")
    recorded_by = models.CharField("登记人", max_length=200)

    class Meta:
        indexes = [models.Index(fields=["payer", "-paid_on", "id"], name="support_of_payer")]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="support_amount_positive")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
