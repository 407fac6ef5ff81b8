"""异议和举报: the queue of those who handle letters, one letter, and its files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.responses import send
from publicity.moves import OPEN_LETTER_STATES
from publicity.queries import letters_seen_by
from publicity.views.letter_page import seen_letter, shown
from publicity.views.words import outcome_words
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.models import Role

HANDLERS = (Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL)
OPEN = [str(state) for state in OPEN_LETTER_STATES]


@require_safe
@role_required(*HANDLERS)
def queue(request: PostRequest) -> HttpResponse:
    """The letters that the acting post's union handles, the oldest first."""
    seen = letters_seen_by(request.post)
    closed = request.GET.get("state") == "closed"
    rows = seen.exclude(state__in=OPEN) if closed else seen.filter(state__in=OPEN)
    page = listing(rows, request.GET, keys=("-pk",) if closed else ("pk",), size=50)
    url = reverse("publicity:letters")
    tabs = [
        {"label": "待办理", "url": url, "current": not closed, "count": seen.filter(state__in=OPEN).count()},
        {"label": "已办结", "url": f"{url}?state=closed", "current": closed, "count": None},
    ]
    lines = [{"letter": letter, "state": outcome_words(letter)} for letter in page.rows]
    return render(request, "publicity/letters.html", {"page": page, "lines": lines, "tabs": tabs, "closed": closed})


@never_cache
@require_safe
@role_required(*HANDLERS)
def letter(request: PostRequest, pk: int) -> HttpResponse:
    """One letter with what can be done about it."""
    return shown(request, seen_letter(request, pk))


@require_safe
@role_required(*HANDLERS)
def letter_file(request: PostRequest, pk: int, key: UUID) -> HttpResponseBase:
    """A file of a letter, for those who may read the letter."""
    found = seen_letter(request, pk)
    files = [*found.evidence.all(), *([found.seal] if found.seal else [])]
    for document in files:
        if document.key == key:
            return send(document)
    raise Http404
