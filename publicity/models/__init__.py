"""Notices, their windows and items, letters from the public, and the calendar of working days."""

from publicity.models.calendar import CalendarYear
from publicity.models.letters import Letter, LetterKind
from publicity.models.notices import Correction, Notice, NoticeItem, NoticeKind, NoticePage

__all__ = [
    "CalendarYear",
    "Correction",
    "Letter",
    "LetterKind",
    "Notice",
    "NoticeItem",
    "NoticeKind",
    "NoticePage",
]
