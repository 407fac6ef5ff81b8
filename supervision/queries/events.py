"""The entries of supervision records, and who reads them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from supervision.models import Event
from supervision.queries.responsible import supervised_by
from supervision.queries.years import reports_on
from unions.models import Post


def events_seen_by(post: Post) -> QuerySet[Event]:
    """What is recorded of the honours that the post's union holds or stands over, withdrawn entries included.

    A union reads of its own honours only what it recorded itself and what was done for it: what others found out about
    it is not for its eyes before it is heard.
    """
    own = Q(conferral__in=reports_on(post).values("pk")) & (Q(union=post.union_id) | Q(kind__in=_SHOWN_TO_HOLDER))
    rows = Event.objects.filter(Q(conferral__in=supervised_by(post).values("pk")) | own)
    return rows.select_related("conferral__union", "union", "paper").order_by("-happened_on", "-pk")


_SHOWN_TO_HOLDER = ("policy", "guidance", "publicised", "help", "renamed", "merged", "chair_replaced")
