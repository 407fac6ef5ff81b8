"""收回证书和奖牌: each thing is demanded, and called off or given back when the ending is put right (第二十三至二十七条)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from honors.models import Conferral
from ledger.actions import begin_all, bulk_move, note
from ledger.actors import Actor
from supervision.actions.collecting import declare_lost, destroy, receive, remind, remind_overdue
from supervision.models import Cause, EndHonour, ItemKind, RecoveryItem
from supervision.moves import CALL_OFF_ITEM, GIVE_BACK, ITEM, LIVE_ITEMS, EndState, ItemState
from supervision.queries import responsible_for_all
from unions.models import Union

__all__ = ["declare_lost", "demand_all", "destroy", "give_back_all", "receive", "remind", "remind_overdue"]

ARTICLE = "第二十三至二十七条"
ALWAYS = (ItemKind.CERTIFICATE, ItemKind.PLAQUE)
"""收回证书和奖牌: both, of every honour; other papers by decision."""


def demand_all(
    conferrals: Iterable[Conferral],
    *,
    cause: Cause,
    due_on: date,
    also: Sequence[ItemKind] = (),
    by: Actor,
    at: datetime,
    collector: Union | None = None,
) -> list[RecoveryItem]:
    """责令交回: certificate and plaque of each ended honour, and what the decision names besides, one row each.

    Called by the verb that ends the honours, in its transaction. Collected by the next higher existing union, unless
    `collector` is given. What is demanded already (of a unit that ended, whose honour is now revoked) goes on under the
    new cause. Returns the new rows.
    """
    rows = list(conferrals)
    kinds = [*ALWAYS, *(kind for kind in also if kind not in ALWAYS)]
    responsible = {} if collector else responsible_for_all(rows)
    with transaction.atomic():
        live = {(item.conferral_id, item.kind): item for item in _live(rows)}
        wanted = [(one, kind) for one in rows for kind in kinds]
        items = [
            RecoveryItem(
                conferral=one,
                kind=kind,
                cause=cause,
                union=collector or responsible[one.pk],
                demanded_at=at,
                due_on=due_on,
            )
            for one, kind in wanted
            if (one.pk, kind) not in live
        ]
        begin_all(items, table=ITEM, by=by, at=at, act="责令交回", article=ARTICLE, details=_told)
        _under_cause([item for item in live.values() if item.cause != cause], cause, by=by, at=at)
    return items


def give_back_all(conferrals: Iterable[Conferral], *, by: Actor, at: datetime, cause: Cause = Cause.REVOCATION) -> None:
    """更正: what was taken in is given back, everything else is called off; in the transaction of the verb that reverses.

    Where the honour's unit has meanwhile come to its end, its things stay demanded for that cause.
    """
    rows = list(conferrals)
    items = [item for item in _live(rows) if item.cause == cause]
    with transaction.atomic():
        if cause == Cause.REVOCATION:
            items = _but_for_ended_units(rows, items, by=by, at=at)
        taken_in = [item for item in items if item.state == ItemState.RECEIVED]
        others = [item for item in items if item.state != ItemState.RECEIVED]
        bulk_move(taken_in, GIVE_BACK, by=by, at=at, details=_told)
        bulk_move(others, CALL_OFF_ITEM, by=by, at=at, details=_told)


def _but_for_ended_units(
    conferrals: Sequence[Conferral], items: Sequence[RecoveryItem], *, by: Actor, at: datetime
) -> list[RecoveryItem]:
    """The items to let go. Those of units that are just coming to their end stay; what was reported up without the
    honour, since it was revoked then, lets it go, so that it may be reported anew."""
    named = EndHonour.objects.filter(conferral__in=[one.pk for one in conferrals], released_at__isnull=True)
    named.filter(end__state__in=(EndState.PASSED_UP, EndState.CLOSED)).update(released_at=at)
    ending = set(named.filter(end__state=EndState.RECOVERING).values_list("conferral_id", flat=True))
    _under_cause([item for item in items if item.conferral_id in ending], Cause.UNIT_END, by=by, at=at)
    return [item for item in items if item.conferral_id not in ending]


def _live(conferrals: Iterable[Conferral]) -> list[RecoveryItem]:
    ids = sorted(one.pk for one in conferrals)
    found: list[RecoveryItem] = []
    for start in range(0, len(ids), 500):
        rows = RecoveryItem.objects.filter(conferral__in=ids[start : start + 500], state__in=LIVE_ITEMS)
        found += rows.select_related("conferral", "chain").order_by("pk")
    return found


def _under_cause(items: Sequence[RecoveryItem], cause: Cause, *, by: Actor, at: datetime) -> None:
    RecoveryItem.objects.filter(pk__in=[item.pk for item in items]).update(cause=cause, version=F("version") + 1)
    for item in items:
        details = {"conferral": item.conferral.certificate_number, "from": item.cause, "to": cause}
        note(item, act="变更收回缘由", article=ARTICLE, by=by, at=at, details=details)


def _told(item: RecoveryItem) -> dict[str, object]:
    return {"conferral": item.conferral.certificate_number, "item": item.kind, "cause": item.cause}
