"""What the law says about a case, and the panel in which a move is made."""

from collections.abc import Mapping
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from ui.doors import REASON_PREFIX, Refusal
from ui.findings import verdicts
from ui.tags.base import component

register = Library()


@register.simple_tag
def findings(judgement: Any, reasons: Mapping[str, str] | None = None, ask: bool = False, form: str = "") -> SafeString:
    """Every article's verdict: what was seen, how to mend it, and (ask) where to write the reason 一般 asks for."""
    return component("findings", _context(judgement, reasons, ask) | {"form": form})


@register.simple_tag
def refusal(refused: Refusal | None) -> SafeString:
    """Why a move was refused, in words, with the articles; nothing when nothing was refused."""
    return component("refusal", {"refused": refused, **_context(refused.findings if refused else None)})


@register.simple_block_tag
def move_panel(
    content: str,
    title: str,
    article: str = "",
    lead: str = "",
    judgement: Any = None,
    refusal: Refusal | None = None,
    possible: bool = True,
    why: str = "",
    id: str = "move",
) -> SafeString:
    """办理: the verdicts, then the form that moves the case, or the reason why there is none."""
    context = {
        "content": content,
        "title": title,
        "article": article,
        "lead": lead,
        "judgement": judgement,
        "refused": refusal,
        "possible": possible,
        "why": why,
        "id": id,
    }
    return component("move_panel", context)


def _context(judgement: Any, reasons: Mapping[str, str] | None = None, ask: bool = False) -> dict[str, Any]:
    found = verdicts(judgement, reasons)
    return {
        "open": [v for v in found if not v.met],
        "met": [v for v in found if v.met],
        "not_met_count": sum(v.result == "not met" for v in found),
        "evidence_count": sum(v.result == "needs evidence" for v in found),
        "ask": ask,
        "prefix": REASON_PREFIX,
    }
