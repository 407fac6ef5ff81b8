"""Nominations: the case itself, what is said of a collective or a person, and what proves it."""

from nominations.models.collective import (
    CollectiveApplication,
    EmployerRecord,
    EmployerRow,
    RecordKind,
    YearRow,
)
from nominations.models.evidence import Attachment, AttachmentKind, Attested, Opinion, OpinionKind, ProvincialHonour
from nominations.models.nomination import (
    ChainStep,
    GeneralReason,
    Nomination,
    Return,
    ReturnReason,
    Revision,
    StepKind,
    SubjectGuard,
)
from nominations.models.person import GradeRow, PersonApplication, Sex, TermRow

__all__ = [
    "Attachment",
    "AttachmentKind",
    "Attested",
    "ChainStep",
    "CollectiveApplication",
    "EmployerRecord",
    "EmployerRow",
    "GeneralReason",
    "GradeRow",
    "Nomination",
    "Opinion",
    "OpinionKind",
    "PersonApplication",
    "ProvincialHonour",
    "RecordKind",
    "Return",
    "ReturnReason",
    "Revision",
    "Sex",
    "StepKind",
    "SubjectGuard",
    "TermRow",
    "YearRow",
]
