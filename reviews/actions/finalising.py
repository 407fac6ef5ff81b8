"""第二十条第二款: the final list by the result of the notice, always a subset of the approved one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from decisions.actions import decide
from decisions.models import CollectiveDecision, DecisionKind
from documents.models import Document
from ledger.actions import Writing, bulk_move, moving
from ledger.actors import Actor
from ledger.moves import Move
from nominations.models import Nomination
from nominations.moves import FINALISE as FINALISE_ITEM
from nominations.moves import STRIKE_FINAL
from publicity.actions.notices import take_items
from publicity.models import Notice
from publicity.queries import standing
from regulation.lists import ListStage
from regulation.refusals import Refused, Unlawful
from regulation.words import day_words
from reviews.actions.departures import Place, depart
from reviews.actions.earlier import judged_earlier, leave_earlier, refuse_own_elevation, subjects_of
from reviews.actions.judging import as_seen, law_day, no_open_inquiry, not_barred, not_own_case, not_the_preparer
from reviews.actions.recommending import ATTEMPTS, MISSING, RETRIED, Outcome, sort_out
from reviews.facts import final_digest_of, judge_list, list_facts, rows_of
from reviews.models import ElevationItem, ProposedItem, ProposedList
from reviews.moves import FINALISE, SUPPLEMENT_FINAL
from reviews.queries import elevations_of, parts, rows_of_proposal
from unions.models import Post
from unions.queries import actor, national, require


def finalise(
    proposal: ProposedList,
    *,
    held_on: date,
    place: str,
    attendees: str,
    minutes: Document,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str] | None = None,
) -> Outcome:
    """根据公示结果，最终确定名单: a subset of the approved list (第二十条第二款).

    Items with an open objection, an open inquiry or a broken condition are held; an upheld objection strikes, and
    its place lapses. Refused: "notice_running", "same_person", "nothing_passes"; Unlawful when departures broke the
    front-line share and no reason is given.
    """
    meeting = {"held_on": held_on, "place": place, "attendees": attendees, "minutes": minutes}
    return _repeated(proposal, FINALISE, meeting, by=by, at=at, version=version, reasons=reasons or {})


def supplement_final(
    proposal: ProposedList,
    *,
    held_on: date,
    place: str,
    attendees: str,
    minutes: Document,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str] | None = None,
) -> Outcome:
    """补充确定: items held before whose objection or inquiry has ended without fault (decision 9)."""
    meeting = {"held_on": held_on, "place": place, "attendees": attendees, "minutes": minutes}
    return _repeated(proposal, SUPPLEMENT_FINAL, meeting, by=by, at=at, version=version, reasons=reasons or {})


def _repeated(
    proposal: ProposedList,
    move: Move,
    meeting: Mapping[str, object],
    *,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str],
) -> Outcome:
    require(by, "audit", national(), on=law_day(at))
    not_the_preparer(by, proposal.prepared_by_id, article="第二十条第二款")
    for attempt in range(ATTEMPTS):
        try:
            with transaction.atomic():
                return _once(proposal, move, meeting, by=by, at=at, version=version, reasons=reasons)
        except Refused as refused:
            proposal.refresh_from_db()
            if refused.code not in RETRIED or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _after_the_notice(notice: Notice, held_on: object) -> None:
    """根据公示结果: nobody can have met on the result before the last day was over (第二十条第二款)."""
    if notice.last_on and isinstance(held_on, date) and held_on <= notice.last_on:
        said = f"会议日期应在公示末日（{day_words(notice.last_on)}）之后，公示期满才能根据公示结果确定名单。"
        raise Refused("meeting_before_end", said, "第二十条第二款")


def _once(
    proposal: ProposedList,
    move: Move,
    meeting: Mapping[str, object],
    *,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str],
) -> Outcome:
    as_seen(proposal, move, version)
    notice, who = proposal.notice, actor(by)
    if notice is None:
        raise Refused("wrong_state", f"当前状态下不能办理“{move.title}”。", move.article)
    rows = list(rows_of_proposal(proposal).filter(approved_at__isnull=False, finalised_at__isnull=True))
    not_own_case(by, [row.nomination for row in rows])
    outcome = sort_out([row.nomination for row in rows], notice, at=at)
    titles = sort_out_earlier(proposal, notice, at=at)
    refuse_own_elevation(by, [row.conferral for row in titles.every])
    take_items(notice, [], at=at)
    _after_the_notice(notice, meeting["held_on"])
    if not outcome.advanced and not titles.advanced:
        held_back = len(outcome.held) + len(titles.held)
        raise Refused("nothing_passes", f"没有可以确定的对象：暂缓 {held_back} 个。", "第二十条第二款")
    advancing = {n.pk for n in outcome.advanced}
    passing = [row for row in rows if row.nomination_id in advancing]
    decision = _decided(proposal, passing, titles.advanced, meeting, by=by, at=at)
    with moving(
        proposal, move, by=who, at=at, version=version, final_decision=decision, final_digest=decision.digest
    ) as writing:
        _judge_final(proposal, passing, outcome, writing, reasons, at=at)
        take_items(notice, [n.key for n in outcome.advanced] + subjects_of(titles.advanced), at=at)
        not_barred(outcome.advanced)
        bulk_move(outcome.advanced, FINALISE_ITEM, by=who, at=at, details=lambda _: {"digest": decision.digest})
        no_open_inquiry(outcome.advanced)
        for part in parts([row.pk for row in passing]):
            ProposedItem.objects.filter(pk__in=part).update(finalised_at=at, final_decision=decision, held_reason="")
        for row in rows:
            row.held_reason = outcome.held.get(row.nomination_id, "")[:300]
        held = [row for row in rows if row.nomination_id in outcome.held]
        ProposedItem.objects.bulk_update(held, ["held_reason"], batch_size=500)
        _settle_earlier(titles, decision, at=at)
        writing.details |= {
            "digest": decision.digest,
            "advanced": len(passing) + len(titles.advanced),
            "held": {
                **{row.nomination.key: row.held_reason for row in held},
                **{row.key: why for row, why in titles.held},
            },
            "struck": [n.key for n in outcome.struck] + [row.key for row, _ in titles.fallen],
        }
    # After the list's own entry: what leaves it is written down on a list that has already become final.
    for nomination in outcome.struck:
        _strike(nomination, by=who, at=at)
    for fallen, why in titles.fallen:
        leave_earlier(fallen, by=who, at=at, reason=why)
    return outcome


@dataclass
class Titles:
    """What becomes of each earlier holder: settled, held for now, or fallen."""

    advanced: list[ElevationItem] = field(default_factory=list)
    held: list[tuple[ElevationItem, str]] = field(default_factory=list)
    fallen: list[tuple[ElevationItem, str]] = field(default_factory=list)

    @property
    def every(self) -> list[ElevationItem]:
        return [*self.advanced, *(row for row, _ in self.held), *(row for row, _ in self.fallen)]


def sort_out_earlier(proposal: ProposedList, notice: Notice, *, at: datetime) -> Titles:
    """Each earlier holder by the result of the notice; a title falls with its base (第九条, 决定 20)."""
    shown, titles = standing(notice), Titles()
    for row in elevations_of(proposal).filter(approved_at__isnull=False, finalised_at__isnull=True):
        stands = shown.get(row.key, MISSING)
        if stands.code == "objection_upheld":
            titles.fallen.append((row, "公示期间异议成立，不予授予"))
        elif judged_earlier([row], at=at).open({}):
            titles.fallen.append((row, "往届荣誉已不在有效状态，附加称号随之撤下"))
        elif not stands.passes and stands.code != "notice_running":
            titles.held.append((row, stands.why))
        else:
            titles.advanced.append(row)
    return titles


def _settle_earlier(titles: Titles, decision: CollectiveDecision, *, at: datetime) -> None:
    ElevationItem.objects.filter(pk__in=[row.pk for row in titles.advanced]).update(
        finalised_at=at, final_decision=decision, held_reason=""
    )
    for row, why in titles.held:
        ElevationItem.objects.filter(pk=row.pk).update(held_reason=why[:300])


def _decided(
    proposal: ProposedList,
    passing: Sequence[ProposedItem],
    titles: Sequence[ElevationItem],
    meeting: Mapping[str, object],
    *,
    by: Post,
    at: datetime,
) -> CollectiveDecision:
    if proposal.prepared_by is None:
        raise Refused("wrong_state", "建议名单没有拟稿人。", "第二十条第二款")
    return decide(
        kind=DecisionKind.FINAL,
        body=national(),
        subject=proposal.chain.key,
        digest=final_digest_of(proposal, None, passing, titles),
        prepared_by=proposal.prepared_by,
        signed_by=by.person,
        at=at,
        **meeting,  # type: ignore[arg-type]  # the meeting's own columns, as the door gave them
    )


def _judge_final(
    proposal: ProposedList,
    passing: Sequence[ProposedItem],
    outcome: Outcome,
    writing: Writing,
    reasons: Mapping[str, str],
    *,
    at: datetime,
) -> None:
    """The front-line share of the whole final list; broken by departures it needs a written reason (decision 9)."""
    before = rows_of_proposal(proposal).filter(finalised_at__isnull=False)
    every = [(row.nomination, "", row.elevated) for row in [*before, *passing]]
    facts = list_facts(proposal.round, rows_of(proposal.round, every), recommender=None, stage=ListStage.FINAL)
    outcome.structure = judge_list(facts, round=proposal.round, as_of=law_day(at))
    given = {**proposal.reasons, **{k: v for k, v in reasons.items() if v.strip()}}
    if missing := tuple(f for f in outcome.structure.open({}) if not given.get(f.code, "").strip()):
        raise Unlawful(missing)
    writing.findings.extend(outcome.structure.as_json())
    writing.details["reasons"] = {f.code: given[f.code] for f in outcome.structure.open({})}
    ProposedList.objects.filter(pk=proposal.pk).update(reasons=given)


def _strike(nomination: Nomination, *, by: Actor, at: datetime) -> None:
    with moving(nomination, STRIKE_FINAL, by=by, at=at, version=nomination.version) as writing:
        no_open_inquiry([nomination])
        writing.reason = "公示期间异议成立"
        depart(nomination, place=Place.LAPSED, by=by, at=at, reason="公示期间异议成立，不予表彰")
