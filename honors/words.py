"""How the state of an honour is said: in the law's words, with the tone of its badge."""

from __future__ import annotations

from honors.models import Conferral
from honors.moves import ConferralState
from regulation.honours import Act

RECOVERED = "终止收回"
"""第二十七条: the unit has ended. Never 撤销, which only the secretariat decides."""


def state_of(row: Conferral) -> tuple[str, str]:
    """The state of an honour and its tone: 有效, 已撤销 or 已取消命名, 终止收回."""
    if row.state == ConferralState.REVOKED:
        return ("已取消命名" if row.kind.act is Act.NAMED else "已撤销"), "danger"
    if row.state == ConferralState.RECOVERED:
        return RECOVERED, "neutral"
    return "有效", "success"
