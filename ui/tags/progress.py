"""Where a case stands, what is left of a quota, until when something is due."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from ui.tags.base import component

register = Library()


@register.simple_tag
def chain_steps(steps: Iterable[Any], label: str = "办理进度") -> SafeString:
    """The chain of a case: who has done, who holds it now, who comes next."""
    return component("chain_steps", {"steps": steps, "label": label})


@register.simple_tag
def timeline(entries: Iterable[Any], label: str = "办理记录") -> SafeString:
    """Ledger entries: when, what, who, by which article, why."""
    return component("timeline", {"entries": entries, "label": label})


@register.simple_tag
def deadline(
    at: date | datetime | None = None, days: int | None = None, label: str = "截止", words: str = ""
) -> SafeString:
    """A moment in full, and the days that remain as the server counted them."""
    return component("deadline", {"at": at, "days": days, "label": label, "words": words})


@register.simple_tag
def quota(granted: int, used: int, burned: int, left: int, label: str = "") -> SafeString:
    """Places of one honour: granted, used, burned, left."""
    taken = min(used, granted)
    return component(
        "quota",
        {
            "granted": granted,
            "used": used,
            "burned": burned,
            "left": left,
            "label": label,
            # SVG widths: the strict CSP leaves no style attribute
            "used_width": _width(taken, granted),
            "burned_width": _width(min(burned, granted - taken), granted),
        },
    )


@register.simple_tag
def ratio(
    label: str,
    have: int,
    need: int,
    base: int,
    ok: bool | None = None,
    rule: str = "",
    as_rule: bool = False,
    note: str = "",
    ceiling: bool = False,
) -> SafeString:
    """A structure requirement in counts: how many there are, how many there must be (or, ceiling, may be)."""
    return component(
        "ratio",
        {
            "label": label,
            "have": have,
            "need": need,
            "base": base,
            "ok": ok,
            "rule": rule,
            "as_rule": as_rule,
            "note": note,
            "ceiling": ceiling,
            "missing": max(have - need, 0) if ceiling else max(need - have, 0),
            "width": _width(min(have, base), base),
            "mark": _width(min(need, base), base),
        },
    )


def _width(part: int, whole: int) -> str:
    return f"{max(part, 0) * 100 / whole:.2f}" if whole > 0 else "0"
