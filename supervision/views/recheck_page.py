"""The page of one re-check: what is known of the honouree, the checklist, and the conclusions that may be drawn now."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse

from clock.reading import law_day
from ledger.queries import history
from publicity.queries import letters_seen_by
from supervision.actions.rechecks import unanswered
from supervision.forms.rechecks import AcceptForm, ChecklistForm, KeepForm, KeepRenamedForm, MendForm, WarnForm
from supervision.models import CheckResult, Recheck
from supervision.moves import OPEN_RECHECKS, RECHECK
from supervision.queries.events import events_seen_by
from supervision.queries.rechecks import handler_of, programmes_seen_by, reason_for, rechecks_seen_by
from supervision.queries.years import confirmed_years
from supervision.views.recheck_words import days_left, recheck_words
from ui.doors import Refusal, VersionForm
from unions.doors import PostRequest

FORMS: dict[str, type[VersionForm]] = {
    "keeping": KeepForm,
    "renaming": KeepRenamedForm,
    "mending": MendForm,
    "acceptance": AcceptForm,
    "warning": WarnForm,
}
"""The conclusions, by the last word of their address."""
YEARS_SHOWN = 3
EVENTS_SHOWN = 10


def seen(request: PostRequest, pk: int) -> Recheck:
    """A re-check that the acting post sees, or 404."""
    return get_object_or_404(rechecks_seen_by(request.post), pk=pk)


def shown(
    request: PostRequest,
    found: Recheck,
    *,
    failed: tuple[str, VersionForm] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a re-check, with the form that failed as it was typed."""
    post, handler = request.post, handler_of(found)
    forms: dict[str, Any] = {
        name: form(initial={"version": found.version}, prefix=name) for name, form in FORMS.items()
    }
    forms["checklist"] = ChecklistForm(recheck=found)
    forms |= dict([failed]) if failed else {}
    acting = found.state in OPEN_RECHECKS and handler.pk == post.union_id
    programme = programmes_seen_by(post).filter(pk=found.programme_id).first() if found.programme_id else None
    letter = letters_seen_by(post).filter(pk=found.letter_id).first() if found.letter_id else None
    context = {
        "recheck": found,
        "conferral": found.conferral,
        "state": recheck_words(found),
        "days": days_left(found, law_day(request.now)),
        "reason": reason_for(found, post),
        "handler": handler,
        "acting": acting,
        "moves": {move.code for move in RECHECK.from_state(found.state)} if acting else set(),
        "left": unanswered(found),
        "wrong": found.items.filter(result=CheckResult.NOT_MET).count(),
        "forms": forms,
        "failed": failed[0] if failed else "",
        "refusal": refusal,
        "conclusion_refusal": refusal if failed and failed[0] in FORMS else None,
        "programme": programme,
        "letter": letter,
        "unfit_url": _unfit_url(found),
        "years": confirmed_years([found.conferral]).get(found.conferral_id, [])[-YEARS_SHOWN:],
        "events": list(
            events_seen_by(post).filter(conferral=found.conferral, withdrawn_at__isnull=True)[:EVENTS_SHOWN]
        ),
        "entries": history(found.chain),
    }
    return render(request, "supervision/recheck.html", context, status=status)


def _unfit_url(found: Recheck) -> str:
    """Where an unfit honouree becomes a case: the door stands above this app."""
    try:
        return reverse("revocations:recheck-unfit", args=[found.pk])
    except NoReverseMatch:
        return ""
