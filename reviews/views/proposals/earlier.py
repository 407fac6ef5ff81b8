"""第九条, 决定 20: an earlier holder is proposed for an elevated title where the notice says so, or taken off again."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from honors.queries import setting
from honors.settings import ELEVATED_EARLIER_HOLDERS
from reviews.actions import proposal as verbs
from reviews.forms import EarlierForm, ReasonForm
from reviews.moves import DRAW_UP, ProposalState
from reviews.queries import elevations_of
from reviews.views.moves import permitted, said_no, stands_in_the_way
from reviews.views.proposals.shared import DOORS, GET_POST, whole
from unions.doors import PostRequest, role_required
from unions.queries import national

NOT_ALLOWED = "本轮评选通知没有写明红旗单位、标兵可从往届获得者中产生，只从本轮名单中产生。"


@GET_POST
@role_required(*DOORS)
def earlier_elevation(request: PostRequest, pk: int) -> HttpResponse:
    """拟授予往届获得者红旗单位、标兵."""
    seen = whole(request, pk)
    return seen.page(
        partial(verbs.elevate_earlier, seen.record),
        seen.form(EarlierForm),
        title="拟授予往届获得者附加称号",
        article="第九条",
        lead="往届荣誉须现行有效；与本轮对象一并占用计划名额，随建议名单审议、公示，单独编发证书。",
        success="已拟授予往届获得者附加称号。",
        submit="拟授予",
        why=seen.why(
            DRAW_UP,
            permitted(request, "audit", national()),
            said_no(not setting(seen.record.round, ELEVATED_EARLIER_HOLDERS), NOT_ALLOWED, "第九条"),
        ),
    )


@GET_POST
@role_required(*DOORS)
def earlier_removal(request: PostRequest, pk: int, row: int) -> HttpResponse:
    """撤下往届获得者的附加称号: freely from a draft, later with a reason."""
    seen = whole(request, pk)
    item = get_object_or_404(elevations_of(seen.record), pk=row)
    form = seen.form(ReasonForm)
    form.fields["reason"].required = seen.record.state != ProposalState.DRAFT
    return seen.page(
        partial(verbs.remove_earlier, seen.record, row),
        form,
        title=f"撤下{item.get_elevated_display()}",
        article="第九条",
        lead=f"{item.conferral.subject_name}（{item.conferral.certificate_number}）。往届荣誉不受影响。",
        success="已撤下附加称号。",
        submit="撤下",
        tone="danger",
        why=stands_in_the_way(
            permitted(request, "audit", national()),
            said_no(item.conferred_at is not None, "已经授予的附加称号，只能依第二十六条撤销。", "第二十六条"),
        ),
    )
