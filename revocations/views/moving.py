"""One address and one page for each move of a case."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from clock.reading import law_day
from revocations.views.common import EVERYBODY, move_page, seen
from revocations.views.doors import DOORS, given_by
from unions.doors import PostRequest, role_required


@method_decorator([never_cache, role_required(*EVERYBODY)], name="dispatch")
class CaseMove(View):
    """A move of a case by its door."""

    http_method_names = ["get", "head", "post"]
    move = ""

    def get(self, request: PostRequest, pk: int) -> HttpResponseBase:
        return self._page(request, pk)

    def post(self, request: PostRequest, pk: int) -> HttpResponseBase:
        return self._page(request, pk)

    def _page(self, request: PostRequest, pk: int) -> HttpResponseBase:
        case, door = seen(request, pk), DOORS[self.move]
        posted = request.method == "POST"
        form = door.form_for(
            case, request.POST if posted else None, request.FILES if posted else None, on=law_day(request.now)
        )
        return move_page(
            request,
            case,
            form,
            verb=lambda: door.verb(case, given_by(form, request)),
            success=door.success,
            title=door.title,
            submit=door.title,
            lead=door.lead,
            article=door.move.article,
            tone=door.tone,
            why=door.why_not(case, request.post),
            judgement=door.findings(case, request),
        )
