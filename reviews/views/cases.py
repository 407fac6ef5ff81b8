"""Moves on one case: the address names the move, GET shows where it stands, POST makes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from nominations.content import Change, content_at, content_of, difference
from nominations.facts import reasons_of
from nominations.models import Nomination, StepKind
from nominations.moves import (
    ASK_MENDING,
    CLEAR,
    DISQUALIFY,
    ENDORSE,
    ENTER_LIST,
    FIND_UNFIT,
    INQUIRABLE,
    LAPSE,
    LEAVE_LIST,
    MEND,
    NOMINATION,
    REFUSE,
    RETURN,
    STRIKE,
    UNPROPOSE,
    WITHDRAW,
)
from nominations.queries import nominations_seen_by
from nominations.sections import sections_of
from regulation.article_16 import Endorsement, endorsement_law
from reviews.actions import audit, chain, departures, lists
from reviews.actions.judging import law_day, verdict
from reviews.forms import (
    EndorseForm,
    EntryForm,
    FindingForm,
    InquiryForm,
    MeetingForm,
    MendedForm,
    MendingForm,
    ReasonForm,
    ReturnForm,
    ReturnReasons,
)
from reviews.models import Inquiry, Mending, RecommendationList
from reviews.moves import InquiryState, ListState
from reviews.queries import inquiries_seen_by, open_inquiry_of
from reviews.views.moves import (
    MovePage,
    answer,
    in_state,
    in_time,
    kept,
    kept_always,
    lawful,
    own,
    permitted,
    said_no,
    stands_in_the_way,
    uninquired,
)
from ui.doors import VersionForm, reasons_from
from unions.doors import PostRequest, post_required
from unions.models import Role
from unions.queries import allows, national

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
"""Address, move and words of each page, in the order of a case's life."""


def seen_case(request: PostRequest, pk: int) -> Nomination:
    """The case, if the acting post sees it; else 404."""
    return get_object_or_404(nominations_seen_by(request.post), pk=pk)


def moves_of(request: PostRequest, nomination: Nomination) -> list[dict[str, Any]]:
    """The pages of moves that start in the case's state and belong to the reader's place."""
    found = []
    for name, code, label in PAGES:
        if _offered(request, nomination, code):
            found.append({"label": label, "url": reverse(f"reviews:{name}", args=[nomination.pk])})
    return found


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


def _case_page(request: PostRequest, nomination: Nomination, page: MovePage, *, judged: bool = False) -> HttpResponse:
    if judged:
        page.judgement = page.judgement or verdict(nomination, at=request.now)
        page.reasons = reasons_of(nomination) | reasons_from(request.POST)
        if request.method != "POST":
            page.why = page.why or stands_in_the_way(lawful(page.judgement))
    page.context |= {
        "case": nomination,
        "moves": moves_of(request, nomination),
        "chain": chain_of(nomination),
        "case_url": reverse("nominations:case", args=[nomination.pk]),
        "changes": differences(nomination) if judged else [],
        "returns": nomination.returns.prefetch_related("reasons").order_by("-pk")[:3],
    }
    return answer(request, page)


def differences(nomination: Nomination) -> list[Change]:
    """What changed since the case was last returned: the reviewer reads this first."""
    last = nomination.returns.filter(resubmitted_at__isnull=False).select_related("revision").order_by("-pk").first()
    before = content_at(nomination, last.revision.number) if last and last.revision else None
    if before is None:
        return []
    return difference(sections_of(nomination.kind), before, content_of(nomination))


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


def _form(request: PostRequest, form: type[VersionForm], case: Nomination, **kwargs: Any) -> Any:
    if request.method == "POST":
        return form(request.POST, request.FILES, **kwargs)
    return form(initial={"version": case.version}, **kwargs)


@GET_POST
@post_required
def endorsement(request: PostRequest, pk: int) -> HttpResponse:
    """同意并上报 (第十六条第三款)."""
    case = seen_case(request, pk)
    form = _form(request, EndorseForm, case)
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
        verb=lambda: chain.endorse(
            case,
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            opinions_heard=form.cleaned_data["opinions_heard"],
            reasons=reasons_from(request.POST),
        ),
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
    return _case_page(request, case, page, judged=True)


@GET_POST
@post_required
def returning(request: PostRequest, pk: int) -> HttpResponse:
    """退回修改, every reason at once."""
    case = seen_case(request, pk)
    form = _form(request, ReturnForm, case)
    rows = ReturnReasons(request.POST or None, prefix="reasons")

    def verb() -> object:
        rows.is_valid()
        said = [(f.cleaned_data.get("field", ""), f.cleaned_data.get("reason", "")) for f in rows if f.is_valid()]
        return chain.send_back(
            case,
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            reasons=said,
            summary=form.cleaned_data["summary"],
        )

    page = MovePage(
        title="退回修改",
        article="第十六条第三款",
        lead="逐项写明问题，一次性告知全部需要修改的内容；修改后重新报送的，回到本级。",
        record=case,
        form=form,
        verb=verb,
        success="已退回申报工会修改。",
        to=reverse("reviews:queue"),
        template="reviews/case_move.html",
        submit="退回修改",
        tone="danger",
        context={"rows": rows},
        why=_review_why(request, case, RETURN),
    )
    return _case_page(request, case, page)


