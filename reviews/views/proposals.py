"""建议名单: drawn up, submitted, approved by the secretariat, published, settled, conferred."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from honors.models import Round
from ledger.moves import Move
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Elevated, Honour
from regulation.lists import ListStage
from reviews.actions import proposal as verbs
from reviews.actions.judging import law_day
from reviews.actions.recommending import Outcome, sort_out
from reviews.facts import list_facts, rows_of
from reviews.facts.meters import meters_of
from reviews.forms import ConferForm, Declines, ElevateForm, EntryForm, MeetingForm, PublishForm, ReasonForm
from reviews.models import ProposedItem, ProposedList
from reviews.moves import (
    APPROVE,
    CONFER,
    DRAW_UP,
    FINALISE,
    PUBLISH_NATIONAL,
    SEND_BACK,
    SUBMIT,
    SUPPLEMENT_FINAL,
    ProposalState,
)
from reviews.queries import proposals_seen_by, rows_of_proposal, under_inquiry
from reviews.views.moves import (
    MovePage,
    answer,
    in_state,
    kept,
    kept_always,
    lawful,
    permitted,
    said_no,
    stands_in_the_way,
)
from ui.doors import Refusal as PageRefusal
from ui.doors import VersionForm, perform, reasons_from
from unions.doors import PostRequest, role_required
from unions.models import Role
from unions.queries import national

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
DOORS = (Role.NATIONAL, Role.SECRETARIAT)
STATES = {
    ProposalState.DRAFT: ("拟定中", "neutral"),
    ProposalState.SUBMITTED: ("已提请书记处审议", "info"),
    ProposalState.APPROVED: ("书记处已审议通过", "info"),
    ProposalState.ON_NOTICE: ("全国公示", "info"),
    ProposalState.FINAL: ("名单已最终确定", "success"),
    ProposalState.CONFERRED: ("已印发表彰决定", "honour"),
}


def seen_proposal(request: PostRequest, pk: int) -> ProposedList:
    """The list, if the acting post sees it; else 404."""
    return get_object_or_404(proposals_seen_by(request.post), pk=pk)


def state_of(proposal: ProposedList) -> tuple[str, str]:
    """The list's state in words, with its tone."""
    return STATES[ProposalState(proposal.state)]


@GET_POST
@role_required(*DOORS)
def index(request: PostRequest) -> HttpResponse:
    """All proposed lists; POST draws one up from what is cleared."""
    if request.method == "POST":
        round = get_object_or_404(Round, pk=request.POST.get("round") or 0)
        outcome = perform(
            request,
            lambda: verbs.draw_up(round, by=request.post, at=request.now),
            success="已拟定建议名单。",
            to=lambda made: reverse("reviews:proposal", args=[made.pk]),
        )
        if not isinstance(outcome, PageRefusal):
            return outcome
        messages.error(request, outcome.sentence)
        return HttpResponseRedirect(reverse("reviews:proposals"))
    rows = [
        {"list": row, "state": state_of(row), "count": rows_of_proposal(row).count()}
        for row in proposals_seen_by(request.post).order_by("-round__year", "-number")[:50]
    ]
    rounds = []
    if request.post.role == Role.NATIONAL:
        for round in Round.objects.filter(state="open").defer("frozen"):
            count = Nomination.objects.filter(round=round, state=State.CLEARED).count()
            rounds.append({"round": round, "cleared": count})
    return render(request, "reviews/proposals.html", {"rows": rows, "rounds": rounds})


@GET_POST
@role_required(*DOORS)
def page(request: PostRequest, pk: int) -> HttpResponse:
    """The list with its counts, ratios, elevated titles and next move."""
    proposal = seen_proposal(request, pk)
    rows = list(rows_of_proposal(proposal))
    stage = ListStage.PROPOSED if proposal.state in (ProposalState.DRAFT, ProposalState.SUBMITTED) else ListStage.FINAL
    told = rows_of(proposal.round, [(row.nomination, "", row.elevated) for row in rows])
    facts = list_facts(proposal.round, told, recommender=None, stage=stage)
    judgement = verbs.judged(proposal, rows, stage=stage, at=request.now)
    present = [h.value for h in Honour if any(row.nomination.honour == h.value for row in rows)]
    chosen = request.GET.get("honour", "") if request.GET.get("honour", "") in present else (present or [""])[0]
    shown = [row for row in rows if row.nomination.honour == chosen]
    context = {
        "list": proposal,
        "state": state_of(proposal),
        "tabs": _tabs(rows, chosen),
        "groups": _groups(shown, under_inquiry([row.nomination for row in shown])),
        "tiles": _tiles(proposal, rows),
        "meters": meters_of(facts, judgement, version=proposal.round.law_version),
        "judgement": judgement,
        "steps": _steps(request, proposal),
        "editing": proposal.state == ProposalState.DRAFT and request.post.role == Role.NATIONAL,
        "left": proposal.items.filter(left_at__isnull=False).select_related("nomination").order_by("left_at"),
    }
    return render(request, "reviews/proposal.html", context)


