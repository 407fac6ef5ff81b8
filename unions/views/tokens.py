"""接口令牌: made for the acting post, shown once, listed, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ui.doors import Refusal, perform
from unions import second_factor
from unions.actions import make_token, withdraw_token
from unions.doors import PostRequest, post_required
from unions.forms import ApiTokenForm
from unions.queries import tokens_of
from unions.views.common import attempt


@never_cache
@require_http_methods(["GET", "POST"])
@post_required
def tokens(request: PostRequest) -> HttpResponseBase:
    """List and make."""
    form = ApiTokenForm(request.POST or None)
    refusal, made, status = None, None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            outcome = attempt(
                lambda: make_token(
                    request.post,
                    name=given["name"],
                    days=given["days"],
                    second_factor=not second_factor.is_needed(request.post) or second_factor.is_given(request),
                    at=request.now,
                )
            )
            if isinstance(outcome, Refusal):
                refusal, status = outcome, int(outcome.status)
            else:
                made, form, status = outcome[1], ApiTokenForm(), 201
    context = {"form": form, "refusal": refusal, "made": made, "rows": tokens_of(request.post), "now": request.now}
    return render(request, "unions/tokens.html", context, status=status)


@require_http_methods(["GET", "POST"])
@post_required
def withdrawal(request: PostRequest, pk: int) -> HttpResponseBase:
    """Withdraw a token at once."""
    token = get_object_or_404(tokens_of(request.post), pk=pk)
    to = reverse("unions:tokens")
    if request.method != "POST":
        return redirect(to)
    outcome = perform(
        request,
        lambda: withdraw_token(token, by=request.post, at=request.now),
        success=f"令牌“{token.name}”已撤回，立即失效。",
        to=to,
    )
    if isinstance(outcome, Refusal):
        messages.error(request, outcome.sentence)
        return redirect(to)
    return outcome
