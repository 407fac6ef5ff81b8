"""Opening a case: about one honour, from a letter, about a whole decision, or out of an unfit re-check."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from decisions.models import DecisionDocument
from honors.models import Conferral
from honors.moves import ConferralState
from honors.queries import conferrals_public
from honors.views.common import form_page
from publicity.models import Letter
from publicity.queries import letters_seen_by
from revocations.actions.opening import open_case, open_whole_decision, unfit
from revocations.forms.files import OpenCaseForm, UnfitForm
from revocations.models import CaseSource, CaseSubject
from revocations.queries import cases_seen_by
from revocations.views.common import GET_POST, SUPERVISORS
from supervision.moves import OPEN_RECHECKS
from supervision.queries import original_of, supervised_by
from supervision.queries.rechecks import rechecks_seen_by
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.models import Role


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def new(request: PostRequest, pk: int) -> HttpResponseBase:
    """立案研判 about one honour; `?letter=` names the report that was found true."""
    conferral = _honour(request, pk)
    letter = _letter(request)
    nation = request.post.role == Role.NATIONAL
    source = CaseSource.LETTER if letter else CaseSource.NATIONAL if nation else CaseSource.UNION
    form = OpenCaseForm(request.POST or None)
    standing = CaseSubject.objects.filter(conferral=conferral, open=True).first()
    seen = standing and cases_seen_by(request.post).filter(pk=standing.case_id).exists()
    return form_page(
        request,
        form,
        verb=lambda: open_case(
            [conferral],
            source=source,
            summary=form.cleaned_data["summary"],
            letter=letter,
            by=request.post,
            at=request.now,
        ),
        success="已立案，请列明情形、补充证据。",
        to=lambda made: reverse("revocations:case", args=[made.pk]),
        template="revocations/new.html",
        conferral=conferral,
        letter=letter,
        standing=standing.case if standing and seen else None,
        back=reverse("honors:record", args=[pk]),
    )


@never_cache
@require_safe
@role_required(Role.NATIONAL)
def decisions(request: PostRequest) -> HttpResponse:
    """The decisions of commendation, to open a case about a whole one."""
    held = Conferral.objects.filter(state=ConferralState.VALID).values("decision")
    page = listing(DecisionDocument.objects.filter(pk__in=held), request.GET, keys=("-issued_on", "-pk"), size=50)
    counts = {row.pk: row.conferrals.filter(state=ConferralState.VALID).count() for row in page.rows}
    lines = [(row, counts[row.pk]) for row in page.rows]
    return render(request, "revocations/decisions.html", {"page": page, "lines": lines})


@never_cache
@GET_POST
@role_required(Role.NATIONAL)
def whole(request: PostRequest, pk: int) -> HttpResponseBase:
    """对整份表彰决定立案."""
    document = get_object_or_404(DecisionDocument.objects.filter(conferrals__isnull=False).distinct(), pk=pk)
    form = OpenCaseForm(request.POST or None)
    number = document.conferrals.filter(state=ConferralState.VALID).count()
    return form_page(
        request,
        form,
        verb=lambda: open_whole_decision(
            document, summary=form.cleaned_data["summary"], by=request.post, at=request.now
        ),
        success="已对整份决定立案。",
        to=lambda made: reverse("revocations:case", args=[made.pk]),
        title="对整份表彰决定立案",
        lead=f"《{document.title}》（{document.number}），其中有效的荣誉 {number} 个全部列入本案。",
        submit="立案",
        back=reverse("revocations:decisions"),
        back_label="选择表彰决定",
    )


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def unfitness(request: PostRequest, pk: int) -> HttpResponseBase:
    """复查不合格，转入撤销研判: both or neither (第二十二条第（四）项)."""
    recheck = get_object_or_404(rechecks_seen_by(request.post).filter(state__in=OPEN_RECHECKS), pk=pk)
    form = UnfitForm(request.POST or None, initial={"version": recheck.version})
    return form_page(
        request,
        form,
        verb=lambda: unfit(recheck, by=request.post, at=request.now, **form.cleaned_data),
        success="已认定不合格，并转入撤销研判。荣誉在书记处决定之前继续有效。",
        to=lambda made: reverse("revocations:case", args=[made.pk]),
        record=recheck,
        title="复查不合格，转入撤销研判",
        lead=f"{recheck.conferral.subject_name}：{recheck.conferral.title_name}。荣誉在书记处决定之前继续有效。",
        submit="认定不合格并立案",
        back=reverse("supervision:recheck", args=[pk]),
        back_label="复查",
    )


def _honour(request: PostRequest, pk: int) -> Conferral:
    conferral = get_object_or_404(conferrals_public().select_related("chain"), pk=pk)
    if supervised_by(request.post).filter(pk=pk).exists() or original_of(conferral).pk == request.post.union_id:
        return conferral
    raise Http404


def _letter(request: PostRequest) -> Letter | None:
    said = request.GET.get("letter", "")
    if not said:
        return None
    if not said.isdigit():
        raise Http404
    return get_object_or_404(letters_seen_by(request.post), pk=int(said))
