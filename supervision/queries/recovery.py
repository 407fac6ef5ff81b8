"""Certificates and plaques to be handed back: who sees them, who collects them, how many are outstanding."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from supervision.models import RecoveryItem, UnitEnd
from supervision.moves import LIVE_ITEMS, ItemState
from supervision.queries.responsible import not_recused
from supervision.queries.standing_in import taken_over
from unions.models import Post, Role
from unions.models.tree import Level

RELATED = (
    "conferral__union__successor",
    "conferral__recommender",
    "conferral__round",
    "conferral__chain",
    "union",
    "chain",
)


def items_seen_by(post: Post) -> QuerySet[RecoveryItem]:
    """What the post's union and those below it collect, what they have to hand in, and what it had recommended."""
    rows = RecoveryItem.objects.select_related(*RELATED)
    union = post.union
    if not union.is_national:
        below = Q(union__path__startswith=union.path) | Q(conferral__union__path__startswith=union.path)
        own = taken_over("union", union) | taken_over("conferral__union", union)
        rows = rows.filter(below | own | Q(conferral__recommender=union.pk))
    return not_recused(rows, post, prefix="conferral__")


def items_collected_by(post: Post) -> QuerySet[RecoveryItem]:
    """Those that the post may take in: collected by its union, by one merged into it, or by one below; never its own."""
    union = post.union
    if post.role == Role.SECRETARIAT:
        return RecoveryItem.objects.none()  # it decides; the national department supervises
    mine = Q(union__path__startswith=union.path) | taken_over("union", union)
    return items_seen_by(post).filter(mine).exclude(taken_over("conferral__union", union))


def items_asked_of(post: Post) -> QuerySet[RecoveryItem]:
    """Those that the post's own union has still to hand in, with what is asked of the 小家 below it by a union above."""
    union = post.union
    mine = taken_over("conferral__union", union)
    if union.level == Level.GRASSROOTS:
        below = Q(conferral__union__path__startswith=union.path, conferral__union__level=Level.SUB)
        mine |= below & ~Q(union__path__startswith=union.path)
    return items_seen_by(post).filter(mine, state=ItemState.DEMANDED)


def items_of_end(end: UnitEnd) -> QuerySet[RecoveryItem]:
    """The live items of the honours that end with a unit."""
    named = end.honours.filter(released_at__isnull=True).values("conferral")
    rows = RecoveryItem.objects.filter(conferral__in=named, state__in=LIVE_ITEMS)
    return rows.select_related(*RELATED).order_by("conferral_id", "pk")


def overdue(rows: QuerySet[RecoveryItem], *, on: date) -> QuerySet[RecoveryItem]:
    """Those still to be handed in though their day has passed."""
    return rows.filter(state=ItemState.DEMANDED, due_on__lt=on)


def waiting(rows: QuerySet[RecoveryItem], *, on: date) -> dict[str, Any]:
    """How many are still to be handed in, how many of them are overdue, and the nearest day."""
    open_items = Q(state=ItemState.DEMANDED)
    return rows.order_by().aggregate(
        number=Count("pk", filter=open_items),
        late=Count("pk", filter=open_items & Q(due_on__lt=on)),
        first=Min("due_on", filter=open_items),
    )
