"""Objections and reports (举报) are one kind of letter: who wrote is encrypted and read by the handling level only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from documents.models import Document
from honors.models import Conferral
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


class FollowUp(models.TextChoices):
    """处理意见: what follows from a report that was looked into."""

    RECHECK = "recheck", "开展复查"
    REVOCATION = "revocation", "提起撤销（取消命名）"
    CANDIDACY = "candidacy", "转评选审核处理"
    TALK = "talk", "谈话提醒、批评教育"
    NOTHING = "nothing", "不作进一步处理"


class Letter(Record):
    """One letter. An open objection holds its item; a report holds nothing.

    `about`, `person_key` and `drafted_by` say who never reads or handles it: the accused unit with all that it was
    merged into and all below it, the accused person, and those who drafted the nomination.
    """

    kind = models.CharField(max_length=10, choices=LetterKind.choices)
    item = models.ForeignKey(NoticeItem, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")
    subject = models.CharField("对象", max_length=80, blank=True)  # chain key of a nomination or conferral
    subject_name = models.CharField("反映对象", max_length=200)
    about = models.ForeignKey(
        Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="被反映单位"
    )
    conferral = models.ForeignKey(
        Conferral, on_delete=models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="荣誉"
    )
    person_key = models.CharField(max_length=64, blank=True)  # keyed hash of the accused person's ID number
    drafted_by = models.CharField(max_length=200, blank=True)  # ",12,15,": ids of persons
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
    finding = models.TextField("核查结论", blank=True)
    substantiated = models.BooleanField("属实", null=True, blank=True)
    follow_up = models.CharField("处理意见", max_length=12, choices=FollowUp.choices, blank=True)
    handling = models.TextField("处理意见的理由", blank=True)
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
                condition=~Q(state__in=["upheld", "dismissed", "not_accepted", "answered"])
                | (Q(decided_at__isnull=False) & ~Q(answer="")),
                name="letter_decided_with_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["found", "handled", "answered"])
                | (Q(kind="report", substantiated__isnull=False) & ~Q(finding="")),
                name="report_found_in_words",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["handled", "answered"]) | (~Q(follow_up="") & ~Q(handling="")),
                name="report_handled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(about__isnull=True) | ~Q(about=F("handler")), name="letter_never_to_the_accused"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def drafters(self) -> set[int]:
        """The ids of those who drafted the nomination that it is about."""
        return {int(part) for part in self.drafted_by.split(",") if part}


class Investigation(models.Model):
    """调查核实: who inquired, when and how, and what was found out. Added to, never changed."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="investigations")
    on = models.DateField("调查日期")
    by_whom = models.CharField("调查人员", max_length=200)
    text = models.TextField("调查方式和情况")
    recorded_at = models.DateTimeField("记录时间")
    recorded_by = models.CharField("记录人", max_length=200)

    class Meta:
        ordering = ["letter_id", "id"]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.on}"


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
