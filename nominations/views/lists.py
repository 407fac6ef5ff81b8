"""The list of nominations that a post sees, and the page on which one begins."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from honors.models import Round
from honors.moves import RoundState
from nominations.actions.drafts import begin
from nominations.eligibility import conditions_asked
from nominations.forms.cases import BeginForm, FilterForm
from nominations.models import Nomination
from nominations.moves import State
from nominations.queries import nominations_seen_by
from nominations.views.common import page
from regulation.honours import Honour
from ui.doors import Refusal, perform
from ui.listing import listing
from unions.doors import PostRequest, post_required
from unions.models import Post, Role, Union
from unions.moves import UnionState
from unions.placing import BELOW_GRASSROOTS, OFFICES
from unions.search import matching

COUNTED_TO = 200
"""A list says how many there are up to here, four pages; beyond, "more than": counting on would cost more than the page."""
FOUND_AT_MOST = 2000
"""A search of the whole nation that finds more than this is too wide to be read."""
SHOWN_ROUNDS = 12
SHOWN = ("honour", "subject_name", "state", "arrived_at", "union__name", "holder__name")
"""What a row prints; around a case stand a hundred and fifty columns more."""


@require_GET
@post_required
def nominations(request: PostRequest) -> HttpResponseBase:
    """我的申报 of a clerk; of everybody above, what has been filed below."""
    rounds = list(Round.objects.exclude(state=RoundState.DRAFT).order_by("-opened_on", "-pk")[:SHOWN_ROUNDS])
    form = FilterForm(request.GET, rounds=rounds)
    form.is_valid()
    rows = _filtered(request.post, form.cleaned_data)
    shown = listing(rows, request.GET, keys=("-pk",), size=50)
    # Counted in the order of the list: the index that finds the first page finds these too.
    counted = rows.order_by("-pk")[: COUNTED_TO + 1].count()
    context = {
        "page": shown,
        "form": form,
        "counted": min(counted, COUNTED_TO),
        "more": counted > COUNTED_TO,
        "may_begin": request.post.role == Role.CLERK,
    }
    return render(request, "nominations/list.html", context)


def _filtered(post: Post, asked: dict[str, object]) -> QuerySet[Nomination]:
    rows = nominations_seen_by(post).select_related(None).select_related("union", "holder").only(*SHOWN)
    named = {name: asked[name] for name in ("round", "honour", "state") if asked.get(name)}
    rows = rows.filter(**named)
    words = str(asked.get("q") or "").strip()
    if not words:
        return rows
    if not post.union.is_national:
        return matching(rows, words)
    # The nation sees everything: the words are asked first, or the list would be read through to find them.
    found = matching(Nomination.objects.filter(**named).order_by(), words).values_list("pk", flat=True)
    return rows.filter(pk__in=list(found[:FOUND_AT_MOST]))


@require_http_methods(["GET", "POST"])
@post_required
def new(request: PostRequest) -> HttpResponseBase:
    """Begin: which honour of an open round, and for a 小家 which union below."""
    form = _begin_form(request)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        honour = Honour(given["honour"])
        outcome = perform(
            request,
            lambda: begin(
                round=given["round"],
                honour=honour,
                union=request.post.union,
                subject_union=given["subject_union"] if honour is Honour.MODEL_SMALL_HOME else None,
                industrial_line=given.get("industrial_line", False),
                office_reason=given.get("office_reason", ""),
                by=request.post,
                at=request.now,
            ),
            success=_begun,
            to=lambda case: reverse("nominations:case", args=[case.pk]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
    context = {"form": form, "union": request.post.union, "conditions": conditions_asked()}
    return page(request, "nominations/begin.html", context, refusal=refusal, bound=form.is_bound)


def _begun(case: Nomination) -> str:
    """What is said after beginning: an earlier case of the same subject is opened instead of a second one."""
    if case.state == State.DRAFT:
        return "草稿已建立，请逐部分填写，随时可以保存。"
    return f"本轮已经申报过（{case.number}，{case.state_title}），不重复申报，已为您打开这一件。"


def _begin_form(request: PostRequest) -> BeginForm:
    union = request.post.union
    subs = Union.objects.filter(path__startswith=union.path, kind__in=BELOW_GRASSROOTS, state=UnionState.ACTIVE)
    return BeginForm(
        request.POST or None,
        rounds=Round.objects.filter(state=RoundState.OPEN).order_by("-opened_on", "-pk"),
        subs=subs.exclude(pk=union.pk).order_by("path"),
        has_industry=union.industrial_parent_id is not None,
        is_office=union.kind in OFFICES,
    )
