"""The national list with its counts and ratios, one honour at a time; drawing it up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from honors.models import Round
from honors.queries import setting
from honors.settings import ELEVATED_EARLIER_HOLDERS
from ledger.moves import Move
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Elevated, Honour
from regulation.lists import ListStage
from reviews.actions import proposal as verbs
from reviews.actions.earlier import judged_earlier
from reviews.facts import list_facts, rows_of
from reviews.facts.meters import meters_of
from reviews.forms import EntryForm
from reviews.models import ElevationItem, ProposedItem, ProposedList
from reviews.moves import (
    APPROVE,
    CONFER,
    FINALISE,
    PUBLISH_NATIONAL,
    SEND_BACK,
    SUBMIT,
    SUPPLEMENT_FINAL,
    ProposalState,
)
from reviews.queries import elevations_of, proposals_seen_by, rows_of_proposal, under_inquiry
from reviews.views.proposals.shared import (
    DOORS,
    GET_POST,
    seen_proposal,
    state_of,
)
from ui.doors import Refusal as PageRefusal
from ui.doors import perform
from unions.doors import PostRequest, role_required
from unions.models import Role


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
        {"list": row, "state": state_of(row), "count": row.standing}
        for row in proposals_seen_by(request.post)
        .annotate(standing=Count("items", filter=Q(items__left_at__isnull=True)))
        .order_by("-round__year", "-number")[:50]
    ]
    rounds: list[dict[str, Any]] = []
    if request.post.role == Role.NATIONAL:
        cleared = Nomination.objects.filter(state=State.CLEARED, round__state="open").order_by().values_list("round")
        counts: dict[int, int] = dict(cleared.annotate(waiting=Count("pk")))
        rounds = [
            {"round": round, "cleared": counts.get(round.pk, 0)}
            for round in Round.objects.filter(state="open").defer("frozen")
        ]
    return render(request, "reviews/proposals.html", {"rows": rows, "rounds": rounds})


@GET_POST
@role_required(*DOORS)
def page(request: PostRequest, pk: int) -> HttpResponse:
    """The list with its counts, ratios, elevated titles and next move."""
    proposal = seen_proposal(request, pk)
    rows, earlier = list(rows_of_proposal(proposal)), list(elevations_of(proposal))
    stage = ListStage.PROPOSED if proposal.state in (ProposalState.DRAFT, ProposalState.SUBMITTED) else ListStage.FINAL
    told = rows_of(proposal.round, [(row.nomination, "", row.elevated) for row in rows])
    facts = list_facts(proposal.round, told, recommender=None, stage=stage)
    judgement = verbs.judged(proposal, rows, stage=stage, at=request.now)
    judgement += judged_earlier([row for row in earlier if row.conferred_at is None], at=request.now)
    present = [h.value for h in Honour if any(row.nomination.honour == h.value for row in rows)]
    chosen = request.GET.get("honour", "") if request.GET.get("honour", "") in present else (present or [""])[0]
    shown = [row for row in rows if row.nomination.honour == chosen]
    context = {
        "list": proposal,
        "state": state_of(proposal),
        "tabs": _tabs(rows, chosen),
        "groups": _groups(shown, under_inquiry([row.nomination for row in shown])),
        "tiles": _tiles(proposal, rows, earlier),
        "meters": meters_of(facts, judgement, version=proposal.round.law_version),
        "judgement": judgement,
        "steps": _steps(request, proposal),
        "elevations": earlier,
        "earlier_allowed": setting(proposal.round, ELEVATED_EARLIER_HOLDERS),
        "dropping": request.post.role == Role.NATIONAL,
        "editing": proposal.state == ProposalState.DRAFT and request.post.role == Role.NATIONAL,
        "left": proposal.items.filter(left_at__isnull=False).select_related("nomination").order_by("left_at"),
        "elevations_left": proposal.elevations.filter(left_at__isnull=False).select_related("conferral"),
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


def _tiles(proposal: ProposedList, rows: list[ProposedItem], earlier: list[ElevationItem]) -> list[dict[str, Any]]:
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
            count += sum(row.elevated == title.value for row in earlier)
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


@GET_POST
@role_required(Role.NATIONAL)
def drawing(request: PostRequest, pk: int) -> HttpResponse:
    """Take in what has been cleared since."""
    proposal = seen_proposal(request, pk)
    if request.method != "POST":
        return redirect("reviews:proposal", pk)
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
