"""复查: programmes of a union above, and the re-check of one honouree (第二十二条第（四）项)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from honors.models import Conferral, Round
from honors.models.rounds import HONOURS
from ledger.models import Record
from publicity.models import Letter
from unions.models import Union


class Method(models.TextChoices):
    ALL = "all", "全部复查"
    SAMPLE = "sample", "抽样复查"


class Indicator(models.TextChoices):
    """What in the supervision record makes a programme choose an honouree."""

    DISSATISFIED = "dissatisfied", "最近一年不满意率超过百分之五十"
    BELOW_CONDITIONS = "below_conditions", "最近一年入会率或满意率低于评选条件"
    UNREPORTED = "unreported", "年度情况逾期未报"
    IMPORTANT_EVENT = "important_event", "记录有重大情况"
    REPORTED_TO = "reported_to", "有查证属实的举报"


class RecheckProgramme(Record):
    """Which honours a union re-checks by when, and how they were chosen: seeded, so that anybody can draw them again."""

    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="programmes", verbose_name="组织工会")
    title = models.CharField("计划名称", max_length=120)
    honour = models.CharField("项目", max_length=24, choices=HONOURS, blank=True)
    region = models.ForeignKey(
        Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属工会范围"
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="评选轮次"
    )
    least_years = models.PositiveSmallIntegerField("获得荣誉满（年）", null=True, blank=True)
    most_years = models.PositiveSmallIntegerField("获得荣誉不超过（年）", null=True, blank=True)
    indicator = models.CharField("指标", max_length=20, choices=Indicator.choices, blank=True)
    method = models.CharField("方式", max_length=8, choices=Method.choices, default=Method.ALL)
    size = models.PositiveIntegerField("抽取数量", null=True, blank=True)
    seed = models.CharField("随机种子", max_length=64, blank=True)
    due_on = models.DateField("完成期限")
    chosen_from = models.PositiveIntegerField("符合条件的数量", null=True, blank=True)
    # Frozen when drawn, as chain keys: from whom was chosen, and who was chosen but is under re-check already.
    candidates = models.JSONField("符合条件的对象", default=list, blank=True)
    skipped = models.JSONField("正在复查而略过的对象", default=list, blank=True)
    digest = models.CharField("对象摘要", max_length=64, blank=True)
    drawn_at = models.DateTimeField("确定时间", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["union", "state", "id"], name="programme_of_union")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(method="sample") | (Q(size__gte=1) & ~Q(seed="")),
                name="programme_sample_has_size_and_seed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Outcome(models.TextChoices):
    KEPT = "kept", "合格，保留"
    KEPT_RENAMED = "kept_renamed", "更名后保留"
    WARNED = "warned", "警示"
    RESTORED = "restored", "整改合格，恢复"
    UNFIT = "unfit", "不合格"
    CALLED_OFF = "called_off", "荣誉已终止，复查终止"


class Recheck(Record):
    """One honouree re-checked by a union above it; its outcome opens a case at most, and never ends the honour by itself."""

    programme = models.ForeignKey(
        RecheckProgramme, on_delete=models.PROTECT, null=True, blank=True, related_name="rechecks"
    )
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="rechecks")
    conferral = models.ForeignKey(Conferral, on_delete=models.PROTECT, related_name="rechecks", verbose_name="荣誉")
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="rechecks", verbose_name="复查工会")
    reason = models.TextField("复查缘由", blank=True)
    due_on = models.DateField("完成期限")
    opened_at = models.DateTimeField("开始时间")
    opened_by = models.CharField(max_length=200)
    outcome = models.CharField("结论", max_length=14, choices=Outcome.choices, blank=True)
    finding = models.TextField("复查情况", blank=True)
    new_name = models.CharField("更名后的名称", max_length=160, blank=True)
    paper_number = models.CharField("依据文号", max_length=120, blank=True)
    paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="材料"
    )
    mend_by = models.DateField("整改期限", null=True, blank=True)
    mend_what = models.TextField("整改要求", blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["union", "state", "due_on", "id"], name="recheck_queue")]
        constraints = [
            models.UniqueConstraint(
                fields=["conferral"], condition=Q(state__in=["open", "mending"]), name="recheck_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(state="concluded") | (~Q(outcome="") & Q(concluded_at__isnull=False)),
                name="recheck_concluded_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(state="mending") | Q(mend_by__isnull=False), name="recheck_mending_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conferral_id} {self.get_outcome_display() or self.state}"


class CheckResult(models.TextChoices):
    MET = "met", "符合"
    NOT_MET = "not_met", "不符合"
    NOT_APPLICABLE = "not_applicable", "不适用"


class RecheckItem(models.Model):
    """One line of the checklist: a condition of the honour, as the law words it, and what was found."""

    recheck = models.ForeignKey(Recheck, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=80)
    article = models.CharField("条款", max_length=60)
    text = models.TextField("条件")
    result = models.CharField("结果", max_length=16, choices=CheckResult.choices, blank=True)
    remark = models.TextField("说明", blank=True)

    class Meta:
        ordering = ["recheck_id", "position"]
        constraints = [models.UniqueConstraint(fields=["recheck", "code"], name="recheck_item_once")]

    def __str__(self) -> str:
        return f"{self.article} {self.result}"
