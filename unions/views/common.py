"""What these pages share: the form page, the asked verb, where to go next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from clock.reading import machine_now
from regulation.refusals import Refused
from ui.doors import Refusal

__all__ = ["address_of", "attempt", "form_page", "machine_now", "next_url"]

T = TypeVar("T")


def attempt(verb: Callable[[], T]) -> T | Refusal:
    """A verb whose result is shown once on the answering page itself (a code, a token) instead of after a redirect."""
    try:
        return verb()
    except Refused as refused:
        return Refusal.of(refused)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    submit: str,
    back: str,
    lead: str = "",
    refusal: Refusal | None = None,
    template: str = "unions/form.html",
    **more: object,
) -> HttpResponse:
    """One form on one page, with what was refused above it and every typed word still in it."""
    status = 200
    if refusal is not None:
        status = int(refusal.status)
    elif form.is_bound:
        status = 422
    context = {"form": form, "title": title, "submit": submit, "back": back, "lead": lead, "refusal": refusal, **more}
    return render(request, template, context, status=status)


def next_url(request: HttpRequest, default: str = "/") -> str:
    """Where the reader was going, if that is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else default


def address_of(request: HttpRequest) -> str:
    """The reader's address. The proxy in front overwrites X-Forwarded-For with one address; without it, the socket's."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.PRODUCTION else ""
    return (forwarded.rpartition(",")[2] or request.META.get("REMOTE_ADDR", "")).strip()
