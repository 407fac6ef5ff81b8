"""第十九条第三款、第二十条第一款: the proposed list is drawn up, submitted, and approved by the secretariat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from decisions.actions import decide
from decisions.models import DecisionKind
from documents.models import Document
from honors.models import Round
from ledger.actions import begin, bulk_move, moving
from ledger.queries import made_at
from nominations.models import ChainStep, Nomination, StepKind
from nominations.moves import APPROVE as APPROVE_ITEM
from nominations.moves import LAPSE, PROPOSE, State
from regulation.engine import Judgement
from regulation.lists import ListStage
from regulation.refusals import Refused
from reviews.actions.conferring import confer
from reviews.actions.departures import Place, depart, take_out
from reviews.actions.earlier import (
    declined_of,
    elevate_earlier,
    judged_earlier,
    leave_earlier,
    refuse_own_elevation,
    remove_earlier,
)
from reviews.actions.elevating import elevate, elevate_row
from reviews.actions.finalising import finalise, supplement_final
from reviews.actions.judging import (
    as_seen,
    law_day,
    no_open_inquiry,
    not_barred,
    not_own_case,
    not_the_preparer,
    require_text,
)
from reviews.actions.publishing import publish_national
from reviews.facts import judge_list, list_facts, proposal_digest_of, rows_of
from reviews.facts.notice_text import in_order
from reviews.models import ElevationItem, ProposedItem, ProposedList
from reviews.moves import APPROVE, DRAW_UP, PROPOSAL, SEND_BACK, SUBMIT, ProposalState
from reviews.queries import elevations_of, parts, rows_of_proposal, under_inquiry
from unions.models import Post
from unions.queries import actor, national, require

__all__ = [
    "approve",
    "confer",
    "draw_into",
    "draw_up",
    "elevate",
    "elevate_earlier",
    "elevate_row",
    "finalise",
    "judged",
    "publish_national",
    "remove_earlier",
    "send_back",
    "submit",
    "supplement_final",
    "take_out",
]


@transaction.atomic
def draw_up(round: Round, *, by: Post, at: datetime, version: int | None = None) -> ProposedList:
    """拟定建议名单: every cleared case nobody inquires into, in order; on a draft again, those cleared since.

    Refused: "nothing_cleared" when no case waits; "not_allowed"; "own_case"; "barred".
    """
    require(by, "audit", national(), on=law_day(at))
    who = actor(by)
    proposal = _draft(round, by=by, at=at)
    with moving(
        proposal,
        DRAW_UP,
        by=who,
        at=at,
        version=proposal.version if version is None else version,
        prepared_by=by.person,
    ) as writing:
        cleared = list(
            Nomination.objects.filter(round=round, state=State.CLEARED).select_related(
                "chain", "round", "recommender", "union"
            )
        )
        asked = under_inquiry(cleared)
        entering = [n for n in cleared if n.pk not in asked]
        standing = list(rows_of_proposal(proposal))
        if not entering and not standing:
            raise Refused("nothing_cleared", "没有审核合格的对象可以列入建议名单。", "第十九条第三款")
        not_own_case(by, entering)
        not_barred(entering)
        bulk_move(
            entering,
            PROPOSE,
            by=who,
            at=at,
            details=lambda _: {"list": proposal.chain.key},
            position=F("position") + 1,
            arrived_at=at,
        )
        no_open_inquiry(entering)
        _place(proposal, standing, entering)
        writing.details |= {"entered": len(entering), "items": len(standing) + len(entering)}
    return proposal


def draw_into(proposal: ProposedList, *, by: Post, at: datetime, version: int) -> ProposedList:
    """列入新审核合格的对象: into this very draft. Refused "wrong_state" once it is submitted, and as `draw_up`."""
    as_seen(proposal, DRAW_UP, version)
    return draw_up(proposal.round, by=by, at=at, version=version)


def _draft(round: Round, *, by: Post, at: datetime) -> ProposedList:
    proposal = ProposedList.objects.filter(round=round, state=ProposalState.DRAFT).select_related("chain").first()
    if proposal is not None:
        return proposal
    last = ProposedList.objects.filter(round=round).aggregate(last=Max("number"))["last"] or 0
    return begin(
        ProposedList(round=round, number=last + 1, prepared_by=by.person),
        table=PROPOSAL,
        by=actor(by),
        at=at,
        act="draft_proposal",
        article="第十九条第三款",
        details={"round": round.name, "number": last + 1},
    )


def _place(proposal: ProposedList, standing: Sequence[ProposedItem], entering: Sequence[Nomination]) -> None:
    """Order all rows anew: honour, region, surname strokes (decision 12)."""
    rows = {row.nomination_id: row for row in standing}
    fresh = {n.pk: ProposedItem(list=proposal, nomination=n, position=0) for n in entering}
    every = in_order([*(row.nomination for row in standing), *entering])
    for position, nomination in enumerate(every, start=1):
        (rows.get(nomination.pk) or fresh[nomination.pk]).position = position
    ProposedItem.objects.bulk_update(list(standing), ["position"], batch_size=500)
    ProposedItem.objects.bulk_create(list(fresh.values()), batch_size=500)


def judged(proposal: ProposedList, rows: Sequence[ProposedItem], *, stage: ListStage, at: datetime) -> Judgement:
    """Article 5 on a national list: exact counts of front-line 积极分子, never 一般."""
    told = rows_of(proposal.round, [(row.nomination, "", row.elevated) for row in rows])
    facts = list_facts(proposal.round, told, recommender=None, stage=stage)
    return judge_list(facts, round=proposal.round, as_of=law_day(at))


def submit(proposal: ProposedList, *, by: Post, at: datetime, version: int) -> ProposedList:
    """提请书记处审议: the digest fixes what the secretariat will see (第十九条第三款).

    Refused: "same_person" when the one who drew it up signs; "inquiry_open"; Unlawful below the front-line share.
    """
    require(by, "audit", national(), on=law_day(at))
    not_the_preparer(by, proposal.prepared_by_id, article="第十九条第三款")
    with moving(proposal, SUBMIT, by=actor(by), at=at, version=version) as writing:
        rows, earlier = list(rows_of_proposal(proposal)), list(elevations_of(proposal))
        if not rows and not earlier:
            raise Refused("list_empty", "建议名单是空的。", "第十九条第三款")
        nominations = [row.nomination for row in rows]
        not_own_case(by, nominations)
        refuse_own_elevation(by, [row.conferral for row in earlier])
        no_open_inquiry(nominations)
        writing.judged(judged(proposal, rows, stage=ListStage.PROPOSED, at=at) + judged_earlier(earlier, at=at))
        for part in (proposal.items, proposal.elevations):
            part.update(submitted=False)
            part.filter(left_at__isnull=True).update(submitted=True)
        digest = proposal_digest_of(proposal)
        ProposedList.objects.filter(pk=proposal.pk).update(digest=digest)
        proposal.digest = digest
        writing.details |= {"digest": digest, "items": len(rows), "elevations": len(earlier)}
    return proposal


def send_back(proposal: ProposedList, *, by: Post, at: datetime, version: int, reason: str) -> ProposedList:
    """书记处退回建议名单, with a reason (第二十条第一款)."""
    require(by, "decide", national(), on=law_day(at))
    why = require_text(reason, "reason_missing", "请写明退回建议名单的理由。", "第二十条第一款")
    with moving(proposal, SEND_BACK, by=actor(by), at=at, version=version, digest="") as writing:
        writing.reason = why
        proposal.items.update(submitted=False)
        proposal.elevations.update(submitted=False)
    return proposal


def approve(
    proposal: ProposedList,
    *,
    held_on: date,
    place: str,
    attendees: str,
    minutes: Document,
    by: Post,
    at: datetime,
    version: int,
    declined: Mapping[int, str] | None = None,
    declined_elevations: Mapping[int, str] | None = None,
) -> ProposedList:
    """书记处审议通过: exactly the submitted list, less what it declines with a reason; nothing is added (第二十条第一款).

    `declined`: {item id: reason}; `declined_elevations` the same of earlier holders. Refused: "list_changed" when the
    list is not the submitted one; "inquiry_open"; "reason_missing"; "same_person" when the approving person drew the
    list up; "meeting_too_early" before it was submitted; Unlawful when declining breaks the front-line share of the approved list.
    """
    require(by, "decide", national(), on=law_day(at))
    not_the_preparer(by, proposal.prepared_by_id, article="第二十条第一款")
    who, without = actor(by), dict(declined or {})
    as_seen(proposal, APPROVE, version)
    if proposal.prepared_by is None:
        raise Refused("wrong_state", "建议名单尚未提请审议，或者已经审议。", "第二十条第一款")
    with transaction.atomic():
        if proposal_digest_of(proposal) != proposal.digest:
            raise Refused("list_changed", "建议名单与提请审议时不一致，不能审议通过。", "第二十条第一款")
        rows = list(rows_of_proposal(proposal).filter(submitted=True))
        passing = [row for row in rows if row.pk not in without]
        leaving = [row for row in rows if row.pk in without]
        not_own_case(by, [row.nomination for row in passing])
        earlier = list(elevations_of(proposal).filter(submitted=True))
        falling = declined_of(earlier, declined_elevations or {})
        standing = [row for row in earlier if row not in falling]
        refuse_own_elevation(by, [row.conferral for row in standing])
        decision = decide(
            kind=DecisionKind.APPROVAL,
            body=national(),
            held_on=held_on,
            place=place,
            attendees=attendees,
            minutes=minutes,
            subject=proposal.chain.key,
            digest=proposal.digest,
            prepared_by=proposal.prepared_by,
            signed_by=by.person,
            at=at,
            not_before=(law_day(made_at(proposal, SUBMIT)), "建议名单提请审议"),
        )
        for part in parts([row.pk for row in passing]):
            ProposedItem.objects.filter(pk__in=part).update(approved_at=at)
        ElevationItem.objects.filter(pk__in=[row.pk for row in standing]).update(approved_at=at)
        approved = proposal_digest_of(proposal, approved=True)
        with moving(
            proposal, APPROVE, by=who, at=at, version=version, decision=decision, approved_digest=approved
        ) as writing:
            if len(leaving) != len(without) or not (passing or standing):
                raise Refused(
                    "not_on_list", "只能从提请审议的名单中去掉对象，不能增加，也不能全部去掉。", "第二十条第一款"
                )
            judgement = judged(proposal, passing, stage=ListStage.PROPOSED, at=at)
            writing.judged(judgement + judged_earlier(standing, at=at))
            nominations = [row.nomination for row in passing]
            bulk_move(nominations, APPROVE_ITEM, by=who, at=at, details=lambda _: {"digest": approved})
            no_open_inquiry(nominations)
            for part in parts([n.pk for n in nominations]):
                ChainStep.objects.filter(nomination__in=part, kind=StepKind.SECRETARIAT).update(
                    endorsed_at=at, endorsed_by=who.words, endorsed_by_person=by.person
                )
            writing.details |= {
                "submitted_digest": proposal.digest,
                "approved_digest": approved,
                "declined": [row.nomination.key for row in leaving] + [row.key for row in falling],
            }
        # After the list's own entry: what leaves it is written down on a list that has already been approved.
        for row in leaving:
            _decline(row, without[row.pk], by=by, at=at)
        for fallen in falling:
            leave_earlier(fallen, by=who, at=at, reason=_declined_because((declined_elevations or {})[fallen.pk]))
    return proposal


def _decline(row: ProposedItem, reason: str, *, by: Post, at: datetime) -> None:
    why = _declined_because(reason)
    who, nomination = actor(by), row.nomination
    with moving(nomination, LAPSE, by=who, at=at, version=nomination.version) as writing:
        no_open_inquiry([nomination])
        writing.reason = why
        depart(nomination, place=Place.LAPSED, by=who, at=at, reason=writing.reason)


def _declined_because(reason: str) -> str:
    why = require_text(reason, "reason_missing", "请写明不予通过的理由。", "第二十条第一款")
    return f"书记处审议不予通过：{why}"
