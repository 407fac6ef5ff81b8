"""听取陈述: what the unit and its people are told, and what they say; never letters, evidence or who works on the case."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clock.reading import law_day
from documents.actions import store
from documents.models import Document
from honors.views.common import form_page
from revocations.actions.hearings import UNDECIDED, state
from revocations.forms.moves import StatementForm
from revocations.models import Hearing, RevocationCase
from revocations.queries import hearings_of, last_hearings
from revocations.views.common import GET_POST, SUPERVISORS, seen
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.queries import actor


@never_cache
@require_safe
@role_required(*SUPERVISORS)
def hearings(request: PostRequest) -> HttpResponse:
    """What the acting post's union was told about its own honours, and until when it may answer."""
    today = law_day(request.now)
    page = listing(hearings_of(request.post).order_by(), request.GET, keys=("due_on", "pk"), size=50)
    lines = [(row, (row.due_on - today).days if _waits(row) else None) for row in page.rows]
    return render(request, "revocations/hearings.html", {"page": page, "lines": lines})


def _waits(row: Hearing) -> bool:
    """Whether an answer may still come, and none has."""
    return row.stated_at is None and not row.waived and row.subject.case.state in UNDECIDED


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def hearing(request: PostRequest, pk: int) -> HttpResponseBase:
    """One of them: what was told, and the form to answer."""
    found = get_object_or_404(hearings_of(request.post), pk=pk)
    return _stating(request, found, back=reverse("revocations:hearings"))


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def entering(request: PostRequest, pk: int, subject: int) -> HttpResponseBase:
    """The holder enters what was said on paper."""
    case = seen(request, pk)
    found = last_hearings(case).get(subject)
    row = get_object_or_404(
        Hearing.objects.select_related("subject__conferral", "subject__case"), pk=found.pk if found else 0
    )
    return _stating(request, row, back=reverse("revocations:case", args=[pk]), case=case)


def _stating(
    request: PostRequest, found: Hearing, *, back: str, case: RevocationCase | None = None
) -> HttpResponseBase:
    form = StatementForm(request.POST or None, request.FILES or None)

    def verb() -> Hearing:
        said = form.cleaned_data
        papers: list[Document] = []
        if said["paper"]:
            papers.append(store(said["paper"], by=actor(request.post), at=request.now))
        return state(
            found, statement=said["statement"], papers=papers, waived=said["waived"], by=request.post, at=request.now
        )

    return form_page(
        request,
        form,
        verb=verb,
        success="陈述意见已收到，随案卷一并报送。",
        to=back,
        template="revocations/hearing.html",
        hearing=found,
        conferral=found.subject.conferral,
        days=(found.due_on - law_day(request.now)).days,
        case=case,
        over=found.subject.case.state not in UNDECIDED,
        back=back,
    )
