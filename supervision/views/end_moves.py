"""What is done with a report that a unit has ended: one address and one verb each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from supervision.actions import ends as verbs
from supervision.forms.ends import EstablishForm
from supervision.models import UnitEnd
from supervision.views.end_page import form_for, seen, shown
from supervision.views.recheck_words import WATCHERS
from ui.doors import Refusal, VersionForm, perform
from unions.doors import PostRequest, role_required

VERBS: dict[str, Callable[..., UnitEnd]] = {
    "establishment": verbs.establish,
    "keeping": verbs.keep_in_successor,
    "dismissal": verbs.dismiss_end,
    "takeover": verbs.take_over_end,
    "recovery": verbs.recover_all,
    "passing": verbs.pass_up,
    "closing": verbs.close_end,
}
DONE = {
    "establishment": "已核实，证书和奖牌已责令交回。",
    "keeping": "已登记存续，荣誉保留。",
    "dismissal": "已登记没有终止，荣誉保留。",
    "takeover": "已转由本工会办理。",
    "recovery": "证书和奖牌已收回，荣誉终止，已报上一级工会。",
    "passing": "已报上一级。",
    "closing": "已备案。",
}


@method_decorator(role_required(*WATCHERS), name="dispatch")
class EndMove(View):
    """One verb on a report. GET leads to its page."""

    http_method_names = ["get", "head", "post"]
    move = ""

    def get(self, request: PostRequest, pk: int) -> HttpResponse:
        return redirect("supervision:end", seen(request, pk).pk)

    def post(self, request: PostRequest, pk: int) -> HttpResponse:
        found = seen(request, pk)
        form = form_for(self.move, found, request.POST)
        if not form.is_valid():
            return shown(request, found, failed=(self.move, form), status=422)
        to = reverse("supervision:end", args=[pk])
        outcome = perform(request, lambda: self._verb(request, found, form), success=DONE[self.move], to=to)
        if not isinstance(outcome, Refusal):
            return outcome
        found = seen(request, pk)
        form.renew(found.version)
        return shown(request, found, failed=(self.move, form), refusal=outcome, status=int(outcome.status))

    def _verb(self, request: PostRequest, found: UnitEnd, form: VersionForm) -> UnitEnd:
        given: dict[str, Any] = form.given() if isinstance(form, EstablishForm) else dict(form.cleaned_data)
        return VERBS[self.move](found, by=request.post, at=request.now, **given)
