"""The pages of an application: one per section, saved complete or not, never over somebody else's words."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from nominations.actions.drafts import save
from nominations.content import (
    Application,
    Change,
    application_of,
    plain,
    section_content,
    section_difference,
)
from nominations.forms.sections import TITLES, RowSet, SectionForm, filled, is_single, row_sets, section_form
from nominations.models import Nomination
from nominations.sections import OPINIONS, PAPERS, SECRET, Filled, Section, section_of, sections_of
from nominations.views.common import case_or_404, may_edit, page
from regulation.windows import in_beijing
from ui.doors import Refusal, perform
from unions.doors import PostRequest, post_required

MORE = "more-"


@require_http_methods(["GET", "POST"])
@post_required
def section(request: PostRequest, pk: int, code: str) -> HttpResponseBase:
    """One section of the application."""
    nomination = case_or_404(request, pk)
    found = section_of(nomination.kind, code)
    if found is None:
        raise Http404
    if code in (OPINIONS, PAPERS):
        return redirect(f"nominations:{code}", pk=pk)
    if not may_edit(request, nomination):
        # Locked while on notice and after filing: the case page shows it, and says why.
        return redirect("nominations:case", pk=pk)
    application = application_of(nomination)
    data = request.POST if request.method == "POST" else None
    form = section_form(found, application, data)
    sets = row_sets(found, nomination, data, year=in_beijing(request.now).year, more=request.GET.get("more", ""))
    refusal, changes = None, list[Change]()
    valid = [data is not None, form.is_valid(), *(rows.is_valid() for rows in sets.values())]  # every fault at once
    if data is not None and all(valid):
        given = filled(form, sets)
        outcome = perform(
            request,
            lambda: save(
                nomination,
                section=code,
                filled=given,
                revision=form.cleaned_data["revision"],
                by=request.post,
                at=request.now,
            ),
            success=f"“{found.title}”已保存。",
            to=_next(nomination, found, then=str(request.POST.get("then", ""))),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        if refusal.stale:
            application = application_of(nomination)
            changes = _beside(nomination, application, found, given)
            form.renew(application.revision)
    context = _context(nomination, found, form, sets) | {"changes": changes}
    return page(request, "nominations/section.html", context, refusal=refusal, bound=data is not None)


def _next(nomination: Nomination, current: Section, *, then: str) -> str:
    """Stay, stay with one more empty row, or go on to the following section; after the last one to the case."""
    here = address(nomination, current.code)
    if then.startswith(MORE):
        return f"{here}?more={then.removeprefix(MORE)}#{then.removeprefix(MORE)}"
    if then != "next":
        return here
    codes = [s.code for s in sections_of(nomination.kind)]
    following = codes[codes.index(current.code) + 1 :]
    return address(nomination, following[0]) if following else reverse("nominations:case", args=[nomination.pk])


def address(nomination: Nomination, code: str) -> str:
    """Where a section is filled in."""
    if code in (OPINIONS, PAPERS):
        return reverse(f"nominations:{code}", args=[nomination.pk])
    return reverse("nominations:section", args=[nomination.pk, code])


def tabs(nomination: Nomination, current: str) -> list[dict[str, object]]:
    """The sections as tabs."""
    return [
        {"label": s.title, "url": address(nomination, s.code), "current": s.code == current}
        for s in sections_of(nomination.kind)
    ]


def _beside(nomination: Nomination, application: Application, found: Section, given: Filled) -> list[Change]:
    """What is stored now, and what was typed: side by side."""
    stored = section_content(nomination, application, found)
    typed = {
        "values": {n: plain(v) for n, v in given.values.items() if n not in SECRET},
        "rows": {n: [{c: plain(v) for c, v in row.items()} for row in rows] for n, rows in given.rows.items()},
    }
    shown = {"values": {n: stored["values"].get(n) for n in typed["values"]}, "rows": stored["rows"]}
    return section_difference(nomination.kind, found, shown, typed)


def _context(nomination: Nomination, found: Section, form: SectionForm, sets: dict[str, RowSet]) -> dict[str, Any]:
    return {
        "nomination": nomination,
        "section": found,
        "form": form,
        "row_sets": [
            {"name": name, "rows": rows, "title": TITLES[name], "single": is_single(name)}
            for name, rows in sets.items()
        ],
        "tabs": tabs(nomination, found.code),
    }
