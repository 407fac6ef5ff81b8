"""What proves it: opinions (第十六条), attachments, attested conditions, the provincial title."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from documents.models import Document
from nominations.models.nomination import Nomination
from regulation.facts import TitleIssuer
from regulation.honours import Honour, law_of
from regulation.opinions import Assembly


class OpinionKind(models.TextChoices):
    """Whose opinion Article 16 asks for."""

    MEMBERS = "members", "会员大会或会员代表大会"
    PARTY = "party", "本单位党组织"
    DISCIPLINE = "discipline", "本单位纪检组织"
    SUPERVISION = "supervision", "纪检监察机关"
    PERSONNEL = "personnel", "组织人事部门"


class Opinion(models.Model):
    """One opinion: who gave it, what it says, until when it holds, and the paper."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="opinions")
    kind = models.CharField("征求对象", max_length=12, choices=OpinionKind.choices)
    giver = models.CharField("出具单位（会议名称）", max_length=160)
    agrees = models.BooleanField("同意推荐", default=True)
    statement = models.TextField("意见内容", blank=True)
    as_of = models.DateField("意见截至日期")
    assembly = models.CharField("会议形式", max_length=16, choices=[(a.value, a.label) for a in Assembly], blank=True)
    within_authority = models.BooleanField("出具单位符合干部管理权限", default=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name="意见原件")
    # The members' assembly only: counts are stored, no majority is set (decision 16).
    entitled = models.PositiveIntegerField("应到人数", null=True, blank=True)
    present = models.PositiveIntegerField("实到人数", null=True, blank=True)
    in_favour = models.PositiveIntegerField("同意", null=True, blank=True)
    against = models.PositiveIntegerField("不同意", null=True, blank=True)
    abstained = models.PositiveIntegerField("弃权", null=True, blank=True)
    dissent_answer = models.TextField("对不同意见的书面答复", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "kind"], name="opinion_once"),
            models.CheckConstraint(
                condition=Q(present__isnull=True) | Q(entitled__isnull=True) | Q(present__lte=F("entitled")),
                name="opinion_present_within_entitled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.giver}"


class AttachmentKind(models.TextChoices):
    """What an attachment proves."""

    TITLE = "title", "省级荣誉证明"
    LEGAL_PERSON = "legal_person", "法人资格证书"
    ACCOUNT = "account", "经费账户证明"
    CONTRACT = "contract", "集体合同"
    CONGRESS = "congress", "职代会、会员代表大会材料"
    BALLOT = "ballot", "评议结果材料"
    UNIT_NOTICE = "unit_notice", "单位公示材料"
    APPROVAL_FORM = "approval_form", "推荐审批表"
    ATTESTATION = "attestation", "认定依据"
    OTHER = "other", "其他材料"


class Attachment(models.Model):
    """A document of the case."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField("材料种类", max_length=16, choices=AttachmentKind.choices)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        ordering = ["nomination_id", "kind", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.document_id}"


def condition_words(honour: Honour, key: str) -> str:
    """A condition in the words of its rule; `key` names the rule first, then what of it was seen."""
    code = key.partition(".")[0]
    return next((f"{rule.article} {rule.title}" for rule in law_of(honour).law.rules if rule.code == code), key)


class Attested(models.Model):
    """A person answers, with a document, for a condition that numbers cannot decide (认定)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="attestations")
    key = models.CharField("条款", max_length=240)  # an observation's key: rule, employer, item
    by = models.CharField("认定人或单位", max_length=160)
    statement = models.TextField("认定内容")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", verbose_name="依据")
    holds = models.BooleanField("结论", default=True)
    on = models.DateField("认定日期")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "key"], name="attested_once")]

    def __str__(self) -> str:
        return self.key

    @property
    def title(self) -> str:
        """The condition in the words of its rule."""
        return condition_words(Honour(self.nomination.honour), self.key)


class ProvincialHonour(models.Model):
    """省级模范职工之家、小家、优秀工会工作者 (第六、七、八条): as a rule the candidate holds one."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="provincial_honour")
    issuer = models.CharField("授予单位类别", max_length=12, choices=[(i.value, i.label) for i in TitleIssuer])
    title = models.CharField("荣誉称号", max_length=120)
    number = models.CharField("表彰文号", max_length=80)
    year = models.PositiveIntegerField("获得年份")

    def __str__(self) -> str:
        return self.title
