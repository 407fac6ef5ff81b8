"""第十七条: a recommending unit draws up its list, its leadership decides on it, it is published and recommended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from decisions.actions import decide as decide_together
from decisions.models import DecisionKind
from documents.models import Document
from honors.actions.places import use_place
from honors.models import Quota, Round
from honors.queries import quota_of, setting
from honors.settings import NON_PUBLIC_NATURES
from ledger.actions import begin, moving, touch
from ledger.queries import begun_at
from nominations.facts import reasons_of
from nominations.models import Nomination
from nominations.moves import ENTER_LIST
from publicity.actions.notices import void
from regulation.engine import Judgement
from regulation.lists import ListStage, RankedList
from regulation.refusals import Refused
from reviews.actions.departures import leave, strike
from reviews.actions.judging import (
    as_seen,
    keep_reasons,
    law_day,
    not_barred,
    not_own_case,
    not_the_preparer,
    require_in_time,
    require_text,
    verdict,
)
from reviews.actions.publishing import publish
from reviews.actions.recommending import Outcome, recommend, supplement
from reviews.facts import digest_of, judge_list, list_facts, rows_of, traits_of
from reviews.models import ListItem, RecommendationList
from reviews.moves import DECIDE, RANK, RECOMMENDATION, REOPEN, ListState
from reviews.queries import items_of
from unions.models import Post, Union
from unions.queries import actor, require

__all__ = [
    "Outcome",
    "decide",
    "draft_list",
    "enter",
    "enter_all",
    "enter_draft",
    "facts_of_list",
    "judged",
    "leave",
    "publish",
    "rank",
    "recommend",
    "reopen",
    "strike",
    "supplement",
]


@transaction.atomic
def draft_list(round: Round, recommender: Union, *, by: Post, at: datetime) -> RecommendationList:
    """拟定推荐名单: the one draft of this unit and round; a further batch gets the next number (decision 9)."""
    require(by, "recommend", recommender, on=law_day(at))
    if round.state != "open":
        raise Refused("round_not_open", "本轮评选尚未开始或已经结束。", "第十五条")
    mine = RecommendationList.objects.filter(round=round, recommender=recommender)
    draft = mine.filter(state=ListState.DRAFT).first()
    if draft is not None:
        return draft
    number = (mine.aggregate(last=Max("number"))["last"] or 0) + 1
    drafted = RecommendationList(round=round, recommender=recommender, number=number, prepared_by=by.person)
    details: dict[str, object] = {"round": round.name, "number": number}
    return begin(
        drafted, table=RECOMMENDATION, by=actor(by), at=at, act="draft_list", article="第十七条第一款", details=details
    )


def enter(
    listed: RecommendationList,
    nomination: Nomination,
    *,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str] | None = None,
) -> ListItem:
    """列入推荐名单: takes a quota place, after the conditions were judged again (第十七条第一款).

    `version` is the nomination's. Refused: "no_place_left", "barred", "own_case", "deadline_passed", "wrong_state"
    (the list is decided, or the case does not wait here), Unlawful.
    """
    require(by, "recommend", listed.recommender, on=law_day(at))
    not_own_case(by, [nomination])
    require_in_time(listed.round, listed.recommender, at=at)
    if nomination.round_id != listed.round_id:
        raise Refused("other_round", "该申报件属于另一轮评选，不能列入这份名单。", "第十五条")
    if nomination.version == version and nomination.holder_id != listed.recommender_id:
        # What the reader saw, not a page that is too old: the case has not come up to the recommending unit.
        raise Refused(
            "wrong_state", f"本件现在由{nomination.holder}办理，不在推荐单位，不能列入名单。", "第十六条第三款"
        )
    who, own = actor(by), reasons or {}
    given = reasons_of(nomination) | {k: v for k, v in own.items() if v.strip()}
    with transaction.atomic():
        touch(listed, states=[ListState.DRAFT])
        RecommendationList.objects.filter(pk=listed.pk).update(prepared_by=by.person)
        last = items_of(listed).filter(nomination__honour=nomination.honour).aggregate(last=Max("rank"))["last"]
        place = (last or 0) + 1
        expect = {"holder_id": listed.recommender_id}
        with moving(nomination, ENTER_LIST, by=who, at=at, version=version, expect=expect, rank=place) as writing:
            judgement = verdict(nomination, at=at)
            writing.judged(judgement, given)
            not_barred([nomination])
            keep_reasons(nomination, judgement, own, union=listed.recommender, by=who.words, at=at)
            quota = use_place(
                listed.round,
                listed.recommender,
                nomination.honour,
                traits=traits_of(nomination, setting(listed.round, NON_PUBLIC_NATURES)),
                subject=nomination.key,
                by=who,
                at=at,
            )
            writing.details |= {"list": listed.chain.key, "rank": place, "cell": quota.cell}
            return ListItem.objects.create(list=listed, nomination=nomination, quota=quota, rank=place)


def enter_draft(
    nomination: Nomination, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str] | None = None
) -> ListItem:
    """列入本单位的草拟名单, begun where there is none. Refused as `draft_list` and `enter`."""
    with transaction.atomic():
        listed = draft_list(nomination.round, nomination.recommender, by=by, at=at)
        return enter(listed, nomination, by=by, at=at, version=version, reasons=reasons)


def enter_all(
    listed: RecommendationList, nominations: Sequence[Nomination], *, by: Post, at: datetime, version: int
) -> tuple[int, list[tuple[str, str]]]:
    """列入多个: each by its own entry and place; how many entered, and for each of the others its name and why not.

    `version` is the list's. Refused: "stale"; "wrong_state" once it is decided; "nothing_waits"; "not_allowed".
    """
    require(by, "recommend", listed.recommender, on=law_day(at))
    with transaction.atomic():
        touch(listed, states=[ListState.DRAFT], version=version)
        if not nominations:
            raise Refused("nothing_waits", "所选对象现在都不在等待列入之列。请刷新页面后重新选择。", "第十七条第一款")
    entered, stays = 0, []
    for nomination in nominations:
        try:
            enter(listed, nomination, by=by, at=at, version=nomination.version)
            entered += 1
        except Refused as refused:
            stays.append((nomination.subject_name, refused.sentence))
    return entered, stays


def rank(
    listed: RecommendationList, *, order: Sequence[int], by: Post, at: datetime, version: int
) -> RecommendationList:
    """排序: the order of the items of one honour, by their ids, best first (第十七条第一款).

    Refused: "order_incomplete" unless every item of the honour is named once; "wrong_state" once it is decided.
    """
    require(by, "recommend", listed.recommender, on=law_day(at))
    with moving(listed, RANK, by=actor(by), at=at, version=version, prepared_by=by.person) as writing:
        items = {item.pk: item for item in items_of(listed)}
        if not order or not set(order) <= set(items):
            raise Refused("order_incomplete", "排序中有不在名单上的对象。请刷新页面后重新排序。", "第十七条第一款")
        honour = items[order[0]].nomination.honour
        same = {pk for pk, item in items.items() if item.nomination.honour == honour}
        if set(order) != same or len(order) != len(same):
            raise Refused("order_incomplete", "请为该项目的每一个对象排定次序，不重不漏。", "第十七条第一款")
        for place, pk in enumerate(order, start=1):
            items[pk].rank = items[pk].nomination.rank = place
        moved = [items[pk] for pk in order]
        ListItem.objects.bulk_update(moved, ["rank"], batch_size=500)
        Nomination.objects.bulk_update([item.nomination for item in moved], ["rank"], batch_size=500)
        writing.details |= {"honour": honour, "order": [items[pk].nomination.key for pk in order]}
    return listed


def facts_of_list(
    listed: RecommendationList, items: Sequence[ListItem] | None = None, *, quotas: Sequence[Quota] | None = None
) -> RankedList:
    """The list as the law sees it, batches that went before included: a province recommends one total."""
    items = list(items_of(listed)) if items is None else items
    before = ListItem.objects.filter(
        list__round=listed.round_id,
        list__recommender=listed.recommender_id,
        list__number__lt=listed.number,
        left_at__isnull=True,
    ).select_related("nomination", "quota")
    every = [*before, *items] if listed.number > 1 else items
    rows = rows_of(listed.round, [(item.nomination, item.quota.cell, "") for item in every])
    quotas = list(quota_of(listed.round, listed.recommender)) if quotas is None else quotas
    return list_facts(listed.round, rows, recommender=listed.recommender, stage=ListStage.RECOMMENDED, quotas=quotas)


def judged(listed: RecommendationList, *, at: datetime) -> Judgement:
    """Places, Articles 5 and 18, and the round's structure, as the list stands now."""
    return judge_list(facts_of_list(listed), round=listed.round, as_of=law_day(at))


