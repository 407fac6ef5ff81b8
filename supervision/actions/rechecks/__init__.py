"""复查 of one honouree: opened, filled in, concluded (第二十二条第（四）项)."""

from supervision.actions.rechecks.authority import at_its_desk, union_above
from supervision.actions.rechecks.checking import Answer, tick, unanswered
from supervision.actions.rechecks.concluding import (
    accept_mending,
    find_unfit,
    keep,
    keep_renamed,
    order_mending,
    warn,
)
from supervision.actions.rechecks.opening import call_off_all, open_recheck

__all__ = [
    "Answer",
    "accept_mending",
    "at_its_desk",
    "call_off_all",
    "find_unfit",
    "keep",
    "keep_renamed",
    "open_recheck",
    "order_mending",
    "tick",
    "unanswered",
    "union_above",
    "warn",
]
