"""Places: used, released, burned, lapsed (决定 10). Taken by an UPDATE that checks what is left, never by a count."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from honors.models import PlaceEntry, PlaceKind, Quota, Round
from honors.queries.places import cells_for, holds_place
from ledger.actors import Actor
from regulation.honours import Honour
from regulation.refusals import Refused
from unions.models import Post, Union
from unions.queries import actor


def use_place(
    round: Round,
    recommender: Union,
    honour: str,
    *,
    traits: frozenset[str],
    subject: str,
    by: Post | Actor,
    at: datetime,
) -> Quota:
    """USE: take a place for a nomination that enters the list (第十五条 名额分配). The typed cell first, then the open one.

    Refused "no_place_left" when every cell that the subject may use is taken, "place_held" if it holds one already.
    """
    with transaction.atomic():
        for quota in cells_for(round, recommender, honour, traits):
            taken = Quota.objects.filter(pk=quota.pk, granted__gt=F("used") + F("burned") + F("lapsed"))
            if not taken.update(used=F("used") + 1):
                continue
            if PlaceEntry.objects.filter(quota__round=round, subject=subject).exists():
                _refuse_second(round, subject)
            _write(quota, PlaceKind.USE, subject=subject, by=by, at=at)
            quota.refresh_from_db()
            return quota
    raise Refused(
        "no_place_left",
        f"{recommender.name}的“{Honour(honour).title}”名额已用完，不能再列入。请先移出一名，或向全总基层工作部申请调整名额。",
        "第十五条",
    )


def release_place(quota: Quota, *, subject: str, by: Post | Actor, at: datetime, reason: str) -> Quota:
    """RELEASE: it left before recommendation, or was found unfit without fault; the place may be used again."""
    return _give_up(quota, PlaceKind.RELEASE, subject=subject, by=by, at=at, reason=reason)


def burn_place(quota: Quota, *, subject: str, by: Post | Actor, at: datetime, reason: str) -> Quota:
    """BURN: disqualified; the place is gone for this round, 不得递补 (第十九条第二款)."""
    return _give_up(quota, PlaceKind.BURN, subject=subject, by=by, at=at, reason=reason)


def lapse_place(quota: Quota, *, subject: str, by: Post | Actor, at: datetime, reason: str) -> Quota:
    """LAPSE: it fell after recommendation for another cause, or after the secretariat's approval; the place stays free."""
    return _give_up(quota, PlaceKind.LAPSE, subject=subject, by=by, at=at, reason=reason)


def _give_up(quota: Quota, kind: PlaceKind, *, subject: str, by: Post | Actor, at: datetime, reason: str) -> Quota:
    """Refused "no_place_held" unless the subject holds a place of this cell: giving it up twice would free two."""
    changes = {"used": F("used") - 1}
    if kind is PlaceKind.BURN:
        changes["burned"] = F("burned") + 1
    if kind is PlaceKind.LAPSE:
        changes["lapsed"] = F("lapsed") + 1
    with transaction.atomic():
        # The row is taken before the entries are read: a second caller waits here and then finds the place gone.
        taken = Quota.objects.filter(pk=quota.pk, used__gt=0).update(**changes)
        if not taken or not holds_place(quota, subject):
            raise Refused("no_place_held", "该对象没有占用这个名额，不能释放或取消。请刷新页面核对。", "第十五条")
        _write(quota, kind, subject=subject, by=by, at=at, reason=reason)
    quota.refresh_from_db()
    return quota


def _refuse_second(round: Round, subject: str) -> None:
    for cell in Quota.objects.filter(round=round, entries__subject=subject).distinct():
        if holds_place(cell, subject):
            raise Refused("place_held", "该对象已占用一个名额，不能重复占用。", "第十五条")


def _write(quota: Quota, kind: PlaceKind, *, subject: str, by: Post | Actor, at: datetime, reason: str = "") -> None:
    PlaceEntry.objects.create(
        quota=quota, kind=kind, amount=1, subject=subject, at=at, by=actor(by).words[:200], reason=reason[:300]
    )
