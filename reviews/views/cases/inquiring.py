"""第十九条第二款: inquiry, its finding, and disqualification."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from nominations.models import Nomination
from nominations.moves import (
    DISQUALIFY,
    INQUIRABLE,
)
from reviews.actions import audit
from reviews.forms import (
    FindingForm,
    InquiryForm,
    MeetingForm,
)
from reviews.models import Inquiry
from reviews.moves import InquiryState
from reviews.queries import inquiries_seen_by, open_inquiry_of
from reviews.views.cases.shared import GET_POST, case_page, form_for, seen_case
from reviews.views.moves import (
    MovePage,
    given,
    in_state,
    own,
    permitted,
    said_no,
    stands_in_the_way,
)
from unions.doors import PostRequest, post_required
from unions.queries import national


@GET_POST
@post_required
def inquiries(request: PostRequest, pk: int) -> HttpResponse:
    """核查: open one, or close the one that is open."""
    case = seen_case(request, pk)
    running = open_inquiry_of(case)
    page = _closing(request, case, running) if running else _opening(request, case)
    page.context |= {
        "inquiries": inquiries_seen_by(request.post).filter(nomination=case).order_by("-opened_at"),
        "running": running,
    }
    return case_page(request, case, page)


def _opening(request: PostRequest, case: Nomination) -> MovePage:
    form = form_for(request, InquiryForm, case)
    shown = said_no(
        case.state not in INQUIRABLE, f"当前状态为“{case.state_title}”，推荐以后才能立案核查。", "第十九条第二款"
    )
    return MovePage(
        title="立案核查",
        article="第十九条第二款",
        lead="核查期间，本件不能继续办理，也不能撤回。",
        record=case,
        form=form,
        verb=lambda: audit.open_inquiry(case, **given(request, form)),
        success="已立案核查。",
        to=reverse("reviews:inquiries", args=[case.pk]),
        template="reviews/case_move.html",
        submit="立案核查",
        why=stands_in_the_way(shown, permitted(request, "audit", national()), own(request, case)),
    )


def _closing(request: PostRequest, case: Nomination, running: Inquiry) -> MovePage:
    form = FindingForm(request.POST) if request.method == "POST" else FindingForm(initial={"version": running.version})

    def verb() -> object:
        said = given(request, form)
        close = audit.verify if said.pop("outcome") == "verify" else audit.unfound
        return close(running, **said)

    return MovePage(
        title="核查结论",
        article="第十九条第二款",
        lead="查证属实的，由另一位同志签发撤销评选资格的决定；查无实据的，继续办理。",
        record=running,
        form=form,
        verb=verb,
        success="核查结论已登记。",
        to=reverse("reviews:inquiries", args=[case.pk]),
        template="reviews/case_move.html",
        submit="登记核查结论",
        why=stands_in_the_way(permitted(request, "audit", national()), own(request, case)),
    )


@GET_POST
@post_required
def disqualification(request: PostRequest, pk: int) -> HttpResponse:
    """撤销评选资格，取消名额 (第十九条第二款)."""
    case = seen_case(request, pk)
    form = form_for(request, MeetingForm, case)
    inquiry = Inquiry.objects.filter(nomination=case, state=InquiryState.VERIFIED).order_by("-closed_at").first()
    page = MovePage(
        title="撤销评选资格",
        article="第十九条第二款",
        lead="名额取消，不得递补；该对象本轮不得重报。由作出核查结论以外的另一人签发。",
        record=case,
        form=form,
        verb=lambda: audit.disqualify(case, **given(request, form)),
        move=DISQUALIFY,
        success="已撤销评选资格，名额已取消。",
        to=reverse("reviews:queue"),
        template="reviews/case_move.html",
        submit="撤销评选资格",
        tone="danger",
        context={"inquiry": inquiry},
        why=stands_in_the_way(
            in_state(case, DISQUALIFY, case.state_title),
            permitted(request, "audit", national()),
            own(request, case),
            said_no(inquiry is None, "核查属实后才能撤销评选资格。请先立案核查并形成结论。", "第十九条第二款"),
            said_no(
                inquiry is not None and inquiry.closed_by_id == request.post.person_id,
                "核查结论由您作出，须由另一位同志签发。",
                "第十九条第二款",
            ),
        ),
    )
    return case_page(request, case, page)
