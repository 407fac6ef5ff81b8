"""History that is only ever appended to: one chain of entries per record, and one public chain of seals over all of them."""

from __future__ import annotations

from django.db import models


class Chain(models.Model):
    """The history of one record: how many entries it has and the hash of the last one."""

    key = models.CharField("对象", max_length=80, unique=True)
    length = models.PositiveIntegerField("条数", default=0)
    head = models.CharField("末条摘要", max_length=64, default="")
    sealed_length = models.PositiveIntegerField("已封存条数", default=0)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="chain_grown", condition=models.Q(length__gt=models.F("sealed_length"))),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sealed_length__lte=models.F("length")), name="chain_sealed_within_length"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """One thing that happened. `text` is canonical JSON of everything said here and is what the hash covers."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField("序号")
    at = models.DateTimeField("时间")
    act = models.CharField("事项", max_length=60)
    article = models.CharField("条款", max_length=60, blank=True)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    person_id = models.BigIntegerField(null=True)
    union_id = models.BigIntegerField(null=True)
    text = models.TextField("原文")
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="entry_once_per_number")]
        ordering = ["chain_id", "number"]

    def __str__(self) -> str:
        return f"{self.chain_id}#{self.number} {self.act}"


class Seal(models.Model):
    """A public seal over the chains that have grown since the last one; each seal holds the hash of the one before."""

    number = models.PositiveIntegerField(unique=True)
    at = models.DateTimeField()
    text = models.TextField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"第 {self.number} 号封存 {self.hash[:12]}"


class SealHead(models.Model):
    """One row that a sealing run takes first, so that two runs never write the same number."""

    runs = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.runs}"


class Record(models.Model):
    """A thing with states: what moves claim. `state` is written by `ledger.actions` alone."""

    state = models.CharField("状态", max_length=30)
    version = models.PositiveIntegerField("版本", default=1)
    chain = models.OneToOneField(Chain, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @classmethod
    def chain_key(cls, number: str) -> str:
        """The name of a record's chain: stable, and without any personal data."""
        return f"{cls._meta.model_name}:{number}"
