"""The same for many at once: all that match a search, with a count beforehand and a result for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clock.reading import law_day
from documents.actions import store
from ledger.moves import Move
from regulation.refusals import Refused
from supervision.actions import collecting_lists as verbs
from supervision.forms.recovery import DestructionGiven, LossGiven, NothingGiven, ReceiptGiven, RecoveryFilter
from supervision.models import RecoveryItem
from supervision.moves import DECLARE_LOST, DESTROY, RECEIVE, REMIND, ItemState
from supervision.queries.recovery import items_collected_by
from supervision.views.recheck_words import WATCHERS
from supervision.views.recovery_words import item_days, item_words
from ui.doors import NEVER, Refusal
from unions.doors import PostRequest, role_required
from unions.queries import actor


@dataclass(frozen=True)
class Bulk:
    """One move for many: its verb, its form, and from which state it usually starts."""

    title: str
    move: Move
    form: type[forms.Form]
    verb: Callable[..., list[verbs.Outcome]]
    usual: ItemState
    submit: str
    day: str = ""


BULKS = {
    "reminders": Bulk("批量催交", REMIND, NothingGiven, verbs.remind_all, ItemState.DEMANDED, "催交"),
    "receipts": Bulk(
        "批量登记收回", RECEIVE, ReceiptGiven, verbs.receive_all, ItemState.DEMANDED, "登记收回", "received_on"
    ),
    "losses": Bulk("批量登记遗失", DECLARE_LOST, LossGiven, verbs.declare_all_lost, ItemState.DEMANDED, "登记遗失"),
    "destructions": Bulk(
        "批量登记销毁", DESTROY, DestructionGiven, verbs.destroy_all, ItemState.RECEIVED, "登记销毁", "destroyed_on"
    ),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WATCHERS)
def many(request: PostRequest, name: str) -> HttpResponse:
    """GET shows all that match, every one chosen, with their number; POST does those that stayed chosen, one by one."""
    bulk, today = BULKS[name], law_day(request.now)
    if request.method != "POST":
        form = bulk.form(initial={bulk.day: today} if bulk.day else {})
        return _preview(request, bulk, form, chosen=None)
    form = bulk.form(request.POST, request.FILES)
    chosen = _chosen(request)
    if not form.is_valid():
        return _preview(request, bulk, form, chosen=set(chosen), status=422)
    try:
        done = _run(request, bulk, form, chosen)
    except Refused as refused:
        refusal = Refusal.of(refused)
        return _preview(request, bulk, form, chosen=set(chosen), refusal=refusal, status=int(refusal.status))
    context = {
        "bulk": bulk,
        "outcomes": sorted(done, key=lambda one: one.done),
        "done": sum(one.done for one in done),
        "refused": sum(not one.done for one in done),
        "back": _back(request),
    }
    return render(request, "supervision/recovery_outcomes.html", context)


def _run(request: PostRequest, bulk: Bulk, form: forms.Form, chosen: dict[int, int]) -> list[verbs.Outcome]:
    given = dict(form.cleaned_data)
    if given.get("paper"):
        given["paper"] = store(given["paper"], by=actor(request.post), at=request.now)
    rows = items_collected_by(request.post).filter(pk__in=list(chosen)).order_by("due_on", "pk")
    seen = [(item, chosen[item.pk]) for item in rows]
    return bulk.verb(seen, by=request.post, at=request.now, **given)


def _preview(
    request: PostRequest,
    bulk: Bulk,
    form: forms.Form,
    *,
    chosen: set[int] | None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    today = law_day(request.now)
    rows = _matching(request, bulk)
    number = rows.count()
    found = list(rows.order_by("due_on", "pk")[: verbs.AT_ONCE])
    context = {
        "bulk": bulk,
        "form": form,
        "refusal": refusal,
        "number": number,
        "rest": max(number - verbs.AT_ONCE, 0),
        "at_once": verbs.AT_ONCE,
        "kinds": _kinds(found),
        "honours": len({item.conferral_id for item in found}),
        "lines": [
            {
                "item": item,
                "chosen": chosen is None or item.pk in chosen,
                "state": item_words(item, today),
                "days": item_days(item, today),
            }
            for item in found
        ],
        "back": _back(request),
    }
    return render(request, "supervision/recovery_bulk.html", context, status=status)


def _matching(request: PostRequest, bulk: Bulk) -> Any:
    """All that match the search and from whose state the move starts, not only the page that was seen."""
    asked = request.GET.copy()
    if asked.get("state", "") not in bulk.move.sources:
        asked["state"] = bulk.usual.value
    return RecoveryFilter(asked).narrowed(items_collected_by(request.post), on=law_day(request.now))


def _chosen(request: PostRequest) -> dict[int, int]:
    """Each chosen item with the version that the reader saw ("12:3")."""
    found: dict[int, int] = {}
    for text in request.POST.getlist("item"):
        pk, _, version = text.partition(":")
        if pk.isascii() and pk.isdecimal() and len(pk) < 10:
            seen = version.isascii() and version.isdecimal() and len(version) < 10
            found[int(pk)] = int(version) if seen else NEVER
    return found


def _kinds(found: Sequence[RecoveryItem]) -> list[tuple[str, int]]:
    return list(Counter(item.get_kind_display() for item in found).items())


def _back(request: PostRequest) -> str:
    query = request.GET.urlencode()
    return reverse("supervision:recovery") + (f"?{query}" if query else "")
