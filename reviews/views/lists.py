"""推荐名单: one page per batch with places, ratios, ranks and swaps; and the moves from draft to recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from honors.models import Quota, Round
from honors.queries import deadline, quota_of
from ledger.moves import Move
from nominations.models import Nomination
from regulation.engine import Judgement
from regulation.honours import Honour
from reviews.actions import lists
from reviews.actions.judging import law_day
from reviews.actions.recommending import Outcome, departures_judged, sort_out
from reviews.facts import judge_list, rows_of, swaps
from reviews.facts.meters import meters_of
from reviews.forms import EntryForm, MeetingForm, OrderForm, PublishForm, ReasonForm
from reviews.models import ListItem, RecommendationList
from reviews.moves import DECIDE, PUBLISH, RECOMMEND, REOPEN, SUPPLEMENT, ListState
from reviews.queries import items_of, lists_seen_by, waiting_at
from reviews.views.moves import (
    MovePage,
    answer,
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
from ui.doors import Refusal as PageRefusal
from ui.doors import VersionForm, perform, reasons_from
from unions.doors import PostRequest, role_required
from unions.models import Role

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
DOORS = (Role.RECOMMENDER, Role.NATIONAL, Role.SECRETARIAT)
STATES = {
    ListState.DRAFT: ("草拟", "neutral"),
    ListState.DECIDED: ("已集体研究确定", "info"),
    ListState.ON_NOTICE: ("公示中", "info"),
    ListState.RECOMMENDED: ("已推荐", "success"),
}
AT_ONCE = 100
WAITING_SHOWN = 300


def seen_list(request: PostRequest, pk: int) -> RecommendationList:
    """The list, if the acting post sees it; else 404."""
    return get_object_or_404(lists_seen_by(request.post), pk=pk)


def state_of(listed: RecommendationList) -> tuple[str, str]:
    """The list's state in words, with its tone."""
    return STATES[ListState(listed.state)]


@GET_POST
@role_required(*DOORS)
def index(request: PostRequest) -> HttpResponse:
    """All lists the reader sees; POST begins the draft of a round."""
    if request.method == "POST":
        round = get_object_or_404(Round, pk=request.POST.get("round") or 0)
        outcome = perform(
            request,
            lambda: lists.draft_list(round, request.post.union, by=request.post, at=request.now),
            success="可以开始拟定名单。",
            to=lambda made: reverse("reviews:list", args=[made.pk]),
        )
        if not isinstance(outcome, PageRefusal):
            return outcome
        messages.error(request, outcome.sentence)
        return HttpResponseRedirect(reverse("reviews:lists"))
    rows = [
        {"list": row, "state": state_of(row), "count": items_of(row).count()}
        for row in lists_seen_by(request.post).order_by("-round__year", "recommender__region_code", "-number")[:100]
    ]
    rounds = Round.objects.filter(state="open").defer("frozen") if request.post.role == Role.RECOMMENDER else []
    return render(request, "reviews/lists.html", {"rows": rows, "rounds": rounds})


@GET_POST
@role_required(*DOORS)
def page(request: PostRequest, pk: int) -> HttpResponse:
    """The working page of one list."""
    listed = seen_list(request, pk)
    items = list(items_of(listed))
    facts = lists.facts_of_list(listed, items)
    judgement = judge_list(facts, round=listed.round, as_of=law_day(request.now))
    editing = listed.state == ListState.DRAFT and request.post.role == Role.RECOMMENDER
    waiting = list(waiting_at(listed.recommender, listed.round)[:WAITING_SHOWN]) if editing else []
    quotas = list(quota_of(listed.round, listed.recommender))
    due = deadline(listed.round, "recommend", listed.recommender)
    context = {
        "list": listed,
        "state": state_of(listed),
        "groups": _groups(items, quotas),
        "waiting": waiting,
        "editing": editing,
        "judgement": judgement,
        "meters": meters_of(facts, judgement, version=listed.round.law_version),
        "swaps": _swaps(listed, items, waiting, facts, judgement) if editing else (),
        "due": due,
        "days": (law_day(due) - law_day(request.now)).days if due else None,
        "steps": _steps(listed),
        "reasons": listed.reasons,
        "left": listed.items.filter(left_at__isnull=False).select_related("nomination").order_by("left_at"),
    }
    return render(request, "reviews/list.html", context)


