"""回避: the relations declared at the reader's union, and a new one."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from decisions.actions import declare_relation
from decisions.forms import RelationForm
from decisions.queries import named, relations_seen_by
from ui.doors import Refusal, perform
from unions.doors import PostRequest, post_required


@require_GET
@post_required
def relations(request: PostRequest) -> HttpResponseBase:
    """Who of this union keeps away from what."""
    rows = named(relations_seen_by(request.post)[:500])
    return render(request, "decisions/relations.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@post_required
def declaration(request: PostRequest) -> HttpResponseBase:
    """Declare a relation; `?record=` names a case, coming from its page."""
    initial = {"record": request.GET.get("record", "")}
    form = RelationForm(request.POST or None, post=request.post, initial=initial)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: declare_relation(
                person=given["person"], subject=form.subject, ground=given["ground"], by=request.post, at=request.now
            ),
            success="已登记回避。从现在起，回避人不能办理有关事项。",
            to=reverse("decisions:relations"),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
    status = int(refusal.status) if refusal else 422 if form.is_bound else 200
    return render(request, "decisions/declaration.html", {"form": form, "refusal": refusal}, status=status)
