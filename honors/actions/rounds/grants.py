"""GRANT: places handed to recommending units, per honour and type (第十五条 名额分配)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from honors.actions.acting import national_staff
from honors.actions.rounds.changing import changing
from honors.models import PlaceEntry, PlaceKind, Quota, Round
from honors.moves import GRANT, RoundState
from ledger.actions import moving
from ledger.actors import Actor
from regulation.honours import Honour
from regulation.refusals import Refused
from unions.models import Post, Union

Row = tuple[Union, str, str, int]  # recommending unit, honour, cell, amount


@dataclass(frozen=True)
class Grant:
    """Places added to one cell; a negative amount takes unused ones back."""

    recommender: Union
    honour: str
    amount: int
    cell: str = ""


def grant_places(
    round: Round,
    recommender: Union,
    honour: str,
    amount: int,
    cell: str = "",
    *,
    by: Post,
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> Quota:
    """GRANT to one cell. Refused as `grant_many`; once the round is open it needs a written reason ("reason_missing").

    Refused too: "nothing_to_grant" for an amount of zero.
    """
    if not amount:
        raise Refused("nothing_to_grant", "名额数请填写不为0的整数：正数为下达，负数为收回。", "第十五条")
    grant_many(round, [Grant(recommender, honour, amount, cell)], by=by, at=at, reason=reason, version=version)
    return Quota.objects.get(round=round, recommender=recommender, honour=honour, cell=cell)


def grant_many(
    round: Round,
    grants: Sequence[Grant],
    *,
    by: Post,
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> None:
    """GRANT to many cells, all or none, with one line of history.

    Refused "not_recommender" for a union that recommends nothing (第十四条第二款), "honour_not_offered", "cannot_take_back"
    when fewer places would be left than are used, burned or lapsed, and "reason_missing" once the round is open.
    """
    rows: list[Row] = [(one.recommender, one.honour, one.cell, one.amount) for one in grants if one.amount]
    if not rows:
        return
    details: dict[str, object] = {
        "grants": [[union.pk, union.name, honour, cell, amount] for union, honour, cell, amount in rows]
    }
    if round.state == RoundState.DRAFT:
        with changing(round, act="下达名额", by=by, at=at, version=version, details=details) as who:
            write_grants(round, rows, who=who, at=at, reason=reason)
        return
    if not reason.strip():
        raise Refused("reason_missing", "评选开始后调整名额，请写明理由。", "第十五条")
    who = national_staff(by, at=at)
    seen = round.version if version is None else version
    with moving(round, GRANT, by=who, at=at, version=seen) as writing:
        writing.reason = reason
        writing.details.update(details)
        write_grants(round, rows, who=who, at=at, reason=reason)


def write_grants(round: Round, rows: Iterable[Row], *, who: Actor, at: datetime, reason: str) -> None:
    """The cells and their entries. The caller has taken the round's version."""
    offered = set(round.honours.values_list("honour", flat=True))
    with transaction.atomic():
        for recommender, honour, cell, amount in rows:
            if not recommender.is_recommender:
                raise Refused("not_recommender", f"{recommender.name}不是推荐单位，不能下达名额。", "第十四条第二款")
            if honour not in offered:
                raise Refused("honour_not_offered", f"本轮不评选“{Honour(honour).title}”，不能下达名额。", "第十五条")
            _grant(round, recommender, honour, cell, amount, who=who, at=at, reason=reason)


def _grant(
    round: Round, recommender: Union, honour: str, cell: str, amount: int, *, who: Actor, at: datetime, reason: str
) -> None:
    quota, _ = Quota.objects.get_or_create(round=round, recommender=recommender, honour=honour, cell=cell)
    bound = F("used") + F("burned") + F("lapsed") - amount
    if not Quota.objects.filter(pk=quota.pk, granted__gte=bound).update(granted=F("granted") + amount):
        raise Refused(
            "cannot_take_back",
            f"{recommender.name}“{Honour(honour).title}”未使用的名额不足{-amount}个，不能收回。",
            "第十五条",
        )
    PlaceEntry.objects.create(
        quota=quota, kind=PlaceKind.GRANT, amount=amount, at=at, by=who.words[:200], reason=reason[:300]
    )
