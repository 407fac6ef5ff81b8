"""A nomination: one subject for one honour in one round, its frozen chain, and where it stands now."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from honors.models import Round
from honors.models.rounds import HONOURS
from ledger.models import Record
from nominations.moves import STATE_TITLES, STATE_TONES, State
from publicity.models import Notice
from regulation.facts import UnitNature
from regulation.honours import Honour
from unions.models import Person, Union

NATURES = [(nature.value, nature.label) for nature in UnitNature]


class Nomination(Record):
    """申报件. What lists filter by stands on the row; what is said of the subject stands in its application."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="nominations")
    honour = models.CharField("申报项目", max_length=24, choices=HONOURS)
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="nominations", verbose_name="申报工会")
    subject_union = models.ForeignKey(
        Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申报集体"
    )  # a collective: the filing union itself, or the 小家 below it
    recommender = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+", verbose_name="推荐单位")
    holder = models.ForeignKey(
        Union, on_delete=models.PROTECT, related_name="held_nominations", verbose_name="当前办理单位"
    )
    position = models.PositiveSmallIntegerField(
        "当前环节", default=0
    )  # of the chain step that holds it; 0: the filing union
    industrial_line = models.BooleanField("按产业系统上报", default=False)
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="经办人")
    subject_name = models.CharField("申报对象", max_length=160, blank=True)
    unit_name = models.CharField("所在单位", max_length=160, blank=True)
    nature = models.CharField("单位性质", max_length=20, choices=NATURES, blank=True)
    region_code = models.CharField("行政区划", max_length=6, blank=True)
    person_key = models.CharField(max_length=64, blank=True)  # keyed hash of the ID number
    subject_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    front_line = models.BooleanField("一线职工", default=False)
    woman = models.BooleanField("女性", default=False)
    migrant = models.BooleanField("农民工", default=False)
    leader = models.BooleanField("单位负责人", default=False)
    office_cadre = models.BooleanField("工会领导机关干部", default=False)
    rank = models.PositiveIntegerField("推荐排序", null=True, blank=True)
    filed_at = models.DateTimeField("申报时间", null=True, blank=True)
    filed_on = models.DateField("申报日", null=True, blank=True)
    arrived_at = models.DateTimeField("到达当前环节时间", null=True, blank=True)
    # What opens on the unit notice: name and deeds; a later text with another digest needs a new notice.
    public_digest = models.CharField(max_length=64, blank=True)
    # The notice in the unit that now speaks for this case; a void one is no longer named here.
    unit_notice = models.ForeignKey(
        Notice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本单位公示"
    )
    office_reason = models.CharField("由工会机关直接申报的理由", max_length=300, blank=True)
    search = models.TextField(blank=True, editable=False)
    invented = models.BooleanField("演示数据", default=False)

    class Meta:
        indexes = [
            models.Index(fields=["holder", "state", "arrived_at", "id"], name="nomination_queue"),
            models.Index(fields=["recommender", "state", "rank", "id"], name="nomination_of_recommender"),
            models.Index(fields=["round", "recommender", "honour", "state", "id"], name="nomination_of_round"),
            models.Index(fields=["round", "recommender", "state", "id"], name="nomination_list"),
            models.Index(fields=["round", "recommender", "id"], name="nomination_list_all"),
            models.Index(fields=["round", "state", "id"], name="nomination_list_nation"),
            models.Index(fields=["union", "state", "id"], name="nomination_of_union"),
            models.Index(
                fields=["subject_union", "round"], name="nomination_subject", condition=Q(subject_union__isnull=False)
            ),
            models.Index(fields=["round", "person_key"], name="nomination_person", condition=~Q(person_key="")),
            models.Index(fields=["round", "subject_code"], name="nomination_code", condition=~Q(subject_code="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.ON_NOTICE, State.WITHDRAWN, State.LAPSED])
                | Q(filed_at__isnull=False, filed_on__isnull=False, position__gte=0),
                name="nomination_filed_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN, State.LAPSED])
                | (~Q(subject_name="") & ~Q(public_digest="")),
                name="nomination_shown_has_name_and_text",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.LISTED, State.RECOMMENDED]) | Q(rank__isnull=False),
                name="nomination_listed_has_rank",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject_name or '（未填写）'}"

    @property
    def number(self) -> str:
        """申报编号."""
        return f"{self.round.year}-{self.pk:07d}"

    @property
    def key(self) -> str:
        """How other records name it: its chain's key."""
        return self.chain.key

    @property
    def kind(self) -> Honour:
        return Honour(self.honour)

    @property
    def state_title(self) -> str:
        return STATE_TITLES[State(self.state)]

    @property
    def tone(self) -> str:
        """How a badge shows its state."""
        return STATE_TONES.get(State(self.state), "info")

    @property
    def heading(self) -> str:
        """Honour, round and number in one line."""
        return f"{self.kind.title} · {self.round.name} · {self.number}"


class SubjectGuard(models.Model):
    """One row per subject of a round: whoever files for it takes this row first, so that two never file it at once."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    filings = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="subject_guard_once")]

    def __str__(self) -> str:
        return self.key


class StepKind(models.TextChoices):
    """What a step of the chain is for."""

    REVIEW = "review", "逐级审查"
    RECOMMEND = "recommend", "审核推荐"
    NATIONAL = "national", "全总基层工作部审核"
    SECRETARIAT = "secretariat", "书记处审议"


class ChainStep(models.Model):
    """One step of the frozen chain. A union that merged passes the step to its successor by a ledger entry."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()  # from 1
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+")
    union_name = models.CharField(max_length=120)
    opinions_heard = models.TextField("听取意见情况", blank=True)
    endorsed_at = models.DateTimeField(null=True, blank=True)
    endorsed_by = models.CharField(max_length=200, blank=True)
    endorsed_by_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["nomination_id", "position"]
        indexes = [models.Index(fields=["union", "nomination"], name="chain_step_of_union")]
        constraints = [models.UniqueConstraint(fields=["nomination", "position"], name="chain_step_once")]

    def __str__(self) -> str:
        return f"{self.position} {self.union_name}"


class GeneralReason(models.Model):
    """The written reason of the level that departs from a 一般 rule; it travels with the case (decision 13)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="general_reasons")
    rule = models.CharField(max_length=80)
    reason = models.TextField("理由")
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+")
    given_by = models.CharField(max_length=200)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "rule", "union"], name="general_reason_once_a_level")
        ]

    def __str__(self) -> str:
        return self.rule


class Return(models.Model):
    """One return for correction: all reasons at once, and to whom it goes back (lessons.md)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="returns")
    position = models.PositiveSmallIntegerField()  # of the step that returned it and gets it back
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField()
    returned_by = models.CharField(max_length=200)
    summary = models.TextField("总体说明", blank=True)
    # The application as it was, so that a resubmission shows what changed.
    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, null=True, related_name="+")
    resubmitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["nomination_id", "id"]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.returned_at}"


class ReturnReason(models.Model):
    """One reason, about one field, document or rule."""

    about = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="reasons")
    field = models.CharField("栏目", max_length=80)
    reason = models.CharField("意见", max_length=500)

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


class Revision(models.Model):
    """The application as it stood at one saving: nothing typed is lost, and a difference can be shown."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)
    content = models.TextField()  # canonical JSON, without ID number and phone

    class Meta:
        ordering = ["nomination_id", "number"]
        constraints = [models.UniqueConstraint(fields=["nomination", "number"], name="revision_once")]

    def __str__(self) -> str:
        return f"{self.nomination_id}#{self.number}"
