"""Records into the law's nouns: lists as the law counts them, and the canonical text that a decision is bound to."""

from reviews.facts.content import digest_of, elevation_digest, final_digest_of, proposal_digest_of
from reviews.facts.structure import Swap, judge_list, list_facts, rows_of, swaps
from reviews.facts.traits import traits_of

__all__ = [
    "Swap",
    "digest_of",
    "elevation_digest",
    "final_digest_of",
    "judge_list",
    "list_facts",
    "proposal_digest_of",
    "rows_of",
    "swaps",
    "traits_of",
]
