"""Entries of the supervision record: one is made, one is withdrawn (第二十二条)."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from documents.actions import store
from honors.views.common import form_page
from supervision.actions.events import record_event, withdraw_event
from supervision.forms.events import EventForm, WithdrawEventForm
from supervision.models import Event, EventKind
from supervision.queries.events import events_seen_by
from supervision.views.recheck_words import WATCHERS
from supervision.views.record import seen as seen_honour
from unions.doors import PostRequest, role_required
from unions.queries import actor


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WATCHERS)
def new(request: PostRequest, pk: int) -> HttpResponseBase:
    """记入监督记录."""
    conferral = seen_honour(request, pk)
    form = EventForm(request.POST or None, request.FILES or None)
    back = reverse("supervision:record", args=[pk])

    def verb() -> Event:
        said = dict(form.cleaned_data)
        upload = said.pop("paper")
        said["kind"] = EventKind(said["kind"])
        document = store(upload, by=actor(request.post), at=request.now) if upload else None
        return record_event(conferral, paper=document, by=request.post, at=request.now, **said)

    return form_page(
        request,
        form,
        verb=verb,
        success="已记入监督记录。",
        to=back,
        title="记入监督记录",
        lead=f"{conferral.subject_name}：{conferral.title_name}。记录不改变荣誉，是否处理由有权的工会研判。",
        submit="记入",
        back=back,
        back_label="监督档案",
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WATCHERS)
def withdrawal(request: PostRequest, pk: int) -> HttpResponseBase:
    """撤回 an entry made by mistake."""
    found = get_object_or_404(events_seen_by(request.post), pk=pk)
    form = WithdrawEventForm(request.POST or None)
    back = reverse("supervision:record", args=[found.conferral_id])
    return form_page(
        request,
        form,
        verb=lambda: withdraw_event(found, reason=form.cleaned_data["reason"], by=request.post, at=request.now),
        success="已撤回，记录保留。",
        to=back,
        title="撤回记录",
        lead=f"{found.get_kind_display()}：{found.text[:60]}",
        submit="撤回",
        back=back,
        back_label="监督档案",
    )
