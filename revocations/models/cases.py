"""撤销案: whose honour may end, who asks for it, who has agreed, and what was decided (第二十六条)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from decisions.models import CollectiveDecision, DecisionDocument
from documents.models import Document
from honors.models import Conferral
from ledger.models import Record
from publicity.models import Letter
from regulation.revocation_route import Route
from revocations.moves import TITLES, State
from supervision.models import Recheck
from unions.models import Person, Union


class CaseSource(models.TextChoices):
    """What made somebody look."""

    UNION = "union", "工会提出"
    LETTER = "letter", "举报查实"
    RECHECK = "recheck", "复查不合格"
    TRIGGER = "trigger", "监督记录触发研判"
    NATIONAL = "national", "全总提出"


class RevocationCase(Record):
    """One case about one honouree, several, or a whole decision of commendation."""

    source = models.CharField("来源", max_length=8, choices=CaseSource.choices)
    route = models.CharField("途径", max_length=14, choices=Route.choices(), default=Route.STEP_BY_STEP.value)
    summary = models.TextField("案由")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    recheck = models.OneToOneField(Recheck, on_delete=models.PROTECT, null=True, blank=True, related_name="case")
    whole_decision = models.ForeignKey(
        DecisionDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="整份表彰决定"
    )
    holder = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="revocations", verbose_name="办理工会")
    opened_at = models.DateTimeField("立案时间")
    opened_by = models.CharField("立案人", max_length=200)
    # The union that opened it; none for what the supervision record opened by itself.
    opener = models.ForeignKey(
        Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="立案工会"
    )
    drafters = models.CharField(max_length=400, blank=True, editable=False)  # ",12,15,": the persons who arranged it
    # Route one
    applicant = models.ForeignKey(
        Union, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="申请工会"
    )
    applied_at = models.DateTimeField("申请时间", null=True, blank=True)
    applied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    applicant_reason = models.TextField("不由原推荐单位申请的理由", blank=True)
    consent = models.ForeignKey(
        CollectiveDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="集体研究"
    )
    report_number = models.CharField("书面报告文号", max_length=120, blank=True)
    report_paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="书面报告"
    )
    # National department
    verification = models.TextField("核查结论", blank=True)
    verification_paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="核查材料"
    )
    verified_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    request_number = models.CharField("请示文号", max_length=120, blank=True)
    request_paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="书面请示"
    )
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Secretariat
    digest = models.CharField("案卷摘要", max_length=64, blank=True)  # of the file that the last decision was taken on
    decision = models.ForeignKey(
        CollectiveDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="书记处决定"
    )
    document = models.ForeignKey(
        DecisionDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="撤销决定"
    )
    # Why the secretariat decided before everybody was heard: hearing is a decision of this product, never a veto.
    unheard_reason = models.TextField("未等陈述期满即作决定的理由", blank=True)
    reversal_reason = models.TextField("更正的理由", blank=True)
    reversal_asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reversal = models.ForeignKey(
        DecisionDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="更正决定"
    )
    ended_at = models.DateTimeField("办结时间", null=True, blank=True)
    ended_reason = models.TextField("不予撤销、撤回的理由", blank=True)

    class Meta:
        indexes = [models.Index(fields=["holder", "state", "id"], name="revocation_queue")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "closed", "reversed"])
                | Q(decision__isnull=False, document__isnull=False),
                name="revocation_rests_on_decision",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["rejected", "withdrawn"]) | ~Q(ended_reason=""),
                name="revocation_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="reversed") | Q(reversal__isnull=False), name="revocation_reversed_by_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"撤销案 {self.pk}"

    @property
    def state_title(self) -> str:
        """The state as the screens print it."""
        return TITLES[State(self.state)]

    @property
    def kind(self) -> Route:
        """Which of the two routes it takes."""
        return Route(self.route)


class CaseSubject(models.Model):
    """One honour that the case is about. An honour stands in one open case at a time."""

    case = models.ForeignKey(RevocationCase, on_delete=models.PROTECT, related_name="subjects")
    conferral = models.ForeignKey(Conferral, on_delete=models.PROTECT, related_name="revocation_subjects")
    position = models.PositiveIntegerField()
    original = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+", verbose_name="原推荐单位")
    open = models.BooleanField(default=True)
    dropped_at = models.DateTimeField("移出时间", null=True, blank=True)
    dropped_reason = models.TextField("移出理由", blank=True)
    reversal_asked = models.BooleanField("提请更正", default=False)
    reversal = models.ForeignKey(
        DecisionDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="更正决定"
    )

    class Meta:
        ordering = ["case_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "conferral"], name="case_subject_once"),
            models.UniqueConstraint(fields=["conferral"], condition=Q(open=True), name="honour_in_one_open_case"),
            models.CheckConstraint(
                condition=Q(dropped_at__isnull=True) | ~Q(dropped_reason=""), name="case_subject_dropped_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.conferral_id}"


class CaseStep(models.Model):
    """One union of the frozen chain from the applicant to the recommending unit, and its consent."""

    case = models.ForeignKey(RevocationCase, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    union = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+")
    union_name = models.CharField(max_length=120)
    opinion = models.TextField("意见", blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_by_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["case_id", "position"]
        constraints = [models.UniqueConstraint(fields=["case", "position"], name="case_step_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.position} {self.union_name}"


class CaseFile(models.Model):
    """The file of a case as a body decided on it: canonical text, whose digest the decision carries."""

    case = models.ForeignKey(RevocationCase, on_delete=models.PROTECT, related_name="files")
    decision = models.OneToOneField(CollectiveDecision, on_delete=models.PROTECT, related_name="case_file")
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.decision.digest[:12]}"


class RecommenderNotice(models.Model):
    """书面通报推荐单位: one for each recommending unit concerned; without all of them the case does not close."""

    case = models.ForeignKey(RevocationCase, on_delete=models.PROTECT, related_name="notices")
    recommender = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="+", verbose_name="推荐单位")
    number = models.CharField("文号", max_length=120)
    sent_on = models.DateField("通报日期")
    paper = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="通报"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "recommender"], name="recommender_notified_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