def _review_why(request: PostRequest, case: Nomination, move: Any) -> str:
    return stands_in_the_way(
        in_state(case, move, case.state_title),
        permitted(request, "review", case.holder),
        own(request, case),
        in_time(case.round, case.holder, request.now),
    )


Reasoned = Callable[..., object]


def _reasoned(
    request: PostRequest,
    case: Nomination,
    verb: Reasoned,
    *,
    title: str,
    article: str,
    lead: str,
    why: str,
    success: str,
    to: str,
) -> HttpResponse:
    """A move that asks for nothing but a written reason."""
    form = _form(request, ReasonForm, case)
    page = MovePage(
        title=title,
        article=article,
        lead=lead,
        record=case,
        form=form,
        verb=lambda: verb(
            case,
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        ),
        success=success,
        to=to,
        template="reviews/case_move.html",
        submit=title,
        tone="danger",
        why=why,
    )
    return _case_page(request, case, page)


@GET_POST
@post_required
def refusal(request: PostRequest, pk: int) -> HttpResponse:
    """审查不通过."""
    case = seen_case(request, pk)
    return _reasoned(
        request,
        case,
        chain.refuse,
        title="审查不通过",
        article="第十六条第三款",
        lead="本件到此终止。能够通过修改解决的，请使用“退回修改”。",
        why=_review_why(request, case, REFUSE),
        success="已办结：审查不通过。",
        to=reverse("reviews:queue"),
    )


