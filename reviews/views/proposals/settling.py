"""第二十条第二款、第二十一条: the final list by the result of the notice, and the decision that confers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse

from ledger.moves import Move
from regulation.lists import ListStage
from reviews.actions import proposal as verbs
from reviews.actions.finalising import Titles, sort_out_earlier
from reviews.actions.judging import law_day
from reviews.actions.recommending import Outcome, sort_out
from reviews.forms import ConferForm, MeetingForm
from reviews.models import ProposedList
from reviews.moves import CONFER, FINALISE, SUPPLEMENT_FINAL
from reviews.queries import elevations_of, rows_of_proposal
from reviews.views.moves import said_no, stands_in_the_way
from reviews.views.proposals.shared import DOORS, GET_POST, national_why, whole
from ui.doors import reasons_from
from unions.doors import PostRequest, role_required


@GET_POST
@role_required(*DOORS)
def final(request: PostRequest, pk: int) -> HttpResponse:
    """根据公示结果，最终确定名单 (第二十条第二款)."""
    return _finalising(request, pk, FINALISE)


@GET_POST
@role_required(*DOORS)
def supplement(request: PostRequest, pk: int) -> HttpResponse:
    """补充确定异议、核查已办结的对象."""
    return _finalising(request, pk, SUPPLEMENT_FINAL)


def _finalising(request: PostRequest, pk: int, move: Move) -> HttpResponse:
    seen = whole(request, pk)
    proposal = seen.record
    outcome = _preview(request, proposal, move)
    titles = _titles(request, proposal, move)
    settled = len(outcome.advanced) + len(titles.advanced) if outcome else 0
    verb = verbs.finalise if move is FINALISE else verbs.supplement_final
    return seen.page(
        partial(verb, proposal, reasons=reasons_from(request.POST)),
        seen.form(MeetingForm),
        move=move,
        title=move.title,
        article=move.article,
        lead="只从审议通过并公示的名单中确定；有异议或者正在核查的暂缓，办结后补充确定。",
        success="名单已确定。",
        submit=f"确定 {settled} 个" if outcome else "确定",
        judgement=outcome.structure if outcome else None,
        reasons=seen.reasons,
        context={"outcome": _told(outcome, proposal) if outcome else None, "titles": titles, "ask_all": True},
        why=national_why(seen, move)
        or stands_in_the_way(
            said_no(
                proposal.notice is not None and not proposal.notice.is_over_on(law_day(request.now)),
                "全国公示期未满，或者法定公示载体还没有证明。",
                "第二十条第一款",
            ),
            said_no(outcome is not None and not settled, "现在没有可以确定的对象。", "第二十条第二款"),
        ),
    )


def _preview(request: PostRequest, proposal: ProposedList, move: Move) -> Outcome | None:
    if proposal.notice is None or proposal.state not in move.sources:
        return None
    if not proposal.notice.is_over_on(law_day(request.now)):
        return None  # nobody knows yet who stands the notice
    rows = rows_of_proposal(proposal)
    waiting = [row.nomination for row in rows.filter(approved_at__isnull=False, finalised_at__isnull=True)]
    outcome = sort_out(waiting, proposal.notice, at=request.now)
    advancing = {n.pk for n in outcome.advanced}
    kept_rows = [row for row in rows if row.finalised_at or row.nomination_id in advancing]
    outcome.structure = verbs.judged(proposal, kept_rows, stage=ListStage.FINAL, at=request.now)
    return outcome


def _titles(request: PostRequest, proposal: ProposedList, move: Move) -> Titles:
    if proposal.notice is None or proposal.state not in move.sources:
        return Titles()
    if not proposal.notice.is_over_on(law_day(request.now)):
        return Titles()
    return sort_out_earlier(proposal, proposal.notice, at=request.now)


def _told(outcome: Outcome, proposal: ProposedList) -> dict[str, Any]:
    items = {row.nomination_id: row.nomination for row in rows_of_proposal(proposal)}
    return {
        "advanced": outcome.advanced,
        "held": [(items[pk], why) for pk, why in outcome.held.items() if pk in items],
        "struck": outcome.struck,
    }


@GET_POST
@role_required(*DOORS)
def conferral(request: PostRequest, pk: int) -> HttpResponse:
    """印发表彰决定 (第二十一条)."""
    seen = whole(request, pk)
    title = f"中华全国总工会关于表彰和命名{seen.record.round.year}年度全国模范职工之家等的决定"
    final = {"finalised_at__isnull": False, "conferred_at__isnull": True}
    settled = seen.rows.filter(**final).count() + elevations_of(seen.record).filter(**final).count()
    return seen.page(
        partial(verbs.confer, seen.record),
        seen.form(ConferForm, initial={"title": title}),
        move=CONFER,
        title="印发表彰决定",
        article=CONFER.article,
        lead=f"决定正文按最终名单生成并固定；{settled} 个对象记入荣誉登记，编发证书号。印发后不能撤回，只能依第二十六条撤销。",
        success="表彰决定已印发，荣誉已登记。",
        submit="印发",
        why=national_why(seen, CONFER),
    )