def _tabs(rows: list[ProposedItem], chosen: str) -> list[dict[str, Any]]:
    """One honour at a time: the whole national list has thousands of rows."""
    counted = [(h, sum(row.nomination.honour == h.value for row in rows)) for h in Honour]
    return [
        {"label": h.short, "url": f"?honour={h.value}", "count": count, "current": h.value == chosen}
        for h, count in counted
        if count
    ]


def _groups(rows: list[ProposedItem], held: set[int]) -> list[dict[str, Any]]:
    found = []
    for honour in Honour:
        mine = [row for row in rows if row.nomination.honour == honour.value]
        if mine:
            told = [{"row": row, "inquired": row.nomination_id in held} for row in mine]
            found.append({"honour": honour, "rows": told, "elevated": honour.elevated})
    return found


def _tiles(proposal: ProposedList, rows: list[ProposedItem]) -> list[dict[str, Any]]:
    totals = {o.honour: o for o in proposal.round.honours.all()}
    found: list[dict[str, Any]] = []
    for honour in Honour:
        if honour.value in totals:
            count = sum(row.nomination.honour == honour.value for row in rows)
            planned = totals[honour.value].total
            found.append({"label": honour.short, "value": count, "note": f"计划 {planned}" if planned else ""})
    for title in Elevated:
        if title.base.value in totals:
            count = sum(row.elevated == title.value for row in rows)
            planned = totals[title.base.value].elevated_total
            found.append(
                {
                    "label": "红旗单位" if title is Elevated.RED_FLAG_UNIT else "标兵",
                    "value": count,
                    "note": f"计划 {planned}",
                    "tone": "honour",
                }
            )
    return found


def _steps(request: PostRequest, proposal: ProposedList) -> list[dict[str, Any]]:
    national_steps: list[tuple[Move, str, str]] = [
        (SUBMIT, "proposal-submission", "提请书记处审议"),
        (PUBLISH_NATIONAL, "proposal-notice", "发布全国公示"),
        (FINALISE, "proposal-final", "根据公示结果确定名单"),
        (CONFER, "proposal-conferral", "印发表彰决定"),
        (SUPPLEMENT_FINAL, "proposal-supplement", "补充确定"),
    ]
    secretariat: list[tuple[Move, str, str]] = [
        (APPROVE, "proposal-approval", "审议"),
        (SEND_BACK, "proposal-return", "退回建议名单"),
    ]
    every = secretariat if request.post.role == Role.SECRETARIAT else national_steps
    return [
        {"label": label, "url": reverse(f"reviews:{name}", args=[proposal.pk]), "quiet": move is SEND_BACK}
        for move, name, label in every
        if proposal.state in move.sources
    ]


