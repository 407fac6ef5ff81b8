"""公示: frozen when it opens, with its statutory medium, its window and one row per name on it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q

from documents.models import Document
from honors.models import Round
from ledger.models import Record
from publicity.moves import NoticeState
from regulation.windows import Window
from unions.models import Union


class NoticeKind(models.TextChoices):
    """Which of the three notices it is."""

    UNIT = "unit", "本单位公示"
    PROVINCIAL = "provincial", "推荐单位公示"
    NATIONAL = "national", "全国公示"


class Notice(Record):
    """One notice. It knows what a notice is, not what a nomination is."""

    kind = models.CharField("类别", max_length=10, choices=NoticeKind.choices)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="notices")
    publisher = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="notices", verbose_name="发布单位")
    handler = models.ForeignKey(
        Union, on_delete=models.PROTECT, related_name="handled_notices", verbose_name="异议受理工会"
    )
    # On the row, because the public index filters by it: the publisher's recommending unit (itself, if it is one).
    recommender = models.ForeignKey(
        Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="所属推荐单位"
    )
    title = models.CharField("标题", max_length=200)
    contacts = models.TextField("联系方式")
    days_needed = models.PositiveIntegerField("公示工作日数", default=5)
    strict_first_day = models.BooleanField("首日不计", default=False)
    visible_at = models.DateTimeField("本站可见时间")
    medium = models.CharField("法定公示载体", max_length=120)
    medium_visible_at = models.DateTimeField("载体刊登时间", null=True, blank=True)
    medium_address = models.URLField("网址", max_length=500, blank=True)
    medium_page = models.CharField("版面", max_length=120, blank=True)
    medium_photo = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="照片或扫描件"
    )
    first_on = models.DateField("首日")
    last_on = models.DateField("末日")
    # Its medium appeared so late that the window now reaches into a year without a calendar: `last_on` is a lower bound.
    end_unknown = models.BooleanField("末日待定", default=False)
    calendar_version = models.CharField("日历版本", max_length=64)
    body = models.BinaryField()  # the bytes the public reads, rendered once
    body_digest = models.CharField(max_length=64)
    list_digest = models.CharField(max_length=64, blank=True)  # of the decided list behind it
    seal = models.CharField("所附封存号", max_length=64, blank=True)
    over_at = models.DateTimeField("期满时间", null=True, blank=True)
    public_until = models.DateField("全文公开至", null=True, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    search = models.TextField(blank=True, editable=False)  # title and publisher, cut into single characters and pairs

    class Meta:
        indexes = [
            models.Index(fields=["state", "last_on", "id"], name="notice_due"),
            models.Index(fields=["kind", "round", "id"], name="notice_index"),
            models.Index(fields=["recommender", "kind", "id"], name="notice_by_region"),
            models.Index(fields=["publisher", "state", "id"], name="notice_of_publisher"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(days_needed__gte=5), name="notice_five_days_at_least"),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("first_on")), name="notice_last_after_first"),
            models.CheckConstraint(
                condition=~Q(state="over")
                | (
                    Q(medium_visible_at__isnull=False, over_at__isnull=False, end_unknown=False)
                    & (~Q(medium_address="") | ~Q(medium_page="") | Q(medium_photo__isnull=False))
                ),
                name="notice_over_has_proof_of_its_medium",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_proof(self) -> bool:
        """Whether its statutory medium is on record with time and proof."""
        return self.medium_visible_at is not None and bool(
            self.medium_address or self.medium_page or self.medium_photo_id
        )

    @property
    def ends_at(self) -> datetime:
        """24:00 Beijing of the last day."""
        return Window(self.first_on, self.last_on, self.days_needed).ends_at

    def is_over_on(self, day: date) -> bool:
        """Whether its window has ended by its dates: proven, the end known, the last day past. No worker is asked."""
        if self.state == NoticeState.OPEN:
            return self.has_proof and not self.end_unknown and day > self.last_on
        return self.state == NoticeState.OVER


class NoticeItem(models.Model):
    """One name on a notice. Whoever objects takes this row first, and so does the move that advances it."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="items")
    subject = models.CharField("对象", max_length=80)  # the nomination's chain key
    position = models.PositiveIntegerField("次序")
    honour = models.CharField(max_length=24)
    name = models.CharField("名称", max_length=200)
    text_digest = models.CharField("所公示内容摘要", max_length=64)
    version = models.PositiveIntegerField(default=1)
    open_objections = models.PositiveIntegerField("办理中的异议", default=0)
    upheld = models.BooleanField("异议成立", default=False)
    left_at = models.DateTimeField("撤下时间", null=True, blank=True)
    left_reason = models.CharField("撤下原因", max_length=300, blank=True)
    advanced = models.BooleanField("已据此报出", default=False)
    # Who never handles a letter about it: the nominee (keyed hash) and those who drafted it (ids of persons).
    person_key = models.CharField(max_length=64, blank=True)
    drafted_by = models.CharField(max_length=200, blank=True)  # ",12,15,"
    union = models.ForeignKey(Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["notice_id", "position"]
        indexes = [models.Index(fields=["subject"], name="notice_item_subject")]
        constraints = [models.UniqueConstraint(fields=["notice", "subject"], name="notice_names_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def drafters(self) -> set[int]:
        """The ids of those who drafted it."""
        return {int(part) for part in self.drafted_by.split(",") if part}


class Correction(models.Model):
    """A dated block beside the frozen bytes: a name or typing error, never a change of substance (decision 8)."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField()
    text = models.CharField("更正内容", max_length=500)
    by = models.CharField(max_length=200)

    class Meta:
        ordering = ["notice_id", "at"]

    def __str__(self) -> str:
        return self.text


class NoticePage(models.Model):
    """The whole page as stored bytes, keyed by the notice's version and the Beijing day; made on first request."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="pages")
    version = models.PositiveIntegerField()
    day = models.DateField()
    look = models.CharField(max_length=16)  # of style sheet and script: a new release makes new pages
    page = models.BinaryField()
    etag = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "version", "day", "look"], name="notice_page_once")]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.day}"