@GET_POST
@post_required
def entry(request: PostRequest, pk: int) -> HttpResponse:
    """列入推荐名单."""
    case = seen_case(request, pk)
    form = _form(request, EntryForm, case)
    draft = RecommendationList.objects.filter(
        round=case.round_id, recommender=case.recommender_id, state=ListState.DRAFT
    ).first()

    page = MovePage(
        title="列入推荐名单",
        article="第十七条第一款",
        lead="占用一个名额，排在该项目末位，之后可以调整排序。",
        record=case,
        form=form,
        verb=lambda: lists.enter_draft(
            case,
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            reasons=reasons_from(request.POST),
        ),
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
    return _case_page(request, case, page, judged=True)


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
    return _reasoned(
        request,
        case,
        departures.leave,
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
    return _reasoned(
        request,
        case,
        departures.strike,
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
    return _reasoned(
        request,
        case,
        departures.withdraw,
        title="撤回申报",
        article="第十六条第一款",
        lead="撤回后本件终止，已占用的名额释放（推荐以后撤回的，名额失效）。正在核查的，不能撤回。",
        why=why,
        success="已撤回申报。",
        to=reverse("nominations:case", args=[case.pk]),
    )


def _audit_why(request: PostRequest, case: Nomination, move: Any, *, inquired: bool = True) -> str:
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
    form = _form(request, EntryForm, case)
    page = MovePage(
        title="审核合格",
        article="第十九条第一款",
        lead="合格的列入待拟建议名单。条件按今天的情况重新判断。",
        record=case,
        form=form,
        verb=lambda: audit.clear(
            case,
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
            reasons=reasons_from(request.POST),
        ),
        success="已审核合格。",
        to=reverse("reviews:queue"),
        template="reviews/case_move.html",
        submit="审核合格",
        why=_audit_why(request, case, CLEAR),
    )
    return _case_page(request, case, page, judged=True)


@GET_POST
@post_required
def mending(request: PostRequest, pk: int) -> HttpResponse:
    """退回补正."""
    case = seen_case(request, pk)
    form = _form(request, MendingForm, case, nomination=case)
    page = MovePage(
        title="退回补正",
        article="第十九条第一款",
        lead="只用于形式上的缺漏，如印章不清、扫描件缺页。",
        record=case,
        form=form,
        verb=lambda: audit.ask_mending(
            case,
            union=form.cleaned_data["union"],
            gaps=form.cleaned_data["gaps"],
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
        success="已退回补正。",
        to=reverse("reviews:queue"),
        template="reviews/case_move.html",
        submit="退回补正",
        why=_audit_why(request, case, ASK_MENDING),
        context={"mendings": Mending.objects.filter(nomination=case).select_related("union")},
    )
    return _case_page(request, case, page)


@GET_POST
@post_required
def mended(request: PostRequest, pk: int) -> HttpResponse:
    """补正后报送."""
    case = seen_case(request, pk)
    form = _form(request, MendedForm, case)

    def verb() -> object:
        uploads = [kept(request, form.cleaned_data[name]) for name in ("file_1", "file_2", "file_3")]
        return audit.mend(
            case,
            answer=form.cleaned_data["answer"],
            documents=[document for document in uploads if document is not None],
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        )

    on = law_day(request.now)
    perm = "nominate" if allows(request.post, "nominate", case.holder, on=on) else "review"
    page = MovePage(
        title="补正后报送",
        article="第十九条第一款",
        lead="只补材料，名单、事迹和数据不变。",
        record=case,
        form=form,
        verb=verb,
        success="已补正并报送全总基层工作部。",
        to=reverse("nominations:case", args=[case.pk]),
        template="reviews/case_move.html",
        submit="补正后报送",
        why=stands_in_the_way(in_state(case, MEND, case.state_title), permitted(request, perm, case.holder)),
        context={"mendings": Mending.objects.filter(nomination=case).select_related("union")},
    )
    return _case_page(request, case, page)


@GET_POST
@post_required
def unfit(request: PostRequest, pk: int) -> HttpResponse:
    """审核不合格，无过错."""
    case = seen_case(request, pk)
    return _reasoned(
        request,
        case,
        audit.find_unfit,
        title="审核不合格",
        article="第十九条第一款",
        lead="没有弄虚作假等过错的，名额释放，推荐单位可在截止前递补。伪造材料或者违反条件、程序的，须立案核查。",
        why=_audit_why(request, case, FIND_UNFIT),
        success="已办结：审核不合格，名额已释放。",
        to=reverse("reviews:queue"),
    )


@GET_POST
@post_required
def disqualification(request: PostRequest, pk: int) -> HttpResponse:
    """撤销评选资格，取消名额 (第十九条第二款)."""
    case = seen_case(request, pk)
    form = _form(request, MeetingForm, case)
    inquiry = Inquiry.objects.filter(nomination=case, state=InquiryState.VERIFIED).order_by("-closed_at").first()
    page = MovePage(
        title="撤销评选资格",
        article="第十九条第二款",
        lead="名额取消，不得递补；该对象本轮不得重报。由作出核查结论以外的另一人签发。",
        record=case,
        form=form,
        verb=lambda: audit.disqualify(
            case,
            held_on=form.cleaned_data["held_on"],
            place=form.cleaned_data["place"],
            attendees=form.cleaned_data["attendees"],
            minutes=kept_always(request, form.cleaned_data["minutes"]),
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
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
    return _case_page(request, case, page)


@GET_POST
@post_required
def unproposal(request: PostRequest, pk: int) -> HttpResponse:
    """移出拟定中的建议名单."""
    case = seen_case(request, pk)
    why = stands_in_the_way(in_state(case, UNPROPOSE, case.state_title), permitted(request, "audit", national()))
    return _reasoned(
        request,
        case,
        departures.take_out,
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
        in_state(case, LAPSE, case.state_title), permitted(request, "audit", national()), uninquired(case)
    )
    return _reasoned(
        request,
        case,
        departures.lapse,
        title="期满失效",
        article="第十五条",
        lead="本轮截止时仍未办结的，失效。",
        why=why,
        success="已办结：期满失效。",
        to=reverse("reviews:queue"),
    )


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
    return _case_page(request, case, page)


def _opening(request: PostRequest, case: Nomination) -> MovePage:
    form = _form(request, InquiryForm, case)
    shown = said_no(
        case.state not in INQUIRABLE, f"当前状态为“{case.state_title}”，推荐以后才能立案核查。", "第十九条第二款"
    )
    return MovePage(
        title="立案核查",
        article="第十九条第二款",
        lead="核查期间，本件不能继续办理，也不能撤回。",
        record=case,
        form=form,
        verb=lambda: audit.open_inquiry(
            case,
            ground=form.cleaned_data["ground"],
            clues=form.cleaned_data["clues"],
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
        success="已立案核查。",
        to=reverse("reviews:inquiries", args=[case.pk]),
        template="reviews/case_move.html",
        submit="立案核查",
        why=stands_in_the_way(shown, permitted(request, "audit", national()), own(request, case)),
    )


def _closing(request: PostRequest, case: Nomination, running: Inquiry) -> MovePage:
    form = FindingForm(request.POST) if request.method == "POST" else FindingForm(initial={"version": running.version})

    def verb() -> object:
        close = audit.verify if form.cleaned_data["outcome"] == "verify" else audit.unfound
        return close(
            running,
            finding=form.cleaned_data["finding"],
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        )

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


@require_safe
@post_required
def moves(request: PostRequest, pk: int) -> HttpResponse:
    """What can be done with the case now, and by which page."""
    case = seen_case(request, pk)
    context = {
        "case": case,
        "moves": moves_of(request, case),
        "chain": chain_of(case),
        "case_url": reverse("nominations:case", args=[case.pk]),
    }
    return render(request, "reviews/case_moves.html", context)
