"""What everybody reads, without login and without a cookie: the index and the notices."""

from __future__ import annotations

import gzip
from datetime import date
from functools import lru_cache

from django.db.models import BigAutoField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from documents.responses import send
from publicity.forms import NoticeFilter
from publicity.models import Notice
from publicity.pages import TONES, page_of
from publicity.queries import notices_found, notices_public, shows_text, state_on
from publicity.queries.notices import OVER, STATES
from regulation.windows import in_beijing
from ui.listing import listing
from unions.doors import TimedRequest

SECONDS = 5
PAGE = 30


def day_of(request: TimedRequest) -> date:
    """The law's day of a request."""
    return in_beijing(request.now).date()


def sought(request: HttpRequest) -> str:
    """The words of a search, without characters that no database takes."""
    return "".join(c for c in request.GET.get("q", "") if c.isprintable()).strip()[:40]


@require_safe
def index(request: TimedRequest) -> HttpResponse:
    """公示公告: by level, region, round and state. The same for every reader, so that the front may keep it."""
    day = day_of(request)
    form = NoticeFilter(request.GET)
    page = listing(notices_found(on=day, **form.asked()), request.GET, keys=("-pk",), size=PAGE)
    rows = [
        {"notice": notice, "state": STATES[state], "tone": TONES[state], "ended": state == OVER}
        for notice in page.rows
        for state in [state_on(notice, day)]
    ]
    context = {"form": form, "page": page, "rows": rows, "public_place": "notices"}
    return _shared(HttpResponse(_packed(request, render_to_string("publicity/index.html", context).encode())), request)


@require_safe
def notice(request: TimedRequest, pk: int) -> HttpResponseBase:
    """One notice: stored bytes. Nothing of the reader is looked at."""
    if pk > BigAutoField.MAX_BIGINT:
        raise Http404
    try:
        stored = page_of(pk, day=day_of(request), at=request.now)
    except Notice.DoesNotExist:
        raise Http404 from None
    tag = f"{stored.etag}-gzip" if _takes_gzip(request) else stored.etag
    etag, modified = f'"{tag}"', int(stored.made_at.timestamp())
    answer = HttpResponse(_packed(request, stored.page))
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(modified)
    return (
        get_conditional_response(request, etag=etag, last_modified=modified, response=_shared(answer, request))
        or answer
    )


@require_safe
def proof(request: TimedRequest, pk: int) -> HttpResponseBase:
    """The photo or scan that proves the statutory medium, as long as the notice shows its text."""
    found = get_object_or_404(notices_public().select_related("medium_photo"), pk=pk)
    if found.medium_photo is None or not shows_text(found, day_of(request)):
        raise Http404
    return send(found.medium_photo)


def _shared(answer: HttpResponse, request: HttpRequest) -> HttpResponse:
    answer["Cache-Control"] = f"public, max-age={SECONDS}"
    patch_vary_headers(answer, ["Accept-Encoding"])
    if _takes_gzip(request):
        answer["Content-Encoding"] = "gzip"
    return answer


def _takes_gzip(request: HttpRequest) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "")


def _packed(request: HttpRequest, page: bytes) -> bytes:
    """The bytes that this reader takes. The front keeps both: packing for every reader would cost twenty times the page."""
    return _gzipped(page) if _takes_gzip(request) else page


@lru_cache(maxsize=16)
def _gzipped(page: bytes) -> bytes:
    return gzip.compress(page, 6, mtime=0)
