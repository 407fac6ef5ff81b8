"""The states of a yearly report in words."""

from __future__ import annotations

from supervision.models import YearReport
from supervision.moves import YearState

WORDS = {
    YearState.REPORTED: ("待核对", "warning"),
    YearState.RETURNED: ("退回补正", "danger"),
    YearState.CONFIRMED: ("已核对", "success"),
}


def year_words(report: YearReport) -> tuple[str, str]:
    """The state and its tone."""
    return WORDS[YearState(report.state)]
