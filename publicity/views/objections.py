"""Objections and receipts: for everybody, without an account. The code is in no address and no log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.throttling import AnonRateThrottle

from clock.reading import machine_now
from ledger.actors import PUBLIC
from publicity.actions.attempts import LETTERS_AN_HOUR, LOOKUPS_AN_HOUR, knock
from publicity.actions.letters import Receipt, object_to
from publicity.forms import LetterForm, ObjectionForm, ReceiptForm, ReportForm
from publicity.models import NoticeItem
from publicity.moves import NoticeState
from publicity.queries import letter_of_receipt, notices_public, shows_text, state_on
from publicity.queries.notices import RUNNING
from publicity.queries.routing import accused_of, clear_of
from publicity.views.public import day_of, sought
from publicity.views.taking import sent_by
from publicity.views.words import sender_words
from regulation.refusals import Refused
from ui.doors import Refusal
from ui.listing import listing
from unions.doors import TimedRequest


@require_safe
def names(request: TimedRequest, pk: int) -> HttpResponse:
    """The names of a notice, to choose the one that the objection is about."""
    notice = get_object_or_404(notices_public(), pk=pk)
    day = day_of(request)
    rows = notice.items.all() if shows_text(notice, day) else NoticeItem.objects.none()
    text = sought(request)
    page = listing(rows.filter(name__contains=text) if text else rows, request.GET, keys=("position", "pk"), size=100)
    context = {"notice": notice, "page": page, "q": text, "running": state_on(notice, day) == RUNNING}
    return render(request, "publicity/objection_names.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: TimedRequest, pk: int, item_pk: int) -> HttpResponse:
    """Object to one name, or report it once the window is over. The receipt is shown in the answer itself, once.

    The code is kept nowhere else. Sending the same form again finds the same letter and shows the same code, so a reload doubles nothing.
    """
    items = NoticeItem.objects.select_related("notice__round", "notice__publisher", "notice__handler", "union")
    item = get_object_or_404(items.exclude(notice__state=NoticeState.VOID), pk=item_pk, notice_id=pk)
    running = state_on(item.notice, day_of(request)) == RUNNING
    kind: type[LetterForm] = ObjectionForm if running else ReportForm
    form = kind(request.POST, request.FILES) if request.method == "POST" else kind.blank()
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            knock("letter", address_of(request), most=LETTERS_AN_HOUR, at=machine_now())
            receipt = _sent(request, form, item)
        except Refused as refused:
            refusal = Refusal.of(refused)
        else:
            return render(request, "publicity/receipt.html", {"receipt": receipt, "name": item.name}, status=201)
    handler = clear_of(item.notice.handler, accused_of(item))
    context = {"form": form, "item": item, "notice": item.notice, "handler": handler, "running": running}
    context["refusal"] = refusal
    status = 200 if request.method != "POST" else refusal.status if refusal else 422
    return render(request, "publicity/objection.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipts(request: HttpRequest) -> HttpResponse:
    """Follow the outcome by the receipt code. A POST that changes nothing: the code must not stand in an address."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form, "public_place": "receipts"}
    if request.method == "POST" and form.is_valid():
        try:
            knock("receipt", address_of(request), most=LOOKUPS_AN_HOUR, at=machine_now())
        except Refused as refused:
            return render(request, "publicity/receipts.html", context | {"refusal": Refusal.of(refused)}, status=429)
        letter = letter_of_receipt(form.cleaned_data["code"])
        if letter is not None:
            found = {"letter": letter, "outcome": sender_words(letter)}
            return render(request, "publicity/receipts.html", context | found)
        form.add_error("code", "没有这个编号的来信，请逐位核对。")
    return render(request, "publicity/receipts.html", context, status=422 if form.errors else 200)


def address_of(request: HttpRequest) -> str:
    """The address that a request comes from, behind as many proxies as the settings say."""
    return str(AnonRateThrottle().get_ident(request) or "")  # type: ignore[arg-type]  # it reads META alone


def _sent(request: TimedRequest, form: LetterForm, item: NoticeItem) -> Receipt:
    sent = sent_by(form, by=PUBLIC, at=request.now)
    return object_to(item, sent=sent, submission=str(form.cleaned_data["submission"]), at=request.now)
