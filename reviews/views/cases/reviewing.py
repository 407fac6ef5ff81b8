"""第十六条第三款: endorse, return, refuse."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from nominations.models import Nomination
from nominations.moves import (
    ENDORSE,
    REFUSE,
    RETURN,
)
from regulation.article_16 import Endorsement, endorsement_law
from reviews.actions import chain
from reviews.actions.judging import law_day, verdict
from reviews.forms import (
    EndorseForm,
    ReturnForm,
    ReturnReasons,
)
from reviews.views.cases.shared import GET_POST, case_page, form_for, reasoned, seen_case
from reviews.views.moves import (
    MovePage,
    given,
    in_state,
    in_time,
    own,
    permitted,
    said_no,
    stands_in_the_way,
)
from ui.doors import reasons_from
from unions.doors import PostRequest, post_required


@GET_POST
@post_required
def endorsement(request: PostRequest, pk: int) -> HttpResponse:
    """同意并上报 (第十六条第三款)."""
    case = seen_case(request, pk)
    form = form_for(request, EndorseForm, case)
    heard = form["opinions_heard"].value() or ""
    told = endorsement_law.judge(
        Endorsement(opinions_heard=heard), version=case.round.law_version, as_of=law_day(request.now)
    )
    page = MovePage(
        title="同意并上报",
        article="第十六条第三款",
        lead="审查通过的，报上一级工会。各项条件按今天的情况重新判断。",
        record=case,
        form=form,
        verb=lambda: chain.endorse(case, reasons=reasons_from(request.POST), **given(request, form)),
        move=ENDORSE,
        success="已同意，报上一级工会。",
        to=reverse("reviews:queue"),
        template="reviews/case_move.html",
        submit="同意并上报",
        judgement=verdict(case, at=request.now) + told if heard else None,
        why=stands_in_the_way(
            in_state(case, ENDORSE, case.state_title),
            permitted(request, "review", case.holder),
            own(request, case),
            said_no(
                case.holder_id == case.recommender_id,
                "推荐单位通过列入推荐名单办理，不使用逐级上报。",
                "第十七条第一款",
            ),
            in_time(case.round, case.holder, request.now),
        ),
    )
    return case_page(request, case, page, judged=True)


@GET_POST
@post_required
def returning(request: PostRequest, pk: int) -> HttpResponse:
    """退回修改, every reason at once."""
    case = seen_case(request, pk)
    form = form_for(request, ReturnForm, case)
    rows = ReturnReasons(request.POST or None, prefix="reasons")

    def verb() -> object:
        rows.is_valid()
        said = [(f.cleaned_data.get("field", ""), f.cleaned_data.get("reason", "")) for f in rows if f.is_valid()]
        return chain.send_back(case, reasons=said, **given(request, form))

    page = MovePage(
        title="退回修改",
        article="第十六条第三款",
        lead="逐项写明问题，一次性告知全部需要修改的内容；修改后重新报送的，回到本级。",
        record=case,
        form=form,
        verb=verb,
        move=RETURN,
        success="已退回申报工会修改。",
        to=reverse("reviews:queue"),
        template="reviews/case_move.html",
        submit="退回修改",
        tone="danger",
        context={"rows": rows},
        why=review_why(request, case, RETURN),
    )
    return case_page(request, case, page)


def review_why(request: PostRequest, case: Nomination, move: Any) -> str:
    return stands_in_the_way(
        in_state(case, move, case.state_title),
        permitted(request, "review", case.holder),
        own(request, case),
        in_time(case.round, case.holder, request.now),
    )


@GET_POST
@post_required
def refusal(request: PostRequest, pk: int) -> HttpResponse:
    """审查不通过."""
    case = seen_case(request, pk)
    return reasoned(
        request,
        case,
        chain.refuse,
        REFUSE,
        title="审查不通过",
        article="第十六条第三款",
        lead="本件到此终止。能够通过修改解决的，请使用“退回修改”。",
        why=review_why(request, case, REFUSE),
        success="已办结：审查不通过。",
        to=reverse("reviews:queue"),
    )
