"""Addresses of revocation: the cases, the file of one, each of its moves, and what the accused is told."""

from __future__ import annotations

from django.urls import URLPattern, path

from revocations.views import arranging, cases, hearings, opening
from revocations.views.doors import DOORS
from revocations.views.moving import CaseMove

app_name = "revocations"
urlpatterns: list[URLPattern] = [
    path("revocations/", cases.index, name="cases"),
    path("revocations/decisions/", opening.decisions, name="decisions"),
    path("revocations/decisions/<int:pk>/new/", opening.whole, name="whole"),
    path("revocations/hearings/", hearings.hearings, name="hearings"),
    path("revocations/hearings/<int:pk>/", hearings.hearing, name="own-hearing"),
    path("supervision/honours/<int:pk>/revocation/", opening.new, name="new"),
    path("supervision/rechecks/<int:pk>/unfit/", opening.unfitness, name="recheck-unfit"),
    path("revocations/<int:pk>/", cases.case, name="case"),
    path("revocations/<int:pk>/papers/<uuid:key>/", cases.paper, name="paper"),
    path("revocations/<int:pk>/subjects/new/", arranging.subject, name="new-subject"),
    path("revocations/<int:pk>/subjects/<int:subject>/drop/", arranging.dropping, name="drop"),
    path("revocations/<int:pk>/subjects/<int:subject>/statement/", hearings.entering, name="statement"),
    path("revocations/<int:pk>/items/", arranging.items, name="items"),
    path("revocations/<int:pk>/items/<str:code>/", arranging.ground, name="new-ground"),
    path("revocations/<int:pk>/grounds/<int:ground>/", arranging.change, name="ground"),
    path("revocations/<int:pk>/grounds/<int:ground>/removal/", arranging.removal, name="ground-removal"),
    path("revocations/<int:pk>/grounds/<int:ground>/evidence/", arranging.evidence, name="new-evidence"),
    path("revocations/<int:pk>/evidence/<int:row>/removal/", arranging.evidence_removal, name="evidence-removal"),
    *[path(f"revocations/<int:pk>/{name}/", CaseMove.as_view(move=name), name=name) for name in DOORS],
]
