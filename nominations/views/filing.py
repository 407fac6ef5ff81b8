"""判断、公示、申报: each page shows every article's verdict first, then the button, or why there is none."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from documents.actions import store
from documents.models import Document
from honors.models.rounds import Step
from nominations.actions.filing import UNIT_MEDIUM, file, open_unit_notice, resubmit, revise
from nominations.actions.reasons import WITH_FILER, give_reasons
from nominations.chain import next_union, path_of
from nominations.content import public_digest, public_text
from nominations.facts import judge, judge_filing, reasons_of
from nominations.forms.cases import FilingForm, ReviseForm, UnitNoticeForm
from nominations.hindrances import Hindrances
from nominations.models import GeneralReason, Nomination
from nominations.moves import FILE, OPEN_UNIT_NOTICE, RESUBMIT, REVISE, State
from nominations.queries import excluded_by, open_in_round
from nominations.texts import missing_for_notice, notice_title
from nominations.views.common import case_or_404, dossier_or_404, files_it, may_attest, page
from regulation.engine import Judgement
from regulation.refusals import Refused
from regulation.windows import in_beijing
from ui.doors import Refusal, perform, reasons_from, version_in
from unions.doors import PostRequest, post_required, repeated
from unions.queries import actor


@require_http_methods(["GET", "POST"])
@post_required
def judgement(request: PostRequest, pk: int) -> HttpResponseBase:
    """Every finding by article, met ones too; POST keeps the reasons for departing from 一般 rules."""
    nomination = case_or_404(request, pk)
    may_reason = nomination.state in WITH_FILER and files_it(request, nomination)
    refusal = None
    typed = reasons_from(request.POST) if request.method == "POST" else {}
    if request.method == "POST":
        outcome = perform(
            request,
            lambda: give_reasons(nomination, typed, by=request.post, at=request.now, version=version_in(request.POST)),
            success="理由已保存，随案卷报送。",
            to=reverse("nominations:judgement", args=[pk]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        nomination.refresh_from_db()
    found = judge(nomination, as_of=in_beijing(request.now).date())
    context = {
        "nomination": nomination,
        "judgement": found,
        "reasons": typed or (_own_reasons(request, nomination) if may_reason else reasons_of(nomination)),
        "may_reason": may_reason,
        "asks": any(f.stands and f.generally for f in found.findings),
        "may_attest": may_attest(request, nomination),
        "same": open_in_round(nomination),
        "excluded_by": excluded_by(nomination),
    }
    return page(request, "nominations/judgement.html", context, refusal=refusal)


def _own_reasons(request: PostRequest, nomination: Nomination) -> dict[str, str]:
    rows = GeneralReason.objects.filter(nomination=nomination, union=request.post.union_id)
    return dict(rows.values_list("rule", "reason"))


@require_http_methods(["GET", "POST"])
@post_required
def unit_notice(request: PostRequest, pk: int) -> HttpResponseBase:
    """发布本单位公示: what will be shown, who handles objections, and what is still missing."""
    nomination = case_or_404(request, pk)
    initial = {"version": nomination.version, "medium": UNIT_MEDIUM}
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UnitNoticeForm(data, files, initial=initial)
    refusal = None
    if form.is_bound and form.is_valid():
        outcome = perform(
            request,
            lambda: _open(request, nomination, form.cleaned_data),
            success="公示已发布。公示期满、意见齐全后即可申报。",
            to=reverse("nominations:case", args=[pk]),
            repeated=repeated(request, nomination, OPEN_UNIT_NOTICE, form.cleaned_data["version"]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        nomination.refresh_from_db()
        form.renew(nomination.version)
    missing = missing_for_notice(nomination)
    why = _why_not(request, nomination, OPEN_UNIT_NOTICE) or (f"还要填写：{'、'.join(missing)}。" if missing else "")
    context = {
        "nomination": nomination,
        "form": form,
        "text": public_text(nomination),
        "title": notice_title(nomination),
        "handler": _handler(nomination),
        "possible": not why,
        "why": why,
    }
    return page(request, "nominations/unit_notice.html", context, refusal=refusal, bound=form.is_bound)


def _open(request: PostRequest, nomination: Nomination, given: dict[str, Any]) -> object:
    upload = given["medium_photo"]
    photo: Document | None = store(upload, by=actor(request.post), at=request.now) if upload else None
    return open_unit_notice(
        nomination,
        contacts=given["contacts"],
        medium=given["medium"],
        medium_visible_at=given["medium_visible_at"],
        medium_address=given["medium_address"],
        medium_page=given["medium_page"],
        medium_photo=photo,
        by=request.post,
        at=request.now,
        version=given["version"],
    )


def _handler(nomination: Nomination) -> str:
    try:
        return next_union(nomination).name
    except Refused as refused:
        return refused.sentence


@require_http_methods(["GET", "POST"])
@post_required
def revision(request: PostRequest, pk: int) -> HttpResponseBase:
    """停止公示，修改后重新公示."""
    nomination = case_or_404(request, pk)
    form = ReviseForm(request.POST or None, initial={"version": nomination.version})
    refusal = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: revise(
                nomination, reason=given["reason"], by=request.post, at=request.now, version=given["version"]
            ),
            success="公示已停止，可以修改。改好后须重新公示。",
            to=reverse("nominations:case", args=[pk]),
            repeated=repeated(request, nomination, REVISE, given["version"]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        nomination.refresh_from_db()
        form.renew(nomination.version)
    why = _why_not(request, nomination, REVISE)
    context = {"nomination": nomination, "form": form, "possible": not why, "why": why}
    return page(request, "nominations/revise.html", context, refusal=refusal, bound=form.is_bound)


@require_http_methods(["GET", "POST"])
@post_required
def filing(request: PostRequest, pk: int) -> HttpResponseBase:
    """申报: every verdict, then the button or why not."""
    return _filing(request, pk, again=False)


@require_http_methods(["GET", "POST"])
@post_required
def resubmission(request: PostRequest, pk: int) -> HttpResponseBase:
    """修改后重新报送 to the step that returned the case."""
    return _filing(request, pk, again=True)


def _filing(request: PostRequest, pk: int, *, again: bool) -> HttpResponseBase:
    known = dossier_or_404(request, pk) if request.method == "POST" else None
    nomination: Nomination = known.one("case") if known else case_or_404(request, pk)
    verb, move = (resubmit, RESUBMIT) if again else (file, FILE)
    form = FilingForm(request.POST or None, initial={"version": nomination.version})
    typed = reasons_from(request.POST)
    refusal = None
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        outcome = perform(
            request,
            lambda: verb(nomination, by=request.post, at=request.now, version=version, reasons=typed, known=known),
            success="已报送，现由上一级工会审查。" if not again else "已重新报送，回到退回的环节。",
            to=reverse("nominations:case", args=[pk]),
            repeated=repeated(request, nomination, move, version, "已申报，没有重复报送。"),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        nomination.refresh_from_db()
        form.renew(nomination.version)
    found = judge_filing(nomination, as_of=in_beijing(request.now).date())
    hindrances = Hindrances(nomination, by=request.post, at=request.now)
    why = _why_not(request, nomination, move) or hindrances.why(move) or _blocked(nomination, found, again=again)
    context = {
        "nomination": nomination,
        "form": form,
        "judgement": found,
        "reasons": typed or _own_reasons(request, nomination),
        "possible": not why,
        "why": why,
        "again": again,
        "move": move,
        "path": [] if again else _path(nomination),
        "due_at": None if nomination.filed_at else hindrances.due(Step.FILE, nomination.union),
        "returned": nomination.returns.prefetch_related("reasons").last() if again else None,
    }
    return page(request, "nominations/filing.html", context, refusal=refusal, bound=form.is_bound)


def _path(nomination: Nomination) -> list[Any]:
    try:
        return list(path_of(nomination.union, industrial=nomination.industrial_line))
    except Refused:
        return []


def _why_not(request: PostRequest, nomination: Nomination, move: Any) -> str:
    """Why this move has no button: not this post's, or not this state's."""
    if not files_it(request, nomination):
        return f"这件事由申报工会“{nomination.union.name}”的经办人办理。"
    if nomination.state not in move.sources:
        return f"现在是“{nomination.state_title}”，不能办理“{move.title}”。"
    return ""


def _blocked(nomination: Nomination, found: Judgement, *, again: bool) -> str:
    """What no reason can heal; a 一般 rule only needs its reason in the form below."""
    if again and public_digest(public_text(nomination)) != nomination.public_digest:
        return "推荐对象或事迹与公示的内容不同，须先重新公示。"
    if excluded_by(nomination):
        return "同一对象在本轮已有申报，不重复申报。"
    hard = [f for f in found.findings if f.stands and not f.generally]
    if hard:
        return f"有 {len(hard)} 项尚未符合或待证明，见下面“逐条检查”。"
    if nomination.state == State.ON_NOTICE and nomination.unit_notice is None:
        return "还没有在本单位公示。"
    return ""
