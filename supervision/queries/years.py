"""Yearly reports: who owes which year by when, and what waits to be confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from honors.models import Conferral
from honors.moves import ConferralState
from honors.queries.register import conferrals_public
from supervision.models import DueStep, YearDue, YearReport
from supervision.moves import YearState
from supervision.queries.responsible import held_by, not_recused, supervised_by
from unions.models import Post
from unions.models.tree import Level

USUAL = {
    DueStep.UNIT: (3, 31),
    DueStep.TOWNSHIP: (4, 15),
    DueStep.COUNTY: (4, 30),
    DueStep.PREFECTURE: (5, 31),
    DueStep.RECOMMENDER: (6, 30),
}
"""Month and day of the following year on which a level is done with a year; 全总 may set others."""

STEP_OF = {
    Level.SUB: DueStep.UNIT,
    Level.GRASSROOTS: DueStep.UNIT,
    Level.TOWNSHIP: DueStep.TOWNSHIP,
    Level.COUNTY: DueStep.COUNTY,
    Level.PREFECTURE: DueStep.PREFECTURE,
    Level.PROVINCE: DueStep.RECOMMENDER,
    Level.NATIONAL: DueStep.RECOMMENDER,
}


@dataclass(frozen=True)
class Owed:
    """One year that nobody has reported for one honour."""

    conferral: Conferral
    year: int
    due_on: date


def due_days(year: int) -> dict[DueStep, date]:
    """By which day each level is done with a year: what 全总 has set, else the usual day."""
    days = {step: date(year + 1, month, day) for step, (month, day) in USUAL.items()}
    days.update({DueStep(row.step): row.due_on for row in YearDue.objects.filter(year=year)})
    return days


def last_year(on: date) -> int:
    """The last complete calendar year."""
    return on.year - 1


def reports_on(post: Post) -> QuerySet[Conferral]:
    """The standing honours that the post's union reports on: its own, its people's, and those of the 小家 below it."""
    below = Q(union__level=Level.SUB, union__parent=post.union_id)
    if post.union.level in (Level.GRASSROOTS, Level.SUB):
        below |= Q(union__level=Level.SUB, union__path__startswith=post.union.path)
    rows = not_recused(conferrals_public(), post).filter(Q(pk__in=held_by(post).values("pk")) | below)
    return rows.filter(state=ConferralState.VALID, elevated="")


def unreported(rows: QuerySet[Conferral], year: int) -> QuerySet[Conferral]:
    """Those of them for which nobody has reported a year in which the honour stood."""
    reported = YearReport.objects.filter(conferral=OuterRef("pk"), year=year)
    return rows.filter(conferred_on__year__lte=year).exclude(Exists(reported))


def owed_by(post: Post, *, on: date) -> list[Owed]:
    """What the post's union has still to report of the last complete year."""
    year = last_year(on)
    due = due_days(year)[DueStep.UNIT]
    return [Owed(row, year, due) for row in unreported(reports_on(post), year).order_by("pk")]


def returned_to(post: Post) -> QuerySet[YearReport]:
    """What was returned to the post's union and waits to be put right."""
    rows = YearReport.objects.filter(conferral__in=reports_on(post).values("pk"), state=YearState.RETURNED)
    return rows.select_related("conferral__round", "union")


def open_years(conferral: Conferral, *, on: date) -> list[int]:
    """The complete years in which the honour stood and that nobody has reported, the latest first."""
    reported = set(YearReport.objects.filter(conferral=conferral).values_list("year", flat=True))
    return [year for year in years_of(conferral, on=on) if year not in reported]


def years_of(conferral: Conferral, *, on: date) -> list[int]:
    """The complete years in which the honour stood, the latest first."""
    return list(range(last_year(on), conferral.conferred_on.year - 1, -1))


def years_seen_by(post: Post) -> QuerySet[YearReport]:
    """The yearly reports of the honours that the post's union holds or stands over."""
    seen = reports_on(post).values("pk")
    rows = YearReport.objects.filter(Q(conferral__in=supervised_by(post).values("pk")) | Q(conferral__in=seen))
    return rows.select_related("conferral__union", "conferral__round", "union", "paper", "chain")


def to_confirm(post: Post) -> QuerySet[YearReport]:
    """What the unions directly below reported and nobody has confirmed yet."""
    mine = post.union_id
    directly = Q(union__parent=mine) | Q(union__parent__successor=mine) | Q(union__industrial_parent=mine)
    passed_over = Q(union__parent__parent=mine) & ~Q(union__parent__state="active")
    return years_seen_by(post).filter(directly | passed_over, state=YearState.REPORTED).exclude(union=mine)


def confirmed_years(conferrals: Iterable[Conferral]) -> dict[int, list[YearReport]]:
    """The confirmed years of honours, by honour, the earliest first: what triggers and indicators read."""
    found: dict[int, list[YearReport]] = {}
    rows = YearReport.objects.filter(conferral__in=[row.pk for row in conferrals], state=YearState.CONFIRMED)
    for row in rows.order_by("conferral_id", "year"):
        found.setdefault(row.conferral_id, []).append(row)
    return found
