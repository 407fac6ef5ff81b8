"""What these pages share: the page of one form, and running its verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from honors.models import Round
from honors.queries import rounds_seen_by
from ui.doors import Refusal, VersionForm, perform
from unions.doors import PostRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def seen_round(request: PostRequest, pk: int) -> Round:
    """A round that the acting post sees, or 404."""
    return get_object_or_404(rounds_seen_by(request.post), pk=pk)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    verb: Callable[[], Any],
    success: str,
    to: str | Callable[[Any], str],
    template: str = "honors/form.html",
    record: Model | None = None,
    **context: object,
) -> HttpResponseBase:
    """Show a form; on POST run its verb once and go on, or show why not with every typed word still there."""
    refusal = None
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            outcome = perform(request, verb, success=success, to=to)
            if not isinstance(outcome, Refusal):
                return outcome
            refusal, status = outcome, int(outcome.status)
            _renew(form, record)
    return render(request, template, {"form": form, "refusal": refusal, **context}, status=status)


def _renew(form: forms.Form, record: Model | None) -> None:
    if record is not None and isinstance(form, VersionForm):
        record.refresh_from_db()
        form.renew(getattr(record, "version"))  # noqa: B009  every record has one; a Model need not


def workbook(content: bytes, name: str) -> HttpResponse:
    """An Excel file to keep."""
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename={name}"
    return answer
