"""纸质来信: a letter that came by post is entered by the union that handles the notice."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from publicity.actions.letters import Receipt, object_to
from publicity.forms import PaperLetterForm
from publicity.models import NoticeItem
from publicity.queries.letters import items_handled_by
from publicity.views.letters import HANDLERS
from publicity.views.public import sought
from publicity.views.taking import sent_by
from regulation.refusals import Refused
from ui.doors import Refusal
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.queries import actor


@require_safe
@role_required(*HANDLERS)
def names(request: PostRequest) -> HttpResponse:
    """The names on the notices whose objections the union handles."""
    text = sought(request)
    rows = items_handled_by(request.post)
    page = listing(rows.filter(name__contains=text) if text else rows, request.GET, keys=("-pk",), size=50)
    return render(request, "publicity/paper_names.html", {"page": page, "q": text})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*HANDLERS)
def paper_letter(request: PostRequest, item_pk: int) -> HttpResponse:
    """Enter one letter. Its receipt code is shown once, to be sent to whoever wrote it."""
    item = get_object_or_404(items_handled_by(request.post), pk=item_pk)
    form = PaperLetterForm(request.POST, request.FILES) if request.method == "POST" else PaperLetterForm.blank()
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            receipt = _entered(request, form, item)
        except Refused as refused:
            refusal = Refusal.of(refused)
        else:
            context = {"receipt": receipt, "name": item.name, "on_paper": True, "mine": True}
            return render(request, "publicity/receipt.html", context, status=201)
    status = 200 if request.method != "POST" else refusal.status if refusal else 422
    return render(request, "publicity/paper.html", {"form": form, "item": item, "refusal": refusal}, status=status)


def _entered(request: PostRequest, form: PaperLetterForm, item: NoticeItem) -> Receipt:
    by, at, given = request.post, request.now, form.cleaned_data
    sent = sent_by(form, by=actor(by), at=at)
    return object_to(
        item, sent=sent, submission=str(given["submission"]), received_at=given["received_at"], by=by, at=at
    )
