"""Notices, their windows and items, letters from the public, and the calendar of working days."""

from publicity.models.calendar import CalendarYear
from publicity.models.letters import Attempt, FollowUp, Investigation, Letter, LetterKind, Sender
from publicity.models.notices import Correction, Notice, NoticeItem, NoticeKind, NoticePage

__all__ = [
    "Attempt",
    "CalendarYear",
    "Correction",
    "FollowUp",
    "Investigation",
    "Letter",
    "LetterKind",
    "Notice",
    "NoticeItem",
    "NoticeKind",
    "NoticePage",
    "Sender",
]
