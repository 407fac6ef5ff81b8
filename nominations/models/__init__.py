"""Nominations: the case itself, what is said of a collective or a person, and what proves it."""

from nominations.models.collective import (
    CollectiveApplication,
    EmployerRecord,
    EmployerRow,
    YearRow,
)
from nominations.models.evidence import Attachment, Attested, Opinion, ProvincialHonour
from nominations.models.nomination import (
    ChainStep,
    GeneralReason,
    Nomination,
    Return,
    ReturnReason,
    Revision,
    StepKind,
)
from nominations.models.person import GradeRow, PersonApplication, TermRow

__all__ = [
    "Attachment",
    "Attested",
    "ChainStep",
    "CollectiveApplication",
    "EmployerRecord",
    "EmployerRow",
    "GeneralReason",
    "GradeRow",
    "Nomination",
    "Opinion",
    "PersonApplication",
    "ProvincialHonour",
    "Return",
    "ReturnReason",
    "Revision",
    "StepKind",
    "TermRow",
    "YearRow",
]
