"""第十七条第二款: recommendation and its supplement, with a preview of what becomes of each item."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse

from ledger.moves import Move
from reviews.actions import lists
from reviews.actions.judging import law_day
from reviews.actions.recommending import Outcome, departures_judged, sort_out
from reviews.forms import EntryForm
from reviews.models import RecommendationList
from reviews.moves import RECOMMEND, SUPPLEMENT
from reviews.queries import items_of
from reviews.views.lists.shared import DOORS, GET_POST, whole
from reviews.views.moves import in_time, permitted, said_no
from ui.doors import reasons_from
from unions.doors import PostRequest, role_required


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
    seen = whole(request, pk)
    listed = seen.record
    outcome = _preview(request, listed, move)
    verb = lists.recommend if move is RECOMMEND else lists.supplement
    signer = listed.decision.prepared_by_id if listed.decision else listed.prepared_by_id
    return seen.page(
        partial(verb, listed, reasons=reasons_from(request.POST)),
        seen.form(EntryForm),
        move=move,
        title=move.title,
        article=move.article,
        lead="公示后符合条件的逐一推荐；有异议未办结的暂缓，其余先行。",
        success="已向中华全国总工会推荐。",
        submit=f"推荐 {len(outcome.advanced)} 个" if outcome else "推荐",
        judgement=outcome.structure if outcome else None,
        reasons=seen.reasons,
        context={"outcome": _told(outcome, listed) if outcome else None, "ask_all": True},
        why=seen.why(
            move,
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


def _preview(request: PostRequest, listed: RecommendationList, move: Move) -> Outcome | None:
    if listed.notice is None or listed.state not in move.sources:
        return None
    if not listed.notice.is_over_on(law_day(request.now)):
        return None  # nobody knows yet who stands the notice
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
