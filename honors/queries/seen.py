"""Who sees which rounds, places and measures."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from honors.models import Measure, Quota, Round
from honors.moves import MeasureState, RoundState
from unions.models import Post, Role


def rounds_seen_by(post: Post) -> QuerySet[Round]:
    """Everybody sees the rounds that were opened; a draft is seen by 全总基层工作部 alone."""
    rows = Round.objects.select_related("prepared_by", "chain")
    return rows if post.role == Role.NATIONAL else rows.exclude(state=RoundState.DRAFT)


def quotas_seen_by(post: Post, round: Round) -> QuerySet[Quota]:
    """The nation sees all places, a recommending unit its own; below, the places of one's own recommending unit."""
    rows = round.quotas.select_related("recommender").order_by("recommender__code", "honour", "cell")
    union = post.union
    return rows if union.is_national else rows.filter(recommender_id=union.recommender_id or union.pk)


def measures_seen_by(post: Post) -> QuerySet[Measure]:
    """Measures in force or repealed are seen by all; one that was never enacted by its own union and the nation."""
    rows = Measure.objects.select_related("union", "prepared_by", "chain").order_by("-effective_on", "-pk")
    if post.union.is_national:
        return rows
    return rows.filter(Q(state__in=(MeasureState.IN_FORCE, MeasureState.REPEALED)) | Q(union=post.union))
