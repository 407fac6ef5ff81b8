"""One letter for those who handle it: what it says, what was found out, and the forms that its state allows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from ledger.models import Entry
from ledger.moves import Move
from publicity.actions import letters as verbs
from publicity.forms import (
    AcceptForm,
    AnswerForm,
    DecisionForm,
    FindingForm,
    ForwardForm,
    HandlingForm,
    InvestigationForm,
    ReportAnswerForm,
)
from publicity.models import FollowUp, Letter, LetterKind
from publicity.moves import (
    ACCEPT,
    ANSWER,
    DISMISS,
    FIND,
    FORWARD,
    HANDLE,
    INVESTIGATE,
    LETTER,
    NOT_ACCEPT,
    UPHOLD,
    LetterState,
)
from publicity.queries import follow_ups, honour_of, letters_seen_by
from publicity.queries.routing import higher_than
from publicity.views.words import outcome_words
from regulation.refusals import Refused
from ui.doors import Refusal, VersionForm
from unions.doors import PostRequest
from unions.models import Union

FORMS: dict[str, type[VersionForm]] = {
    "acceptance": AcceptForm,
    "rejection": AnswerForm,
    "forwarding": ForwardForm,
    "upholding": DecisionForm,
    "dismissal": DecisionForm,
    "investigation": InvestigationForm,
    "finding": FindingForm,
    "handling": HandlingForm,
    "answering": ReportAnswerForm,
}
STEPS: dict[str, Move] = {
    "acceptance": ACCEPT,
    "rejection": NOT_ACCEPT,
    "forwarding": FORWARD,
    "upholding": UPHOLD,
    "dismissal": DISMISS,
    "investigation": INVESTIGATE,
    "finding": FIND,
    "handling": HANDLE,
    "answering": ANSWER,
}
OBJECTION_STEPS, REPORT_STEPS = ("upholding", "dismissal"), ("investigation", "finding", "handling", "answering")
OPENED_BY: dict[str, str] = {FollowUp.RECHECK: "supervision:new-recheck", FollowUp.REVOCATION: "revocations:new"}
DECIDED_ON = (LetterState.HANDLED, LetterState.ANSWERED)
KINDS = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}
_ACTS = {"object": "收到异议", "report": "收到举报", "uphold": "认定属实", "dismiss": "认定不属实"}


def seen_letter(request: PostRequest, pk: int) -> Letter:
    """A letter that the acting post sees; else 404."""
    related = ("item__notice__publisher", "item__notice__round", "item__union", "handler", "seal", "about", "conferral")
    return get_object_or_404(letters_seen_by(request.post).select_related(*related, "chain"), pk=pk)


def bound(move: str, data: Mapping[str, Any], found: Letter) -> VersionForm:
    """The form of a step as it was sent."""
    return _offering(FORMS[move](data, prefix=move), found)


def shown(
    request: PostRequest,
    found: Letter,
    *,
    failed: tuple[str, VersionForm] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The letter page, with the form that failed as it was typed."""
    try:
        identity, kept_out = verbs.read_identity(found, by=request.post, at=request.now), None
    except Refused as refused:
        identity, kept_out = {}, Refusal.of(refused)
    begun = {"version": found.version}
    forms = {name: _offering(form(initial=begun, prefix=name), found) for name, form in FORMS.items()}
    forms |= dict([failed]) if failed else {}
    context = {
        "letter": found,
        "is_report": found.kind == LetterKind.REPORT,
        "state": outcome_words(found),
        "identity": identity,
        "kept_out": kept_out,
        "files": _files(found),
        "investigations": list(found.investigations.all()),
        "forms": forms,
        "refused_move": failed[0] if failed else "",
        "refusals": {failed[0]: refusal} if failed and refusal else {},
        "gone": refusal if failed and not _stands(failed[0], found) else None,
        "above": _above(found) if found.state in FORWARD.sources else None,
        "honour": honour_of(found),
        "next_step": _next_step(found),
        "opened": _opened(found),
        "entries": _history(found),
    }
    return render(request, "publicity/letter.html", context, status=status)


def _offering(form: VersionForm, found: Letter) -> VersionForm:
    if isinstance(form, HandlingForm):
        form.offer(follow_ups(found) if found.state == LetterState.FOUND else list(FollowUp))
    return form


def _stands(step: str, found: Letter) -> bool:
    """Whether the page still has the form of this step, beside which its refusal is said."""
    of_another_kind = REPORT_STEPS if found.kind == LetterKind.OBJECTION else OBJECTION_STEPS
    return found.state in STEPS[step].sources and step not in of_another_kind


def _above(found: Letter) -> Union | None:
    try:
        return higher_than(found)
    except Refused:
        return None


def _next_step(found: Letter) -> dict[str, str] | None:
    """Where the 处理意见 is carried out, with this letter named: pages of the packages above, by their names alone."""
    honour = honour_of(found)
    if honour is None or found.state not in DECIDED_ON:
        return None
    page = OPENED_BY.get(found.follow_up)
    address = _address(page, [honour.pk]) if page else ""
    asked = urlencode({"letter": found.pk})
    return {"label": FollowUp(found.follow_up).label, "url": f"{address}?{asked}"} if address else None


def _opened(found: Letter) -> list[dict[str, str]]:
    """The re-checks and cases that followed, for those who handle the letter; of nobody else it is known that one did."""
    rechecks = [
        ("复查", r.get_outcome_display() or "办理中", "supervision:recheck", r.pk)
        for r in found.rechecks.order_by("pk")
    ]
    cases = [("撤销案", case.state_title, "revocations:case", case.pk) for case in found.cases.order_by("pk")]
    return [
        {"what": what, "state": state, "url": _address(name, args=[pk])} for what, state, name, pk in rechecks + cases
    ]


def _address(name: str, args: Sequence[object] = ()) -> str:
    """The address of a page above this package; empty where there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


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


def _history(found: Letter) -> list[dict[str, object]]:
    titles = {move.code: move.title for move in LETTER} | _ACTS
    entries = []
    for entry in Entry.objects.filter(chain=found.chain_id).order_by("-number"):
        said = json.loads(entry.text)
        who = " ".join(part for part in (said["union"], said["role"], said["person"]) if part)
        entries.append(
            {
                "when": entry.at,
                "act": titles.get(entry.act, entry.act),
                "who": who,
                "article": entry.article,
                "reason": said["reason"],
            }
        )
    return entries
