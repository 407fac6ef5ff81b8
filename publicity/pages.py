"""The public page of a notice as stored bytes, one for each version and Beijing day; what the whole country reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import F
from django.template.loader import get_template, render_to_string
from django.templatetags.static import static
from django.utils.safestring import mark_safe

from ledger.canonical import digest
from ledger.models import Seal
from publicity.models import Notice, NoticePage
from publicity.queries import calendar, shows_text, state_on
from publicity.queries.notices import OVER, RUNNING, STATES, VOID
from regulation.workdays import UnknownYear

TEMPLATE = "publicity/notice.html"
TONES = {RUNNING: "success", OVER: "neutral", VOID: "danger"}


@dataclass(frozen=True)
class StoredPage:
    """The bytes of a page, their tag, and when they were made."""

    page: bytes
    etag: str
    made_at: datetime


def page_of(notice_id: int, *, day: date, at: datetime) -> StoredPage:
    """The page of a notice on a day: one query when it is there, made and kept when it is not.

    Raises Notice.DoesNotExist.
    """
    look = _look()
    found = (
        NoticePage.objects.filter(notice_id=notice_id, day=day, look=look, version=F("notice__version"))
        .values_list("page", "etag", "made_at")
        .first()
    )
    if found is not None:
        return StoredPage(bytes(found[0]), found[1], found[2])
    return _made(notice_id, day=day, look=look, at=at)


def _made(notice_id: int, *, day: date, look: str, at: datetime) -> StoredPage:
    notice = Notice.objects.select_related("publisher", "handler", "round", "replaces", "medium_photo").get(
        pk=notice_id
    )
    page = render_to_string(TEMPLATE, context_of(notice, day)).encode()
    made = StoredPage(page, digest(page)[:32], at)
    NoticePage.objects.get_or_create(
        notice=notice,
        version=notice.version,
        day=day,
        look=look,
        defaults={"page": page, "etag": made.etag, "made_at": at},
    )
    return made


def context_of(notice: Notice, day: date) -> dict[str, Any]:
    """Everything the page says, by the notice's dates alone: nothing of the reader, so that all read the same bytes."""
    state = state_on(notice, day)
    shown = shows_text(notice, day)
    return {
        "notice": notice,
        "state": state,
        "state_words": STATES[state],
        "state_tone": TONES[state],
        "shows_text": shown,
        "body": mark_safe(bytes(notice.body).decode())
        if shown
        else "",  # rendered and escaped by the app that opened it
        "corrections": list(notice.corrections.all()) if shown else [],
        "days_left": _days_left(notice, day) if state == RUNNING else None,
        "waits_for_proof": notice.state == "open" and not notice.has_proof,
        "seal": Seal.objects.filter(hash=notice.seal).first() if notice.seal else None,
        "replaced_by": Notice.objects.filter(replaces=notice).only("pk", "title").first(),
        "round_name": notice.round.name,
        "demo": notice.round.invented,
        "public_place": "notices",
    }


def _days_left(notice: Notice, day: date) -> int | None:
    """Working days from today to the last day, both included; None while the end is not known."""
    if notice.end_unknown or day > notice.last_on:
        return None
    try:
        return calendar().count(max(day, notice.first_on), notice.last_on)
    except UnknownYear:
        return None


@cache
def _look() -> str:
    """What a page looks like: a release with another template, style sheet or script makes pages anew."""
    names = (TEMPLATE, "public_base.html", "base.html")
    sources = [str(vars(get_template(name))["template"].source) for name in names]
    return digest("\n".join([*sources, static("css/main.css"), static("js/once.js"), settings.SITE_URL]))[:16]


__all__ = ["StoredPage", "context_of", "page_of"]
