"""Objections and reports (举报) are one kind of letter: who wrote is encrypted and read by the handling level only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models import Document
from ledger.models import Record
from publicity.models.notices import NoticeItem
from unions.models import Union


class LetterKind(models.TextChoices):
    OBJECTION = "objection", "异议"
    REPORT = "report", "举报"


class Sender(models.TextChoices):
    """Who writes: the law asks another proof of each (decision 11)."""

    PERSON = "person", "个人（实名）"
    UNIT = "unit", "单位（盖章）"
    ANONYMOUS = "anonymous", "匿名"


class Letter(Record):
    """One letter. An open objection holds its item; a report holds nothing."""

    kind = models.CharField(max_length=10, choices=LetterKind.choices)
    item = models.ForeignKey(NoticeItem, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")
    subject = models.CharField("对象", max_length=80, blank=True)  # chain key of a nomination or conferral
    subject_name = models.CharField("反映对象", max_length=200)
    handler = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="letters", verbose_name="受理工会")
    sender = models.CharField(max_length=10, choices=Sender.choices)
    identity_encrypted = models.TextField(blank=True)  # name, contact; JSON, Fernet
    seal = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="盖章件"
    )
    text = models.TextField("反映内容")
    evidence = models.ManyToManyField(Document, blank=True, related_name="+")
    receipt_hash = models.CharField(max_length=64, unique=True)
    late = models.BooleanField("逾期或匿名，按举报办理", default=False)  # meant as an objection, kept as a report
    sent_on = models.DateField("寄出日期", null=True, blank=True)
    received_at = models.DateTimeField("收到时间")
    finding = models.TextField("核查情况", blank=True)
    answer = models.TextField("答复", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["handler", "state", "id"], name="letter_queue"),
            models.Index(fields=["subject"], name="letter_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="objection")
                | (Q(item__isnull=False) & ~Q(sender="anonymous") & ~Q(identity_encrypted="")),
                name="objection_has_item_and_name",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["upheld", "dismissed", "not_accepted"])
                | (Q(decided_at__isnull=False) & ~Q(answer="")),
                name="letter_decided_with_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Attempt(models.Model):
    """How often one address wrote or asked within an hour: abuse is slowed down without keeping addresses."""

    source = models.CharField(max_length=64)  # keyed hash of address and purpose
    hour = models.DateTimeField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["hour"], name="attempt_hour")]
        constraints = [models.UniqueConstraint(fields=["source", "hour"], name="attempt_once_per_hour")]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H} {self.number}"
