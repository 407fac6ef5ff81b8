"""Shared reads: the calendar, the notices that the public sees, what became of each item, and who reads which letter."""

from publicity.queries.calendar import base_calendar, calendar, overlaid
from publicity.queries.letters import (
    follow_ups,
    honour_of,
    letter_of_receipt,
    letters_seen_by,
    open_letters,
    substantiated_reports,
    without_own,
)
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
    "follow_ups",
    "honour_of",
    "letter_of_receipt",
    "letters_seen_by",
    "notices_found",
    "notices_public",
    "notices_seen_by",
    "open_letters",
    "overlaid",
    "shows_text",
    "standing",
    "state_on",
    "substantiated_reports",
    "unending",
    "without_own",
]