@require_POST
@role_required(Role.NATIONAL)
def drawing(request: PostRequest, pk: int) -> HttpResponse:
    """Take in what has been cleared since."""
    proposal = seen_proposal(request, pk)
    form = EntryForm(request.POST)
    here = reverse("reviews:proposal", args=[pk])
    if not form.is_valid():
        messages.error(request, "请刷新页面后再试。")
        return HttpResponseRedirect(here)
    outcome = perform(
        request,
        lambda: verbs.draw_up(proposal.round, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="已列入审核合格的对象。",
        to=here,
    )
    if not isinstance(outcome, PageRefusal):
        return outcome
    messages.error(request, outcome.sentence)
    return HttpResponseRedirect(here)


def _form(request: PostRequest, form: type[VersionForm], proposal: ProposedList, **kwargs: Any) -> Any:
    initial = kwargs.pop("initial", {})
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    return form(initial={"version": proposal.version, **initial}, **kwargs)


def _proposal_page(request: PostRequest, proposal: ProposedList, page: MovePage) -> HttpResponse:
    page.back = reverse("reviews:proposal", args=[proposal.pk])
    page.context |= {"list": proposal, "state": state_of(proposal), "count": rows_of_proposal(proposal).count()}
    return answer(request, page)


def _national_why(request: PostRequest, proposal: ProposedList, move: Move, *, perm: str = "audit") -> str:
    signing = perm == "audit"
    return stands_in_the_way(
        in_state(proposal, move, state_of(proposal)[0]),
        permitted(request, perm, national()),
        said_no(
            signing and proposal.prepared_by_id == request.post.person_id,
            f"名单由您（{request.post.person}）拟定，须由另一位同志办理。",
            move.article,
        ),
    )


@GET_POST
@role_required(*DOORS)
def elevation(request: PostRequest, pk: int, row: int) -> HttpResponse:
    """红旗单位、标兵 (第九条): propose it for one row, or take it back."""
    proposal = seen_proposal(request, pk)
    item = get_object_or_404(rows_of_proposal(proposal).select_related("list__round", "list__chain"), pk=row)
    title = item.nomination.kind.elevated
    form = _form(request, ElevateForm, proposal, initial={"title": title.value if title else ""})
    taking_back = request.method == "POST" and not request.POST.get("title")
    if taking_back:
        form.fields["statement"].required = form.fields["document"].required = False
    page = MovePage(
        title=f"拟授予{title.title if title else '附加称号'}",
        article="第九条",
        lead="在优中选优的基础上，对工作成绩优异、贡献突出的授予；随建议名单审议、公示，随其基础荣誉撤销。",
        record=proposal,
        form=form,
        verb=lambda: verbs.elevate(
            item,
            title=form.cleaned_data["title"],
            statement=form.cleaned_data["statement"],
            document=kept(request, form.cleaned_data["document"]),
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
        success="已撤回附加称号。" if taking_back else "已拟授予。",
        to=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        submit="拟授予",
        context={"item": item},
        why=stands_in_the_way(
            in_state(proposal, DRAW_UP, state_of(proposal)[0]),
            permitted(request, "audit", national()),
            said_no(title is None, f"{item.nomination.kind.title}没有附加称号。", "第九条"),
        ),
    )
    return _proposal_page(request, proposal, page)


@GET_POST
@role_required(*DOORS)
def submission(request: PostRequest, pk: int) -> HttpResponse:
    """提请书记处审议 (第十九条第三款)."""
    proposal = seen_proposal(request, pk)
    form = _form(request, EntryForm, proposal)
    judgement = verbs.judged(proposal, list(rows_of_proposal(proposal)), stage=ListStage.PROPOSED, at=request.now)
    page = MovePage(
        title="提请书记处审议",
        article="第十九条第三款",
        lead="名单即固定，书记处只能从中去掉对象，不能增加。",
        record=proposal,
        form=form,
        verb=lambda: verbs.submit(proposal, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="已提请书记处审议。",
        to=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        submit="提请审议",
        judgement=judgement,
        why=_national_why(request, proposal, SUBMIT) or stands_in_the_way(lawful(judgement)),
    )
    return _proposal_page(request, proposal, page)


@GET_POST
@role_required(*DOORS)
def returning(request: PostRequest, pk: int) -> HttpResponse:
    """书记处退回建议名单."""
    proposal = seen_proposal(request, pk)
    form = _form(request, ReasonForm, proposal)
    page = MovePage(
        title="退回建议名单",
        article="第二十条第一款",
        lead="退回全总基层工作部重新拟定。",
        record=proposal,
        form=form,
        verb=lambda: verbs.send_back(
            proposal,
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        ),
        success="已退回建议名单。",
        to=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        submit="退回",
        tone="danger",
        why=_national_why(request, proposal, SEND_BACK, perm="decide"),
    )
    return _proposal_page(request, proposal, page)


def _meeting(request: PostRequest, form: Any) -> dict[str, Any]:
    return {
        "held_on": form.cleaned_data["held_on"],
        "place": form.cleaned_data["place"],
        "attendees": form.cleaned_data["attendees"],
        "minutes": kept_always(request, form.cleaned_data["minutes"]),
        "by": request.post,
        "at": request.now,
        "version": form.cleaned_data["version"],
    }


@GET_POST
@role_required(*DOORS)
def approval(request: PostRequest, pk: int) -> HttpResponse:
    """书记处审议通过 (第二十条第一款): single items may be declined with a reason."""
    proposal = seen_proposal(request, pk)
    form = _form(request, MeetingForm, proposal)
    rows = list(rows_of_proposal(proposal))
    declines = Declines(request.POST or None, prefix="declines")
    if request.method == "POST" and not declines.is_valid():
        form.add_error(None, "不予通过的对象填写有误，请核对申报编号。")
    page = MovePage(
        title="审议通过建议名单",
        article="第二十条第一款",
        lead="通过后名单进行全国公示。不予通过的，逐一填写申报编号和理由，其名额失效。",
        record=proposal,
        form=form,
        verb=lambda: verbs.approve(proposal, declined=_declined(declines, rows), **_meeting(request, form)),
        success="建议名单已审议通过。",
        to=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        submit="审议通过",
        judgement=verbs.judged(proposal, rows, stage=ListStage.PROPOSED, at=request.now),
        context={"declines": declines},
        why=_national_why(request, proposal, APPROVE, perm="decide"),
    )
    return _proposal_page(request, proposal, page)


def _declined(declines: Any, rows: list[ProposedItem]) -> dict[int, str]:
    """{row id: reason}; a number that is not on the list stays, so that the verb refuses it."""
    known = {row.nomination_id: row.pk for row in rows}
    told = [(f.cleaned_data.get("number", ""), f.cleaned_data.get("reason", "")) for f in declines]
    return {known.get(int(n.rpartition("-")[2]), -int(n.rpartition("-")[2])): reason for n, reason in told if n}


@GET_POST
@role_required(*DOORS)
def notice(request: PostRequest, pk: int) -> HttpResponse:
    """全国公示 (第二十条第一款)."""
    proposal = seen_proposal(request, pk)
    form = _form(request, PublishForm, proposal, national=True)
    page = MovePage(
        title="发布全国公示",
        article="第二十条第一款",
        lead="在《工人日报》或中工网公示，不少于五个工作日，附加称号一并公示。",
        record=proposal,
        form=form,
        verb=lambda: verbs.publish_national(
            proposal,
            medium=form.cleaned_data["medium"],
            contacts=form.cleaned_data["contacts"],
            medium_visible_at=form.cleaned_data["medium_visible_at"],
            medium_address=form.cleaned_data["medium_address"],
            medium_page=form.cleaned_data["medium_page"],
            medium_photo=kept(request, form.cleaned_data["medium_photo"]),
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
        success="全国公示已发布。",
        to=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        submit="发布公示",
        why=_national_why(request, proposal, PUBLISH_NATIONAL, perm="publish"),
    )
    return _proposal_page(request, proposal, page)


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
    proposal = seen_proposal(request, pk)
    form = _form(request, MeetingForm, proposal)
    outcome = _preview(request, proposal, move)
    verb = verbs.finalise if move is FINALISE else verbs.supplement_final
    page = MovePage(
        title=move.title,
        article=move.article,
        lead="只从审议通过并公示的名单中确定；有异议或者正在核查的暂缓，办结后补充确定。",
        record=proposal,
        form=form,
        verb=lambda: verb(proposal, reasons=reasons_from(request.POST), **_meeting(request, form)),
        success="名单已确定。",
        to=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        submit=f"确定 {len(outcome.advanced)} 个" if outcome else "确定",
        judgement=outcome.structure if outcome else None,
        reasons={**proposal.reasons, **reasons_from(request.POST)},
        context={"outcome": _told(outcome, proposal) if outcome else None, "ask_all": True},
        why=_national_why(request, proposal, move)
        or stands_in_the_way(
            said_no(
                proposal.notice is not None and not proposal.notice.is_over_on(law_day(request.now)),
                "全国公示期未满，或者法定公示载体还没有证明。",
                "第二十条第一款",
            ),
            said_no(outcome is not None and not outcome.advanced, "现在没有可以确定的对象。", "第二十条第二款"),
        ),
    )
    return _proposal_page(request, proposal, page)


def _preview(request: PostRequest, proposal: ProposedList, move: Move) -> Outcome | None:
    if proposal.notice is None or proposal.state not in move.sources:
        return None
    rows = rows_of_proposal(proposal)
    waiting = [row.nomination for row in rows.filter(approved_at__isnull=False, finalised_at__isnull=True)]
    outcome = sort_out(waiting, proposal.notice, at=request.now)
    advancing = {n.pk for n in outcome.advanced}
    kept_rows = [row for row in rows if row.finalised_at or row.nomination_id in advancing]
    outcome.structure = verbs.judged(proposal, kept_rows, stage=ListStage.FINAL, at=request.now)
    return outcome


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
    proposal = seen_proposal(request, pk)
    title = f"中华全国总工会关于表彰和命名{proposal.round.year}年度全国模范职工之家等的决定"
    form = _form(request, ConferForm, proposal, initial={"title": title})
    final_rows = rows_of_proposal(proposal).filter(finalised_at__isnull=False, conferred_at__isnull=True).count()
    page = MovePage(
        title="印发表彰决定",
        article="第二十一条",
        lead=f"决定正文按最终名单生成并固定；{final_rows} 个对象记入荣誉登记，编发证书号。印发后不能撤回，只能依第二十六条撤销。",
        record=proposal,
        form=form,
        verb=lambda: verbs.confer(
            proposal,
            number=form.cleaned_data["number"],
            title=form.cleaned_data["title"],
            issued_on=form.cleaned_data["issued_on"],
            scan=kept(request, form.cleaned_data["scan"]),
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
        success="表彰决定已印发，荣誉已登记。",
        to=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        submit="印发",
        why=_national_why(request, proposal, CONFER),
    )
    return _proposal_page(request, proposal, page)
