"""One case: where it stands, with whom, since when and until when, what may be done now, and everything it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from documents.models import Document
from honors.models.rounds import Step
from honors.queries import STEP_OF_LEVEL
from ledger.moves import Move, Who
from nominations.content import ROWS, Content, content_at, difference, label_of, row_words, words
from nominations.hindrances import Hindrances, grouped
from nominations.models import ChainStep, Nomination, Revision
from nominations.moves import EDITABLE, ENDED, NOMINATION, State
from nominations.queries import documents_of
from nominations.sections import Section, sections_of
from nominations.views.common import case_or_404
from nominations.views.sections import address
from nominations.views.telling import last_findings, last_return, latest, line
from regulation.honours import Honour
from regulation.windows import in_beijing
from unions.doors import PostRequest, post_required
from unions.queries import allowed

PAGES = {
    "open_unit_notice": "nominations:unit-notice",
    "revise": "nominations:revision",
    "file": "nominations:filing",
    "resubmit": "nominations:resubmission",
    "withdraw": "reviews:withdrawal",
    "endorse": "reviews:endorsement",
    "return": "reviews:return",
    "refuse": "reviews:refusal",
    "enter_list": "reviews:entry",
    "leave_list": "reviews:departure",
    "strike": "reviews:striking",
    "clear": "reviews:audit",
    "ask_mending": "reviews:mending",
    "mend": "reviews:mended",
    "find_unfit": "reviews:unfit",
    "disqualify": "reviews:inquiries",
    "unpropose": "reviews:unproposal",
    "lapse": "reviews:lapse",
}
"""Move → the page on which it is made, for moves of a single case; lists move theirs together."""


@require_GET
@post_required
def case(request: PostRequest, pk: int) -> HttpResponseBase:
    """The case page."""
    nomination = case_or_404(request, pk)
    content = _content(nomination)
    entries = latest(nomination)
    hindrances = Hindrances(nomination, by=request.post, at=request.now)
    offered = _offered(request, nomination)
    reasons = {move.code: hindrances.why(move) for move in offered}
    context = {
        "nomination": nomination,
        "steps": _steps(nomination),
        "moves": [{"move": m, "url": _page_of(m, nomination)} for m in offered if not reasons[m.code]],
        "hindered": grouped((m.title, reasons[m.code]) for m in offered),
        "due_at": _due_at(nomination, hindrances),
        "sections": _sections(nomination, content),
        "documents": _documents(nomination),
        "timeline": [line(entry) for entry in entries],
        "returned": last_return(nomination, entries),
        "findings": last_findings(entries),
        "editable": nomination.state in EDITABLE and nomination.union_id == request.post.union_id,
        "own": nomination.union_id == request.post.union_id,
        "reading": nomination.union_id != request.post.union_id,
        "ended": nomination.state in ENDED,
    }
    return render(request, "nominations/case.html", context)


def _content(nomination: Nomination) -> Content:
    text = Revision.objects.filter(nomination=nomination).order_by("-number").values_list("content", flat=True).first()
    found: Content = json.loads(text) if text else {}
    return found


def _sections(nomination: Nomination, content: Content) -> list[dict[str, Any]]:
    return [
        {"section": s, "url": address(nomination, s.code), **_shown(nomination.kind, s, content.get(s.code, {}))}
        for s in sections_of(nomination.kind)
    ]


def _shown(honour: Honour, section: Section, content: Mapping[str, Any]) -> dict[str, Any]:
    """A section as words; what nobody filled in is counted instead of printed."""
    values = content.get("values", {})
    named = [n for n in (*section.fields, "photo") if values.get(n) not in (None, "")]
    given = [(label_of(section, n), words(section, n, values[n])) for n in named]
    rows = [
        {"title": ROWS[name][2], "lines": [row_words(honour, name, row) for row in lines]}
        for name, lines in sorted(content.get("rows", {}).items(), key=lambda each: list(ROWS).index(each[0]))
        if lines
    ]
    return {"given": given, "rows": rows, "open": sum(v in (None, "") for v in values.values())}


def _steps(nomination: Nomination) -> list[dict[str, Any]]:
    """The filing union, then the frozen chain."""
    ended = nomination.state in ENDED and nomination.state != State.CONFERRED
    filed = {"label": "申报", "who": nomination.union.name, "when": nomination.filed_at, "state": "done"}
    if not nomination.position:
        filed["state"] = "stopped" if ended else "current"
    rows = ChainStep.objects.filter(nomination=nomination)
    return [filed, *(_step(nomination, step, ended=ended) for step in rows)]


def _step(nomination: Nomination, step: ChainStep, *, ended: bool) -> dict[str, Any]:
    state = "todo"
    if step.endorsed_at or step.position < nomination.position or nomination.state == State.CONFERRED:
        state = "done"
    elif step.position == nomination.position:
        state = "stopped" if ended else "current"
    return {
        "label": step.get_kind_display(),
        "who": step.union_name,
        "when": step.endorsed_at,
        "state": state,
        "note": f"听取意见：{step.opinions_heard}" if step.opinions_heard else "",
    }


def _due_at(nomination: Nomination, hindrances: Hindrances) -> datetime | None:
    """Until when the present holder must act, if the round says so."""
    if nomination.state in ENDED:
        return None
    if not nomination.position:
        step: str | None = Step.FILE if nomination.filed_at is None else None
    else:
        step = STEP_OF_LEVEL.get(nomination.holder.level)
    return hindrances.due(step, nomination.holder) if step else None


def _offered(request: PostRequest, nomination: Nomination) -> list[Move]:
    """The moves that belong to the acting post's place now; each page says whether it is lawful."""
    mine = allowed(request.post, on=in_beijing(request.now).date())
    found = []
    for move in NOMINATION.from_state(nomination.state):
        if move.code not in PAGES:
            continue
        if move.code == "endorse" and nomination.holder_id == nomination.recommender_id:
            continue  # a recommending unit passes a case on by its list
        with_filer = move.who is Who.CLERK or move.code == "mend"
        union = nomination.union if with_filer else nomination.holder
        here = union.pk == request.post.union_id or move.who is Who.NATIONAL
        if here and _perm(move) in mine:
            found.append(move)
    return found


