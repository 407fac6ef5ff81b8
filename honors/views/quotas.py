"""名额: the table, one grant, the sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from honors.actions.rounds import grant_places, import_quotas, plan_quotas
from honors.confirming import checked, signed
from honors.forms import ConfirmForm, GrantForm, ImportForm
from honors.models import Round
from honors.moves import RoundState
from honors.sheets import export, read
from honors.views.common import form_page, seen_round, workbook
from honors.views.rounds import quota_rows
from regulation.refusals import Refused
from ui.doors import Refusal, perform
from unions.doors import PostRequest, post_required, role_required
from unions.models import Role


@require_GET
@post_required
def quotas(request: PostRequest, pk: int) -> HttpResponseBase:
    """The places that the acting post sees."""
    found = seen_round(request, pk)
    rows = quota_rows(request, found)
    sums = {name: sum(row[name] for row in rows) for name in ("granted", "used", "burned", "lapsed", "left")}
    context = {
        "round": found,
        "rows": rows,
        "sums": sums,
        "grants": request.post.role == Role.NATIONAL and found.state != RoundState.CLOSED,
        "whole": request.post.union.is_national,
        "matrix": _matrix(rows),
    }
    return render(request, "honors/quotas.html", context)


def _matrix(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The places with a line for each recommending unit and a column for each honour (and type)."""
    heads = list(dict.fromkeys(row["short"] for row in rows))
    units = list(dict.fromkeys(row["unit"] for row in rows))
    held = {(row["unit"], row["short"]): row for row in rows}
    sums = [sum(row["granted"] for row in rows if row["short"] == head) for head in heads]
    return {
        "heads": heads,
        "lines": [(unit, [(head, held.get((unit, head))) for head in heads]) for unit in units],
        "sums": list(zip(heads, sums, strict=True)),
    }


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def grant(request: PostRequest, pk: int) -> HttpResponseBase:
    """Add places to one cell, or take unused ones back."""
    found = seen_round(request, pk)
    form = GrantForm(request.POST or None, initial={"version": found.version}, round=found)
    back = reverse("honors:quotas", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: grant_places(found, by=request.post, at=request.now, **form.cleaned_data),
        success="名额已调整。",
        to=back,
        record=found,
        title="下达或调整名额",
        lead=found.name,
        submit="保存",
        back=back,
    )


@require_GET
@role_required(Role.NATIONAL)
def exported(request: PostRequest, pk: int) -> HttpResponseBase:
    """The places as a sheet."""
    return workbook(export(seen_round(request, pk)), f"quotas-{pk}.xlsx")


@never_cache
@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def imported(request: PostRequest, pk: int) -> HttpResponseBase:
    """Read a sheet and show what would become of every row; nothing is written."""
    found = seen_round(request, pk)
    form = ImportForm(request.POST or None, request.FILES or None)
    if not (request.method == "POST" and form.is_valid()):
        return _import_page(request, found, form, status=422 if form.is_bound else 200)
    try:
        columns, rows = read(form.cleaned_data["file"])
    except Refused as refused:
        refusal = Refusal.of(refused)
        return _import_page(request, found, form, refusal=refusal, status=int(refusal.status))
    planned = plan_quotas(found, columns, rows)
    return _import_page(
        request,
        found,
        ImportForm(),
        planned=planned,
        changed=sum(len(one.changes) for one in planned),
        faults=sum(bool(one.faults) for one in planned),
        signed=signed(found, columns, rows),
    )


@never_cache
@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def import_confirmed(request: PostRequest, pk: int) -> HttpResponseBase:
    """Write what was shown: all rows, or none."""
    found = seen_round(request, pk)
    if request.method != "POST":
        return redirect("honors:quota-import", pk=pk)
    reason = request.POST.get("reason", "")

    def verb() -> int:
        sheet = checked(request.POST.get("rows", ""), found)
        return import_quotas(
            found,
            sheet.columns,
            sheet.rows,
            by=request.post,
            at=request.now,
            reason=reason,
            version=sheet.version,
        )

    outcome = perform(
        request,
        verb,
        success="名额已按表格更新。",
        to=reverse("honors:quotas", args=[pk]),
    )
    if not isinstance(outcome, Refusal):
        return outcome
    return _import_page(request, found, ImportForm(), refusal=outcome, status=int(outcome.status))


def _import_page(
    request: PostRequest, found: Round, form: ImportForm, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    context = {
        "round": found,
        "form": form,
        "confirm": ConfirmForm() if found.state == RoundState.OPEN else None,
        **more,
    }
    return render(request, "honors/quota_import.html", context, status=status)
