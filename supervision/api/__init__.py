"""The API of supervision after the honour; each room registers its own resources."""

from __future__ import annotations

from typing import Any, Protocol

from supervision.api.ends import EndViewSet
from supervision.api.rechecks import OwnRecheckViewSet, ProgrammeViewSet, RecheckViewSet
from supervision.api.record import EventViewSet, SupportViewSet
from supervision.api.recovery import RecoveryViewSet
from supervision.api.reports import PaperReportView, ReportView
from supervision.api.years import YearViewSet


class Router(Protocol):
    """What the API's router offers to every app: it stands above them."""

    def register(self, prefix: str, viewset: Any, basename: str | None = None) -> None: ...

    def add(self, route: str, view: Any, *, name: str) -> None: ...


def register(router: Router) -> None:
    """Every resource of supervision."""
    router.register("years", YearViewSet, basename="year")
    router.register("events", EventViewSet, basename="event")
    router.register("support", SupportViewSet, basename="support")
    router.register("programmes", ProgrammeViewSet, basename="programme")
    router.register("rechecks", RecheckViewSet, basename="recheck")
    router.register("own-rechecks", OwnRecheckViewSet, basename="own-recheck")
    router.add("honours/<int:pk>/reports/", ReportView.as_view(), name="honour-reports")
    router.add("archive/<int:pk>/reports/", PaperReportView.as_view(), name="archive-reports")
    router.register("recovery", RecoveryViewSet, basename="recovery")
    router.register("ends", EndViewSet, basename="end")
