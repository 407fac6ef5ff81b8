"""本单位的公示: what a publisher records and corrects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from documents.actions import store
from documents.responses import send
from publicity.actions.notices import article_of, correct, record_medium, void
from publicity.forms import CorrectionForm, MediumForm, VoidForm
from publicity.models import Notice
from publicity.pages import TONES
from publicity.queries import notices_seen_by, standing, state_on, unending
from publicity.queries.notices import STATES
from publicity.views.public import day_of
from ui.doors import Refusal, VersionForm, perform
from ui.listing import listing
from unions.doors import PostRequest, post_required
from unions.queries import actor


@require_safe
@post_required
def mine(request: PostRequest) -> HttpResponse:
    """The notices of the acting post's union."""
    post, day = request.post, day_of(request)
    page = listing(notices_seen_by(post).select_related("round"), request.GET, keys=("-pk",), size=30)
    rows = [
        {"notice": notice, "state": STATES[state], "tone": TONES[state]}
        for notice in page.rows
        for state in [state_on(notice, day)]
    ]
    context = {"page": page, "rows": rows, "unending": list(unending(post)[:20])}
    return render(request, "publicity/mine.html", context)


@require_safe
@post_required
def own_notice(request: PostRequest, pk: int) -> HttpResponse:
    """One notice with what its publisher may do about it."""
    return _shown(request, _own(request, pk))


@require_safe
@post_required
def proof(request: PostRequest, pk: int) -> HttpResponseBase:
    """The photo or scan that proves the statutory medium: to the publisher also when the public sees it no more."""
    notice = _own(request, pk)
    if notice.medium_photo is None:
        raise Http404
    return send(notice.medium_photo)


@require_http_methods(["GET", "HEAD", "POST"])
@post_required
def medium(request: PostRequest, pk: int) -> HttpResponse:
    """Record the statutory medium with its proof."""
    notice = _own(request, pk)
    form = MediumForm(request.POST, request.FILES) if request.method == "POST" else _medium_form(notice)
    post, at = request.post, request.now

    def verb(given: dict[str, Any]) -> Notice:
        photo = given["photo"]
        return record_medium(
            notice,
            visible_at=given["visible_at"],
            address=given["address"],
            page=given["page"],
            photo=store(photo, by=actor(post), at=at) if photo else notice.medium_photo,
            by=post,
            at=at,
            version=given["version"],
        )

    return _moved(request, notice, form, verb, "publicity/medium.html", "已登记法定公示载体。")


@require_http_methods(["GET", "HEAD", "POST"])
@post_required
def correction(request: PostRequest, pk: int) -> HttpResponse:
    """A dated correction beside the frozen text."""
    notice = _own(request, pk)
    form = CorrectionForm(request.POST or None, initial={"version": notice.version})

    def verb(given: dict[str, Any]) -> object:
        return correct(notice, text=given["text"], by=request.post, at=request.now, version=given["version"])

    return _moved(request, notice, form, verb, "publicity/correction.html", "更正已公布。")


@require_http_methods(["GET", "HEAD", "POST"])
@post_required
def voiding(request: PostRequest, pk: int) -> HttpResponse:
    """Void the notice for a change of substance."""
    notice = _own(request, pk)
    form = VoidForm(request.POST or None, initial={"version": notice.version})

    def verb(given: dict[str, Any]) -> object:
        return void(notice, reason=given["reason"], by=request.post, at=request.now, version=given["version"])

    return _moved(request, notice, form, verb, "publicity/voiding.html", "公示已作废，请重新发布。")


def _moved(
    request: PostRequest,
    notice: Notice,
    form: VersionForm,
    verb: Callable[[dict[str, Any]], object],
    template: str,
    success: str,
) -> HttpResponse:
    refusal = None
    if request.method == "POST" and form.is_valid():
        to = reverse("publicity:own-notice", args=[notice.pk])
        outcome = perform(request, lambda: verb(form.cleaned_data), success=success, to=to)
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        notice = _own(request, notice.pk)
        form.renew(notice.version)
    status = 200 if request.method != "POST" else refusal.status if refusal else 422
    context = {"notice": notice, "form": form, "refusal": refusal, "article": article_of(notice)}
    return render(request, template, context, status=status)


def _shown(request: PostRequest, notice: Notice) -> HttpResponse:
    day = day_of(request)
    state = state_on(notice, day)
    passing = standing(notice)
    items = [{"item": item, "standing": passing[item.subject]} for item in notice.items.all()[:200]]
    context = {
        "notice": notice,
        "state": STATES[state],
        "tone": TONES[state],
        "running": notice.state == "open",
        "items": items,
        "item_count": len(passing),
        "corrections": list(notice.corrections.all()),
        "article": article_of(notice),
    }
    return render(request, "publicity/own_notice.html", context)


def _medium_form(notice: Notice) -> MediumForm:
    return MediumForm(
        initial={
            "version": notice.version,
            "visible_at": notice.medium_visible_at,
            "address": notice.medium_address,
            "page": notice.medium_page,
        }
    )


def _own(request: PostRequest, pk: int) -> Notice:
    rows = notices_seen_by(request.post).select_related("publisher", "round", "medium_photo", "handler")
    return get_object_or_404(rows, pk=pk)
