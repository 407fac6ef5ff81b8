"""Every certificate of an ended honour is demanded, nothing is demanded of one that stands, Article 27 leaves its trace."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from honors.models import Conferral
from honors.moves import ConferralState
from ledger.sealing import Fault
from supervision.models import EndHonour, EndStep, ItemKind, RecoveryItem, UnitEnd
from supervision.moves import LIVE_ITEMS, EndState

ENDED = (ConferralState.REVOKED, ConferralState.RECOVERED)
REPORTED_UP = (EndState.PASSED_UP, EndState.CLOSED)


def check() -> Iterator[Fault]:
    """Every fault, named so that a person can look at it."""
    yield from check_demands()
    yield from check_standing()
    yield from check_ends()


def check_demands() -> Iterator[Fault]:
    """收回证书和奖牌: both of every ended honour are demanded (第二十三至二十七条)."""
    for kind in (ItemKind.CERTIFICATE, ItemKind.PLAQUE):
        demanded = RecoveryItem.objects.filter(conferral=OuterRef("pk"), kind=kind, state__in=LIVE_ITEMS)
        for row in Conferral.objects.filter(state__in=ENDED).exclude(Exists(demanded)).order_by("pk"):
            yield Fault(f"荣誉 {row.pk} {row}", f"荣誉已终止，{kind.label}没有责令交回")


def check_standing() -> Iterator[Fault]:
    """Nothing is demanded of an honour that stands, unless its unit is coming to its end."""
    ending = EndHonour.objects.filter(
        conferral=OuterRef("conferral"), released_at__isnull=True, end__state=EndState.RECOVERING
    )
    rows = RecoveryItem.objects.filter(state__in=LIVE_ITEMS, conferral__state=ConferralState.VALID)
    for item in rows.exclude(Exists(ending)).select_related("conferral").order_by("pk"):
        yield Fault(f"收回物品 {item.pk} {item.conferral}", f"荣誉有效，却责令交回{item.get_kind_display()}")


def check_ends() -> Iterator[Fault]:
    """终止收回 rests on a unit's end that was reported up; one that is filed has passed every level (第二十七条)."""
    told = EndHonour.objects.filter(conferral=OuterRef("pk"), released_at__isnull=True, end__state__in=REPORTED_UP)
    for row in Conferral.objects.filter(state=ConferralState.RECOVERED).exclude(Exists(told)).order_by("pk"):
        yield Fault(f"荣誉 {row.pk} {row}", "终止收回，却没有逐级上报的单位终止")
    standing = EndHonour.objects.filter(
        released_at__isnull=True, end__state__in=REPORTED_UP, conferral__state=ConferralState.VALID
    )
    for named in standing.select_related("conferral").order_by("pk"):
        yield Fault(f"单位终止 {named.end_id}", f"已上报收回，{named.conferral}却仍然有效")
    missed = EndStep.objects.filter(end=OuterRef("pk"), passed_at__isnull=True)
    for end in UnitEnd.objects.filter(Exists(missed), state=EndState.CLOSED).select_related("union").order_by("pk"):
        yield Fault(f"单位终止 {end.pk} {end.union}", "已备案，却有层级没有上报")
