"""The addresses of the site, and a POST that updates one row behind the same doors: the yardstick of `filings`."""

from __future__ import annotations

from django.db.models import F
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from nominations.models import SubjectGuard
from ui.doors import Refusal, VersionForm, perform
from unions.doors import PostRequest, post_required


@require_POST
@post_required
def one_row(request: PostRequest, pk: int) -> HttpResponse:
    """Session, CSRF, acting post, a form with a version, one UPDATE, a message, a redirect."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    answer = perform(
        request,
        lambda: SubjectGuard.objects.filter(pk=pk).update(filings=F("filings") + 1),
        success="已保存。",
        to="/",
    )
    return HttpResponse(status=answer.status) if isinstance(answer, Refusal) else answer


urlpatterns = [path("bench/rows/<int:pk>/", one_row), path("", include("config.urls"))]
