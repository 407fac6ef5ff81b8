"""Places of a recommending unit: how many there are, and who holds one."""

from __future__ import annotations

from django.db.models import Case, IntegerField, QuerySet, Sum, Value, When

from honors.models import PlaceEntry, PlaceKind, Quota, Round
from unions.models import Union

ANY = ""  # the cell that takes every subject


def cells_for(round: Round, recommender: Union, honour: str, traits: frozenset[str]) -> list[Quota]:
    """The cells that a subject may use: those whose trait it has first, the open one last."""
    rows = Quota.objects.filter(round=round, recommender=recommender, honour=honour, cell__in=[ANY, *traits])
    return sorted(rows, key=lambda quota: (quota.cell == ANY, quota.pk))


def holds_place(quota: Quota, subject: str) -> bool:
    """Whether a subject holds a place of this cell: used, and neither released nor burned nor lapsed since."""
    signed = Case(When(kind=PlaceKind.USE, then=Value(1)), default=Value(-1), output_field=IntegerField())
    total = PlaceEntry.objects.filter(quota=quota, subject=subject).aggregate(held=Sum(signed))["held"]
    return bool(total and total > 0)


def quotas_of(round: Round) -> QuerySet[Quota]:
    """All cells of a round, in the order of a table."""
    return round.quotas.select_related("recommender").order_by(
        "recommender__region_code", "recommender_id", "honour", "cell"
    )


def quota_of(round: Round, recommender: Union) -> QuerySet[Quota]:
    """The cells of one recommending unit."""
    return round.quotas.filter(recommender=recommender).order_by("honour", "cell")
