"""What the pages of a case share: finding it, and the page of one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from regulation.engine import Judgement
from revocations.models import RevocationCase
from revocations.moves import State
from revocations.queries import cases_seen_by, subjects_seen_by
from ui.doors import Refusal, VersionForm, perform
from unions.doors import PostRequest
from unions.models import Role

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
EVERYBODY = tuple(Role)
SUPERVISORS = (Role.CLERK, Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL)
SHOWN = 5
"""Honours of a case named on the page of a move."""
TONES = {
    State.DRAFT: "warning",
    State.UNDER_REVIEW: "info",
    State.REPORTED: "info",
    State.VERIFIED: "warning",
    State.REQUESTED: "warning",
    State.APPROVED: "danger",
    State.CLOSED: "neutral",
    State.REJECTED: "success",
    State.WITHDRAWN: "neutral",
    State.REVERSED: "success",
}


def seen(request: PostRequest, pk: int) -> RevocationCase:
    """A case that the acting post sees, or 404."""
    return get_object_or_404(cases_seen_by(request.post), pk=pk)


def words(case: RevocationCase) -> tuple[str, str]:
    """The state and its tone."""
    return case.state_title, TONES[State(case.state)]


def move_page(
    request: PostRequest,
    case: RevocationCase,
    form: forms.Form,
    *,
    verb: Callable[[], object],
    success: str,
    title: str,
    submit: str,
    lead: str = "",
    article: str = "",
    tone: str = "primary",
    why: str = "",
    judgement: Judgement | None = None,
    to: str = "",
    **context: Any,
) -> HttpResponseBase:
    """One move: on GET the findings and the button, or the reason there is none; on POST the verb, once."""
    back = to or reverse("revocations:case", args=[case.pk])
    refusal, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            outcome = perform(request, verb, success=success, to=back)
            if not isinstance(outcome, Refusal):
                return outcome
            refusal, status = outcome, int(outcome.status)
            case = seen(request, case.pk)
            if isinstance(form, VersionForm):
                form.renew(case.version)
    standing = subjects_seen_by(case, request.post).filter(dropped_at__isnull=True).order_by("position")
    page = {
        "case": case,
        "form": form,
        "refusal": refusal,
        "state": words(case),
        "subjects": list(standing[:SHOWN]),
        "number": standing.count(),
        "title": title,
        "submit": submit,
        "lead": lead,
        "article": article,
        "tone": tone,
        "why": why,
        "judgement": None if refusal and refusal.findings else judgement,
        "back": back,
        **context,
    }
    return render(request, "revocations/move.html", page, status=status)
