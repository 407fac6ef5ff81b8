"""收回证书和奖牌: what is still out and until when, one thing with its moves, its paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clock.reading import law_day
from documents.actions import store
from documents.responses import send
from ledger.queries import history
from supervision.actions import recovery as verbs
from supervision.forms.recovery import DestructionForm, LossForm, ReceiptForm, RecoveryFilter, ReminderForm
from supervision.models import RecoveryItem
from supervision.moves import ITEM, ItemState
from supervision.queries.recovery import items_asked_of, items_collected_by, items_seen_by, waiting
from supervision.queries.standing_in import existing
from supervision.views.recheck_words import WATCHERS
from supervision.views.recovery_words import item_days, item_words
from ui.doors import Refusal, VersionForm, perform
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.queries import actor

FORMS: dict[str, type[VersionForm]] = {
    "reminder": ReminderForm,
    "receipt": ReceiptForm,
    "loss": LossForm,
    "destruction": DestructionForm,
}
"""What may be done with one thing, by the last word of its address."""
VERBS: dict[str, Callable[..., RecoveryItem]] = {
    "reminder": verbs.remind,
    "receipt": verbs.receive,
    "loss": verbs.declare_lost,
    "destruction": verbs.destroy,
}
MOVES = {"reminder": "remind", "receipt": "receive", "loss": "declare_lost", "destruction": "destroy"}
DONE = {"reminder": "已催交。", "receipt": "已登记收回。", "loss": "已登记遗失。", "destruction": "已登记销毁。"}
DAYS = {"receipt": "received_on", "destruction": "destroyed_on"}


@never_cache
@require_safe
@role_required(*WATCHERS)
def items(request: PostRequest) -> HttpResponse:
    """What the acting post's union and those below it collect, and what it has to hand in itself."""
    form, today = RecoveryFilter(request.GET), law_day(request.now)
    collected, asked = waiting(items_collected_by(request.post), on=today), items_asked_of(request.post).count()
    # Whoever has nothing to collect comes here for what it has to hand in itself.
    own = "own" in request.GET or (not request.GET and bool(asked) and not collected["number"])
    seen = items_asked_of(request.post) if own else form.narrowed(items_seen_by(request.post), on=today)
    page = listing(seen, request.GET, keys=("due_on", "pk"), size=50)
    url = reverse("supervision:recovery")
    context = {
        "form": form,
        "page": page,
        "lines": [_line(item, today) for item in page.rows],
        "own": own,
        "collected": collected,
        "number": None if own else form.narrowed(items_collected_by(request.post), on=today).count(),
        "query": request.GET.urlencode(),
        "tabs": [
            {"label": "下级交回", "url": f"{url}?state=", "current": not own, "count": collected["number"]},
            {"label": "本单位应交", "url": f"{url}?own=1", "current": own, "count": asked},
        ],
    }
    return render(request, "supervision/recovery.html", context)


@never_cache
@require_safe
@role_required(*WATCHERS)
def item(request: PostRequest, pk: int) -> HttpResponse:
    """One thing: whose, until when, what was done to get it back, and what may be done now."""
    return shown(request, _seen(request, pk))


@require_safe
@role_required(*WATCHERS)
def paper(request: PostRequest, pk: int) -> HttpResponseBase:
    """The statement about a loss, as it was handed in."""
    found = _seen(request, pk)
    if found.paper is None:
        raise Http404
    return send(found.paper)


@method_decorator(role_required(*WATCHERS), name="dispatch")
class ItemMove(View):
    """One verb on one thing. GET leads to its page."""

    http_method_names = ["get", "head", "post"]
    move = ""

    def get(self, request: PostRequest, pk: int) -> HttpResponse:
        return redirect("supervision:recovery-item", _seen(request, pk).pk)

    def post(self, request: PostRequest, pk: int) -> HttpResponse:
        found = _seen(request, pk)
        form = FORMS[self.move](request.POST, request.FILES, prefix=self.move)
        if not form.is_valid():
            return shown(request, found, failed=(self.move, form), status=422)
        to = reverse("supervision:recovery-item", args=[pk])
        outcome = perform(request, lambda: self._verb(request, found, form), success=DONE[self.move], to=to)
        if not isinstance(outcome, Refusal):
            return outcome
        found = _seen(request, pk)
        form.renew(found.version)
        return shown(request, found, failed=(self.move, form), refusal=outcome, status=int(outcome.status))

    def _verb(self, request: PostRequest, found: RecoveryItem, form: VersionForm) -> RecoveryItem:
        given = dict(form.cleaned_data)
        if given.get("paper"):
            given["paper"] = store(given["paper"], by=actor(request.post), at=request.now)
        return VERBS[self.move](found, by=request.post, at=request.now, **given)


def shown(
    request: PostRequest,
    found: RecoveryItem,
    *,
    failed: tuple[str, VersionForm] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one thing, with the form that failed as it was typed."""
    today = law_day(request.now)
    forms = {name: _fresh(name, form, found, today) for name, form in FORMS.items()} | dict([failed] if failed else [])
    acting = items_collected_by(request.post).filter(pk=found.pk).exists()
    starts = {move.code for move in ITEM.from_state(found.state)} if acting else set()
    context = {
        "item": found,
        "conferral": found.conferral,
        "state": item_words(found, today),
        "days": item_days(found, today),
        "collector": existing(found.union),
        "acting": acting,
        "to_hand_in": not acting and found.state == ItemState.DEMANDED,
        "taken_in_by_reader": found.received_by_id == request.post.person_id,
        "moves": [name for name, code in MOVES.items() if code in starts],
        "forms": forms,
        "failed": failed[0] if failed else "",
        "refusal": refusal,
        "entries": history(found.chain),
    }
    return render(request, "supervision/recovery_item.html", context, status=status)


def _fresh(name: str, form: type[VersionForm], found: RecoveryItem, today: Any) -> VersionForm:
    initial = {"version": found.version} | ({DAYS[name]: today} if name in DAYS else {})
    return form(initial=initial, prefix=name)


def _line(found: RecoveryItem, today: Any) -> dict[str, Any]:
    return {"item": found, "state": item_words(found, today), "days": item_days(found, today)}


def _seen(request: PostRequest, pk: int) -> RecoveryItem:
    return get_object_or_404(items_seen_by(request.post).select_related("paper", "conferral__decision"), pk=pk)
