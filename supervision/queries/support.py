"""The register of money given (第二十八条), and who reads it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from honors.models import Conferral
from honors.queries.register import conferrals_public
from supervision.models import Support
from supervision.queries.responsible import held_by, supervised_by
from unions.models import Post


def given_to(post: Post) -> QuerySet[Conferral]:
    """Whom the post's union may think of giving to: whoever it stands over, and its own people."""
    mine = Q(pk__in=supervised_by(post).values("pk")) | Q(pk__in=held_by(post).values("pk"))
    return conferrals_public().filter(mine, elevated="")


def support_seen_by(post: Post) -> QuerySet[Support]:
    """What the post's union gave, and what was given to the honours that it stands over."""
    rows = Support.objects.filter(Q(payer=post.union_id) | Q(conferral__in=supervised_by(post).values("pk")))
    rows = rows.select_related("conferral__union", "payer", "resolution_paper", "chain")
    return rows.order_by("-paid_on", "-pk")
