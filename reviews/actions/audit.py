"""第十九条: the national department audits what was recommended: clears it, asks for papers, or finds it unfit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from documents.models import Document
from ledger.actions import bulk_move, moving
from nominations.facts import judge_all, reasons_of, reasons_of_all
from nominations.models import Attachment, ChainStep, Nomination, StepKind
from nominations.models.evidence import AttachmentKind
from nominations.moves import ASK_MENDING, CLEAR, FIND_UNFIT, MEND
from regulation.refusals import Refused
from reviews.actions.departures import Place, depart
from reviews.actions.inquiries import disqualify, open_inquiry, unfound, verify
from reviews.actions.judging import (
    keep_reasons,
    law_day,
    no_open_inquiry,
    not_barred,
    not_own_case,
    require_in_time,
    require_text,
    verdict,
)
from reviews.models import Mending
from reviews.queries import under_inquiry
from unions.models import Post, Union
from unions.queries import actor, allows, national, require

__all__ = [
    "ask_mending",
    "clear",
    "clear_all",
    "disqualify",
    "find_unfit",
    "mend",
    "open_inquiry",
    "unfound",
    "verify",
]


def clear(
    nomination: Nomination, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str] | None = None
) -> Nomination:
    """审核合格 (第十九条第一款). Refused: "inquiry_open", "barred", "own_case", "deadline_passed", Unlawful."""
    _may_audit([nomination], by=by, at=at)
    who, own = actor(by), reasons or {}
    with moving(nomination, CLEAR, by=who, at=at, version=version) as writing:
        no_open_inquiry([nomination])
        not_barred([nomination])
        judgement = verdict(nomination, at=at)
        writing.judged(judgement, reasons_of(nomination) | {k: v for k, v in own.items() if v.strip()})
        keep_reasons(nomination, judgement, own, union=national(), by=who.words, at=at)
        _endorsed([nomination.pk], by=by, words=who.words, at=at)
    return nomination


def clear_all(
    nominations: Sequence[Nomination], *, by: Post, at: datetime, versions: Mapping[int, int]
) -> tuple[list[Nomination], dict[int, str]]:
    """批量审核合格: those whose conditions all hold and that nobody inquires into, by one bulk claim.

    `versions` by id, as the reader saw them. The rest stays where it is; the answer says why, by id.
    Refused "not_allowed", "own_case", "deadline_passed", "barred"; Stale when a case moves at this very moment.
    """
    _may_audit(nominations, by=by, at=at)
    who = actor(by)
    judgements, reasons = judge_all(nominations, as_of=law_day(at)), reasons_of_all(nominations)
    asked = under_inquiry(nominations)
    stays: dict[int, str] = {}
    passed: list[Nomination] = []
    for nomination in nominations:
        broken = judgements[nomination.pk].open(reasons[nomination.pk])
        if nomination.state not in CLEAR.sources:
            stays[nomination.pk] = f"当前状态为“{nomination.state_title}”"
        elif nomination.version != versions.get(nomination.pk):
            stays[nomination.pk] = "查看之后已有变动，请重新查看"
        elif nomination.pk in asked:
            stays[nomination.pk] = "正在核查"
        elif broken:
            stays[nomination.pk] = "；".join(f"{f.article}{f.title}" for f in broken)
        else:
            passed.append(nomination)
    with transaction.atomic():
        not_barred(passed)
        bulk_move(
            passed,
            CLEAR,
            by=who,
            at=at,
            details=lambda n: {"findings": judgements[n.pk].reasoned(reasons[n.pk]).as_json()},
        )
        no_open_inquiry(passed)
        _endorsed([n.pk for n in passed], by=by, words=who.words, at=at)
    return passed, stays


def ask_mending(nomination: Nomination, *, union: Union, gaps: str, by: Post, at: datetime, version: int) -> Mending:
    """退回补正: a merely formal gap, to the union named; the list's substance stays (第十九条第一款).

    Refused: "union_not_on_chain" unless it filed the case or reviewed it; "reason_missing"; "inquiry_open".
    """
    _may_audit([nomination], by=by, at=at)
    what = require_text(gaps, "reason_missing", "请逐项写明需要补正的材料。", "第十九条第一款")
    on_chain = ChainStep.objects.filter(
        nomination=nomination, union=union, kind__in=[StepKind.REVIEW, StepKind.RECOMMEND]
    ).exists()
    if union.pk != nomination.union_id and not on_chain:
        raise Refused("union_not_on_chain", "补正单位应当是申报工会，或者审查、推荐过本件的工会。", "第十九条第一款")
    who = actor(by)
    with moving(nomination, ASK_MENDING, by=who, at=at, version=version, holder=union, arrived_at=at) as writing:
        no_open_inquiry([nomination])
        writing.reason = what
        writing.details["union"] = union.name
        return Mending.objects.create(nomination=nomination, union=union, gaps=what, asked_at=at, asked_by=who.words)


def mend(
    nomination: Nomination, *, answer: str, documents: Sequence[Document], by: Post, at: datetime, version: int
) -> Mending:
    """补正后报送: answered by documents; names, deeds and figures do not change (第十九条第一款).

    Refused: "documents_missing", "reason_missing", "not_allowed" for every post but one of the union named.
    """
    perm = "nominate" if allows(by, "nominate", nomination.holder, on=law_day(at)) else "review"
    require(by, perm, nomination.holder, on=law_day(at))
    said = require_text(answer, "reason_missing", "请说明补正了哪些材料。", "第十九条第一款")
    if not documents:
        raise Refused("documents_missing", "请上传补正的材料。", "第十九条第一款")
    who = actor(by)
    expect = {"holder_id": nomination.holder_id}
    with moving(
        nomination, MEND, by=who, at=at, version=version, expect=expect, holder=national(), arrived_at=at
    ) as writing:
        asked = Mending.objects.get(nomination=nomination, answered_at__isnull=True)
        asked.answer, asked.answered_at, asked.answered_by = said, at, who.words
        asked.save(update_fields=["answer", "answered_at", "answered_by"])
        asked.documents.set(documents)
        Attachment.objects.bulk_create(
            [Attachment(nomination=nomination, kind=AttachmentKind.OTHER, document=d, note="补正") for d in documents]
        )
        writing.reason = said
        writing.details["documents"] = [d.sha256 for d in documents]
    return asked


def find_unfit(nomination: Nomination, *, by: Post, at: datetime, version: int, reason: str) -> Nomination:
    """审核不合格，无过错: the unit may refill the place until its deadline, before the approval (decision 10)."""
    _may_audit([nomination], by=by, at=at)
    why = require_text(reason, "reason_missing", "请写明审核不合格的理由和条款。", "第十九条第一款")
    who = actor(by)
    with moving(nomination, FIND_UNFIT, by=who, at=at, version=version, holder=national()) as writing:
        no_open_inquiry([nomination])
        writing.reason = why
        Mending.objects.filter(nomination=nomination, answered_at__isnull=True).update(
            answer="审核终止", answered_at=at, answered_by=who.words
        )
        depart(nomination, place=Place.RELEASED, by=who, at=at, reason=f"审核不合格：{why}")
    return nomination


def _endorsed(ids: Sequence[int], *, by: Post, words: str, at: datetime) -> None:
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        ChainStep.objects.filter(nomination__in=part, kind=StepKind.NATIONAL).update(
            endorsed_at=at, endorsed_by=words, endorsed_by_person=by.person
        )


def _may_audit(nominations: Sequence[Nomination], *, by: Post, at: datetime) -> None:
    nation = national()
    require(by, "audit", nation, on=law_day(at))
    not_own_case(by, nominations)
    for round in {n.round_id: n.round for n in nominations}.values():
        require_in_time(round, nation, at=at)
