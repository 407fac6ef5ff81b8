"""Enumerations whose members carry the word that the screen prints."""

from __future__ import annotations

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
