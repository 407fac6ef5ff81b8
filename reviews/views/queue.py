"""审查: what waits at the post's union, with filters; and the bulk audit of the national department."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from honors.models import Round
from honors.queries import STEP_OF_LEVEL, deadline
from nominations.facts import judge_all, reasons_of_all
from nominations.models import Nomination, Return
from nominations.models.nomination import NATURES
from nominations.moves import STATE_TITLES, State
from nominations.queries import minus_recused
from regulation.refusals import Refused
from reviews.actions.audit import clear_all
from reviews.actions.judging import law_day
from reviews.forms import QueueForm
from reviews.models import Inquiry
from reviews.queries import COUNTED, HOLDING, queue_seen_by, tally, under_inquiry
from ui.listing import Page, listing
from unions.doors import PostRequest, role_required
from unions.models import Post, Role, Union
from unions.search import matching

DOORS = (Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL)
AT_ONCE = 200
SHOWN = (
    *("honour", "subject_name", "nature", "state", "arrived_at", "holder_id", "recommender_id"),
    *("round__year", "union__name"),
)
"""What a row prints, and by what its page is chosen; around a case stand a hundred and fifty columns more."""


def states_of(post: Post) -> tuple[State, ...]:
    """The states in which a case may stand at this post's union."""
    if post.role == Role.NATIONAL:
        return (State.RECOMMENDED, State.CLEARED, State.PROPOSED, State.APPROVED, State.FINAL)
    if post.role == Role.RECOMMENDER:
        return (State.UNDER_REVIEW, State.LISTED, State.MENDING)
    return (State.UNDER_REVIEW, State.MENDING)


def _form(request: PostRequest) -> QueueForm:
    form = QueueForm(request.GET)
    states = [(s.value, STATE_TITLES[s]) for s in states_of(request.post)]
    form.fields["state"].choices = states  # type: ignore[attr-defined]  # a ChoiceField
    form.fields["nature"].choices = [("", "全部"), *NATURES]  # type: ignore[attr-defined]  # a ChoiceField
    rounds = Round.objects.filter(state="open").order_by("-year").values_list("pk", "name")
    form.fields["round"].choices = [("", "全部"), *rounds]  # type: ignore[attr-defined]  # a ChoiceField
    form.fields["unit"].choices = [("", "全部"), *_units(request.post)]  # type: ignore[attr-defined]  # a ChoiceField
    return form


def _units(post: Post) -> list[tuple[int, str]]:
    """The nation filters by recommending unit, everybody else by the unions directly below."""
    below = (
        Union.objects.filter(level="province") if post.union.is_national else Union.objects.filter(parent=post.union_id)
    )
    return list(below.order_by("region_code", "pk").values_list("pk", "name")[:200])


def standing_here(post: Post) -> QuerySet[Nomination]:
    """What stands at the post's union, minus what its person takes no part in."""
    return minus_recused(queue_seen_by(post), post)


def marked(rows: QuerySet[Nomination]) -> QuerySet[Nomination]:
    """With what a row shows besides its columns: came back after a return, held by an inquiry."""
    back = Return.objects.filter(nomination=OuterRef("pk"), resubmitted_at__isnull=False)
    return rows.annotate(
        came_back=Exists(back), held=Exists(Inquiry.objects.filter(HOLDING, nomination=OuterRef("pk")))
    )


def filtered(rows: QuerySet[Nomination], post: Post, form: QueueForm) -> QuerySet[Nomination]:
    """The queue, narrowed by what the reader chose; a filter that makes no sense narrows nothing."""
    form.is_valid()
    chosen: dict[str, Any] = getattr(form, "cleaned_data", {})
    state = chosen.get("state") or states_of(post)[0].value
    rows = rows.filter(state=state)
    for column in ("honour", "nature"):
        if chosen.get(column):
            rows = rows.filter(**{column: chosen[column]})
    if chosen.get("round"):
        rows = rows.filter(round=int(chosen["round"]))
    if chosen.get("unit"):
        unit = int(chosen["unit"])
        rows = (
            rows.filter(recommender=unit) if post.union.is_national else rows.filter(union__path__contains=f"/{unit}/")
        )
    if chosen.get("back"):
        rows = rows.filter(Exists(Return.objects.filter(nomination=OuterRef("pk"), resubmitted_at__isnull=False)))
    return matching(rows, chosen["q"]) if chosen.get("q") else rows


