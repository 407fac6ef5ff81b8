"""A case as the law sees it, and as a decision is bound to it."""

from revocations.facts.charges import Charge, charges_of, judge_case
from revocations.facts.file import case_digest, case_text, entered_since, requested_digest
from revocations.facts.route import judge_route, recommenders_of, route_of
from revocations.facts.told import Heard, heard, told_text

__all__ = [
    "Charge",
    "Heard",
    "case_digest",
    "case_text",
    "charges_of",
    "entered_since",
    "heard",
    "judge_case",
    "judge_route",
    "recommenders_of",
    "requested_digest",
    "route_of",
    "told_text",
]
