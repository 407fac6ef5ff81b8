"""开通账号: one by one, a further post for somebody who has an account, or from a sheet after a dry run."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ui.doors import Refusal, perform
from unions.actions import grant_post, open_account
from unions.actions.imports import Outcome, dry_run, import_accounts
from unions.actions.posts import roles_below
from unions.confirming import checked, signed
from unions.doors import PostRequest, post_required
from unions.forms import AccountForm, ExistingPersonForm, ImportForm
from unions.models import Kind, Union
from unions.placing import kinds_below
from unions.queries import unions_seen_by
from unions.sheets import read, template
from unions.views.common import attempt, form_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _seen(request: PostRequest, pk: int) -> Union:
    return get_object_or_404(unions_seen_by(request.post).select_related("parent", "recommender"), pk=pk)


@never_cache
@require_http_methods(["GET", "POST"])
@post_required
def new(request: PostRequest, pk: int) -> HttpResponseBase:
    """A new account with its first post; the activation code stands on the answer, once."""
    union = _seen(request, pk)
    form = AccountForm(request.POST or None, union=union)
    back = reverse("unions:union", args=[pk])
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = attempt(lambda: open_account(union=union, by=request.post, at=request.now, **given))
        if not isinstance(outcome, Refusal):
            person, code = outcome
            context = {"person": person, "code": code, "union": union}
            return render(request, "unions/opened.html", context, status=201)
        refusal = outcome
    return form_page(request, form, title="开通账号", lead=union.name, submit="开通", back=back, refusal=refusal)


@require_http_methods(["GET", "POST"])
@post_required
def further_post(request: PostRequest, pk: int) -> HttpResponseBase:
    """A further post for somebody who has an account."""
    union = _seen(request, pk)
    form = ExistingPersonForm(request.POST or None, union=union)
    back = reverse("unions:union", args=[pk])
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: grant_post(union=union, by=request.post, at=request.now, **given),
            success="岗位已授予。",
            to=back,
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
    lead = f"{union.name}。对方已有账号时用这里，不必再开一个。"
    return form_page(request, form, title="授予岗位", lead=lead, submit="授予", back=back, refusal=refusal)


@require_GET
@post_required
def sheet_template(request: PostRequest) -> HttpResponseBase:
    """The empty sheet, with the roles and kinds that fit below the reader's union."""
    union = request.post.union
    kinds = [Kind(kind).label for kind in kinds_below(union)]
    answer = HttpResponse(template([role.label for role in roles_below(union)], kinds), content_type=XLSX)
    answer["Content-Disposition"] = (
        "attachment; filename*=UTF-8''%E8%B4%A6%E5%8F%B7%E5%AF%BC%E5%85%A5%E6%A8%A1%E6%9D%BF.xlsx"
    )
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
@post_required
def sheet(request: PostRequest) -> HttpResponseBase:
    """Read a sheet and show what would become of every row; nothing is written."""
    form = ImportForm(request.POST or None, request.FILES or None)
    refusal, outcomes, handed_back = None, None, ""
    if request.method == "POST" and form.is_valid():
        rows = attempt(lambda: read(form.cleaned_data["file"]))
        if isinstance(rows, Refusal):
            refusal = rows
        else:
            outcomes = dry_run(rows, parent=request.post.union, by=request.post, at=request.now)
            handed_back = signed(request.post.union, rows)
    context = {
        "form": form,
        "refusal": refusal,
        "outcomes": outcomes,
        "signed": handed_back,
        "faults": sum(1 for outcome in outcomes or () if outcome.result == "fault"),
        "fresh": sum(1 for outcome in outcomes or () if outcome.result == "opened"),
        "union": request.post.union,
    }
    status = int(refusal.status) if refusal else 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "unions/import.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@post_required
def sheet_confirmed(request: PostRequest) -> HttpResponseBase:
    """Open the accounts of the rows that were shown; the codes stand on the answer, once."""
    if request.method != "POST":
        return redirect("unions:import")
    union = request.post.union

    def verb() -> list[Outcome]:
        return import_accounts(
            checked(request.POST.get("rows", ""), union), parent=union, by=request.post, at=request.now
        )

    outcome = attempt(verb)
    if isinstance(outcome, Refusal):
        context = {"form": ImportForm(), "refusal": outcome, "union": union}
        return render(request, "unions/import.html", context, status=int(outcome.status))
    opened = [one for one in outcome if one.result == "opened"]
    context = {"opened": opened, "skipped": len(outcome) - len(opened), "union": union}
    return render(request, "unions/imported.html", context, status=201)
