"""第九条, 决定 20: elevated titles for who holds the base honour from an earlier round, where the notice says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from decisions.queries import recused_subjects, refuse_own_case
from documents.models import Document
from honors.models import Conferral, Round
from honors.moves import ConferralState
from honors.queries import setting
from honors.settings import ELEVATED_EARLIER_HOLDERS
from ledger.actions import moving, note, touch
from ledger.actors import Actor
from publicity.actions.notices import item_left
from publicity.moves import NoticeState
from regulation import elevated as elevated_law
from regulation.engine import Judgement
from regulation.facts import Attestation
from regulation.honours import Elevated, Honour
from regulation.refusals import Refused
from reviews.actions.judging import law_day, require_text
from reviews.models import ElevationItem, ProposedItem, ProposedList
from reviews.moves import DRAW_UP, ProposalState
from reviews.queries import elevations_of
from unions.models import Post
from unions.queries import actor, national, require


def elevate_earlier(
    proposal: ProposedList,
    *,
    certificate: str,
    statement: str = "",
    document: Document | None = None,
    by: Post,
    at: datetime,
    version: int,
) -> ElevationItem:
    """拟授予往届获得者红旗单位、标兵: the honour of that certificate gets the title proposed on top of it (第九条).

    `version` is the list's. Refused: "no_certificate" for a number that the register does not have, "no_such_title" for
    an honour without one, "already_elevated", "no_elevated_places", "wrong_state" once submitted, "own_case",
    "not_allowed"; Unlawful when the round's notice does not say so, the honour no longer stands, or nobody attests the
    outstanding merit with a document.
    """
    require(by, "audit", national(), on=law_day(at))
    held = _held(certificate)
    title = Honour(held.honour).elevated
    if title is None or held.elevated:
        raise Refused("no_such_title", f"{held.title_name}没有附加称号。", "第九条")
    with (
        transaction.atomic(),
        moving(proposal, DRAW_UP, by=actor(by), at=at, version=version, prepared_by=by.person) as writing,
    ):
        refuse_own_elevation(by, [held])
        row = ElevationItem(list=proposal, conferral=held, elevated=title.value, statement=statement.strip())
        writing.judged(_judged(row, document=document, at=at))
        assert document is not None  # the law has asked for it
        row.document = document
        _not_twice(held)
        within_total(proposal, title)
        row.save(force_insert=True)
        writing.details |= {"conferral": held.chain.key, "elevated": title.value, "statement": row.statement}
    return row


def remove_earlier(
    proposal: ProposedList, row: int, *, by: Post, at: datetime, version: int, reason: str = ""
) -> ProposedList:
    """撤回 or 撤下 an earlier holder: from a draft freely, later with a reason; what was conferred stays (第九条).

    Refused: "not_on_list", "already_conferred", "reason_missing", "own_case", "not_allowed", "wrong_state".
    """
    require(by, "audit", national(), on=law_day(at))
    found = elevations_of(proposal).filter(pk=row).first()
    if found is None:
        raise Refused("not_on_list", "名单上没有这一行。", "第九条")
    if found.conferred_at is not None:
        raise Refused("already_conferred", "已经授予的附加称号，只能依第二十六条撤销。", "第二十六条")
    refuse_own_elevation(by, [found.conferral])
    if proposal.state == ProposalState.DRAFT:
        with moving(proposal, DRAW_UP, by=actor(by), at=at, version=version, prepared_by=by.person) as writing:
            writing.reason = reason.strip()
            writing.details |= {"conferral": found.key, "elevated": ""}
            _gone(found, reason=reason.strip() or "拟稿时撤回", at=at)
        return proposal
    why = require_text(reason, "reason_missing", "请写明撤下附加称号的理由。", "第二十条第二款")
    with transaction.atomic():
        touch(proposal, states=list(ProposalState), version=version)
        leave_earlier(found, by=actor(by), at=at, reason=why)
    return proposal


def leave_earlier(row: ElevationItem, *, by: Actor, at: datetime, reason: str) -> None:
    """The row leaves list and notice by an entry of its own; nobody takes its place (决定 9)."""
    notice = row.list.notice
    if notice is not None and notice.state != NoticeState.VOID:
        item_left(notice, row.key, reason=reason, at=at)
    _gone(row, reason=reason, at=at)
    note(
        row.list,
        act="elevation_left",
        article="第二十条第二款",
        by=by,
        at=at,
        reason=reason,
        details={"conferral": row.key, "name": row.conferral.subject_name, "elevated": row.elevated},
    )


def lapse_earlier(round: Round, *, by: Actor, at: datetime, reason: str) -> int:
    """At the end of the round: earlier holders that were not conferred leave, so that a later round may propose them."""
    rows = ElevationItem.objects.filter(list__round=round, left_at__isnull=True, conferred_at__isnull=True)
    found = list(rows.select_related("conferral__chain", "list__chain", "list__notice"))
    for row in found:
        leave_earlier(row, by=by, at=at, reason=reason)
    return len(found)


def refuse_own_elevation(post: Post, held: Iterable[Conferral]) -> None:
    """Refused "own_case": the holder and declared relations take no part (决定 15)."""
    rows = list(held)
    keys = {row.person_key for row in rows} - {""}
    subjects = {row.chain.key for row in rows} | {f"union:{row.union_id}" for row in rows}
    refuse_own_case(post, subjects=subjects & recused_subjects(post.person), person_keys=keys)


def within_total(proposal: ProposedList, title: Elevated, *, without: int | None = None) -> None:
    """Refused "no_elevated_places": this round's holders and earlier ones count together (第九条).

    `without`: the row of this round's list that is asked about.
    """
    offered = proposal.round.honours.filter(honour=title.base.value).first()
    total = offered.elevated_total if offered else 0
    own: dict[str, object] = {"list__round": proposal.round, "elevated": title.value, "left_at__isnull": True}
    rows = ProposedItem.objects.filter(**own)
    if without is not None:
        rows = rows.exclude(pk=without)
    held = rows.count() + ElevationItem.objects.filter(**own).count()
    if held >= total:
        raise Refused("no_elevated_places", f"本轮{title.title}计划 {total} 个，已经用完。", "第九条")


def judged_earlier(rows: Sequence[ElevationItem], *, at: datetime) -> Judgement:
    """第九条 about every earlier holder on the list, as of today: their honours must stand until the title is conferred."""
    found = Judgement(())
    for row in rows:
        found += _judged(row, document=row.document, at=at)
    return found


def declined_of(rows: Sequence[ElevationItem], declined: Mapping[int, str]) -> list[ElevationItem]:
    """Which of them the secretariat declines. Refused "not_on_list" for an id that is none of theirs."""
    leaving = [row for row in rows if row.pk in declined]
    if len(leaving) != len(declined):
        raise Refused("not_on_list", "只能从提请审议的名单中去掉对象，不能增加。", "第二十条第一款")
    return leaving


def still_standing(rows: Sequence[ElevationItem]) -> None:
    """Take the honours that the titles stand on: a revocation at the same moment is seen by one of the two."""
    for row in rows:
        if row.conferral.state != ConferralState.VALID:
            raise Refused("base_not_standing", f"{row.conferral.subject_name}的往届荣誉已不在有效状态。", "第九条")
        touch(row.conferral, states=[ConferralState.VALID])


def _held(certificate: str) -> Conferral:
    found = (
        Conferral.objects.select_related("chain", "round", "union")
        .filter(certificate_number=certificate.strip())
        .first()
    )
    if found is None:
        raise Refused("no_certificate", "荣誉登记中没有这个证书编号。请核对后再填。", "第九条")
    return found


def _judged(row: ElevationItem, *, document: Document | None, at: datetime) -> Judgement:
    held, round = row.conferral, row.list.round
    told = Attestation(
        key="is_outstanding",
        by="全总基层工作部",
        statement=row.statement,
        document=document.name if document and row.statement else "",
        on=law_day(at),
    )
    facts = elevated_law.Elevation(
        title=Elevated(row.elevated),
        honour=Honour(held.honour),
        earlier_holder=held.round_id != round.pk and not held.elevated,
        in_good_standing=held.state == ConferralState.VALID,
        notice_allows_earlier=bool(setting(round, ELEVATED_EARLIER_HOLDERS)),
        attestations=(told,),
    )
    return elevated_law.law.judge(facts, version=round.law_version, as_of=law_day(at))


def _not_twice(held: Conferral) -> None:
    """One title on one honour, ever: also one that was revoked is in the register (第九条)."""
    again = Conferral.objects.filter(base=held).exists()
    if again or ElevationItem.objects.filter(conferral=held, left_at__isnull=True).exists():
        raise Refused("already_elevated", f"{held.subject_name}已经获得或者已经拟授予附加称号。", "第九条")


def _gone(row: ElevationItem, *, reason: str, at: datetime) -> None:
    row.left_at, row.left_reason = at, reason[:300]
    row.save(update_fields=["left_at", "left_reason"])


def subjects_of(rows: Collection[ElevationItem]) -> list[str]:
    """How their notice names them."""
    return [row.key for row in rows]
