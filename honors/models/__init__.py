"""Rounds, quotas, provincial measures, and the register of those who were honoured."""

from honors.models.quotas import PlaceEntry, PlaceKind, Quota
from honors.models.register import CertificateSeries, Conferral, SubjectPost
from honors.models.rounds import (
    Deadline,
    Extension,
    Measure,
    Round,
    RoundHonour,
    RoundSetting,
    Step,
    StructureRequirement,
)

__all__ = [
    "CertificateSeries",
    "Conferral",
    "Deadline",
    "Extension",
    "Measure",
    "PlaceEntry",
    "PlaceKind",
    "Quota",
    "Round",
    "RoundHonour",
    "RoundSetting",
    "Step",
    "StructureRequirement",
    "SubjectPost",
]
