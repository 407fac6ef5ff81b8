"""Addresses of review: moves of a case are nouns below the case, lists and proposals stand by themselves."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from reviews.views import cases, lists, proposals, queue, rounds

app_name = "reviews"

urlpatterns = [
    path("reviews/", RedirectView.as_view(pattern_name="reviews:queue", query_string=True)),
    path("reviews/queue/", queue.queue, name="queue"),
    path("reviews/queue/clearance/", queue.clearance, name="clearance"),
    path("nominations/<int:pk>/moves/", cases.moves, name="moves"),
    path("nominations/<int:pk>/endorsement/", cases.endorsement, name="endorsement"),
    path("nominations/<int:pk>/return/", cases.returning, name="return"),
    path("nominations/<int:pk>/refusal/", cases.refusal, name="refusal"),
    path("nominations/<int:pk>/entry/", cases.entry, name="entry"),
    path("nominations/<int:pk>/departure/", cases.departure, name="departure"),
    path("nominations/<int:pk>/striking/", cases.striking, name="striking"),
    path("nominations/<int:pk>/withdrawal/", cases.withdrawal, name="withdrawal"),
    path("nominations/<int:pk>/audit/", cases.auditing, name="audit"),
    path("nominations/<int:pk>/mending/", cases.mending, name="mending"),
    path("nominations/<int:pk>/mended/", cases.mended, name="mended"),
    path("nominations/<int:pk>/unfit/", cases.unfit, name="unfit"),
    path("nominations/<int:pk>/inquiries/", cases.inquiries, name="inquiries"),
    path("nominations/<int:pk>/disqualification/", cases.disqualification, name="disqualification"),
    path("nominations/<int:pk>/unproposal/", cases.unproposal, name="unproposal"),
    path("nominations/<int:pk>/lapse/", cases.lapsing, name="lapse"),
    path("reviews/lists/", lists.index, name="lists"),
    path("reviews/lists/<int:pk>/", lists.page, name="list"),
    path("reviews/lists/<int:pk>/entries/", lists.entries, name="list-entries"),
    path("reviews/lists/<int:pk>/order/", lists.order, name="list-order"),
    path("reviews/lists/<int:pk>/decision/", lists.decision, name="list-decision"),
    path("reviews/lists/<int:pk>/notice/", lists.notice, name="list-notice"),
    path("reviews/lists/<int:pk>/reopening/", lists.reopening, name="list-reopening"),
    path("reviews/lists/<int:pk>/recommendation/", lists.recommendation, name="list-recommendation"),
    path("reviews/lists/<int:pk>/supplement/", lists.supplement, name="list-supplement"),
    path("reviews/rounds/<int:pk>/lapse/", rounds.lapsing, name="round-lapse"),
    path("reviews/proposals/", proposals.index, name="proposals"),
    path("reviews/proposals/<int:pk>/", proposals.page, name="proposal"),
    path("reviews/proposals/<int:pk>/drawing/", proposals.drawing, name="proposal-drawing"),
    path("reviews/proposals/<int:pk>/rows/<int:row>/elevation/", proposals.elevation, name="proposal-elevation"),
    path("reviews/proposals/<int:pk>/elevations/", proposals.earlier_elevation, name="proposal-earlier"),
    path(
        "reviews/proposals/<int:pk>/elevations/<int:row>/removal/",
        proposals.earlier_removal,
        name="proposal-earlier-removal",
    ),
    path("reviews/proposals/<int:pk>/submission/", proposals.submission, name="proposal-submission"),
    path("reviews/proposals/<int:pk>/return/", proposals.returning, name="proposal-return"),
    path("reviews/proposals/<int:pk>/approval/", proposals.approval, name="proposal-approval"),
    path("reviews/proposals/<int:pk>/notice/", proposals.notice, name="proposal-notice"),
    path("reviews/proposals/<int:pk>/final/", proposals.final, name="proposal-final"),
    path("reviews/proposals/<int:pk>/supplement/", proposals.supplement, name="proposal-supplement"),
    path("reviews/proposals/<int:pk>/conferral/", proposals.conferral, name="proposal-conferral"),
]
