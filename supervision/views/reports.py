"""举报 of an honouree: a form for everybody, without an account; and for staff, what came on paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clock.reading import machine_now
from honors.models import Conferral
from honors.queries import conferrals_public
from ledger.actors import PUBLIC
from publicity.actions.attempts import LETTERS_AN_HOUR, knock
from publicity.forms import ReportForm
from publicity.queries import letters_seen_by
from publicity.views.letters import HANDLERS
from publicity.views.objections import address_of
from publicity.views.public import sought
from publicity.views.taking import sent_by
from regulation.refusals import Refused
from supervision.actions.reports import enter_report, report_honour
from supervision.forms.reports import PaperReportForm
from supervision.queries.reports import handler_of_report, reportable_by
from ui.doors import Refusal
from ui.listing import listing
from unions.doors import PostRequest, TimedRequest, role_required
from unions.queries import actor
from unions.search import matching


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: TimedRequest, pk: int) -> HttpResponse:
    """Report one honouree. The receipt is shown in the answer itself, once; the same form sent again finds it again."""
    row = get_object_or_404(conferrals_public().select_related("chain"), pk=pk)
    form = ReportForm(request.POST, request.FILES) if request.method == "POST" else ReportForm.blank()
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            knock("letter", address_of(request), most=LETTERS_AN_HOUR, at=machine_now())
            sent = sent_by(form, by=PUBLIC, at=request.now)
            receipt = report_honour(row, sent=sent, submission=str(form.cleaned_data["submission"]), at=request.now)
        except Refused as refused:
            refusal = Refusal.of(refused)
        else:
            context = {"receipt": receipt, "name": receipt.letter.subject_name}
            return render(request, "publicity/receipt.html", context, status=201)
    context = {"form": form, "row": row, "handler": handler_of_report(row), "refusal": refusal}
    return render(request, "supervision/report.html", context, status=_status(request, refusal))


@require_safe
@role_required(*HANDLERS)
def names(request: PostRequest) -> HttpResponse:
    """The honourees below the acting union, to choose the one that a letter on paper is about."""
    text = sought(request)
    rows = matching(reportable_by(request.post), text) if text else reportable_by(request.post)
    page = listing(rows, request.GET, keys=("-conferred_on", "id"), size=50)
    return render(request, "supervision/paper_report_names.html", {"page": page, "q": text})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*HANDLERS)
def paper_report(request: PostRequest, pk: int) -> HttpResponse:
    """Enter one letter. Its receipt code is shown once, to be sent to whoever wrote it."""
    row = get_object_or_404(reportable_by(request.post).select_related("chain"), pk=pk)
    posted = request.method == "POST"
    form = PaperReportForm(request.POST, request.FILES) if posted else PaperReportForm.blank()
    form.offer(handler_of_report(row), request.post.union)
    refusal = None
    if posted and form.is_valid():
        outcome = _entered(request, form, row)
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
    context = {"form": form, "row": row, "refusal": refusal}
    return render(request, "supervision/paper_report.html", context, status=_status(request, refusal))


def _entered(request: PostRequest, form: PaperReportForm, row: Conferral) -> HttpResponse | Refusal:
    by, at, given = request.post, request.now, form.cleaned_data
    try:
        receipt = enter_report(
            row,
            sent=sent_by(form, by=actor(by), at=at),
            submission=str(given["submission"]),
            received_at=given["received_at"],
            here=given.get("here", False),
            by=by,
            at=at,
        )
    except Refused as refused:
        return Refusal.of(refused)
    mine = letters_seen_by(by).filter(pk=receipt.letter.pk).exists()
    context = {"receipt": receipt, "name": receipt.letter.subject_name, "on_paper": True, "mine": mine}
    return render(request, "publicity/receipt.html", context, status=201)


def _status(request: TimedRequest, refusal: Refusal | None) -> int:
    if request.method != "POST":
        return 200
    return refusal.status if refusal else 422
