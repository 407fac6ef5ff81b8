"""异议和举报: the queue of those who handle letters, and their decisions."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.responses import send
from ledger.models import Entry
from publicity.actions import letters as verbs
from publicity.forms import AcceptForm, AnswerForm, DecisionForm, ForwardForm
from publicity.models import Letter, LetterKind
from publicity.moves import OPEN_LETTER_STATES, LetterState
from publicity.queries import letters_seen_by
from publicity.views.words import outcome_words
from regulation.refusals import Refused
from ui.doors import Refusal, VersionForm, perform
from ui.listing import listing
from unions.doors import role_required
from unions.models import Post, Role, Union

HANDLERS = (Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL)
OPEN = [str(state) for state in OPEN_LETTER_STATES]
FORMS: dict[str, type[VersionForm]] = {
    "acceptance": AcceptForm,
    "rejection": AnswerForm,
    "forwarding": ForwardForm,
    "upholding": DecisionForm,
    "dismissal": DecisionForm,
}
DECISION_LEADS = {
    LetterKind.OBJECTION: "属实：该对象不能继续报送。不属实：该异议不再影响该对象。",
    LetterKind.REPORT: "结论和答复存入记录。举报不影响公示进程；属实的，由办理该对象的工会依规处理。",
}
DONE = {
    "acceptance": "已受理，请核查后作出处理。",
    "rejection": "已答复不予受理。",
    "forwarding": "已转送上级工会。",
    "upholding": "已认定属实，并答复来信人。",
    "dismissal": "已认定不属实，并答复来信人。",
}


@require_safe
@role_required(*HANDLERS)
def queue(request: HttpRequest) -> HttpResponse:
    """The letters that the acting post's union handles, the oldest first."""
    seen = letters_seen_by(_post(request))
    closed = request.GET.get("state") == "closed"
    rows = seen.exclude(state__in=OPEN) if closed else seen.filter(state__in=OPEN)
    page = listing(rows, request.GET, keys=("-pk",) if closed else ("pk",), size=50)
    url = reverse("publicity:letters")
    tabs = [
        {"label": "待办理", "url": url, "current": not closed, "count": seen.filter(state__in=OPEN).count()},
        {"label": "已办结", "url": f"{url}?state=closed", "current": closed, "count": None},
    ]
    lines = [{"letter": letter, "state": outcome_words(letter)} for letter in page.rows]
    return render(request, "publicity/letters.html", {"page": page, "lines": lines, "tabs": tabs, "closed": closed})


@never_cache
@require_safe
@role_required(*HANDLERS)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter with what can be done about it."""
    return shown(request, _seen(request, pk))


@require_safe
@role_required(*HANDLERS)
def letter_file(request: HttpRequest, pk: int, key: UUID) -> HttpResponseBase:
    """A file of a letter, for those who may read the letter."""
    found = _seen(request, pk)
    files = [*found.evidence.all(), *([found.seal] if found.seal else [])]
    for document in files:
        if document.key == key:
            return send(document)
    raise Http404


@method_decorator(role_required(*HANDLERS), name="dispatch")
class LetterMove(View):
    """One decision on a letter: POST only, one verb."""

    http_method_names = ["post"]
    move = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = _seen(request, pk)
        form = FORMS[self.move](request.POST, prefix=self.move)
        if not form.is_valid():
            return shown(request, found, failed=(self.move, form), status=422)
        to = self._next(found)
        outcome = perform(
            request, lambda: self._verb(request, found, form.cleaned_data), success=DONE[self.move], to=to
        )
        if not isinstance(outcome, Refusal):
            return outcome
        found = _seen(request, pk)
        form.renew(found.version)
        return shown(request, found, failed=(self.move, form), refusal=outcome, status=outcome.status)

    def _verb(self, request: HttpRequest, found: Letter, given: dict[str, Any]) -> Letter:
        common: dict[str, Any] = {"by": _post(request), "at": request.now, "version": given.pop("version")}  # type: ignore[attr-defined]  # set by the middleware
        done: Any = {
            "acceptance": verbs.accept,
            "rejection": verbs.not_accept,
            "forwarding": verbs.forward,
            "upholding": verbs.uphold,
            "dismissal": verbs.dismiss,
        }[self.move]
        moved: Letter = done(found, **given, **common)
        return moved

    def _next(self, found: Letter) -> str:
        if self.move == "forwarding":
            return reverse("publicity:letters")  # it is not theirs to see any more
        return reverse("publicity:letter", args=[found.pk])


def shown(
    request: HttpRequest,
    found: Letter,
    *,
    failed: tuple[str, VersionForm] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The letter page, with the form that failed as it was typed."""
    post = _post(request)
    try:
        identity, kept_out = verbs.read_identity(found, by=post, at=request.now), None  # type: ignore[attr-defined]  # set by the middleware
    except Refused as refused:
        identity, kept_out = {}, Refusal.of(refused)
    forms = {name: form(initial={"version": found.version}, prefix=name) for name, form in FORMS.items()}
    forms |= dict([failed]) if failed else {}
    context = {
        "letter": found,
        "state": outcome_words(found),
        "identity": identity,
        "kept_out": kept_out,
        "files": _files(found),
        "forms": forms,
        "refused_move": failed[0] if failed else "",
        "refusal": refusal,
        "can_accept": found.state == LetterState.RECEIVED,
        "can_decide": found.state == LetterState.ACCEPTED,
        "decision_lead": DECISION_LEADS[LetterKind(found.kind)],
        "above": _above(found),
        "entries": _history(found),
    }
    return render(request, "publicity/letter.html", context, status=status)


def _above(found: Letter) -> Union | None:
    try:
        return verbs.next_higher(found.handler)
    except Refused:
        return None


def _files(found: Letter) -> list[dict[str, object]]:
    documents = [(d, "证据材料") for d in found.evidence.all()] + ([(found.seal, "盖章件")] if found.seal else [])
    return [
        {
            "name": document.name,
            "url": reverse("publicity:letter-file", args=[found.pk, document.key]),
            "size": document.size,
            "kind": KINDS.get(document.content_type, "文件"),
            "note": note,
            "added_at": document.uploaded_at,
        }
        for document, note in documents
    ]


KINDS = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}
_ACTS = {
    "object": "收到异议",
    "report": "收到举报",
    "accept": "受理",
    "not_accept": "不予受理",
    "forward": "转送上级工会",
    "uphold": "认定属实",
    "dismiss": "认定不属实",
}


def _history(found: Letter) -> list[dict[str, object]]:
    entries = []
    for entry in Entry.objects.filter(chain=found.chain_id).order_by("number"):
        said = json.loads(entry.text)
        who = " ".join(part for part in (said["union"], said["role"], said["person"]) if part)
        entries.append(
            {
                "when": entry.at,
                "act": _ACTS.get(entry.act, entry.act),
                "who": who,
                "article": entry.article,
                "reason": said["reason"],
            }
        )
    return entries


def _seen(request: HttpRequest, pk: int) -> Letter:
    rows = letters_seen_by(_post(request)).select_related(
        "item__notice__publisher", "item__notice__round", "item__union", "handler", "seal"
    )
    return get_object_or_404(rows, pk=pk)


def _post(request: HttpRequest) -> Post:
    post: Post = request.post  # type: ignore[attr-defined]  # set by the middleware, required by the decorator
    return post
