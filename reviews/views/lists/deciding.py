"""第十七条第二款: the leadership's decision, the notice, reopening."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from reviews.actions import lists
from reviews.forms import MeetingForm, PublishForm, ReasonForm
from reviews.moves import DECIDE, PUBLISH, REOPEN
from reviews.queries import items_of
from reviews.views.lists.shared import DOORS, GET_POST, form_for, list_page, seen_list, state_of
from reviews.views.moves import (
    MovePage,
    in_state,
    in_time,
    kept,
    kept_always,
    lawful,
    own,
    permitted,
    said_no,
    stands_in_the_way,
)
from ui.doors import reasons_from
from unions.doors import PostRequest, role_required


@GET_POST
@role_required(*DOORS)
def decision(request: PostRequest, pk: int) -> HttpResponse:
    """领导班子集体研究确定 (第十七条第二款)."""
    listed = seen_list(request, pk)
    form = form_for(request, MeetingForm, listed)
    judgement = lists.judged(listed, at=request.now)
    page = MovePage(
        title="集体研究确定",
        article="第十七条第二款",
        lead="会议决定与这份名单绑定。此后只能撤下对象；补入、调换或调整排序须重新集体研究并重新公示。",
        record=listed,
        form=form,
        verb=lambda: lists.decide(
            listed,
            held_on=form.cleaned_data["held_on"],
            place=form.cleaned_data["place"],
            attendees=form.cleaned_data["attendees"],
            minutes=kept_always(request, form.cleaned_data["minutes"]),
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            reasons=reasons_from(request.POST),
        ),
        success="名单已经集体研究确定。",
        to=reverse("reviews:list", args=[pk]),
        template="reviews/list_move.html",
        submit="签发集体研究决定",
        judgement=judgement,
        reasons={**listed.reasons, **reasons_from(request.POST)},
        why=stands_in_the_way(
            in_state(listed, DECIDE, state_of(listed)[0]),
            permitted(request, "recommend", listed.recommender),
            said_no(not items_of(listed).exists(), "名单上还没有对象。", "第十七条第二款"),
            said_no(
                listed.prepared_by_id == request.post.person_id,
                f"名单由您（{request.post.person}）拟定，须由另一位同志签发。",
                "第十七条第二款",
            ),
            own(request, *[item.nomination for item in items_of(listed)]),
            lawful(judgement),
            in_time(listed.round, listed.recommender, request.now),
        ),
    )
    return list_page(request, listed, page)


@GET_POST
@role_required(*DOORS)
def notice(request: PostRequest, pk: int) -> HttpResponse:
    """推荐单位公示 (第十七条第二款)."""
    listed = seen_list(request, pk)
    form = form_for(request, PublishForm, listed)
    page = MovePage(
        title="发布公示",
        article="第十七条第二款",
        lead="在省级工会报刊或网络媒体公示，不少于五个工作日，从载体刊登和本站可见两者中较晚的时间起算。",
        record=listed,
        form=form,
        verb=lambda: lists.publish(
            listed,
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
        success="公示已发布。",
        to=reverse("reviews:list", args=[pk]),
        template="reviews/list_move.html",
        submit="发布公示",
        why=stands_in_the_way(
            in_state(listed, PUBLISH, state_of(listed)[0]), permitted(request, "publish", listed.recommender)
        ),
    )
    return list_page(request, listed, page)


@GET_POST
@role_required(*DOORS)
def reopening(request: PostRequest, pk: int) -> HttpResponse:
    """重新拟定名单."""
    listed = seen_list(request, pk)
    form = form_for(request, ReasonForm, listed)
    page = MovePage(
        title="重新拟定名单",
        article="第十七条第二款",
        lead="原集体研究决定不再适用，正在进行的公示作废；须重新集体研究、重新公示。",
        record=listed,
        form=form,
        verb=lambda: lists.reopen(
            listed,
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        ),
        success="名单已退回草拟。",
        to=reverse("reviews:list", args=[pk]),
        template="reviews/list_move.html",
        submit="重新拟定",
        tone="danger",
        why=stands_in_the_way(
            in_state(listed, REOPEN, state_of(listed)[0]), permitted(request, "recommend", listed.recommender)
        ),
    )
    return list_page(request, listed, page)
