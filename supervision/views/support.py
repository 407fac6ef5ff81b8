"""补助和奖励: the register of money, one entry made, one made void (第二十八条)."""

from __future__ import annotations

from django.db.models import Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clock.reading import law_day
from documents.actions import store
from honors.views.common import form_page
from supervision.actions.support import record_support, void_support
from supervision.facts.support import kinds_open_to
from supervision.forms.support import SupportForm, VoidForm
from supervision.models import Support
from supervision.moves import SupportState
from supervision.queries.support import given_to, support_seen_by
from supervision.views.recheck_words import WATCHERS
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.queries import actor


@never_cache
@require_safe
@role_required(*WATCHERS)
def support(request: PostRequest) -> HttpResponse:
    """What was given, the latest first, with the sum of what stands."""
    rows = support_seen_by(request.post)
    page = listing(rows, request.GET, keys=("-paid_on", "-pk"), size=50)
    standing = rows.filter(state=SupportState.RECORDED).order_by()
    context = {
        "page": page,
        "sums": standing.values("kind").annotate(total=Sum("amount")).order_by("kind"),
        "kinds": dict(Support._meta.get_field("kind").flatchoices),
    }
    return render(request, "supervision/support.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WATCHERS)
def new(request: PostRequest, pk: int) -> HttpResponseBase:
    """登记补助或奖励."""
    conferral = get_object_or_404(given_to(request.post), pk=pk)
    kinds = kinds_open_to(conferral, payer=request.post.union, on=law_day(request.now))
    form = SupportForm(request.POST or None, request.FILES or None, kinds=kinds)

    def verb() -> Support:
        said = dict(form.cleaned_data)
        upload = said.pop("resolution_paper", None)
        document = store(upload, by=actor(request.post), at=request.now) if upload else None
        return record_support(conferral, resolution_paper=document, by=request.post, at=request.now, **said)

    return form_page(
        request,
        form,
        verb=verb,
        success="已登记。",
        to=reverse("supervision:support"),
        title="登记补助或奖励",
        lead=f"{conferral.subject_name}：{conferral.title_name}。由{request.post.union}给予（第二十八条）。",
        submit="登记",
        back=reverse("supervision:record", args=[pk]),
        back_label="监督档案",
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WATCHERS)
def voiding(request: PostRequest, pk: int) -> HttpResponseBase:
    """作废 a wrong entry."""
    found = get_object_or_404(support_seen_by(request.post), pk=pk)
    form = VoidForm(request.POST or None, initial={"version": found.version})
    back = reverse("supervision:support")
    return form_page(
        request,
        form,
        verb=lambda: void_support(found, by=request.post, at=request.now, **form.cleaned_data),
        success="已作废，记录保留。",
        to=back,
        record=found,
        title="作废登记",
        lead=f"{found.conferral.subject_name}，{found.get_kind_display()} {found.amount} 元",
        submit="作废",
        back=back,
        back_label="补助和奖励",
    )
