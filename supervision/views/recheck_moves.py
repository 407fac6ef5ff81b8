"""What is done with a re-check: it is opened, filled in, concluded. One address and one verb each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from documents.actions import store
from honors.views.common import form_page
from publicity.models import Letter
from publicity.queries import letters_seen_by
from supervision.actions import rechecks as verbs
from supervision.forms.rechecks import ChecklistForm, OpenRecheckForm
from supervision.models import Recheck
from supervision.queries import supervised_by
from supervision.views.recheck_page import FORMS, seen, shown
from supervision.views.recheck_words import WATCHERS
from ui.doors import Refusal, VersionForm, perform
from unions.doors import PostRequest, role_required
from unions.queries import actor

VERBS: dict[str, Callable[..., Recheck]] = {
    "keeping": verbs.keep,
    "renaming": verbs.keep_renamed,
    "mending": verbs.order_mending,
    "acceptance": verbs.accept_mending,
    "warning": verbs.warn,
}
DONE = {
    "checklist": "复查情况已保存。",
    "keeping": "已认定复查合格，保留荣誉。",
    "renaming": "已认定更名后保留荣誉。",
    "mending": "已责令限期整改，单位可以看到。",
    "acceptance": "已认定整改合格。",
    "warning": "已作出警示，单位可以看到。",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_required(*WATCHERS)
def opening(request: PostRequest, pk: int) -> HttpResponseBase:
    """立项复查 of one honour, from the archive or from a letter (`?letter=`)."""
    conferral = get_object_or_404(supervised_by(request.post).select_related("chain", "round"), pk=pk)
    if conferral.elevated:  # looked at with the honour it stands on (决定 44)
        return redirect(f"{reverse('supervision:new-recheck', args=[conferral.base_id])}?{request.GET.urlencode()}")
    letter = _letter(request)
    form = OpenRecheckForm(request.POST or None)
    back = reverse("honors:record", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: verbs.open_recheck(conferral, letter=letter, by=request.post, at=request.now, **form.cleaned_data),
        success="已立项复查。",
        to=lambda made: reverse("supervision:recheck", args=[made.pk]),
        template="supervision/recheck_new.html",
        conferral=conferral,
        letter=letter,
        back=back,
    )


@method_decorator(role_required(*WATCHERS), name="dispatch")
class RecheckMove(View):
    """One verb on a re-check. GET leads to its page."""

    http_method_names = ["get", "head", "post"]
    move = ""

    def get(self, request: PostRequest, pk: int) -> HttpResponse:
        return redirect("supervision:recheck", seen(request, pk).pk)

    def post(self, request: PostRequest, pk: int) -> HttpResponse:
        found = seen(request, pk)
        form = self._form(request, found)
        if not form.is_valid():
            return shown(request, found, failed=(self.move, form), status=422)
        to = reverse("supervision:recheck", args=[pk])
        outcome = perform(request, lambda: self._verb(request, found, form), success=DONE[self.move], to=to)
        if not isinstance(outcome, Refusal):
            return outcome
        found = seen(request, pk)
        form.renew(found.version)
        return shown(request, found, failed=(self.move, form), refusal=outcome, status=int(outcome.status))

    def _form(self, request: PostRequest, found: Recheck) -> VersionForm:
        if self.move == "checklist":
            return ChecklistForm(request.POST, recheck=found)
        return FORMS[self.move](request.POST, request.FILES, prefix=self.move)

    def _verb(self, request: PostRequest, found: Recheck, form: VersionForm) -> Recheck:
        common: dict[str, Any] = {"by": request.post, "at": request.now, "version": form.cleaned_data["version"]}
        if isinstance(form, ChecklistForm):
            return verbs.tick(found, rows=form.answers(), **common)
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        if given.get("paper"):
            given["paper"] = store(given["paper"], by=actor(request.post), at=request.now)
        return VERBS[self.move](found, **given, **common)


def _letter(request: PostRequest) -> Letter | None:
    asked = request.GET.get("letter", "")
    if not asked:
        return None
    rows = letters_seen_by(request.post)
    return get_object_or_404(rows, pk=int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0)
