"""第十七条: onto the recommendation list, off it, struck; and withdrawal and lapse from wherever the case stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from nominations.moves import (
    ENTER_LIST,
    LAPSE,
    LEAVE_LIST,
    STRIKE,
    UNPROPOSE,
    WITHDRAW,
)
from reviews.actions import departures, lists
from reviews.forms import (
    EntryForm,
)
from reviews.models import RecommendationList
from reviews.moves import ListState
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
    uninquired,
)
from ui.doors import reasons_from
from unions.doors import PostRequest, post_required
from unions.queries import national


@GET_POST
@post_required
def entry(request: PostRequest, pk: int) -> HttpResponse:
    """列入推荐名单."""
    case = seen_case(request, pk)
    form = form_for(request, EntryForm, case)
    draft = RecommendationList.objects.filter(
        round=case.round_id, recommender=case.recommender_id, state=ListState.DRAFT
    ).first()

    page = MovePage(
        title="列入推荐名单",
        article="第十七条第一款",
        lead="占用一个名额，排在该项目末位，之后可以调整排序。",
        record=case,
        form=form,
        verb=lambda: lists.enter_draft(case, reasons=reasons_from(request.POST), **given(request, form)),
        move=ENTER_LIST,
        success="已列入推荐名单。",
        to=reverse("reviews:list", args=[draft.pk]) if draft else reverse("reviews:lists"),
        template="reviews/case_move.html",
        submit="列入推荐名单",
        why=stands_in_the_way(
            in_state(case, ENTER_LIST, case.state_title),
            permitted(request, "recommend", case.recommender),
            own(request, case),
            said_no(
                case.holder_id != case.recommender_id,
                f"本件现在由{case.holder}审查，尚未到推荐单位。",
                "第十六条第三款",
            ),
            in_time(case.round, case.recommender, request.now),
        ),
    )
    return case_page(request, case, page, judged=True)


@GET_POST
@post_required
def departure(request: PostRequest, pk: int) -> HttpResponse:
    """移出推荐名单."""
    case = seen_case(request, pk)
    why = stands_in_the_way(
        in_state(case, LEAVE_LIST, case.state_title),
        permitted(request, "recommend", case.recommender),
        own(request, case),
    )
    return reasoned(
        request,
        case,
        departures.leave,
        LEAVE_LIST,
        title="移出推荐名单",
        article="第十七条第一款",
        lead="名额随即释放。名单已经集体研究的，补入其他对象须重新集体研究并重新公示。",
        why=why,
        success="已移出推荐名单，名额已释放。",
        to=reverse("reviews:lists"),
    )


@GET_POST
@post_required
def striking(request: PostRequest, pk: int) -> HttpResponse:
    """公示后不予推荐."""
    case = seen_case(request, pk)
    why = stands_in_the_way(
        in_state(case, STRIKE, case.state_title), permitted(request, "recommend", case.recommender), own(request, case)
    )
    return reasoned(
        request,
        case,
        departures.strike,
        STRIKE,
        title="公示后不予推荐",
        article="第十七条第二款",
        lead="异议成立或者不再符合条件的，不予推荐；名额释放。",
        why=why,
        success="已办结：不予推荐。",
        to=reverse("reviews:lists"),
    )


@GET_POST
@post_required
def withdrawal(request: PostRequest, pk: int) -> HttpResponse:
    """撤回申报."""
    case = seen_case(request, pk)
    why = stands_in_the_way(
        in_state(case, WITHDRAW, case.state_title), permitted(request, "nominate", case.union), uninquired(case)
    )
    return reasoned(
        request,
        case,
        departures.withdraw,
        WITHDRAW,
        title="撤回申报",
        article="第十六条第一款",
        lead="撤回后本件终止，已占用的名额释放（推荐以后撤回的，名额失效）。正在核查的，不能撤回。",
        why=why,
        success="已撤回申报。",
        to=reverse("nominations:case", args=[case.pk]),
    )


@GET_POST
@post_required
def unproposal(request: PostRequest, pk: int) -> HttpResponse:
    """移出拟定中的建议名单."""
    case = seen_case(request, pk)
    why = stands_in_the_way(
        in_state(case, UNPROPOSE, case.state_title), permitted(request, "audit", national()), own(request, case)
    )
    return reasoned(
        request,
        case,
        departures.take_out,
        UNPROPOSE,
        title="移出建议名单",
        article="第十九条第三款",
        lead="回到“审核合格”，可列入下一批。",
        why=why,
        success="已移出建议名单。",
        to=reverse("reviews:proposals"),
    )


@GET_POST
@post_required
def lapsing(request: PostRequest, pk: int) -> HttpResponse:
    """期满失效."""
    case = seen_case(request, pk)
    why = stands_in_the_way(
        in_state(case, LAPSE, case.state_title),
        permitted(request, "audit", national()),
        own(request, case),
        uninquired(case),
    )
    return reasoned(
        request,
        case,
        departures.lapse,
        LAPSE,
        title="期满失效",
        article="第十五条",
        lead="本轮截止时仍未办结的，失效。",
        why=why,
        success="已办结：期满失效。",
        to=reverse("reviews:queue"),
    )
