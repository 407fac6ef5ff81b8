"""One step of handling a letter: one verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from publicity.actions import letters as verbs
from publicity.models import Letter
from publicity.views.letter_page import bound, seen_letter, shown
from publicity.views.letters import HANDLERS
from ui.doors import Refusal, perform
from unions.doors import PostRequest, role_required

VERBS: dict[str, tuple[Callable[..., Letter], str]] = {
    "acceptance": (verbs.accept, "已受理，请核查后作出处理。"),
    "rejection": (verbs.not_accept, "已答复不予受理。"),
    "forwarding": (verbs.forward, "已转送上级工会。"),
    "upholding": (verbs.uphold, "已认定属实，并答复来信人。"),
    "dismissal": (verbs.dismiss, "已认定不属实，并答复来信人。"),
    "investigation": (verbs.investigate, "已记录调查核实情况。还可以补充，查清后作出结论。"),
    "finding": (verbs.find, "已作出调查结论，请提出处理意见。"),
    "handling": (verbs.handle, "已提出处理意见，请答复来信人。"),
    "answering": (verbs.answer, "已答复来信人，来信办结。"),
}
"""Each address of a step with its verb, and what is said when it is done."""


@method_decorator(role_required(*HANDLERS), name="dispatch")
class LetterMove(View):
    """One decision on a letter. GET leads to the letter."""

    http_method_names = ["get", "head", "post"]
    move = ""

    def get(self, request: PostRequest, pk: int) -> HttpResponse:
        return redirect("publicity:letter", seen_letter(request, pk).pk)

    def post(self, request: PostRequest, pk: int) -> HttpResponse:
        found = seen_letter(request, pk)
        form = bound(self.move, request.POST, found)
        if not form.is_valid():
            return shown(request, found, failed=(self.move, form), status=422)
        verb, done = VERBS[self.move]
        given: dict[str, Any] = form.cleaned_data
        outcome = perform(
            request, lambda: verb(found, by=request.post, at=request.now, **given), success=done, to=self._next(found)
        )
        if not isinstance(outcome, Refusal):
            return outcome
        found = seen_letter(request, pk)
        form.renew(found.version)
        return shown(request, found, failed=(self.move, form), refusal=outcome, status=outcome.status)

    def _next(self, found: Letter) -> str:
        if self.move == "forwarding":
            return reverse("publicity:letters")  # it is not theirs to see any more
        return reverse("publicity:letter", args=[found.pk])
