"""动态口令: bind a device, give a code, keep backup codes."""

from __future__ import annotations

import io
from base64 import b32encode

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django_otp import login as keep_verified

from ui.doors import Refusal
from unions.actions.second_factor import (
    begin_enrolment,
    check_token,
    confirm_enrolment,
    confirmed,
    pending,
    renew_backup_codes,
)
from unions.doors import PersonRequest, person_required
from unions.forms import CodeForm
from unions.second_factor import is_given
from unions.views.common import attempt, form_page, next_url


@never_cache
@require_http_methods(["GET", "POST"])
@person_required
def check(request: PersonRequest) -> HttpResponseBase:
    """Give the code of this minute, or a backup code."""
    if confirmed(request.user) is None:
        return redirect("unions:second-factor-enrolment")
    form = CodeForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        outcome = attempt(lambda: check_token(request.user, token=form.cleaned_data["token"]))
        if not isinstance(outcome, Refusal):
            keep_verified(request, outcome)
            return redirect(next_url(request))
        refusal = outcome
    back = reverse("unions:posts")
    lead = "打开手机上的验证器，输入 6 位数字。手机不在身边时，可以用一个备用码。"
    return form_page(
        request,
        form,
        title="动态口令",
        lead=lead,
        submit="验证",
        back=back,
        refusal=refusal,
        next=next_url(request, ""),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@person_required
def enrolment(request: PersonRequest) -> HttpResponseBase:
    """Bind a device: the QR code, then its first code; the backup codes stand on the answer, once."""
    device = pending(request.user)
    if device is None or confirmed(request.user) is not None:
        return render(request, "unions/enrolment_start.html", {"bound": confirmed(request.user)})
    form = CodeForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        outcome = attempt(lambda: confirm_enrolment(request.user, token=form.cleaned_data["token"]))
        if not isinstance(outcome, Refusal):
            bound, codes = outcome
            keep_verified(request, bound)
            return render(request, "unions/backup_codes.html", {"codes": codes, "fresh": True})
        refusal = outcome
    return form_page(
        request,
        form,
        title="绑定动态口令",
        submit="绑定",
        back=reverse("unions:posts"),
        refusal=refusal,
        template="unions/enrolment.html",
        secret=_spoken(device.bin_key),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@person_required
def enrolment_start(request: PersonRequest) -> HttpResponseBase:
    """Make the secret that is then bound."""
    if request.method != "POST":
        return redirect("unions:second-factor-enrolment")
    outcome = attempt(lambda: begin_enrolment(request.user))
    if isinstance(outcome, Refusal):
        messages.error(request, outcome.sentence)
        return redirect("unions:posts")
    return redirect("unions:second-factor-enrolment")


@never_cache
@require_GET
@person_required
def qr_code(request: PersonRequest) -> HttpResponseBase:
    """The QR code of the device that is being bound; nothing once it is bound."""
    device = pending(request.user)
    if device is None or confirmed(request.user) is not None:
        raise Http404
    out = io.BytesIO()
    segno.make(device.config_url, error="m").save(out, kind="svg", scale=5, border=3, dark="#000", light="#fff")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "POST"])
@person_required
def backup_codes(request: PersonRequest) -> HttpResponseBase:
    """New backup codes, after a code was given in this session; shown once."""
    if not is_given(request):
        return redirect("unions:second-factor")
    if request.method != "POST":
        return redirect("unions:posts")
    outcome = attempt(lambda: renew_backup_codes(request.user))
    if isinstance(outcome, Refusal):
        messages.error(request, outcome.sentence)
        return redirect("unions:posts")
    return render(request, "unions/backup_codes.html", {"codes": outcome, "fresh": False})


def _spoken(key: bytes) -> str:
    """The secret in groups of four, for typing it in by hand."""
    plain = b32encode(key).decode().rstrip("=")
    return " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))