def _perm(move: Move) -> str:
    return "nominate" if move.code == "mend" else move.who.value


def _page_of(move: Move, nomination: Nomination) -> str:
    return reverse(PAGES[move.code], args=[nomination.pk])


def _documents(nomination: Nomination) -> list[dict[str, Any]]:
    rows = Document.objects.filter(pk__in=documents_of(nomination)).order_by("uploaded_at", "pk")
    return [
        {
            "name": row.name,
            "url": reverse("nominations:attachment", args=[nomination.pk, row.key]),
            "size": row.size,
            "kind": {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}.get(row.content_type, "文件"),
            "note": row.sha256[:8],
            "added_at": row.uploaded_at,
        }
        for row in rows
    ]


@require_GET
@post_required
def changes(request: PostRequest, pk: int) -> HttpResponseBase:
    """What has been changed: since the last return, or between any two revisions."""
    nomination = case_or_404(request, pk)
    returned = nomination.returns.select_related("revision", "union").last()
    numbers = list(nomination.revisions.order_by("-number").values("number", "saved_at", "saved_by")[:100])
    newest = numbers[0]["number"] if numbers else 0
    since = _number(request.GET.get("since")) or (returned.revision.number if returned and returned.revision else 0)
    until = _number(request.GET.get("until")) or newest
    old, new = content_at(nomination, since) or {}, content_at(nomination, until) or {}
    context = {
        "nomination": nomination,
        "returned": returned,
        "revisions": numbers,
        "since": since,
        "until": until,
        "changes": difference(nomination.kind, old, new) if since else [],
    }
    return render(request, "nominations/changes.html", context)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0
