"""整理案卷: honours in and out of the case, what it is about, and who works on it (第二十六条第一款)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import Max

from honors.models import Conferral
from honors.moves import ConferralState
from ledger.actions import Writing, moving
from regulation.refusals import Refused
from regulation.revocation_route import Route
from revocations.actions.asking import (
    ARTICLE,
    holder_of,
    law_day,
    national_staff,
    not_own_case,
    not_own_honours,
    require_holder,
    require_text,
    with_drafter,
)
from revocations.models import CaseSource, CaseSubject, RevocationCase
from revocations.moves import ARRANGE, DROP, EDITABLE, HAND_OVER, TAKE_OVER, State
from revocations.queries.standing import subjects_of
from revocations.queries.targets import accused_by, targets_of
from supervision.queries import original_of, supervised_by
from unions.models import Post, Union
from unions.queries import actor, national, require, successor_of


@contextmanager
def arranging(
    case: RevocationCase, what: str, *, by: Post, at: datetime, version: int, removing: bool = False
) -> Iterator[Writing]:
    """Claim the case for a change of its file; `what` goes to the ledger.

    Refused: "not_holder", "not_allowed", "own_case"; "file_decided" once the recommending unit has decided on the file;
    "own_unit" for a unit that would take something out of a case against itself which it did not open.
    """
    require_holder(case, by, at=at)
    not_own_case(case, by)
    if removing:
        not_own_unit(case, by)
    with moving(
        case,
        ARRANGE,
        by=actor(by),
        at=at,
        version=version,
        expect={"holder_id": case.holder_id},
        drafters=with_drafter(case, by),
    ) as writing:
        if case.state == State.UNDER_REVIEW and case.consent_id is not None:
            raise Refused(
                "file_decided",
                "推荐单位领导班子已集体研究，案卷不能再改动。确需改动的，请先撤回集体研究。",
                "第二十六条第一款",
            )
        writing.details["what"] = what
        yield writing


def not_own_unit(case: RevocationCase, by: Post) -> None:
    """A unit never takes away what others hold against it; a case that it opened itself is its own to arrange."""
    if case.opener_id != by.union_id and accused_by(case, by.union):
        raise Refused(
            "own_unit",
            "本单位是本案当事单位，不能移出对象、删除情形和证据，也不能撤回他人立的案。请转上一级工会办理。",
            "第四条第（二）项",
        )


def set_summary(case: RevocationCase, *, summary: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """修改案由. Refused: as `arranging`, and "reason_missing"."""
    text = require_text(summary, "reason_missing", "请写明案由。")
    with arranging(case, "案由", by=by, at=at, version=version):
        RevocationCase.objects.filter(pk=case.pk).update(summary=text)
        case.summary = text
    return case


def add_subject(case: RevocationCase, conferral: Conferral, *, by: Post, at: datetime, version: int) -> CaseSubject:
    """加列对象: an honour that the holder answers for. Only a draft takes one: what was applied for never grows.

    Refused: as `arranging`, and "wrong_state", "not_supervised", "not_standing", "in_open_case".
    """
    original = original_of(conferral)
    not_own_honours([conferral], by)
    if not (by.union.is_national or supervised_by(by).filter(pk=conferral.pk).exists() or original.pk == by.union_id):
        raise Refused("not_supervised", f"{conferral}不由本工会监督管理，不能列入本案。", ARTICLE)
    with arranging(case, "加列对象", by=by, at=at, version=version) as writing:
        if case.state != State.DRAFT:
            raise Refused("wrong_state", "已提出申请的案件不能再加列对象，请另行立案。", ARTICLE)
        if Conferral.objects.get(pk=conferral.pk).state != ConferralState.VALID:
            raise Refused("not_standing", f"{conferral}已不在有效状态。", ARTICLE)
        if CaseSubject.objects.filter(conferral=conferral, open=True).exists():
            raise Refused("in_open_case", f"{conferral}已在一件未办结的撤销案中。", ARTICLE)
        last = case.subjects.aggregate(last=Max("position"))["last"] or 0
        writing.details["honour"] = conferral.certificate_number
        subject, _ = CaseSubject.objects.update_or_create(
            case=case,
            conferral=conferral,
            defaults={
                "position": last + 1,
                "original": original,
                "open": True,
                "dropped_at": None,
                "dropped_reason": "",
            },
        )
    return subject


def drop(subject: CaseSubject, *, reason: str, by: Post, at: datetime, version: int) -> CaseSubject:
    """移出本案: found untrue of this one, or its honour has ended otherwise; the others go on. `version` is the case's.

    By the holder; from the report on by national staff. Refused: "reason_missing", "last_subject" (reject or withdraw
    the case instead), "already_dropped", "own_unit", and as every verb of the holder.
    """
    case = subject.case
    if case.state in EDITABLE:
        require_holder(case, by, at=at)
        not_own_unit(case, by)
    else:
        national_staff(by, at=at)
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明移出本案的理由。")
    with moving(case, DROP, by=actor(by), at=at, version=version, expect={"holder_id": case.holder_id}) as writing:
        standing = subjects_of(case)
        if subject.pk not in {one.pk for one in standing}:
            raise Refused("already_dropped", "该对象已不在本案中。", DROP.article)
        if len(standing) == 1:
            raise Refused("last_subject", "本案只有这一个对象，请办理不予撤销或者撤回。", DROP.article)
        writing.reason = why
        writing.details["honour"] = subject.conferral.certificate_number
        subject.open, subject.dropped_at, subject.dropped_reason = False, at, why
        subject.save(update_fields=["open", "dropped_at", "dropped_reason"])
    return subject


def hand_over(case: RevocationCase, *, to: Union, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """转请研判: to the original recommender, who applies as a rule, or to an existing union above it (第二十六条第一款).

    Refused: "not_a_target"; "letter_kept" when a report is behind the case and the union named is the one accused;
    "reason_missing", and as every verb of the holder.
    """
    require_holder(case, by, at=at)
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明转请的理由。")
    if to.pk == holder_of(case).pk or to.pk not in {union.pk for union in targets_of(case)}:
        raise Refused(
            "not_a_target", f"本案不能转请{to}研判：只能转请原推荐单位，或者它的上级工会。", "第二十六条第一款"
        )
    if case.source == CaseSource.LETTER and accused_by(case, to):
        raise Refused(
            "letter_kept",
            "本案由举报查实而来，不能转请当事单位研判。请由上级工会写明理由后申请。",
            "第二十二条第（六）项",
        )
    route = Route.DIRECT if to.is_national else Route.STEP_BY_STEP
    with moving(
        case,
        HAND_OVER,
        by=actor(by),
        at=at,
        version=version,
        expect={"holder_id": case.holder_id},
        holder=to,
        route=route.value,
    ) as writing:
        writing.reason = why
        writing.details["to"] = to.name
    return case


def take_over(case: RevocationCase, *, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """全总直接办理: no union can sit on a case; it becomes a direct one in the nation's hands (第二十六条第三款).

    Refused: "not_allowed" to all but national staff, "own_case", "already_there", "reason_missing".
    """
    national_staff(by, at=at)
    not_own_case(case, by)
    nation = national()
    if case.state == State.DRAFT and case.holder_id == nation.pk and case.kind is Route.DIRECT:
        raise Refused("already_there", "本案已由全总直接办理。", TAKE_OVER.article)
    why = require_text(reason, "reason_missing", "请写明由全总直接办理的理由。")
    before = successor_of(case.holder)
    with moving(
        case,
        TAKE_OVER,
        by=actor(by),
        at=at,
        version=version,
        holder=nation,
        route=Route.DIRECT.value,
        consent=None,
        digest="",
    ) as writing:
        writing.reason = why
        writing.details["from"] = before.name
    return case


def may_be_withdrawn_by(case: RevocationCase, by: Post, *, at: datetime) -> None:
    """The holder of a draft, and the applicant once it has applied; never the accused unit out of another's case."""
    if case.state == State.UNDER_REVIEW and case.applicant is not None:
        applicant = successor_of(case.applicant)
        if applicant.pk != by.union_id:
            raise Refused("not_the_applicant", f"由申请工会（{applicant}）撤回申请。", "第二十六条第一款")
        require(by, "supervise", applicant, on=law_day(at))
    else:
        require_holder(case, by, at=at)
    not_own_unit(case, by)
