"""Moves on one case: the address names the move, GET shows where it stands, POST makes it."""

from reviews.views.cases.auditing import auditing, mended, mending, unfit
from reviews.views.cases.inquiring import disqualification, inquiries
from reviews.views.cases.listing import departure, entry, lapsing, striking, unproposal, withdrawal
from reviews.views.cases.reviewing import endorsement, refusal, returning
from reviews.views.cases.shared import PAGES, moves

__all__ = [
    "PAGES",
    "auditing",
    "departure",
    "disqualification",
    "endorsement",
    "entry",
    "inquiries",
    "lapsing",
    "mended",
    "mending",
    "moves",
    "refusal",
    "returning",
    "striking",
    "unfit",
    "unproposal",
    "withdrawal",
]
