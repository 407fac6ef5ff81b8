"""Words that the screen prints: enumerations whose members carry theirs, and days as a sentence says them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A stable English value and its Chinese label: `KIND = "kind", "种类"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and label of every member, in order, as forms and columns want them."""
        return [(member.value, member.label) for member in cls]


def day_words(day: date) -> str:
    """2026年3月2日: how every sentence says a day; data keeps the ISO form."""
    return f"{day.year}年{day.month}月{day.day}日"
