"""The register for the public, the archive for staff, and printed certificates. Never cached: a revocation shows at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from honors.certificates import render as print_certificate
from honors.forms import RegisterForm
from honors.models import Conferral
from honors.moves import ConferralState
from honors.queries import conferrals_public, conferrals_seen_by
from honors.queries.register import searched
from honors.words import state_of
from ledger.queries import history
from regulation.refusals import Refused
from ui.doors import Refusal
from ui.listing import listing
from unions.doors import PostRequest, TimedRequest, post_required

KEYS = ("-conferred_on", "id")
STEPS = {
    "review": "逐级审查",
    "recommend": "审核推荐",
    "national": "全总基层工作部审核",
    "secretariat": "书记处审议",
}
"""What each union of the frozen chain did, as the register keeps it."""


@never_cache
@require_safe
def honours(request: TimedRequest) -> HttpResponseBase:
    """The public register: search by name, region, honour, round."""
    form = RegisterForm(request.GET or None)
    page = listing(searched(conferrals_public(), form.search()), request.GET, keys=KEYS, size=50)
    context = {"form": form, "page": page, "rows": [(row, *state_of(row)) for row in page.rows]}
    return render(request, "honors/honours.html", context)


@never_cache
@require_safe
def honour(request: TimedRequest, pk: int) -> HttpResponseBase:
    """One honour, as the public sees it."""
    row = get_object_or_404(conferrals_public(), pk=pk)
    label, tone = state_of(row)
    related = [found for found in (row.base, Conferral.objects.filter(base=row).first()) if found is not None]
    context = {"row": row, "label": label, "tone": tone, "facts": _facts(row), "related": related}
    return render(request, "honors/honour.html", context)


@never_cache
@require_GET
@post_required
def archive(request: PostRequest) -> HttpResponseBase:
    """The honours of the acting union and all below it, with their certificates (第二十二条第（二）项)."""
    form = RegisterForm(request.GET or None)
    page = listing(searched(conferrals_seen_by(request.post), form.search()), request.GET, keys=KEYS, size=50)
    context = {"form": form, "page": page, "rows": [(row, *state_of(row)) for row in page.rows]}
    return render(request, "honors/archive.html", context)


@never_cache
@require_GET
@post_required
def record(request: PostRequest, pk: int) -> HttpResponseBase:
    """The file of one honour: path, decision, history."""
    row = get_object_or_404(conferrals_seen_by(request.post), pk=pk)
    return render(request, "honors/record.html", _record(row))


@never_cache
@require_GET
@post_required
def certificate(request: PostRequest, pk: int) -> HttpResponseBase:
    """The certificate as PDF."""
    row = get_object_or_404(conferrals_seen_by(request.post), pk=pk)
    try:
        printed = print_certificate(row)
    except Refused as refused:
        refusal = Refusal.of(refused)
        return render(request, "honors/record.html", {**_record(row), "refusal": refusal}, status=int(refusal.status))
    answer = HttpResponse(printed, content_type="application/pdf")
    answer["Content-Disposition"] = f"inline; filename=certificate-{row.pk}.pdf"
    return answer


def _record(row: Conferral) -> dict[str, Any]:
    label, tone = state_of(row)
    steps = [
        {"label": step["name"], "who": STEPS.get(step.get("kind", ""), ""), "state": "done", "when": None, "note": ""}
        for step in row.path
    ]
    return {
        "row": row,
        "label": label,
        "tone": tone,
        "facts": [*_facts(row), ("核验码", row.check_code)],
        "steps": steps,
        "entries": history(row.chain),
        "standing": row.state == ConferralState.VALID,
    }


def _facts(row: Conferral) -> list[tuple[str, Any]]:
    shown: list[tuple[str, Any]] = [("荣誉", row.title_name), ("证书编号", row.certificate_number)]
    if row.unit_name and row.unit_name != row.subject_name:
        shown.append(("所在单位", row.unit_name))
    shown += [
        ("所在工会", row.union.name),
        ("推荐单位", row.recommender.name),
        ("评选", row.round.name),
        ("方式", row.kind.act.label),
        ("决定", f"《{row.decision.title}》（{row.decision.number}）"),
        ("日期", row.conferred_on),
    ]
    if row.ended_by is not None:
        shown.append(("撤销决定", f"《{row.ended_by.title}》（{row.ended_by.number}）"))
    if row.ended_on is not None:
        shown.append(("收回日期" if row.state == ConferralState.RECOVERED else "终止日期", row.ended_on))
    return shown
