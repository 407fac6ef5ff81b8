"""第九条、第十九条第三款、第二十条第一款: elevated titles, submission, approval, the national notice."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from honors.numbers import place_in_series
from regulation.lists import ListStage
from reviews.actions import proposal as verbs
from reviews.actions.earlier import judged_earlier
from reviews.forms import Declines, ElevateForm, EntryForm, MeetingForm, PublishForm, ReasonForm
from reviews.models import ElevationItem, ProposedItem
from reviews.moves import (
    APPROVE,
    DRAW_UP,
    PUBLISH_NATIONAL,
    SEND_BACK,
    SUBMIT,
)
from reviews.queries import elevations_of, rows_of_proposal
from reviews.views.moves import (
    MovePage,
    in_state,
    kept,
    lawful,
    permitted,
    said_no,
    stands_in_the_way,
)
from reviews.views.proposals.shared import (
    DOORS,
    GET_POST,
    form_for,
    meeting,
    national_why,
    proposal_page,
    seen_proposal,
    state_of,
)
from unions.doors import PostRequest, role_required
from unions.queries import national


@GET_POST
@role_required(*DOORS)
def elevation(request: PostRequest, pk: int, row: int) -> HttpResponse:
    """红旗单位、标兵 (第九条): propose it for one row, or take it back."""
    proposal = seen_proposal(request, pk)
    item = get_object_or_404(rows_of_proposal(proposal).select_related("list__round", "list__chain"), pk=row)
    title = item.nomination.kind.elevated
    form = form_for(request, ElevateForm, proposal, initial={"title": title.value if title else ""})
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
    return proposal_page(request, proposal, page)


@GET_POST
@role_required(*DOORS)
def submission(request: PostRequest, pk: int) -> HttpResponse:
    """提请书记处审议 (第十九条第三款)."""
    proposal = seen_proposal(request, pk)
    form = form_for(request, EntryForm, proposal)
    judgement = verbs.judged(proposal, list(rows_of_proposal(proposal)), stage=ListStage.PROPOSED, at=request.now)
    judgement += judged_earlier(list(elevations_of(proposal)), at=request.now)
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
        why=national_why(request, proposal, SUBMIT) or stands_in_the_way(lawful(judgement)),
    )
    return proposal_page(request, proposal, page)


@GET_POST
@role_required(*DOORS)
def returning(request: PostRequest, pk: int) -> HttpResponse:
    """书记处退回建议名单."""
    proposal = seen_proposal(request, pk)
    form = form_for(request, ReasonForm, proposal)
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
        why=national_why(request, proposal, SEND_BACK, perm="decide"),
    )
    return proposal_page(request, proposal, page)


@GET_POST
@role_required(*DOORS)
def approval(request: PostRequest, pk: int) -> HttpResponse:
    """书记处审议通过 (第二十条第一款): single items may be declined with a reason."""
    proposal = seen_proposal(request, pk)
    form = form_for(request, MeetingForm, proposal)
    rows, earlier = list(rows_of_proposal(proposal)), list(elevations_of(proposal))
    declines = Declines(request.POST or None, prefix="declines")
    if request.method == "POST" and not declines.is_valid():
        form.add_error(None, "不予通过的对象填写有误，请核对申报编号。")
    page = MovePage(
        title="审议通过建议名单",
        article="第二十条第一款",
        lead="通过后名单进行全国公示。不予通过的，逐一填写申报编号和理由，其名额失效。",
        record=proposal,
        form=form,
        verb=lambda: verbs.approve(
            proposal,
            declined=_declined(declines, rows),
            declined_elevations=_declined_earlier(declines, earlier),
            **meeting(request, form),
        ),
        success="建议名单已审议通过。",
        to=reverse("reviews:proposal", args=[pk]),
        template="reviews/proposal_move.html",
        submit="审议通过",
        judgement=verbs.judged(proposal, rows, stage=ListStage.PROPOSED, at=request.now)
        + judged_earlier(earlier, at=request.now),
        context={"declines": declines},
        why=national_why(request, proposal, APPROVE, perm="decide"),
    )
    return proposal_page(request, proposal, page)


def _declined(declines: Any, rows: list[ProposedItem]) -> dict[int, str]:
    """{row id: reason}; a number that is not on the list stays, so that the verb refuses it."""
    known = {row.nomination_id: row.pk for row in rows}
    told = [(n, reason) for n, reason in _told(declines) if place_in_series(n) is None]
    return {known.get(int(n.rpartition("-")[2]), -int(n.rpartition("-")[2])): reason for n, reason in told}


def _declined_earlier(declines: Any, rows: list[ElevationItem]) -> dict[int, str]:
    """The same of earlier holders, by their certificates."""
    known = {row.conferral.certificate_number: row.pk for row in rows}
    told = [(n, reason) for n, reason in _told(declines) if place_in_series(n) is not None]
    return {known.get(n, -place): reason for place, (n, reason) in enumerate(told, start=1)}


def _told(declines: Any) -> list[tuple[str, str]]:
    told = [(f.cleaned_data.get("number", ""), f.cleaned_data.get("reason", "")) for f in declines]
    return [(n, reason) for n, reason in told if n]


@GET_POST
@role_required(*DOORS)
def notice(request: PostRequest, pk: int) -> HttpResponse:
    """全国公示 (第二十条第一款)."""
    proposal = seen_proposal(request, pk)
    form = form_for(request, PublishForm, proposal, national=True)
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
        why=national_why(request, proposal, PUBLISH_NATIONAL, perm="publish"),
    )
    return proposal_page(request, proposal, page)
