"""The API of rounds, places, measures, honours and certificates."""

from __future__ import annotations

from typing import Any, Protocol

from honors.api.certificates import CertificateCheck
from honors.api.measures import MeasureViewSet
from honors.api.register import ArchiveViewSet, HonourViewSet
from honors.api.rounds import RoundViewSet


class Router(Protocol):
    """What the API's router offers to every app: it stands above them."""

    def register(self, prefix: str, viewset: Any, basename: str | None = None) -> None: ...

    def add(self, route: str, view: Any, *, name: str) -> None: ...


def register(router: Router) -> None:
    """`/api/rounds/`, `/api/measures/`, `/api/honours/`, `/api/archive/`, `/api/certificates/{check_code}/`."""
    router.register("rounds", RoundViewSet, basename="round")
    router.register("measures", MeasureViewSet, basename="measure")
    router.register("honours", HonourViewSet, basename="honour")
    router.register("archive", ArchiveViewSet, basename="archive")
    router.add("certificates/<str:check_code>/", CertificateCheck.as_view(), name="certificate-check")
