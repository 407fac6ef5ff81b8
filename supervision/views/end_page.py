"""The page of one ended unit: its steps, the honours that end with it, what came in, and what may be done now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from clock.reading import law_day
from honors.models import Conferral
from honors.moves import ConferralState
from ledger.queries import history
from supervision.actions.ends.shared import named
from supervision.facts.recovery import judge_recovery
from supervision.forms.ends import DismissForm, EstablishForm, KeepForm, PlainForm
from supervision.models import EndStep, UnitEnd
from supervision.moves import UNIT_END, EndState, ItemState
from supervision.periods import HAND_IN, after
from supervision.queries.ends import ending_with, ends_seen_by, next_higher, next_level
from supervision.queries.recovery import items_of_end
from supervision.queries.standing_in import existing
from supervision.views.recovery_words import end_days, end_words, item_days, item_words
from ui.doors import Refusal, VersionForm
from unions.doors import PostRequest
from unions.queries import successor_of

MOVES = {
    "establishment": "establish",
    "keeping": "keep_in_successor",
    "dismissal": "dismiss_end",
    "takeover": "take_over_end",
    "recovery": "recover_all",
    "passing": "pass_up",
    "closing": "close_end",
}
"""The verbs, by the last word of their address."""
GIVEN: dict[str, type[VersionForm]] = {"keeping": KeepForm, "dismissal": DismissForm}


def seen(request: PostRequest, pk: int) -> UnitEnd:
    """A report that the acting post sees, or 404."""
    rows = ends_seen_by(request.post).select_related("paper", "union__industrial_parent", "union__parent")
    return get_object_or_404(rows, pk=pk)


def form_for(move: str, found: UnitEnd, data: Any = None, *, initial: dict[str, Any] | None = None) -> VersionForm:
    """The form of one verb, bound where data is given."""
    if move == "establishment":
        return EstablishForm(data, possible=ending_with(found.union), prefix=move, initial=initial)
    return GIVEN.get(move, PlainForm)(data, prefix=move, initial=initial)


def shown(
    request: PostRequest,
    found: UnitEnd,
    *,
    failed: tuple[str, VersionForm] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a report, with the form that failed as it was typed."""
    today, moves = law_day(request.now), _moves(request, found)
    forms = {name: _fresh(name, found, today) for name in moves} | dict([failed] if failed else [])
    items = list(items_of_end(found))
    open_number = sum(one.state == ItemState.DEMANDED for one in items)
    context = {
        "end": found,
        "state": end_words(found),
        "days": end_days(found, today),
        "holder": existing(found.holder),
        "honours": named(found) or ending_with(found.union),
        "lines": [{"item": one, "state": item_words(one, today), "days": item_days(one, today)} for one in items],
        "open_number": open_number,
        "ready": not open_number,
        "why": f"还有 {open_number} 件没有收回，也没有登记遗失。请先在上面逐件登记。",
        "judged": _judged(request, found, items, today) if "recovery" in moves else [],
        "next": next_level(found, request.post.union)[0] if {"recovery", "passing"} & set(moves) else None,
        "end_query": f"?end={found.pk}",
        "steps": _steps(found),
        "moves": moves,
        "forms": forms,
        "failed": failed[0] if failed else "",
        "refusal": refusal,
        "refusals": {failed[0]: refusal} if failed else {},
        "own": request.post.union_id in (found.union_id, successor_of(found.union).pk),
        "entries": history(found.chain),
    }
    return render(request, "supervision/end.html", context, status=status)


def _moves(request: PostRequest, found: UnitEnd) -> list[str]:
    """What the acting post may do now; the verb asks again."""
    post, starts = request.post, {move.code for move in UNIT_END.from_state(found.state)}
    if not starts or post.union_id in (found.union_id, successor_of(found.union).pk):
        return []
    if existing(found.holder).pk == post.union_id:
        may = starts - {"take_over_end", "pass_up" if post.union.is_national else "close_end"}
    elif "take_over_end" in starts and next_higher(found.union).pk == post.union_id:
        may = {"take_over_end"}
    else:
        may = set[str]()
    return [name for name, code in MOVES.items() if code in may]


def _fresh(move: str, found: UnitEnd, today: Any) -> VersionForm:
    initial: dict[str, Any] = {"version": found.version}
    if move == "establishment":
        initial |= {"due_on": after(HAND_IN, today), "kind": found.kind}
    return form_for(move, found, initial=initial)


def _judged(request: PostRequest, found: UnitEnd, items: list[Any], today: Any) -> list[tuple[Conferral, Any]]:
    told = f"{next_level(found, request.post.union)[0].name}（随本环节上报）"
    standing = [one for one in named(found) if one.state == ConferralState.VALID]
    return judge_recovery(found, standing, items, by=request.post.union, reported_to=told, on=today)


def _steps(found: UnitEnd) -> list[dict[str, Any]]:
    """Each level on the way up, 全总 last, as `{% chain_steps %}` prints it."""
    rows = list(found.steps.select_related("union"))
    if not rows:
        return []
    first_open = next((step for step in rows if step.passed_at is None), None)
    told = [_step(step, found, current=step is first_open) for step in rows]
    closed = found.state == EndState.CLOSED
    at_top = found.state == EndState.PASSED_UP and first_open is None
    state = "done" if closed else "current" if at_top else "waiting"
    return [*told, {"label": "中华全国总工会备案", "who": "", "state": state, "when": None, "note": ""}]


def _step(step: EndStep, found: UnitEnd, *, current: bool) -> dict[str, Any]:
    stopped = found.state in (EndState.KEPT, EndState.DISMISSED)
    state = "done" if step.passed_at else "stopped" if stopped else "current" if current else "waiting"
    what = "收回证书和奖牌" if step.position == 1 else "上报"
    return {
        "label": f"{step.union_name}{what}",
        "who": step.passed_by,
        "state": state,
        "when": step.passed_at,
        "note": "",
    }
