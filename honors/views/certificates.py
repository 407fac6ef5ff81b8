"""The public check of a certificate: valid, revoked, recovered, or unknown; nothing personal in its address."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from honors.forms import CheckForm
from honors.moves import ConferralState
from honors.queries import conferral_by_code
from honors.words import state_of
from unions.doors import TimedRequest


@never_cache
@require_safe
def checks(request: TimedRequest) -> HttpResponseBase:
    """Type the code; the answer stands under its own address."""
    form = CheckForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("honors:certificate-check", check_code=form.cleaned_data["code"])
    return render(request, "honors/checks.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def check(request: TimedRequest, check_code: str) -> HttpResponseBase:
    """What a certificate is worth today (第二十一、二十六、二十七条)."""
    row = conferral_by_code(check_code)
    if row is None:
        return render(request, "honors/check.html", {"row": None, "form": CheckForm()}, status=404)
    label, tone = state_of(row)
    context = {
        "row": row,
        "label": label,
        "tone": tone,
        "valid": row.state == ConferralState.VALID,
        "revoked": row.state == ConferralState.REVOKED,
    }
    return render(request, "honors/check.html", context)
