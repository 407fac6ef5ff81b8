"""第十九条第一款: cleared, returned for papers, unfit."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from nominations.models import Nomination
from nominations.moves import (
    ASK_MENDING,
    CLEAR,
    FIND_UNFIT,
    MEND,
)
from reviews.actions import audit
from reviews.actions.judging import law_day
from reviews.forms import (
    EntryForm,
    MendedForm,
    MendingForm,
)
from reviews.models import Mending
from reviews.views.cases.shared import GET_POST, case_page, form_for, reasoned, seen_case
from reviews.views.moves import (
    MovePage,
    given,
    in_state,
    in_time,
    own,
    permitted,
    stands_in_the_way,
    uninquired,
)
from ui.doors import reasons_from
from unions.doors import PostRequest, post_required
from unions.queries import allows, national


def audit_why(request: PostRequest, case: Nomination, move: Any, *, inquired: bool = True) -> str:
    checks = [
        in_state(case, move, case.state_title),
        permitted(request, "audit", national()),
        own(request, case),
        in_time(case.round, national(), request.now),
    ]
    return stands_in_the_way(*checks, *([uninquired(case)] if inquired else []))


@GET_POST
@post_required
def auditing(request: PostRequest, pk: int) -> HttpResponse:
    """审核合格 (第十九条第一款)."""
    case = seen_case(request, pk)
    form = form_for(request, EntryForm, case)
    page = MovePage(
        title="审核合格",
        article="第十九条第一款",
        lead="合格的列入待拟建议名单。条件按今天的情况重新判断。",
        record=case,
        form=form,
        verb=lambda: audit.clear(case, reasons=reasons_from(request.POST), **given(request, form)),
        move=CLEAR,
        success="已审核合格。",
        to=reverse("reviews:queue"),
        template="reviews/case_move.html",
        submit="审核合格",
        why=audit_why(request, case, CLEAR),
    )
    return case_page(request, case, page, judged=True)


@GET_POST
@post_required
def mending(request: PostRequest, pk: int) -> HttpResponse:
    """退回补正."""
    case = seen_case(request, pk)
    form = form_for(request, MendingForm, case, nomination=case)
    page = MovePage(
        title="退回补正",
        article="第十九条第一款",
        lead="只用于形式上的缺漏，如印章不清、扫描件缺页。",
        record=case,
        form=form,
        verb=lambda: audit.ask_mending(case, **given(request, form)),
        move=ASK_MENDING,
        success="已退回补正。",
        to=reverse("reviews:queue"),
        template="reviews/case_move.html",
        submit="退回补正",
        why=audit_why(request, case, ASK_MENDING),
        context={"mendings": Mending.objects.filter(nomination=case).select_related("union")},
    )
    return case_page(request, case, page)


@GET_POST
@post_required
def mended(request: PostRequest, pk: int) -> HttpResponse:
    """补正后报送."""
    case = seen_case(request, pk)
    form = form_for(request, MendedForm, case)

    def verb() -> object:
        said = given(request, form)
        uploads = [said.pop(name) for name in ("file_1", "file_2", "file_3")]
        return audit.mend(case, documents=[document for document in uploads if document is not None], **said)

    on = law_day(request.now)
    perm = "nominate" if allows(request.post, "nominate", case.holder, on=on) else "review"
    page = MovePage(
        title="补正后报送",
        article="第十九条第一款",
        lead="只补材料，名单、事迹和数据不变。",
        record=case,
        form=form,
        verb=verb,
        move=MEND,
        success="已补正并报送全总基层工作部。",
        to=reverse("nominations:case", args=[case.pk]),
        template="reviews/case_move.html",
        submit="补正后报送",
        why=stands_in_the_way(in_state(case, MEND, case.state_title), permitted(request, perm, case.holder)),
        context={"mendings": Mending.objects.filter(nomination=case).select_related("union")},
    )
    return case_page(request, case, page)


@GET_POST
@post_required
def unfit(request: PostRequest, pk: int) -> HttpResponse:
    """审核不合格，无过错."""
    case = seen_case(request, pk)
    return reasoned(
        request,
        case,
        audit.find_unfit,
        FIND_UNFIT,
        title="审核不合格",
        article="第十九条第一款",
        lead="没有弄虚作假等过错的，名额释放，推荐单位可在截止前递补。伪造材料或者违反条件、程序的，须立案核查。",
        why=audit_why(request, case, FIND_UNFIT),
        success="已办结：审核不合格，名额已释放。",
        to=reverse("reviews:queue"),
    )
