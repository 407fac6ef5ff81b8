"""The supervision record of one honour, as far as the acting post may read it (第二十二条)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from honors.models import Conferral
from honors.queries.register import conferrals_public
from supervision.models import Event, Recheck, RecoveryItem, Support, YearReport
from supervision.queries.events import events_seen_by
from supervision.queries.rechecks import rechecks_seen_by
from supervision.queries.recovery import items_seen_by
from supervision.queries.responsible import held_by, supervised_by
from supervision.queries.support import support_seen_by
from supervision.queries.years import reports_on, years_seen_by
from unions.models import Post, UnionName


@dataclass(frozen=True)
class SupervisionRecord:
    """Everything known of one honour after it was conferred."""

    conferral: Conferral
    years: list[YearReport]
    events: list[Event]
    rechecks: list[Recheck]
    support: list[Support]
    items: list[RecoveryItem]
    names: list[UnionName]


def on_record(post: Post) -> QuerySet[Conferral]:
    """The honours whose record a post reads: those it stands over, its own, and those it reports on."""
    mine = Q(pk__in=held_by(post).values("pk")) | Q(pk__in=reports_on(post).values("pk"))
    return conferrals_public().filter(Q(pk__in=supervised_by(post).values("pk")) | mine).filter(elevated="")


def record_of(conferral: Conferral, *, post: Post) -> SupervisionRecord:
    """One record. What others found out about a unit is not shown to the unit itself."""
    return SupervisionRecord(
        conferral,
        years=list(years_seen_by(post).filter(conferral=conferral).order_by("-year")),
        events=list(events_seen_by(post).filter(conferral=conferral)),
        rechecks=list(rechecks_seen_by(post).filter(conferral=conferral).order_by("-pk")),
        support=list(support_seen_by(post).filter(conferral=conferral)),
        items=list(items_seen_by(post).filter(conferral=conferral).order_by("pk")),
        names=list(conferral.union.names.order_by("since")),
    )
