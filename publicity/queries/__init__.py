"""Shared reads: the calendar, the notices that the public sees, what became of each item, and who reads which letter."""

from publicity.queries.calendar import base_calendar, calendar
from publicity.queries.letters import letter_of_receipt, letters_seen_by, open_letters
from publicity.queries.notices import (
    Standing,
    notices_found,
    notices_public,
    notices_seen_by,
    shows_text,
    standing,
    state_on,
    unending,
)

__all__ = [
    "Standing",
    "base_calendar",
    "calendar",
    "letter_of_receipt",
    "letters_seen_by",
    "notices_found",
    "notices_public",
    "notices_seen_by",
    "open_letters",
    "shows_text",
    "standing",
    "state_on",
    "unending",
]
