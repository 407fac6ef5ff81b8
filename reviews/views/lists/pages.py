"""推荐名单: one page per batch with places, ratios, ranks and swaps; candidates entered and ordered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from honors.models import Quota, Round
from honors.queries import deadline, quota_of
from honors.traits import cell_title
from ledger.moves import Move
from nominations.models import Nomination
from regulation.engine import Judgement
from regulation.honours import Honour
from regulation.refusals import Refused
from reviews.actions import lists
from reviews.actions.judging import law_day
from reviews.facts import judge_list, rows_of, swaps
from reviews.facts.meters import meters_of
from reviews.forms import OrderForm
from reviews.models import ListItem, RecommendationList
from reviews.moves import DECIDE, PUBLISH, RECOMMEND, REOPEN, SUPPLEMENT, ListState
from reviews.queries import items_of, lists_seen_by, waiting_at
from reviews.views.lists.shared import DOORS, GET_POST, seen_list, state_of
from ui.doors import Refusal as PageRefusal
from ui.doors import perform, version_in
from unions.doors import PostRequest, role_required
from unions.models import Role

AT_ONCE = 100


WAITING_SHOWN = 300


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
        {"list": row, "state": state_of(row), "count": row.standing}
        for row in lists_seen_by(request.post)
        .annotate(standing=Count("items", filter=Q(items__left_at__isnull=True)))
        .order_by("-round__year", "recommender__region_code", "-number")[:100]
    ]
    rounds = Round.objects.filter(state="open").defer("frozen") if request.post.role == Role.RECOMMENDER else []
    return render(request, "reviews/lists.html", {"rows": rows, "rounds": rounds})


@GET_POST
@role_required(*DOORS)
def page(request: PostRequest, pk: int) -> HttpResponse:
    """The working page of one list."""
    listed = seen_list(request, pk)
    items = list(items_of(listed))
    quotas = list(quota_of(listed.round, listed.recommender))
    facts = lists.facts_of_list(listed, items, quotas=quotas)
    judgement = judge_list(facts, round=listed.round, as_of=law_day(request.now))
    editing = listed.state == ListState.DRAFT and request.post.role == Role.RECOMMENDER
    waiting = list(waiting_at(listed.recommender, listed.round)[:WAITING_SHOWN]) if editing else []
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
        cells = [(q, cell_title(q.cell) if q.cell else "名额") for q in quotas if q.honour == honour.value]
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


@GET_POST
@role_required(Role.RECOMMENDER)
def entries(request: PostRequest, pk: int) -> HttpResponse:
    """列入: the chosen candidates, one by one; each that is refused says why."""
    listed = seen_list(request, pk)
    if request.method != "POST":
        return redirect("reviews:list", pk)
    wanted = [int(each) for each in request.POST.getlist("case") if each.isdigit()][:AT_ONCE]
    if not wanted:
        messages.info(request, "请先选择要列入的对象。")
        return redirect("reviews:list", pk)
    waiting = list(waiting_at(listed.recommender, listed.round).filter(pk__in=wanted))
    seen = version_in(request.POST)
    try:
        entered, stays = lists.enter_all(listed, waiting, by=request.post, at=request.now, version=seen)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("reviews:list", pk)
    if entered:
        messages.success(request, f"已列入 {entered} 个。")
    for name, why in stays[:10]:
        messages.warning(request, f"{name}：{why}")
    return redirect("reviews:list", pk)


@GET_POST
@role_required(Role.RECOMMENDER)
def order(request: PostRequest, pk: int) -> HttpResponse:
    """排序: a number beside each item, or one item moved up or down."""
    listed = seen_list(request, pk)
    if request.method != "POST":
        return redirect("reviews:list", pk)
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
