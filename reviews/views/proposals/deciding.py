"""第九条、第十九条第三款、第二十条第一款: elevated titles, submission, approval, the national notice."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from honors.numbers import place_in_series
from regulation.lists import ListStage
from reviews.actions import proposal as verbs
from reviews.actions.earlier import judged_earlier
from reviews.forms import Declines, ElevateForm, EntryForm, MeetingForm, PublishForm, ReasonForm
from reviews.models import ElevationItem, ProposedItem
from reviews.moves import APPROVE, DRAW_UP, PUBLISH_NATIONAL, SEND_BACK, SUBMIT
from reviews.queries import elevations_of, rows_of_proposal
from reviews.views.moves import lawful, permitted, said_no, stands_in_the_way
from reviews.views.proposals.shared import DOORS, GET_POST, national_why, whole
from unions.doors import PostRequest, role_required
from unions.queries import national


@GET_POST
@role_required(*DOORS)
def elevation(request: PostRequest, pk: int, row: int) -> HttpResponse:
    """红旗单位、标兵 (第九条): propose it for one row, or take it back."""
    seen = whole(request, pk)
    item = get_object_or_404(rows_of_proposal(seen.record).select_related("list__round", "list__chain"), pk=row)
    title = item.nomination.kind.elevated
    form = seen.form(ElevateForm, initial={"title": title.value if title else ""})
    taking_back = request.method == "POST" and not request.POST.get("title")
    if taking_back:
        form.fields["statement"].required = form.fields["document"].required = False
    return seen.page(
        partial(verbs.elevate, item),
        form,
        title=f"拟授予{title.title if title else '附加称号'}",
        article="第九条",
        lead="在优中选优的基础上，对工作成绩优异、贡献突出的授予；随建议名单审议、公示，随其基础荣誉撤销。",
        success="已撤回附加称号。" if taking_back else "已拟授予。",
        submit="拟授予",
        context={"item": item},
        why=seen.why(
            DRAW_UP,
            permitted(request, "audit", national()),
            said_no(title is None, f"{item.nomination.kind.title}没有附加称号。", "第九条"),
        ),
    )


@GET_POST
@role_required(*DOORS)
def submission(request: PostRequest, pk: int) -> HttpResponse:
    """提请书记处审议 (第十九条第三款)."""
    seen = whole(request, pk)
    judgement = verbs.judged(seen.record, list(seen.rows), stage=ListStage.PROPOSED, at=request.now)
    judgement += judged_earlier(list(elevations_of(seen.record)), at=request.now)
    return seen.page(
        partial(verbs.submit, seen.record),
        seen.form(EntryForm),
        move=SUBMIT,
        title="提请书记处审议",
        article=SUBMIT.article,
        lead="名单即固定，书记处只能从中去掉对象，不能增加。",
        success="已提请书记处审议。",
        submit="提请审议",
        judgement=judgement,
        why=national_why(seen, SUBMIT) or stands_in_the_way(lawful(judgement)),
    )


@GET_POST
@role_required(*DOORS)
def returning(request: PostRequest, pk: int) -> HttpResponse:
    """书记处退回建议名单."""
    seen = whole(request, pk)
    return seen.page(
        partial(verbs.send_back, seen.record),
        seen.form(ReasonForm),
        move=SEND_BACK,
        title="退回建议名单",
        article=SEND_BACK.article,
        lead="退回全总基层工作部重新拟定。",
        success="已退回建议名单。",
        submit="退回",
        tone="danger",
        why=national_why(seen, SEND_BACK, perm="decide"),
    )


@GET_POST
@role_required(*DOORS)
def approval(request: PostRequest, pk: int) -> HttpResponse:
    """书记处审议通过 (第二十条第一款): single items may be declined with a reason."""
    seen = whole(request, pk)
    form, declines = seen.form(MeetingForm), Declines(request.POST or None, prefix="declines")
    rows, earlier = list(seen.rows), list(elevations_of(seen.record))
    if request.method == "POST" and not declines.is_valid():
        form.add_error(None, "不予通过的对象填写有误，请核对申报编号。")

    def verb(**said: Any) -> object:
        said |= {"declined": _declined(declines, rows), "declined_elevations": _declined_earlier(declines, earlier)}
        return verbs.approve(seen.record, **said)

    return seen.page(
        verb,
        form,
        move=APPROVE,
        title="审议通过建议名单",
        article=APPROVE.article,
        lead="通过后名单进行全国公示。不予通过的，逐一填写申报编号和理由，其名额失效。",
        success="建议名单已审议通过。",
        submit="审议通过",
        judgement=verbs.judged(seen.record, rows, stage=ListStage.PROPOSED, at=request.now)
        + judged_earlier(earlier, at=request.now),
        context={"declines": declines},
        why=national_why(seen, APPROVE, perm="decide"),
    )


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
    seen = whole(request, pk)
    return seen.page(
        partial(verbs.publish_national, seen.record),
        seen.form(PublishForm, national=True),
        move=PUBLISH_NATIONAL,
        title="发布全国公示",
        article=PUBLISH_NATIONAL.article,
        lead="在《工人日报》或中工网公示，不少于五个工作日，附加称号一并公示。",
        success="全国公示已发布。",
        submit="发布公示",
        why=national_why(seen, PUBLISH_NATIONAL, perm="publish"),
    )
