"""A round (评选表彰年度): what national staff decide before it opens, and what is frozen when it does (第十四、十五条)."""

from __future__ import annotations

from datetime import date

from django.db import models

from ledger.models import Record
from regulation.honours import Honour
from unions.models import Person, Union

HONOURS = [(honour.value, honour.title) for honour in Honour]


class RoundKind(models.TextChoices):
    """第十四条第一款."""

    MID_TERM = "mid_term", "届中"
    CONGRESS = "congress", "换届之年"


class Round(Record):
    """One nationwide selection."""

    name = models.CharField("名称", max_length=120)
    year = models.PositiveIntegerField("年度")
    kind = models.CharField("类别", max_length=10, choices=RoundKind.choices)
    notice_number = models.CharField("评选表彰通知文号", max_length=80, blank=True)
    notice_title = models.CharField("评选表彰通知标题", max_length=200, blank=True)
    opened_on = models.DateField("开始日期", null=True, blank=True)  # the law version that judges its nominations
    subjects = models.TextField("评选对象", blank=True)
    conditions = models.TextField("评选条件", blank=True)
    procedure = models.TextField("评选程序", blank=True)
    organisation = models.TextField("组织实施", blank=True)
    front_line_definition = models.TextField("基层一线的界定", blank=True)
    contacts = models.TextField("联系方式", blank=True)
    discipline_contacts = models.TextField("纪检监督联系方式", blank=True)
    third_round_document = models.CharField("增加评选次数的全总文件", max_length=120, blank=True)
    unusual_reason = models.TextField("非届中、非换届之年开展的理由", blank=True)
    # Whoever last changed the draft; another person opens the round (decision 15).
    prepared_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="拟稿人"
    )
    # Everything that judges the round's nominations, as canonical text, written once when it opens.
    frozen = models.TextField(blank=True)
    frozen_digest = models.CharField(max_length=64, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft") | (models.Q(opened_on__isnull=False) & ~models.Q(frozen_digest="")),
                name="round_open_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def law_version(self) -> date:
        """The day whose law judges this round. A draft has none yet."""
        if self.opened_on is None:
            raise ValueError("a round that is not open has no law version")
        return self.opened_on


class RoundHonour(models.Model):
    """One honour that a round offers."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="honours")
    honour = models.CharField(max_length=24, choices=HONOURS)
    total = models.PositiveIntegerField("计划名额", default=0)
    elevated_total = models.PositiveIntegerField("红旗单位、标兵计划名额", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "honour"], name="round_honour_once")]

    def __str__(self) -> str:
        return self.honour


class Step(models.TextChoices):
    """The steps that have a deadline; reviewing steps are met by every union of that level."""

    FILE = "file", "基层工会申报"
    TOWNSHIP = "township", "乡镇街道级审查"
    COUNTY = "county", "县级审查"
    PREFECTURE = "prefecture", "地市级审查"
    RECOMMEND = "recommend", "推荐单位推荐"
    AUDIT = "audit", "全总审核"


class Deadline(models.Model):
    """Until when a step may be taken in this round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="deadlines")
    step = models.CharField(max_length=12, choices=Step.choices)
    due_at = models.DateTimeField("截止时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "step"], name="deadline_once")]

    def __str__(self) -> str:
        return f"{self.step} {self.due_at}"


class Extension(models.Model):
    """A later deadline for one union (and those below it), with its reason."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="extensions")
    step = models.CharField(max_length=12, choices=Step.choices)
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField("延长至")
    reason = models.CharField("理由", max_length=300)
    granted_at = models.DateTimeField()
    granted_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["round", "union", "step"], name="extension_for")]

    def __str__(self) -> str:
        return f"{self.union_id} {self.step} {self.due_at}"


class RoundSetting(models.Model):
    """One interpretive setting of a round, with who set it and the paper's number (第三十条)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="settings")
    code = models.CharField(max_length=40)
    value = models.JSONField()
    paper = models.CharField("文号", max_length=120, blank=True)
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "code"], name="round_setting_once")]

    def __str__(self) -> str:
        return self.code


class StructureRequirement(models.Model):
    """One requirement on the make-up of a list: trait, floor or ceiling, share or number, hard or 一般."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="requirements")
    honours = models.JSONField("适用项目", default=list)
    trait = models.CharField("指标", max_length=30)
    ceiling = models.BooleanField("上限", default=False)
    percent = models.DecimalField("百分比", max_digits=5, decimal_places=2, null=True, blank=True)
    number = models.PositiveIntegerField("人（个）数", null=True, blank=True)
    generally = models.BooleanField("一般", default=True)
    source = models.CharField("依据", max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__isnull=False, number__isnull=True)
                | models.Q(percent__isnull=True, number__isnull=False),
                name="requirement_share_or_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trait} {self.percent or self.number}"


class Measure(Record):
    """实施办法 of a province or national industrial union: stricter parameters only, for rounds opened later (第二十九条)."""

    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="measures")
    title = models.CharField("名称", max_length=200)
    number = models.CharField("文号", max_length=80)
    text = models.TextField("全文")
    effective_on = models.DateField("施行日期")
    prepared_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="拟稿人"
    )
    # {parameter code: "19/20"}, {honour: [extra document names]} and the wording beyond numbers, each with what it
    # does to the regulation's own; checked by regulation.measures.
    parameters = models.JSONField(default=dict)
    documents = models.JSONField(default=dict)
    provisions = models.JSONField(default=list)
    # 第三十条: 全总's answer on what leaves out a category or a step; None while it has not been asked or answered.
    interpreted = models.BooleanField("全总解释同意", null=True, blank=True)
    interpretation = models.TextField("全总的解释", blank=True)
    interpretation_number = models.CharField("解释文号", max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "effective_on"], name="measure_in_force")]

    def __str__(self) -> str:
        return self.title
