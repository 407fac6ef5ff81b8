"""Records of supervision, one module each."""

from supervision.models.ends import EndHonour, EndStep, UnitEnd
from supervision.models.events import Event, EventKind
from supervision.models.rechecks import (
    CheckResult,
    Indicator,
    Method,
    Outcome,
    Recheck,
    RecheckItem,
    RecheckProgramme,
)
from supervision.models.recovery import Cause, ItemKind, RecoveryItem
from supervision.models.support import MoneyKind, Support
from supervision.models.years import DueStep, YearDue, YearReport

__all__ = [
    "Cause",
    "CheckResult",
    "DueStep",
    "EndHonour",
    "EndStep",
    "Event",
    "EventKind",
    "Indicator",
    "ItemKind",
    "Method",
    "MoneyKind",
    "Outcome",
    "Recheck",
    "RecheckItem",
    "RecheckProgramme",
    "RecoveryItem",
    "Support",
    "UnitEnd",
    "YearDue",
    "YearReport",
]
