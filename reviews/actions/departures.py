"""How a nomination leaves: withdrawn, taken off a list, struck, lapsed. Its places and list rows leave with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import Enum

from django.db import transaction
from django.db.models import Q

from honors.actions.places import burn_place, lapse_place, release_place
from honors.models import Round
from honors.moves import RoundState
from ledger.actions import bulk_move, moving, note, touch
from ledger.actors import Actor
from nominations.models import Nomination
from nominations.moves import (
    BEFORE_RECOMMENDATION,
    ENDED,
    LAPSE,
    LEAVE_LIST,
    STRIKE,
    UNPROPOSE,
    WITHDRAW,
    State,
)
from publicity.actions.notices import item_left
from publicity.models import Notice
from publicity.moves import NoticeState
from regulation.refusals import Refused
from reviews.actions.earlier import lapse_earlier
from reviews.actions.judging import law_day, no_open_inquiry, not_own_case, require_text
from reviews.models import ListItem, ProposedItem, ProposedList, RecommendationList
from unions.models import Post
from unions.queries import actor, national, require


class Place(Enum):
    """What becomes of the quota place (decision 10)."""

    RELEASED = "release"
    BURNED = "burn"
    LAPSED = "lapse"


_PLACE_VERBS: dict[Place, Callable[..., object]] = {
    Place.RELEASED: release_place,
    Place.BURNED: burn_place,
    Place.LAPSED: lapse_place,
}


def depart(nomination: Nomination, *, place: Place, by: Actor, at: datetime, reason: str) -> None:
    """Inside the move that ends a nomination: its list rows, its running notices and its place leave with it."""
    item = (
        ListItem.objects.filter(nomination=nomination, left_at__isnull=True)
        .select_related("list__chain", "list__notice", "quota")
        .first()
    )
    if item is not None:
        _off(item.list, item.list.notice, nomination, by=by, at=at, reason=reason)
        item.left_at, item.left_reason = at, reason[:300]
        item.save(update_fields=["left_at", "left_reason"])
        _PLACE_VERBS[place](item.quota, subject=nomination.key, by=by, at=at, reason=reason)
    unpropose(nomination, by=by, at=at, reason=reason)


def unpropose(nomination: Nomination, *, by: Actor, at: datetime, reason: str) -> None:
    """Take the row off the proposed list; an elevated title falls with its base (decision 20)."""
    row = (
        ProposedItem.objects.filter(nomination=nomination, left_at__isnull=True)
        .select_related("list__chain", "list__notice")
        .first()
    )
    if row is None:
        return
    _off(row.list, row.list.notice, nomination, by=by, at=at, reason=reason)
    row.left_at, row.left_reason = at, reason[:300]
    row.save(update_fields=["left_at", "left_reason"])


def _off(
    record: RecommendationList | ProposedList,
    notice: Notice | None,
    nomination: Nomination,
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> None:
    if notice is not None and notice.state != NoticeState.VOID:
        item_left(notice, nomination.key, reason=reason, at=at)
    note(
        record,
        act="item_left",
        article="第十七条第二款" if isinstance(record, RecommendationList) else "第二十条第二款",
        by=by,
        at=at,
        reason=reason,
        details={"nomination": nomination.key, "name": nomination.subject_name},
    )


def withdraw(nomination: Nomination, *, by: Post, at: datetime, version: int, reason: str) -> Nomination:
    """撤回申报, by the union that filed, until the secretariat's list is final.

    Refused: "inquiry_open" (nobody escapes an inquiry, 第十九条第二款), "reason_missing", "not_allowed",
    "wrong_state". The place is released before recommendation and lapses after it.
    """
    require(by, "nominate", nomination.union, on=law_day(at))
    why = require_text(reason, "reason_missing", "请写明撤回的理由。", "第十六条第一款")
    who = actor(by)
    place = Place.RELEASED if State(nomination.state) in BEFORE_RECOMMENDATION else Place.LAPSED
    with moving(nomination, WITHDRAW, by=who, at=at, version=version) as writing:
        no_open_inquiry([nomination])
        writing.reason = why
        _leave_unit_notices(nomination, at=at, reason=why)
        depart(nomination, place=place, by=who, at=at, reason=f"撤回申报：{why}")
    return nomination


def _leave_unit_notices(nomination: Nomination, *, at: datetime, reason: str) -> None:
    running = Notice.objects.filter(items__subject=nomination.key, kind="unit", state=NoticeState.OPEN)
    for notice in running:
        item_left(notice, nomination.key, reason=reason, at=at)


def leave(nomination: Nomination, *, by: Post, at: datetime, version: int, reason: str) -> Nomination:
    """移出推荐名单: back to the recommender's desk, the place is free again (decision 10).

    Allowed on every list that is not recommended yet; nobody may take its row without a new decision (decision 9).
    """
    require(by, "recommend", nomination.recommender, on=law_day(at))
    not_own_case(by, [nomination])
    why = require_text(reason, "reason_missing", "请写明移出名单的理由。", "第十七条第一款")
    who = actor(by)
    with moving(nomination, LEAVE_LIST, by=who, at=at, version=version, rank=None, arrived_at=at) as writing:
        writing.reason = why
        _changed_draft(nomination, by=by)
        depart(nomination, place=Place.RELEASED, by=who, at=at, reason=f"移出名单：{why}")
    return nomination


def _changed_draft(nomination: Nomination, *, by: Post) -> None:
    """Whoever changes a draft prepares it; after the decision a departure changes no preparer."""
    RecommendationList.objects.filter(items__nomination=nomination, items__left_at__isnull=True, state="draft").update(
        prepared_by=by.person
    )


def strike(nomination: Nomination, *, by: Post, at: datetime, version: int, reason: str) -> Nomination:
    """公示后不予推荐: an upheld objection or a broken condition; the place is released (第十七条第二款)."""
    require(by, "recommend", nomination.recommender, on=law_day(at))
    not_own_case(by, [nomination])
    why = require_text(reason, "reason_missing", "请写明不予推荐的理由。", "第十七条第二款")
    who = actor(by)
    with moving(nomination, STRIKE, by=who, at=at, version=version) as writing:
        writing.reason = why
        depart(nomination, place=Place.RELEASED, by=who, at=at, reason=f"公示后不予推荐：{why}")
    return nomination


def take_out(nomination: Nomination, *, by: Post, at: datetime, version: int, reason: str) -> Nomination:
    """移出建议名单 while it is a draft: the case is cleared again and may wait for the next list (第十九条第三款).

    Refused: "own_case", "reason_missing", "not_allowed", "wrong_state".
    """
    require(by, "audit", national(), on=law_day(at))
    not_own_case(by, [nomination])
    why = require_text(reason, "reason_missing", "请写明移出建议名单的理由。", "第十九条第三款")
    row = ProposedItem.objects.filter(nomination=nomination, left_at__isnull=True).select_related("list").first()
    if row is None or row.list.state != "draft":
        raise Refused(
            "wrong_state", "只能从拟定中的建议名单移出。已提请审议的名单由书记处退回后再修改。", "第十九条第三款"
        )
    with moving(nomination, UNPROPOSE, by=actor(by), at=at, version=version) as writing:
        writing.reason = why
        ProposedList.objects.filter(pk=row.list_id).update(prepared_by=by.person)
        unpropose(nomination, by=actor(by), at=at, reason=why)
    return nomination


def lapse(nomination: Nomination, *, by: Post, at: datetime, version: int, reason: str) -> Nomination:
    """期满失效: one case that did not arrive in time (decision 9). Refused: "inquiry_open", "own_case", "not_allowed"."""
    require(by, "audit", national(), on=law_day(at))
    not_own_case(by, [nomination])
    why = require_text(reason, "reason_missing", "请写明失效的理由。", "第十五条")
    who = actor(by)
    place = Place.RELEASED if State(nomination.state) in BEFORE_RECOMMENDATION else Place.LAPSED
    with moving(nomination, LAPSE, by=who, at=at, version=version) as writing:
        no_open_inquiry([nomination])
        writing.reason = why
        depart(nomination, place=place, by=who, at=at, reason=why)
    return nomination


def lapse_round(round: Round, *, by: Post, at: datetime, version: int, batch: int = 500) -> int:
    """评选结束时尚未办结的全部失效, in batches, each all or none; run again it goes on where it stopped.

    `version` is the round's. Refused: "inquiry_open" while a case of the round is under inquiry, "not_allowed",
    "wrong_state" before the round has opened. How many cases lapsed.
    """
    require(by, "audit", national(), on=law_day(at))
    who = actor(by)
    rows = Nomination.objects.filter(round=round).filter(~Q(state__in=list(ENDED))).select_related("chain")
    with transaction.atomic():  # refused with the first batch, the round stays as it was seen
        touch(round, states=[RoundState.OPEN, RoundState.CLOSED], version=version)
        lapsed = _lapse_part(list(rows.order_by("pk")[:batch]), by=who, at=at)
    while part := list(rows.order_by("pk")[:batch]):
        lapsed += _lapse_part(part, by=who, at=at)
    with transaction.atomic():
        return lapsed + lapse_earlier(round, by=who, at=at, reason="本轮评选结束，期满未办结")


@transaction.atomic
def _lapse_part(part: Sequence[Nomination], *, by: Actor, at: datetime) -> int:
    reason = "本轮评选结束，期满未办结"
    before = {n.pk: State(n.state) for n in part}
    bulk_move(part, LAPSE, by=by, at=at, reason=reason)
    no_open_inquiry(part)
    on_lists = set(
        ListItem.objects.filter(nomination__in=list(before), left_at__isnull=True).values_list(
            "nomination_id", flat=True
        )
    )
    for nomination in part:
        if nomination.pk in on_lists:
            early = before[nomination.pk] in BEFORE_RECOMMENDATION
            depart(nomination, place=Place.RELEASED if early else Place.LAPSED, by=by, at=at, reason=reason)
    return len(part)