@require_safe
@role_required(*DOORS)
def queue(request: PostRequest) -> HttpResponse:
    """等我审查的: oldest first."""
    form = _form(request)
    every = standing_here(request.post)
    rows = marked(filtered(every, request.post, form)).select_related(None).select_related("round", "union")
    page = listing(rows.only(*SHOWN), request.GET, keys=("arrived_at", "id"))
    counts = tally(every, [s.value for s in states_of(request.post)])
    state = form.data.get("state") or states_of(request.post)[0].value
    context = {
        "form": form,
        "page": page,
        "rows": _rows(page, request),
        "tabs": [
            {
                "label": STATE_TITLES[s],
                "url": f"?state={s.value}",
                "count": _counted(counts.get(s.value, 0)),
                "current": s.value == state,
            }
            for s in states_of(request.post)
        ],
        "can_clear": request.post.role == Role.NATIONAL and state == State.RECOMMENDED,
        "query": request.GET.urlencode(),
    }
    return render(request, "reviews/queue.html", context)


def _counted(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _rows(page: Page[Nomination], request: PostRequest) -> list[dict[str, Any]]:
    """Rows with their deadline, and whether they came back after a return: a fixed number of queries."""
    cases = list(page.rows)
    dues: dict[int, Any] = {}
    step = STEP_OF_LEVEL.get(request.post.union.level, "township")
    for case in cases:
        if case.round_id not in dues:
            dues[case.round_id] = deadline(case.round, step, request.post.union)
    on = law_day(request.now)
    found = []
    for case in cases:
        due = dues[case.round_id]
        found.append(
            {
                "case": case,
                "url": reverse(f"reviews:{_page_for(case)}", args=[case.pk]),
                "due": due,
                "days": (law_day(due) - on).days if due else None,
                "returned": getattr(case, "came_back", False),
                "inquired": getattr(case, "held", False),
            }
        )
    return found


def _page_for(case: Nomination) -> str:
    if case.state == State.UNDER_REVIEW:
        return "entry" if case.holder_id == case.recommender_id else "endorsement"
    return {State.RECOMMENDED: "audit", State.MENDING: "mended"}.get(State(case.state), "moves")


def _seen(text: str) -> tuple[int, int] | None:
    """A ticked case with the version that was previewed: "12-3"."""
    pk, _, version = text.partition("-")
    small = all(part.isascii() and part.isdecimal() and len(part) < 10 for part in (pk, version))
    return (int(pk), int(version)) if small else None


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.NATIONAL)
def clearance(request: PostRequest) -> HttpResponse:
    """批量审核合格: GET previews what would pass and what would stay and why; POST passes exactly those previewed."""
    form = _form(request)
    if request.method == "POST":
        seen = dict(pair for text in request.POST.getlist("case")[:AT_ONCE] if (pair := _seen(text)))
        cases = list(queue_seen_by(request.post).filter(pk__in=list(seen), state=State.RECOMMENDED))
        try:
            passed, stays = clear_all(cases, by=request.post, at=request.now, versions=seen)
        except Refused as refused:
            messages.error(request, refused.sentence)
        else:
            messages.success(request, f"审核合格 {len(passed)} 件，未通过 {len(stays)} 件。")
        return HttpResponseRedirect(reverse("reviews:queue"))
    cases = list(
        filtered(standing_here(request.post), request.post, form)
        .filter(state=State.RECOMMENDED)
        .order_by("arrived_at", "pk")[:AT_ONCE]
    )
    judged, reasons = judge_all(cases, as_of=law_day(request.now)), reasons_of_all(cases)
    held = under_inquiry(cases)
    passing, staying = [], []
    for case in cases:
        broken = judged[case.pk].open(reasons[case.pk])
        if case.pk in held:
            staying.append({"case": case, "why": "正在核查"})
        elif broken:
            staying.append({"case": case, "why": "；".join(f"{f.article}{f.title}" for f in broken)})
        else:
            passing.append(case)
    context = {"passing": passing, "staying": staying, "at_once": AT_ONCE}
    return render(request, "reviews/clearance.html", context)
