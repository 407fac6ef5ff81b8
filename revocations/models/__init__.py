"""Records of revocation, one module each."""

from revocations.models.cases import CaseFile, CaseSource, CaseStep, CaseSubject, RecommenderNotice, RevocationCase
from revocations.models.grounds import CaseGround, GroundEvidence
from revocations.models.hearings import Hearing
from revocations.models.triggers import Trigger

__all__ = [
    "CaseFile",
    "CaseGround",
    "CaseSource",
    "CaseStep",
    "CaseSubject",
    "GroundEvidence",
    "Hearing",
    "RecommenderNotice",
    "RevocationCase",
    "Trigger",
]
