"""第十七条 in a rehearsal: each recommending unit's list, decided, published, objected to, recommended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import ceil

from demo.rehearsal.context import Context, loaded, post
from demo.rehearsal.crew import Done
from demo.rehearsal.filing import decided, objected
from demo.rehearsal.plan import Days, spread
from honors.queries import is_public_nature, quota_of
from nominations.models import Nomination
from publicity.actions.notices import complete
from publicity.models import Notice, NoticeItem
from regulation.honours import Honour
from regulation.refusals import Refused
from reviews.actions.lists import decide, draft_list, enter, publish, rank, recommend
from reviews.models import RecommendationList
from reviews.queries import items_of, waiting_at
from unions.models import Kind, Post, Union

BROKEN_BY_DEPARTURES = {
    "half_come_from_non_public_units": "公示后有对象撤下，非公有制单位比例略低，不再调整名单。",
    "front_line_share_survives_departures": "公示后有对象撤下，一线职工比例略低，不再调整名单。",
}
OBJECTIONS_EVERY = 19
"""Of the names on a provincial notice, one in so many is objected to."""


def enter_all(context: Context, recommender_id: int) -> Done:
    """列入推荐名单: within quota, front line and non-public units first, then ranked; one too many is refused."""
    done = Done()
    recommender = Union.objects.get(pk=recommender_id)
    round = context.of_round()
    by = post(context.staff.preparers[recommender_id])
    listed = draft_list(round, recommender, by=by, at=Days.entered)
    waiting: dict[Honour, list[int]] = defaultdict(list)
    for pk, of in waiting_at(recommender, round).values_list("pk", "honour"):
        waiting[Honour(of)].append(pk)
    places = {Honour(quota.honour): quota.granted for quota in quota_of(round, recommender)}
    for honour, amount in places.items():
        known = list(loaded(context, waiting[honour]).values())
        chosen = _chosen(known, amount, honour, recommender, context)
        for nomination in chosen:
            at = spread(Days.entered, nomination.pk)
            enter(listed, nomination, by=by, at=at, version=nomination.version)
            done.number += 1
        _one_too_many(listed, known, chosen, amount, by, done)
    _ranked(listed, by, done)
    return done


def _chosen(
    known: Sequence[Nomination], amount: int, honour: Honour, recommender: Union, context: Context
) -> list[Nomination]:
    """As many as there are places: seven tenths with the wanted trait first, then the others in order of arrival."""
    round = context.of_round()

    def wanted(nomination: Nomination) -> bool:
        if honour is Honour.OUTSTANDING_ACTIVIST:
            return nomination.front_line
        return recommender.kind == Kind.REGIONAL and not is_public_nature(round, nomination.nature)

    first = [n for n in known if wanted(n)][: ceil(amount * 0.7)]
    taken = {n.pk for n in first}
    others = [n for n in known if n.pk not in taken]
    if honour is Honour.OUTSTANDING_ACTIVIST:  # a hard ratio: with few from the front line the list stays shorter
        others = [n for n in others if n.front_line] + [n for n in others if not n.front_line][: len(first) * 2 // 3]
    return (first + others)[:amount]


def _one_too_many(
    listed: RecommendationList,
    known: Sequence[Nomination],
    chosen: Sequence[Nomination],
    amount: int,
    by: Post,
    done: Done,
) -> None:
    taken = {n.pk for n in chosen}
    left = [n for n in known if n.pk not in taken]
    if len(chosen) < amount or not left:
        return
    try:
        enter(listed, left[0], by=by, at=Days.entered, version=left[0].version)
    except Refused as refused:
        if refused.code != "no_place_left":
            raise
        done.count("名额已满，未列入")
    else:
        raise AssertionError("a list went over its quota")


def _ranked(listed: RecommendationList, by: Post, done: Done) -> None:
    """Rank each honour: the last that was entered first."""
    order: dict[str, list[int]] = defaultdict(list)
    for item in items_of(listed).order_by("-pk"):
        order[item.nomination.honour].append(item.pk)
    for same in order.values():
        listed.refresh_from_db()
        rank(listed, order=same, by=by, at=Days.decided, version=listed.version)
        done.count("排序")


def decide_and_publish(context: Context, recommender_id: int) -> Done:
    """领导班子集体研究确定，推荐单位公示."""
    listed = _list_of(context, recommender_id)
    preparer, signer = _two(context, recommender_id)
    if listed.prepared_by_id == signer.person_id:
        preparer, signer = signer, preparer
    decide(
        listed,
        held_on=Days.decided.date(),
        place="机关会议室",
        attendees="主席、副主席、党组成员（演示）",
        minutes=context.held().minutes,
        by=signer,
        at=Days.decided,
        version=listed.version,
        reasons={"half_come_from_non_public_units": "本地非公有制单位申报对象不足，已尽量推荐。"},
    )
    listed.refresh_from_db()
    publish(
        listed,
        medium="省级工会网站（演示）",
        medium_visible_at=Days.published,
        medium_address="https://gonghui.example/gongshi",
        by=preparer,
        at=Days.published,
        version=listed.version,
    )
    return Done(items_of(listed).count())


def object_to_lists(context: Context, recommender_id: int) -> Done:
    """Objections to names on the provincial notice: most dismissed, some upheld, some still open when it is over."""
    done = Done()
    listed = _list_of(context, recommender_id)
    _, signer = _two(context, recommender_id)
    items = NoticeItem.objects.select_related("notice__round", "notice__handler", "union").filter(notice=listed.notice)
    for item in items.order_by("position"):
        number = item.position + recommender_id
        if number % OBJECTIONS_EVERY:
            continue
        letter = objected(item, number, at=Days.objected)
        turn = number // OBJECTIONS_EVERY % 4
        if turn == 3:
            done.count("异议未办结")
        else:
            decided(letter, upheld=turn == 2, by=signer, at=Days.answered)
            done.count("异议成立" if turn == 2 else "异议不成立")
        done.number += 1
    return done


def recommend_all(context: Context, recommender_id: int) -> Done:
    """公示期满，向全总推荐: names with an open objection are held back, those with an upheld one struck."""
    done = Done()
    listed = _list_of(context, recommender_id)
    assert listed.notice_id is not None
    complete(Notice.objects.defer("body").select_related("chain").get(pk=listed.notice_id), at=Days.over)
    _, signer = _two(context, recommender_id)
    outcome = recommend(listed, by=signer, at=Days.recommended, version=listed.version, reasons=BROKEN_BY_DEPARTURES)
    done.number = len(outcome.advanced)
    done.counts["暂缓"] += len(outcome.held)
    done.counts["异议成立，不予推荐"] += len(outcome.struck)
    return done


def _list_of(context: Context, recommender_id: int) -> RecommendationList:
    return RecommendationList.objects.select_related(
        "round", "recommender", "chain", "decision", "notice", "prepared_by"
    ).get(round=context.round, recommender=recommender_id)


def _two(context: Context, recommender_id: int) -> tuple[Post, Post]:
    return post(context.staff.preparers[recommender_id]), post(context.staff.signers[recommender_id])
