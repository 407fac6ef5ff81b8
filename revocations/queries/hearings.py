"""What the accused unit is shown: what it was told, and what it said. Never letters, evidence or who works on the case."""

from __future__ import annotations

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from honors.models import Conferral
from revocations.models import Hearing
from unions.models import Post
from unions.models.tree import Level


def hearings_of(post: Post) -> QuerySet[Hearing]:
    """The hearings of the post's own union and its people; of a 小家 those of the grassroots union above it. The last of each."""
    own = Q(subject__conferral__union=post.union_id) | Q(subject__conferral__union__successor=post.union_id)
    if post.union.level == Level.GRASSROOTS:
        own |= Q(
            subject__conferral__union__level=Level.SUB,
            subject__conferral__union__path__startswith=post.union.path,
        )
    last = Hearing.objects.filter(subject=OuterRef("subject")).order_by("-pk").values("pk")[:1]
    rows = Hearing.objects.filter(own, subject__dropped_at__isnull=True, pk=Subquery(last))
    return rows.select_related("subject__conferral", "subject__case").order_by(
        F("stated_at").asc(nulls_first=True), "due_on", "pk"
    )


def answers_for(post: Post, conferral: Conferral) -> bool:
    """Whether the post's union speaks for the holder of an honour: its own, its people's, a 小家's below it."""
    union = conferral.union
    if post.union_id in (union.pk, union.successor_id):
        return True
    return post.union.level == Level.GRASSROOTS and union.level == Level.SUB and union.is_below(post.union)
