"""What the pages of one nomination share: finding it, who may write, and rendering after a refusal."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from nominations.actions.papers import OPEN_FOR_PAPERS, OPEN_FOR_REVIEWERS
from nominations.dossier import dossier_seen_by
from nominations.gathering import Rows
from nominations.models import Nomination
from nominations.moves import EDITABLE, State
from nominations.queries import case_seen_by
from regulation.windows import in_beijing
from ui.doors import Refusal, VersionForm
from unions.doors import PostRequest
from unions.queries import allows


def case_or_404(request: PostRequest, pk: int) -> Nomination:
    """The nomination, if the acting post may see it; what it may not see does not exist for it."""
    rows = case_seen_by(request.post, pk).select_related("unit_notice", "drafted_by").defer("unit_notice__body")
    return get_object_or_404(rows, pk=pk)


def dossier_or_404(request: PostRequest, pk: int) -> Rows:
    """The same case for the verbs that judge it: with everything that they read."""
    rows = dossier_seen_by(request.post, pk, on=in_beijing(request.now).date())
    if rows is None:
        raise Http404
    return rows


def files_it(request: PostRequest, nomination: Nomination) -> bool:
    """Whether the acting post may write for the filing union today."""
    on_day = in_beijing(request.now).date()
    return nomination.union_id == request.post.union_id and allows(
        request.post, "nominate", nomination.union, on=on_day
    )


def may_edit(request: PostRequest, nomination: Nomination) -> bool:
    """Whether the application's text may be changed now by the acting post."""
    return nomination.state in EDITABLE and files_it(request, nomination)


def may_add_papers(request: PostRequest, nomination: Nomination) -> bool:
    """Whether opinions and documents may be added now by the acting post."""
    return nomination.state in OPEN_FOR_PAPERS and files_it(request, nomination)


def may_attest(request: PostRequest, nomination: Nomination) -> bool:
    """Whether the acting post may attest conditions now: the filing union, later the union that holds the case."""
    if nomination.state in OPEN_FOR_REVIEWERS:
        perm = "audit" if nomination.state == State.RECOMMENDED else "review"
        held = nomination.holder_id == request.post.union_id
        return held and allows(request.post, perm, nomination.holder, on=in_beijing(request.now).date())
    return may_add_papers(request, nomination)


def read_again(nomination: Nomination, form: VersionForm) -> None:
    """After a refusal: the case as it stands now, and every typed word kept for the next try."""
    nomination.refresh_from_db()
    form.renew(nomination.version)


def page(
    request: PostRequest, template: str, context: dict[str, Any], *, refusal: Refusal | None = None, bound: bool = False
) -> HttpResponse:
    """A page with a form: 200 as asked for, the refusal's status, or 422 for what was typed wrong."""
    status = int(refusal.status) if refusal else 422 if bound else 200
    return render(request, template, {**context, "refusal": refusal}, status=status)