def _groups(items: Sequence[ListItem], quotas: Sequence[Quota]) -> list[dict[str, Any]]:
    """Items by honour, each with its places."""
    found = []
    for honour in Honour:
        mine = [item for item in items if item.nomination.honour == honour.value]
        cells = [quota for quota in quotas if quota.honour == honour.value]
        if mine or cells:
            found.append({"honour": honour, "items": mine, "cells": cells})
    return found


def _swaps(
    listed: RecommendationList,
    items: Sequence[ListItem],
    waiting: Sequence[Nomination],
    facts: Any,
    judgement: Judgement,
) -> Any:
    on_list = list(
        zip(
            [item.nomination for item in items],
            rows_of(listed.round, [(item.nomination, "", "") for item in items]),
            strict=True,
        )
    )
    off = list(zip(waiting, rows_of(listed.round, [(n, "", "") for n in waiting]), strict=True))
    return swaps(facts, on_list, off, judgement)


def _steps(listed: RecommendationList) -> list[dict[str, Any]]:
    """The moves of the list as pages, those that start in its state."""
    every: list[tuple[Move, str, str]] = [
        (DECIDE, "list-decision", "集体研究确定"),
        (PUBLISH, "list-notice", "发布公示"),
        (RECOMMEND, "list-recommendation", "向全总推荐"),
        (SUPPLEMENT, "list-supplement", "补充推荐"),
        (REOPEN, "list-reopening", "重新拟定"),
    ]
    return [
        {"label": label, "url": reverse(f"reviews:{name}", args=[listed.pk]), "quiet": move is REOPEN}
        for move, name, label in every
        if listed.state in move.sources
    ]


@require_POST
@role_required(Role.RECOMMENDER)
def entries(request: PostRequest, pk: int) -> HttpResponse:
    """列入: the chosen candidates, one by one; each that is refused says why."""
    listed = seen_list(request, pk)
    wanted = [int(each) for each in request.POST.getlist("case") if each.isdigit()][:AT_ONCE]
    entered, stays = lists.enter_all(
        listed,
        list(waiting_at(listed.recommender, listed.round).filter(pk__in=wanted)),
        by=request.post,
        at=request.now,
    )
    if entered:
        messages.success(request, f"已列入 {entered} 个。")
    for name, why in stays[:10]:
        messages.warning(request, f"{name}：{why}")
    if not wanted:
        messages.info(request, "请先选择要列入的对象。")
    return HttpResponseRedirect(reverse("reviews:list", args=[pk]))