def decide(
    listed: RecommendationList,
    *,
    held_on: date,
    place: str,
    attendees: str,
    minutes: Document,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str] | None = None,
) -> RecommendationList:
    """领导班子集体研究确定: binds the meeting's decision to the digest of exactly this list (第十七条第二款).

    Refused: "same_person" when the one who drew it up signs; "list_empty"; "deadline_passed"; "meeting_too_early"
    before there was a list; Unlawful when a hard ratio or the places are broken, or a 一般 ratio is departed from without a reason.
    """
    require(by, "recommend", listed.recommender, on=law_day(at))
    require_in_time(listed.round, listed.recommender, at=at)
    not_the_preparer(by, listed.prepared_by_id)
    items = list(items_of(listed))
    not_own_case(by, [item.nomination for item in items])
    who, given = actor(by), dict(reasons or {})
    as_seen(listed, DECIDE, version)
    with transaction.atomic():
        if not items or listed.prepared_by is None:
            raise Refused("list_empty", "名单上还没有对象，不能提交集体研究。", "第十七条第二款")
        digest = digest_of(listed, items=items)
        decision = decide_together(
            kind=DecisionKind.RECOMMENDATION,
            body=listed.recommender,
            held_on=held_on,
            place=place,
            attendees=attendees,
            minutes=minutes,
            subject=listed.chain.key,
            digest=digest,
            prepared_by=listed.prepared_by,
            signed_by=by.person,
            at=at,
            not_before=(law_day(begun_at(listed)), "名单开始拟定"),
        )
        with moving(
            listed, DECIDE, by=who, at=at, version=version, digest=digest, decision=decision, reasons=given
        ) as writing:
            writing.judged(judged(listed, at=at), given)
            listed.items.update(decided=False)
            items_of(listed).update(decided=True)
            _unchanged(listed, digest)
            writing.details |= {"digest": digest, "held_on": held_on.isoformat(), "items": len(items)}
    return listed


def _unchanged(listed: RecommendationList, digest: str) -> None:
    """What was claimed is what was read: an item that came or went meanwhile shows in the digest."""
    if digest_of(listed) != digest:
        raise Refused("list_changed", "名单刚刚有变动，请刷新后核对，再提交集体研究。", "第十七条第二款")


def reopen(listed: RecommendationList, *, by: Post, at: datetime, version: int, reason: str) -> RecommendationList:
    """重新拟定: anything but a departure needs a new decision and five new days (decision 9).

    A running or finished notice of the list becomes void. Refused: "reason_missing", "wrong_state" once recommended.
    """
    require(by, "recommend", listed.recommender, on=law_day(at))
    why = require_text(reason, "reason_missing", "请写明重新拟定名单的理由。", "第十七条第二款")
    notice = listed.notice
    with moving(
        listed,
        REOPEN,
        by=actor(by),
        at=at,
        version=version,
        digest="",
        decision=None,
        notice=None,
        prepared_by=by.person,
    ) as writing:
        writing.reason = why
        listed.items.update(decided=False)
        if notice is not None and notice.state != "void":
            notice.refresh_from_db()
            void(notice, reason=f"名单重新拟定：{why}", by=by, at=at, version=notice.version)
    return listed
