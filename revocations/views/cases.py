"""撤销案: the queue, one case with everything known of it, and its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clock.reading import law_day
from documents.models import Document
from documents.responses import send
from ledger.queries import history
from regulation.facts import Grade
from regulation.grounds import GROUNDS
from revocations.actions.asking import holder_of
from revocations.facts.charges import judge_case
from revocations.facts.told import heard
from revocations.models import CaseGround, RevocationCase
from revocations.moves import DROP, EDITABLE, ENDED, State
from revocations.queries import (
    cases_seen_by,
    grounds_of,
    last_hearings,
    queue_of,
    source_words,
    subjects_of,
    subjects_seen_by,
)
from revocations.views.common import EVERYBODY, seen, words
from revocations.views.doors import left_to_another, offered, takes_away
from ui.listing import listing
from unions.doors import PostRequest, role_required
from unions.models import Role

TABS = (("", "等我办理"), ("open", "全部在办"), ("ended", "已结束"))
SHOWN = 200
"""Honours of one case shown on its page; a whole decision shows the rest page by page."""


@never_cache
@require_safe
@role_required(*EVERYBODY)
def index(request: PostRequest) -> HttpResponse:
    """What waits for the acting post, what runs, what has ended."""
    tab = request.GET.get("tab", "")
    rows = {
        "open": cases_seen_by(request.post).exclude(state__in=ENDED),
        "ended": cases_seen_by(request.post).filter(state__in=ENDED),
    }.get(tab, queue_of(request.post))
    page = listing(rows.order_by(), request.GET, keys=("-pk",) if tab == "ended" else ("pk",), size=50)
    url = reverse("revocations:cases")
    context = {
        "page": page,
        "lines": [(row, words(row), _about(row, request)) for row in page.rows],
        "tabs": [
            {
                "label": label,
                "url": f"{url}?tab={code}" if code else url,
                "current": code == tab,
                "count": None if code else queue_of(request.post).count(),
            }
            for code, label in TABS
        ],
        "national": request.post.role == Role.NATIONAL,
    }
    return render(request, "revocations/cases.html", context)


@never_cache
@require_safe
@role_required(*EVERYBODY)
def case(request: PostRequest, pk: int) -> HttpResponse:
    """One case."""
    found = seen(request, pk)
    subjects = subjects_seen_by(found, request.post).order_by("position")
    page = listing(subjects, request.GET, keys=("position",), size=SHOWN)
    hearings = last_hearings(found)
    today = law_day(request.now)
    holds = request.post.role != Role.SECRETARIAT and request.post.union_id == holder_of(found).pk
    arranges = holds and found.state in EDITABLE and found.consent_id is None
    judgement = judge_case(found, on=today) if found.state not in ENDED else None
    context: dict[str, Any] = {
        "case": found,
        "state": words(found),
        "source": source_words(found, request.post),
        "doors": offered(found, request.post),
        "others": left_to_another(found, request.post),
        "page": page,
        "subjects": [(row, hearings.get(row.pk)) for row in page.rows],
        "grounds": [_shown(ground) for ground in grounds_of(found)],
        "about": _about(found, request),
        "steps": _steps(found),
        "opinions": [step for step in found.steps.order_by("position") if step.agreed_at],
        "notices": list(found.notices.select_related("recommender", "paper").order_by("pk")),
        "triggers": list(found.triggers.all()),
        "judgement": judgement,
        "heard": heard(found, on=today) if found.state not in ENDED else None,
        "arranges": arranges,
        "takes_away": arranges and takes_away(found, request.post),
        "adds": holds and found.state == State.DRAFT,
        "drops": (
            (holds and takes_away(found, request.post))
            if found.state in EDITABLE
            else request.post.role == Role.NATIONAL
        )
        and found.state in DROP.sources
        and len(subjects_of(found)) > 1,
        "entries": history(found.chain),
        "ended": found.state in ENDED,
    }
    return render(request, "revocations/case.html", context)


@require_safe
@role_required(*EVERYBODY)
def paper(request: PostRequest, pk: int, key: UUID) -> HttpResponseBase:
    """A paper of the case, for those who see the case."""
    found = seen(request, pk)
    for document in _papers(found):
        if document.key == key:
            return send(document)
    raise Http404


def _papers(case: RevocationCase) -> list[Document]:
    papers = [case.report_paper, case.verification_paper, case.request_paper]
    papers += [decision.minutes for decision in (case.consent, case.decision) if decision is not None]
    papers += [document.scan for document in (case.document, case.reversal) if document is not None]
    papers += [notice.paper for notice in case.notices.select_related("paper")]
    papers += [row.paper for ground in grounds_of(case) for row in ground.evidence.all()]
    papers += [paper for hearing in last_hearings(case).values() for paper in hearing.papers.all()]
    return [paper for paper in papers if paper is not None]


def _shown(ground: CaseGround) -> dict[str, Any]:
    item = GROUNDS[ground.code]
    named = {element.key: "或".join(element.alternatives) for element in item.elements}
    return {
        "row": ground,
        "item": item,
        "grades": [{"year": row["year"], "label": Grade(row["grade"]).label} for row in ground.grades],
        "evidence": [(row, named.get(row.element, item.text)) for row in ground.evidence.all()],
    }


def _steps(case: RevocationCase) -> list[dict[str, Any]]:
    """Each union from the applicant up to the recommending unit, as `{% chain_steps %}` prints it."""
    rows = list(case.steps.order_by("position"))
    at = next((step for step in rows if step.agreed_at is None), None) if case.state == State.UNDER_REVIEW else None
    return [
        {
            "label": step.union_name,
            "who": step.agreed_by,
            "state": "done" if step.agreed_at else "current" if step is at else "stopped" if at is None else "todo",
            "when": step.agreed_at,
            "note": "",
        }
        for step in rows
    ]


def _about(case: RevocationCase, request: PostRequest) -> str:
    if case.whole_decision is not None:
        return f"整份表彰决定（{case.whole_decision.number}）"
    rows = subjects_seen_by(case, request.post).order_by("position")
    names = list(dict.fromkeys(row.conferral.subject_name for row in rows[:4]))
    return "、".join(names[:3]) + ("等" if len(names) > 3 else "") or case.summary[:30]
