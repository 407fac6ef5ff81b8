"""What a case is about, and who sees it."""

from revocations.queries.cases import cases_seen_by, queue_of, source_words, subjects_seen_by
from revocations.queries.hearings import answers_for, hearings_of
from revocations.queries.standing import grounds_of, here, last_hearings, subjects_of
from revocations.queries.targets import accused_by, applicants_of, targets_of

__all__ = [
    "accused_by",
    "answers_for",
    "applicants_of",
    "cases_seen_by",
    "grounds_of",
    "hearings_of",
    "here",
    "last_hearings",
    "queue_of",
    "source_words",
    "subjects_of",
    "subjects_seen_by",
    "targets_of",
]
