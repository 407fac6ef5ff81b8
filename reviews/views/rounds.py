"""The end of a round: what was not settled in time lapses, after a preview of how many in which state."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from honors.models import Round
from nominations.models import Nomination
from nominations.moves import ENDED, STATE_TITLES, State
from reviews.actions.departures import lapse_round
from reviews.forms import EntryForm
from reviews.models import Inquiry
from reviews.queries import HOLDING
from reviews.views.moves import MovePage, answer, permitted, said_no, stands_in_the_way
from unions.doors import PostRequest, role_required
from unions.models import Role
from unions.queries import national


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.NATIONAL)
def lapsing(request: PostRequest, pk: int) -> HttpResponse:
    """期满失效: everything of the round that is still open."""
    round = get_object_or_404(Round.objects.defer("frozen"), pk=pk)
    form = EntryForm(request.POST) if request.method == "POST" else EntryForm(initial={"version": round.version})
    rows = Nomination.objects.filter(round=round).exclude(state__in=list(ENDED)).order_by()
    counts = dict(rows.values_list("state").annotate(n=Count("pk")))
    total = sum(counts.values())
    held = Inquiry.objects.filter(HOLDING, nomination__round=round).count()
    page = MovePage(
        title="期满失效",
        article="第十五条",
        lead="本轮评选结束时仍未办结的申报全部失效，占用的名额随之失效（推荐以前的释放）。办理后不能恢复。",
        record=round,
        form=form,
        verb=lambda: lapse_round(round, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="未办结的申报已全部失效。",
        to=reverse("reviews:proposals"),
        template="reviews/round_lapse.html",
        submit=f"确认 {total} 件失效",
        tone="danger",
        back=reverse("reviews:proposals"),
        context={
            "round": round,
            "tiles": [{"label": STATE_TITLES[s], "value": counts[s.value]} for s in State if s.value in counts],
            "total": total,
        },
        why=stands_in_the_way(
            permitted(request, "audit", national()),
            said_no(not total, "本轮没有未办结的申报。", "第十五条"),
            said_no(bool(held), f"有 {held} 件正在核查或者查证属实待处理，办结后再办理。", "第十九条第二款"),
        ),
    )
    return answer(request, page)