@require_POST
@role_required(Role.RECOMMENDER)
def order(request: PostRequest, pk: int) -> HttpResponse:
    """排序: a number beside each item, or one item moved up or down."""
    listed = seen_list(request, pk)
    form = OrderForm(request.POST)
    if not form.is_valid():
        messages.error(request, "排序没有保存，请刷新页面后再试。")
        return HttpResponseRedirect(reverse("reviews:list", args=[pk]))
    mine = list(items_of(listed).filter(nomination__honour=form.cleaned_data["honour"]).order_by("rank"))
    wanted = _wanted(request, mine)
    outcome = perform(
        request,
        lambda: lists.rank(listed, order=wanted, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="排序已保存。",
        to=f"{reverse('reviews:list', args=[pk])}#{form.cleaned_data['honour']}",
    )
    if not isinstance(outcome, PageRefusal):
        return outcome
    messages.error(request, outcome.sentence)
    return HttpResponseRedirect(reverse("reviews:list", args=[pk]))


def _wanted(request: PostRequest, mine: Sequence[ListItem]) -> list[int]:
    ids = [item.pk for item in mine]
    for step, key in ((-1, "up"), (1, "down")):
        chosen = request.POST.get(key, "")
        if chosen.isdigit() and int(chosen) in ids:
            here = ids.index(int(chosen))
            there = min(max(here + step, 0), len(ids) - 1)
            ids[here], ids[there] = ids[there], ids[here]
            return ids
    typed = {item.pk: request.POST.get(f"order-{item.pk}", "") for item in mine}
    return sorted(ids, key=lambda pk: (int(typed[pk]) if typed[pk].isdigit() else 10**6, ids.index(pk)))


def _form(request: PostRequest, form: type[VersionForm], listed: RecommendationList, **kwargs: Any) -> Any:
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    return form(initial={"version": listed.version, "medium": "省（区、市）工会网络媒体"}, **kwargs)


def _list_page(request: PostRequest, listed: RecommendationList, page: MovePage) -> HttpResponse:
    page.back = reverse("reviews:list", args=[listed.pk])
    page.context |= {"list": listed, "state": state_of(listed), "count": items_of(listed).count()}
    return answer(request, page)


@GET_POST
@role_required(*DOORS)
def decision(request: PostRequest, pk: int) -> HttpResponse:
    """领导班子集体研究确定 (第十七条第二款)."""
    listed = seen_list(request, pk)
    form = _form(request, MeetingForm, listed)
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
    return _list_page(request, listed, page)


@GET_POST
@role_required(*DOORS)
def notice(request: PostRequest, pk: int) -> HttpResponse:
    """推荐单位公示 (第十七条第二款)."""
    listed = seen_list(request, pk)
    form = _form(request, PublishForm, listed)
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
    return _list_page(request, listed, page)


@GET_POST
@role_required(*DOORS)
def reopening(request: PostRequest, pk: int) -> HttpResponse:
    """重新拟定名单."""
    listed = seen_list(request, pk)
    form = _form(request, ReasonForm, listed)
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
    return _list_page(request, listed, page)


@GET_POST
@role_required(*DOORS)
def recommendation(request: PostRequest, pk: int) -> HttpResponse:
    """向中华全国总工会推荐, with a preview of what becomes of each item."""
    return _recommending(request, pk, RECOMMEND)


@GET_POST
@role_required(*DOORS)
def supplement(request: PostRequest, pk: int) -> HttpResponse:
    """补充推荐异议已办结的对象."""
    return _recommending(request, pk, SUPPLEMENT)


def _recommending(request: PostRequest, pk: int, move: Move) -> HttpResponse:
    listed = seen_list(request, pk)
    form = _form(request, EntryForm, listed)
    outcome = _preview(request, listed, move)
    verb = lists.recommend if move is RECOMMEND else lists.supplement
    signer = listed.decision.prepared_by_id if listed.decision else listed.prepared_by_id
    page = MovePage(
        title=move.title,
        article=move.article,
        lead="公示后符合条件的逐一推荐；有异议未办结的暂缓，其余先行。",
        record=listed,
        form=form,
        verb=lambda: verb(
            listed,
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            reasons=reasons_from(request.POST),
        ),
        success="已向中华全国总工会推荐。",
        to=reverse("reviews:list", args=[pk]),
        template="reviews/list_move.html",
        submit=f"推荐 {len(outcome.advanced)} 个" if outcome else "推荐",
        judgement=outcome.structure if outcome else None,
        reasons={**listed.reasons, **reasons_from(request.POST)},
        context={"outcome": _told(outcome, listed) if outcome else None, "ask_all": True},
        why=stands_in_the_way(
            in_state(listed, move, state_of(listed)[0]),
            permitted(request, "recommend", listed.recommender),
            said_no(signer == request.post.person_id, "名单由您拟定，须由另一位同志签发。", "第十七条第二款"),
            said_no(
                listed.notice is not None and not listed.notice.is_over_on(law_day(request.now)),
                "公示期未满，或者法定公示载体还没有证明。",
                "第十七条第二款",
            ),
            said_no(outcome is not None and not outcome.advanced, "现在没有可以推荐的对象。", "第十七条第二款"),
            in_time(listed.round, listed.recommender, request.now),
        ),
    )
    return _list_page(request, listed, page)


def _preview(request: PostRequest, listed: RecommendationList, move: Move) -> Outcome | None:
    if listed.notice is None or listed.state not in move.sources:
        return None
    items = list(items_of(listed).filter(decided=True, recommended_at__isnull=True))
    outcome = sort_out([item.nomination for item in items], listed.notice, at=request.now)
    outcome.structure = departures_judged(listed, outcome, at=request.now)
    return outcome


def _told(outcome: Outcome, listed: RecommendationList) -> dict[str, Any]:
    """The outcome as the page shows it: counts, and each item that does not advance with its reason."""
    items = {item.nomination_id: item.nomination for item in items_of(listed)}
    return {
        "advanced": outcome.advanced,
        "held": [(items[pk], why) for pk, why in outcome.held.items() if pk in items],
        "struck": outcome.struck,
    }
