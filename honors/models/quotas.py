"""Places: granted to a recommending unit per honour (and type), and what became of each (decision 10)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from honors.models.rounds import HONOURS, Round
from regulation.honours import Honour
from unions.models import Union


class Quota(models.Model):
    """One cell: round × recommending unit × honour × type. A place is taken by an UPDATE that checks what is left."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="quotas")
    recommender = models.ForeignKey(Union, on_delete=models.PROTECT, related_name="quotas")
    honour = models.CharField(max_length=24, choices=HONOURS)
    cell = models.CharField("类型", max_length=30, blank=True)  # "" takes any; else a trait that the subject must have
    granted = models.PositiveIntegerField("名额", default=0)
    used = models.PositiveIntegerField("已用", default=0)
    burned = models.PositiveIntegerField("取消", default=0)
    lapsed = models.PositiveIntegerField("失效", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "recommender", "honour", "cell"], name="quota_once"),
            models.CheckConstraint(
                condition=Q(granted__gte=F("used") + F("burned") + F("lapsed")), name="quota_never_exceeded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommender} {self.honour} {self.granted}"

    @property
    def kind(self) -> Honour:
        return Honour(self.honour)

    @property
    def left(self) -> int:
        return self.granted - self.used - self.burned - self.lapsed


class PlaceKind(models.TextChoices):
    """What happened to places."""

    GRANT = "grant", "下达"
    USE = "use", "占用"
    RELEASE = "release", "释放"
    BURN = "burn", "取消，不得递补"
    LAPSE = "lapse", "失效"


class PlaceEntry(models.Model):
    """One movement of places: the columns of `Quota` are its sums, and `check_invariants` compares them."""

    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=PlaceKind.choices)
    amount = models.IntegerField(default=1)
    subject = models.CharField("对象", max_length=80, blank=True)  # the nomination's chain key
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["quota", "subject"], name="place_of_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
