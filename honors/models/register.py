"""The register: what was conferred or named, upon whom, by which decision, and whether it still stands."""

from __future__ import annotations

from django.db import models

from decisions.models import DecisionDocument
from honors.models.rounds import HONOURS, Round
from ledger.models import Record
from regulation.honours import Elevated, Honour
from unions.models import Union

ELEVATED = [(title.value, title.title) for title in Elevated]


class SubjectPost(models.TextChoices):
    """The post of a person on the day of filing: Article 25 asks for it."""

    CHAIR = "chair", "基层工会主席"
    VICE_CHAIR = "vice_chair", "基层工会副主席"
    OTHER = "other", "其他"


class Conferral(Record):
    """One honour (or elevated title) of one subject. Never deleted; ended only by its moves."""

    honour = models.CharField("项目", max_length=24, choices=HONOURS)
    elevated = models.CharField("红旗单位、标兵", max_length=20, choices=ELEVATED, blank=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="conferrals")
    base = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="title")
    certificate_number = models.CharField("证书编号", max_length=40, unique=True)
    # 128 random bits: what the QR code holds; nobody can count through the register with it.
    check_code = models.CharField("核验码", max_length=32, unique=True)
    subject_name = models.CharField("名称", max_length=160)  # as on the certificate
    unit_name = models.CharField("所在单位", max_length=160, blank=True)
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="conferrals", verbose_name="所在工会")
    person_key = models.CharField(max_length=64, blank=True, db_index=True)  # keyed hash of the ID number
    subject_code = models.CharField("统一社会信用代码", max_length=18, blank=True, db_index=True)
    post = models.CharField("岗位", max_length=10, choices=SubjectPost.choices, default=SubjectPost.OTHER)
    nature = models.CharField("单位性质", max_length=30, blank=True)
    recommender = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+", verbose_name="推荐单位")
    region_code = models.CharField(max_length=6, blank=True)
    path = models.JSONField("推荐路径", default=list)  # the frozen chain: [{"union": id, "name": …}, …]
    nomination = models.CharField("申报件", max_length=80)  # its chain key
    decision = models.ForeignKey(
        DecisionDocument, on_delete=models.PROTECT, related_name="conferrals", verbose_name="表彰决定"
    )
    conferred_on = models.DateField("表彰日期")
    ended_by = models.ForeignKey(
        DecisionDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="ended", verbose_name="撤销决定"
    )
    ended_on = models.DateField("终止日期", null=True, blank=True)
    search = models.TextField(blank=True, editable=False)
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["round", "honour", "region_code", "id"], name="conferral_list"),
            models.Index(fields=["union", "honour"], name="conferral_of_union"),
            models.Index(fields=["subject_name"], name="conferral_by_name"),
            models.Index(fields=["-conferred_on", "id"], name="conferral_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="revoked") | models.Q(ended_by__isnull=False, ended_on__isnull=False),
                name="conferral_revoked_by_decision",
            ),
            models.UniqueConstraint(fields=["nomination", "elevated"], name="conferral_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name} {self.certificate_number}"

    @property
    def kind(self) -> Honour:
        return Honour(self.honour)

    @property
    def title_name(self) -> str:
        """What was conferred or named: the elevated title where this row is one."""
        return Elevated(self.elevated).title if self.elevated else self.kind.title


class CertificateSeries(models.Model):
    """The last certificate number of a series; taken by UPDATE inside the conferral, so no gap and no reuse."""

    code = models.CharField(max_length=30, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.code} {self.last}"
