"""The yearly figures of an honouree: counts, never percentages (第二十二条第（二）项)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from documents.models import Document
from honors.models import Conferral
from ledger.models import Record
from regulation.facts import Grade
from unions.models import Union


class DueStep(models.TextChoices):
    """Who has to be done with a year by which day. The level follows from the tree."""

    UNIT = "unit", "获得荣誉的单位报送"
    TOWNSHIP = "township", "乡镇街道级核对"
    COUNTY = "county", "县级核对"
    PREFECTURE = "prefecture", "地市级核对"
    RECOMMENDER = "recommender", "推荐单位核对"


class YearDue(models.Model):
    """The day by which a level is done with a year, where 全总 has set another than the usual one."""

    year = models.PositiveSmallIntegerField("年度")
    step = models.CharField("层级", max_length=12, choices=DueStep.choices)
    due_on = models.DateField("截止日期")
    paper = models.CharField("依据文号", max_length=120, blank=True)
    set_at = models.DateTimeField("设定时间")
    set_by = models.CharField("设定人", max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "step"], name="year_due_once")]

    def __str__(self) -> str:
        return f"{self.year} {self.get_step_display()} {self.due_on}"


class YearReport(Record):
    """One year of one honouree: membership, ballots of 会员评家, the assessment of the chair."""

    conferral = models.ForeignKey(Conferral, on_delete=models.PROTECT, related_name="years", verbose_name="荣誉")
    year = models.PositiveSmallIntegerField("年度")
    employees = models.PositiveIntegerField("职工数", null=True, blank=True)
    members = models.PositiveIntegerField("会员数", null=True, blank=True)
    issued = models.PositiveIntegerField("发出票数", null=True, blank=True)
    returned = models.PositiveIntegerField("收回票数", null=True, blank=True)
    satisfied = models.PositiveIntegerField("满意票数", null=True, blank=True)
    basically = models.PositiveIntegerField("基本满意票数", null=True, blank=True)
    dissatisfied = models.PositiveIntegerField("不满意票数", null=True, blank=True)
    grade = models.CharField("工会主席（副主席）测评等次", max_length=12, choices=Grade.choices(), blank=True)
    remarks = models.TextField("工会建设、劳动关系等情况", blank=True)
    paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证明材料"
    )
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+", verbose_name="报送工会")
    reported_at = models.DateTimeField("报送时间")
    reported_by = models.CharField("报送人", max_length=200)
    returned_for = models.TextField("退回意见", blank=True)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    confirmed_by = models.CharField("核对人", max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "year", "id"], name="year_report_queue")]
        constraints = [
            models.UniqueConstraint(fields=["conferral", "year"], name="year_reported_once"),
            models.CheckConstraint(
                condition=Q(members__isnull=True) | Q(employees__isnull=True) | Q(members__lte=F("employees")),
                name="year_report_members_within_employees",
            ),
            models.CheckConstraint(
                condition=Q(returned__isnull=True)
                | Q(returned__lte=F("issued"), returned__gte=F("satisfied") + F("basically") + F("dissatisfied")),
                name="year_report_ballots_add_up",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False), name="year_confirmed_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conferral_id} {self.year}"
