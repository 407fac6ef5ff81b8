"""第十七条第二款: after the notice, item by item: who qualifies is recommended, the rest is held, struck or barred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from ledger.actions import Writing, bulk_move, moving
from ledger.actors import Actor
from ledger.moves import Move
from nominations.facts import judge_all, reasons_of_all
from nominations.models import ChainStep, Nomination, StepKind
from nominations.moves import RECOMMEND as RECOMMEND_ITEM
from nominations.moves import STRIKE
from publicity.actions.notices import take_items
from publicity.models import Notice
from publicity.queries import Standing, standing
from regulation.engine import Judgement
from regulation.lists import ListStage
from regulation.refusals import Refused, Unlawful
from reviews.actions.departures import Place, depart
from reviews.actions.judging import law_day, not_barred, not_own_case, not_the_preparer, require_in_time
from reviews.facts import digest_of, judge_list, list_facts, rows_of
from reviews.models import ListItem, RecommendationList
from reviews.moves import RECOMMEND, SUPPLEMENT
from reviews.queries import items_of, parts, under_inquiry
from unions.models import Post, Union
from unions.queries import actor, national, require

ATTEMPTS = 3
MISSING = Standing(False, "not_on_notice", "不在公示名单上")
RETRIED = {"objection_open", "objection_upheld", "not_on_notice"}


@dataclass
class Outcome:
    """What became of each item: how many advance, who is held and why, who is struck."""

    advanced: list[Nomination] = field(default_factory=list)
    held: dict[int, str] = field(default_factory=dict)
    struck: list[Nomination] = field(default_factory=list)
    structure: Judgement = field(default_factory=lambda: Judgement(()))


def recommend(
    listed: RecommendationList, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str] | None = None
) -> Outcome:
    """公示后符合条件的，向全总推荐.

    Items with an open objection or a condition that no longer holds stay on the list, those with an upheld objection
    are struck and free their place, all others advance by one bulk claim. Refused: "same_person" for who drew it up;
    "notice_running"; "list_changed"; "deadline_passed"; "nothing_passes"; Unlawful when departures broke a ratio and
    no reason is given (decision 9).
    """
    return _repeated(listed, RECOMMEND, by=by, at=at, version=version, reasons=reasons or {})


def supplement(
    listed: RecommendationList, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str] | None = None
) -> Outcome:
    """补充推荐: items held before whose objection has been dismissed, until the deadline (decision 9)."""
    return _repeated(listed, SUPPLEMENT, by=by, at=at, version=version, reasons=reasons or {})


def _repeated(
    listed: RecommendationList, move: Move, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str]
) -> Outcome:
    _may_recommend(listed, by=by, at=at)
    for attempt in range(ATTEMPTS):
        try:
            return _once(listed, move, by=by, at=at, version=version, reasons=reasons)
        except Refused as refused:
            # An objection arrived between looking and taking: look again, so that it holds its own item only.
            listed.refresh_from_db()
            if refused.code not in RETRIED or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _may_recommend(listed: RecommendationList, *, by: Post, at: datetime) -> None:
    require(by, "recommend", listed.recommender, on=law_day(at))
    require_in_time(listed.round, listed.recommender, at=at)
    not_the_preparer(by, listed.decision.prepared_by_id if listed.decision else listed.prepared_by_id)


@transaction.atomic
def _once(
    listed: RecommendationList, move: Move, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str]
) -> Outcome:
    who = actor(by)
    with moving(listed, move, by=who, at=at, version=version) as writing:
        notice = listed.notice
        if notice is None or listed.decision is None or digest_of(listed) != listed.decision.digest:
            raise Refused("list_changed", "名单与集体研究确定的不一致，不能推荐。请重新拟定名单。", "第十七条第二款")
        items = list(items_of(listed).filter(decided=True, recommended_at__isnull=True))
        not_own_case(by, [item.nomination for item in items])
        outcome = sort_out([item.nomination for item in items], notice, at=at)
        if not outcome.advanced:
            take_items(notice, [], at=at)
            raise Refused("nothing_passes", _nothing(outcome), "第十七条第二款")
        _judge_departures(listed, outcome, writing, reasons, at=at)
        take_items(notice, [n.key for n in outcome.advanced], at=at)
        _advance(outcome.advanced, by=by, who=who, at=at, listed=listed)
        _keep_held(items, outcome)
        writing.details |= {
            "advanced": len(outcome.advanced),
            "held": {n.key: outcome.held[n.pk] for n in _held(items, outcome)},
            "struck": [n.key for n in outcome.struck],
        }
    # After the list's own entry: what leaves it is written down on a list that has already been recommended.
    for nomination in outcome.struck:
        strike_upheld(nomination, by=who, at=at)
    return outcome


def sort_out(nominations: Sequence[Nomination], notice: Notice, *, at: datetime) -> Outcome:
    """Look at each name: objections, inquiries, then the conditions as of today; in a constant number of queries."""
    shown = standing(notice)
    judgements, reasons = judge_all(nominations, as_of=law_day(at)), reasons_of_all(nominations)
    asked = under_inquiry(nominations)
    outcome = Outcome()
    for nomination in nominations:
        stands = shown.get(nomination.key, MISSING)
        if stands.code == "objection_upheld":
            outcome.struck.append(nomination)
        elif not stands.passes and stands.code != "notice_running":
            outcome.held[nomination.pk] = stands.why
        elif nomination.pk in asked:
            outcome.held[nomination.pk] = "正在核查"
        elif broken := judgements[nomination.pk].open(reasons[nomination.pk]):
            outcome.held[nomination.pk] = "不再符合条件：" + "；".join(f"{f.article}{f.title}" for f in broken)
        else:
            outcome.advanced.append(nomination)
    return outcome


def _judge_departures(
    listed: RecommendationList,
    outcome: Outcome,
    writing: Writing,
    reasons: Mapping[str, str],
    *,
    at: datetime,
) -> None:
    """Ratios broken by departures after the decision, hard ones too, need a written reason; they no longer block."""
    outcome.structure = departures_judged(listed, outcome, at=at)
    given = {**listed.reasons, **{k: v for k, v in reasons.items() if v.strip()}}
    missing = tuple(f for f in outcome.structure.open({}) if not given.get(f.code, "").strip())
    if missing:
        raise Unlawful(missing)
    writing.findings.extend(outcome.structure.as_json())
    writing.details["reasons"] = {f.code: given[f.code] for f in outcome.structure.open({})}
    RecommendationList.objects.filter(pk=listed.pk).update(reasons=given)
    listed.reasons = given


def departures_judged(listed: RecommendationList, outcome: Outcome, *, at: datetime) -> Judgement:
    """The structure of what is recommended in all: earlier batches, what went before, and what advances now."""
    gone = ListItem.objects.filter(
        list__round=listed.round_id,
        list__recommender=listed.recommender_id,
        left_at__isnull=True,
        recommended_at__isnull=False,
    ).select_related("nomination", "quota")
    every = [(item.nomination, item.quota.cell, "") for item in gone]
    every += [(nomination, "", "") for nomination in outcome.advanced]
    rows = rows_of(listed.round, every)
    facts = list_facts(listed.round, rows, recommender=listed.recommender, stage=ListStage.RECOMMENDED)
    return judge_list(facts, round=listed.round, as_of=law_day(at))


def _advance(
    nominations: Sequence[Nomination], *, by: Post, who: Actor, at: datetime, listed: RecommendationList
) -> None:
    nation: Union = national()
    not_barred(nominations)
    bulk_move(
        nominations,
        RECOMMEND_ITEM,
        by=who,
        at=at,
        expect={"holder_id": listed.recommender_id},
        details=lambda n: {"list": listed.chain.key, "digest": listed.digest, "rank": n.rank},
        holder=nation,
        position=F("position") + 1,
        arrived_at=at,
    )
    for part in parts([n.pk for n in nominations]):
        ListItem.objects.filter(list=listed, nomination__in=part, left_at__isnull=True).update(
            recommended_at=at, held_reason=""
        )
        ChainStep.objects.filter(nomination__in=part, kind=StepKind.RECOMMEND).update(
            endorsed_at=at, endorsed_by=who.words, endorsed_by_person=by.person
        )


def strike_upheld(nomination: Nomination, *, by: Actor, at: datetime) -> None:
    """An upheld objection: struck, the place is released (第十七条第二款)."""
    with moving(nomination, STRIKE, by=by, at=at, version=nomination.version) as writing:
        writing.reason = "公示期间异议成立"
        depart(nomination, place=Place.RELEASED, by=by, at=at, reason="公示期间异议成立，不予推荐")


def _held(items: Sequence[ListItem], outcome: Outcome) -> list[Nomination]:
    return [item.nomination for item in items if item.nomination_id in outcome.held]


def _keep_held(items: Sequence[ListItem], outcome: Outcome) -> None:
    held = [item for item in items if item.nomination_id in outcome.held]
    for item in held:
        item.held_reason = outcome.held[item.nomination_id][:300]
    ListItem.objects.bulk_update(held, ["held_reason"], batch_size=500)


def _nothing(outcome: Outcome) -> str:
    if not outcome.held and not outcome.struck:
        return "没有待推荐的对象。"
    return (
        f"没有可以推荐的对象：暂缓 {len(outcome.held)} 个，异议成立 {len(outcome.struck)} 个。请先办结异议或移出名单。"
    )
