"""监督档案 of one honour: everything known of it after it was conferred, and what may be added (第二十二条)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clock.reading import law_day
from documents.models import Document
from documents.responses import send
from honors.models import Conferral
from honors.moves import ConferralState
from honors.words import state_of
from supervision.facts.support import kinds_open_to
from supervision.models.events import SERVICES
from supervision.queries.record import SupervisionRecord, on_record, record_of
from supervision.queries.years import open_years, reports_on
from supervision.views.recheck_words import WATCHERS, recheck_words
from supervision.views.recovery_words import item_words
from supervision.views.year_words import year_words
from unions.doors import PostRequest, role_required


def seen(request: PostRequest, pk: int) -> Conferral:
    """An honour whose record the acting post reads, or 404."""
    return get_object_or_404(on_record(request.post), pk=pk)


@never_cache
@require_safe
@role_required(*WATCHERS)
def record(request: PostRequest, pk: int) -> HttpResponse:
    """One record: years, changes and events, services, re-checks, money, what is to be handed back."""
    found = seen(request, pk)
    today = law_day(request.now)
    known = record_of(found, post=request.post)
    own = reports_on(request.post).filter(pk=pk).exists()
    context: dict[str, Any] = {
        "conferral": found,
        "state": state_of(found),
        "own": own,
        "to_report": found.state == ConferralState.VALID and bool(open_years(found, on=today)),
        "gives": found.state == ConferralState.VALID
        and not found.elevated
        and bool(kinds_open_to(found, payer=request.post.union, on=today)),
        "years": [(row, year_words(row)) for row in known.years],
        "events": [row for row in known.events if row.kind not in SERVICES],
        "services": [row for row in known.events if row.kind in SERVICES],
        "rechecks": [(row, recheck_words(row)) for row in known.rechecks],
        "support": known.support,
        "items": [(row, item_words(row, today)) for row in known.items],
        "names": known.names[1:] if len(known.names) > 1 else [],
    }
    return render(request, "supervision/record.html", context)


@require_safe
@role_required(*WATCHERS)
def paper(request: PostRequest, pk: int, key: UUID) -> HttpResponseBase:
    """A paper of the record, for those who read the entry that it belongs to."""
    for document in _papers(record_of(seen(request, pk), post=request.post)):
        if document.key == key:
            return send(document)
    raise Http404


def _papers(known: SupervisionRecord) -> list[Document]:
    rows = [year.paper for year in known.years]
    rows += [event.paper for event in known.events]
    rows += [payment.resolution_paper for payment in known.support]
    return [paper for paper in rows if paper is not None]
