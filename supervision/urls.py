"""Addresses of supervision after the honour; each room adds its own lines."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from supervision.views import (
    ends,
    events,
    programmes,
    recheck_moves,
    rechecks,
    record,
    recovery,
    recovery_lists,
    reports,
    support,
    years,
)
from supervision.views.end_moves import EndMove
from supervision.views.recheck_moves import RecheckMove
from supervision.views.recovery import ItemMove

app_name = "supervision"
urlpatterns: list[URLPattern] = [
    path("supervision/", RedirectView.as_view(pattern_name="supervision:years"), name="home"),
    # 监督档案：年度情况、监督记录、补助和奖励
    path("supervision/honours/<int:pk>/", record.record, name="record"),
    path("supervision/honours/<int:pk>/papers/<uuid:key>/", record.paper, name="record-paper"),
    path("supervision/honours/<int:pk>/years/new/", years.reporting, name="new-year"),
    path("supervision/honours/<int:pk>/events/new/", events.new, name="new-event"),
    path("supervision/honours/<int:pk>/support/new/", support.new, name="new-support"),
    path("supervision/years/", years.years, name="years"),
    path("supervision/years/due/", years.due, name="year-due"),
    path("supervision/years/<int:pk>/", years.year, name="year"),
    path("supervision/years/<int:pk>/again/", years.again, name="year-again"),
    path("supervision/years/<int:pk>/return/", years.returning, name="year-return"),
    path("supervision/years/<int:pk>/confirmation/", years.confirmation, name="year-confirmation"),
    path("supervision/years/<int:pk>/amendment/", years.amendment, name="year-amendment"),
    path("supervision/events/<int:pk>/withdrawal/", events.withdrawal, name="event-withdrawal"),
    path("supervision/support/", support.support, name="support"),
    path("supervision/support/<int:pk>/voiding/", support.voiding, name="support-voiding"),
    # 复查
    path("supervision/programmes/", programmes.programmes, name="programmes"),
    path("supervision/programmes/new/", programmes.new, name="new-programme"),
    path("supervision/programmes/<int:pk>/", programmes.programme, name="programme"),
    path("supervision/programmes/<int:pk>/draw/", programmes.drawing, name="programme-draw"),
    path("supervision/programmes/<int:pk>/finish/", programmes.finishing, name="programme-finish"),
    path("supervision/programmes/<int:pk>/cancellation/", programmes.cancellation, name="programme-cancellation"),
    path("supervision/programmes/<int:pk>/choice.csv", programmes.choice, name="programme-choice"),
    path("supervision/rechecks/", rechecks.queue, name="rechecks"),
    path("supervision/rechecks/<int:pk>/", rechecks.recheck, name="recheck"),
    path("supervision/rechecks/<int:pk>/sheet/", rechecks.sheet, name="recheck-sheet"),
    *[
        path(f"supervision/rechecks/<int:pk>/{move}/", RecheckMove.as_view(move=move), name=f"recheck-{move}")
        for move in ("checklist", "keeping", "renaming", "mending", "acceptance", "warning")
    ],
    path("supervision/honours/<int:pk>/rechecks/new/", recheck_moves.opening, name="new-recheck"),
    path("supervision/own-rechecks/", rechecks.own, name="own-rechecks"),
    # 举报
    path("honours/<int:pk>/report/", reports.report, name="report"),
    path("letters/paper/honours/", reports.names, name="paper-report-names"),
    path("honours/archive/<int:pk>/report/", reports.paper_report, name="paper-report"),
    # 收回证书和奖牌
    path("supervision/recovery/", recovery.items, name="recovery"),
    *[
        path(f"supervision/recovery/{name}/", recovery_lists.many, {"name": name}, name=f"recovery-{name}")
        for name in ("reminders", "receipts", "losses", "destructions")
    ],
    path("supervision/recovery/<int:pk>/", recovery.item, name="recovery-item"),
    path("supervision/recovery/<int:pk>/paper/", recovery.paper, name="recovery-paper"),
    *[
        path(f"supervision/recovery/<int:pk>/{move}/", ItemMove.as_view(move=move), name=f"recovery-{move}")
        for move in ("reminder", "receipt", "loss", "destruction")
    ],
    # 单位终止
    path("supervision/ends/", ends.ends, name="ends"),
    path("supervision/ends/<int:pk>/", ends.end, name="end"),
    path("supervision/ends/<int:pk>/paper/", ends.paper, name="end-paper"),
    *[
        path(f"supervision/ends/<int:pk>/{move}/", EndMove.as_view(move=move), name=f"end-{move}")
        for move in ("establishment", "keeping", "dismissal", "takeover", "recovery", "passing", "closing")
    ],
    path("unions/<int:pk>/end/", ends.reporting, name="report-end"),
]
