"""第二十七条: a unit is reported to have ended; the next higher union examines, recovers, and reports level by level."""

from supervision.actions.ends.examining import dismiss_end, establish, keep_in_successor, take_over_end
from supervision.actions.ends.passing import close_end, pass_up, recover_all
from supervision.actions.ends.reporting import report_closed, report_end

__all__ = [
    "close_end",
    "dismiss_end",
    "establish",
    "keep_in_successor",
    "pass_up",
    "recover_all",
    "report_closed",
    "report_end",
    "take_over_end",
]
