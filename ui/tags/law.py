"""What the law says about a case, and the panel in which a move is made."""

from collections.abc import Mapping
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from regulation.engine import Result
from ui.doors import REASON_PREFIX, Refusal
from ui.findings import Judged, verdicts
from ui.tags.base import component

register = Library()


@register.simple_tag
def findings(
    judgement: Judged | None,
    reasons: Mapping[str, str] | None = None,
    ask: bool = False,
    form: str = "",
    attest_url: str = "",
) -> SafeString:
    """Every article's verdict: what was seen and how to mend it.

    `ask` adds the field for the reason that 一般 asks for (to the form with this id); `attest_url` links what a person
    may attest to the page where it is done, with the observation's key.
    """
    return component("findings", _context(judgement, reasons, ask) | {"form": form, "attest_url": attest_url})


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
    judgement: Judged | None = None,
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


def _context(judged: Judged | None, reasons: Mapping[str, str] | None = None, ask: bool = False) -> dict[str, Any]:
    found = verdicts(judged, reasons)
    wrong = [v for v in found if not v.met]
    unexcused = [v.finding.result for v in wrong if not v.excused]
    return {
        "open": wrong,
        "met": [v for v in found if v.met],
        "not_met_count": unexcused.count(Result.NOT_MET),
        "evidence_count": unexcused.count(Result.NEEDS_EVIDENCE),
        "evidence_word": Result.NEEDS_EVIDENCE.label,
        "excused_count": len(wrong) - len(unexcused),
        "ask": ask,
        "prefix": REASON_PREFIX,
    }
