"""What the pages of a case share: the case seen, its chain, what changed, and the moves that are offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ledger.moves import Move
from nominations.content import Change, content_at, content_of, difference
from nominations.facts import reasons_of
from nominations.hindrances import Hindrances, grouped
from nominations.models import Nomination, StepKind
from nominations.moves import DISQUALIFY, INQUIRABLE, NOMINATION
from nominations.queries import nominations_seen_by
from reviews.actions.judging import verdict
from reviews.forms import (
    ReasonForm,
)
from reviews.views.moves import (
    MovePage,
    answer,
    given,
    lawful,
    stands_in_the_way,
)
from ui.doors import VersionForm, reasons_from
from unions.doors import PostRequest, post_required
from unions.models import Role

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


PAGES: tuple[tuple[str, str, str], ...] = (
    ("endorsement", "endorse", "同意并上报"),
    ("entry", "enter_list", "列入推荐名单"),
    ("return", "return", "退回修改"),
    ("refusal", "refuse", "审查不通过"),
    ("departure", "leave_list", "移出推荐名单"),
    ("striking", "strike", "公示后不予推荐"),
    ("audit", "clear", "审核合格"),
    ("mending", "ask_mending", "退回补正"),
    ("mended", "mend", "补正后报送"),
    ("unfit", "find_unfit", "审核不合格"),
    ("inquiries", "", "核查"),
    ("disqualification", "disqualify", "撤销评选资格"),
    ("unproposal", "unpropose", "移出建议名单"),
    ("withdrawal", "withdraw", "撤回申报"),
    ("lapse", "lapse", "期满失效"),
)


def seen_case(request: PostRequest, pk: int) -> Nomination:
    """The case, if the acting post sees it; else 404."""
    return get_object_or_404(nominations_seen_by(request.post), pk=pk)


def moves_of(request: PostRequest, nomination: Nomination) -> dict[str, Any]:
    """The pages of moves that start in the case's state and belong to the reader's place, and why others cannot be."""
    hindrances = Hindrances(nomination, by=request.post, at=request.now)
    offered = [(name, code, label) for name, code, label in PAGES if _offered(request, nomination, code)]
    reasons = {name: hindrances.why(NOMINATION[code] if code else DISQUALIFY) for name, code, _ in offered}
    return {
        "moves": [
            {"label": label, "url": reverse(f"reviews:{name}", args=[nomination.pk])}
            for name, _, label in offered
            if not reasons[name]
        ],
        "hindered": grouped((label, reasons[name]) for name, _, label in offered),
    }


def _offered(request: PostRequest, nomination: Nomination, code: str) -> bool:
    post, role = request.post, Role(request.post.role)
    if not code:
        return role == Role.NATIONAL and nomination.state in INQUIRABLE
    move = NOMINATION[code]
    if nomination.state not in move.sources:
        return False
    recommending = nomination.holder_id == nomination.recommender_id
    here = nomination.holder_id == post.union_id
    places: dict[str, bool] = {
        "endorse": here and role != Role.CLERK and not recommending,
        "enter_list": here and role == Role.RECOMMENDER and recommending,
        "return": here and role != Role.CLERK,
        "refuse": here and role != Role.CLERK,
        "leave_list": role == Role.RECOMMENDER,
        "strike": role == Role.RECOMMENDER,
        "mend": here,
        "withdraw": role == Role.CLERK and nomination.union_id == post.union_id,
    }
    return places.get(code, role == Role.NATIONAL)


def since_return(nomination: Nomination) -> dict[str, Any]:
    """What changed since the case was last returned and came back: the reviewer reads this first, on every page."""
    last = nomination.returns.filter(resubmitted_at__isnull=False).select_related("revision").order_by("-pk").first()
    if last is None or last.revision is None:
        return {"came_back": None, "changes": list[Change]()}
    before = content_at(nomination, last.revision.number) or {}
    changed = difference(nomination.kind, before, content_of(nomination))
    return {
        "came_back": last,
        "changes": changed,
        "changes_url": reverse("nominations:changes", args=[nomination.pk]),
    }


def chain_of(nomination: Nomination) -> list[dict[str, Any]]:
    """The frozen chain for `{% chain_steps %}`."""
    found: list[dict[str, Any]] = []
    for step in nomination.steps.order_by("position"):
        state = "done" if step.endorsed_at else "current" if step.position == nomination.position else "todo"
        label = {StepKind.SECRETARIAT: "全总书记处", StepKind.NATIONAL: "全总基层工作部"}.get(
            StepKind(step.kind), step.union_name
        )
        found.append(
            {
                "label": label,
                "who": step.get_kind_display(),
                "state": state,
                "when": step.endorsed_at,
                "note": step.opinions_heard,
            }
        )
    return found


def form_for(request: PostRequest, form: type[VersionForm], case: Nomination, **kwargs: Any) -> Any:
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    return form(initial={"version": case.version}, **kwargs)


def case_page(request: PostRequest, nomination: Nomination, page: MovePage, *, judged: bool = False) -> HttpResponse:
    if judged:
        page.judgement = page.judgement or verdict(nomination, at=request.now)
        page.reasons = reasons_of(nomination) | reasons_from(request.POST)
        if request.method != "POST":
            page.why = page.why or stands_in_the_way(lawful(page.judgement))
    page.context |= {
        "case": nomination,
        "chain": chain_of(nomination),
        "case_url": reverse("nominations:case", args=[nomination.pk]),
        "returns": nomination.returns.prefetch_related("reasons").order_by("-pk")[:3],
        **moves_of(request, nomination),
        **since_return(nomination),
    }
    return answer(request, page)


Reasoned = Callable[..., object]


def reasoned(
    request: PostRequest,
    case: Nomination,
    verb: Reasoned,
    move: Move,
    *,
    title: str,
    article: str,
    lead: str,
    why: str,
    success: str,
    to: str,
) -> HttpResponse:
    """A move that asks for nothing but a written reason."""
    form = form_for(request, ReasonForm, case)
    page = MovePage(
        title=title,
        article=article,
        lead=lead,
        record=case,
        form=form,
        verb=lambda: verb(case, **given(request, form)),
        move=move,
        success=success,
        to=to,
        template="reviews/case_move.html",
        submit=title,
        tone="danger",
        why=why,
    )
    return case_page(request, case, page)


@require_safe
@post_required
def moves(request: PostRequest, pk: int) -> HttpResponse:
    """What can be done with the case now, and by which page."""
    case = seen_case(request, pk)
    context = {
        "case": case,
        "chain": chain_of(case),
        "case_url": reverse("nominations:case", args=[case.pk]),
        **moves_of(request, case),
        **since_return(case),
    }
    return render(request, "reviews/case_moves.html", context)
