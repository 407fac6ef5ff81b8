"""What every page of the demo carries: that it is one, what its clock shows, and a small form that moves it."""

from __future__ import annotations

from django.http import HttpRequest

from clock.reading import BEIJING
from demo.hands import AFTERNOON


def strip(request: HttpRequest) -> dict[str, object]:
    """`demo` and `demo_strip` for base.html; asks the database nothing."""
    now = getattr(request, "now", None)
    if now is None:
        return {"demo": True}
    local = now.astimezone(BEIJING)
    back = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    shown = {"now": local, "next": back, "is_before_afternoon": local.time() < AFTERNOON}
    return {"demo": True, "demo_strip": shown}
