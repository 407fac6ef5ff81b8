"""The API of revocation: cases with every move, and what the accused is told."""

from __future__ import annotations

from typing import Any, Protocol

from revocations.api.cases import CaseViewSet
from revocations.api.hearings import HearingViewSet


class Router(Protocol):
    """What the API's router offers to every app: it stands above them."""

    def register(self, prefix: str, viewset: Any, basename: str | None = None) -> None: ...


def register(router: Router) -> None:
    """Every resource of revocation."""
    router.register("revocations", CaseViewSet, basename="revocation")
    router.register("hearings", HearingViewSet, basename="hearing")
