"""How programmes and re-checks are named on every page: a word and its tone."""

from __future__ import annotations

from datetime import date

from supervision.models import Outcome, Recheck, RecheckProgramme
from supervision.moves import ProgrammeState, RecheckState
from unions.models import Role

WATCHERS = (Role.CLERK, Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL)
"""Who supervises what stands below."""

PROGRAMMES = {
    ProgrammeState.DRAFT: ("待确定对象", "warning"),
    ProgrammeState.RUNNING: ("复查中", "info"),
    ProgrammeState.FINISHED: ("已结束", "success"),
    ProgrammeState.CANCELLED: ("已取消", "neutral"),
}
OUTCOMES = {
    Outcome.KEPT: "success",
    Outcome.KEPT_RENAMED: "success",
    Outcome.WARNED: "warning",
    Outcome.RESTORED: "success",
    Outcome.UNFIT: "danger",
    Outcome.CALLED_OFF: "neutral",
}


def programme_words(programme: RecheckProgramme) -> tuple[str, str]:
    """The state of a programme."""
    return PROGRAMMES[ProgrammeState(programme.state)]


def recheck_words(recheck: Recheck) -> tuple[str, str]:
    """The state of a re-check, or how it ended."""
    if recheck.state == RecheckState.CONCLUDED:
        return Outcome(recheck.outcome).label, OUTCOMES[Outcome(recheck.outcome)]
    return ("限期整改", "warning") if recheck.state == RecheckState.MENDING else ("复查中", "info")


def days_left(recheck: Recheck, on: date) -> int | None:
    """The days until what is due; nothing where nothing is."""
    return None if recheck.state == RecheckState.CONCLUDED else (recheck.due_on - on).days
