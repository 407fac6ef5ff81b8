"""申报前自查: what will be asked of each honour, read from the rules themselves, so that nobody begins in vain."""

from __future__ import annotations

from dataclasses import dataclass

from regulation.honours import Honour, law_of


@dataclass(frozen=True)
class Asked:
    """One condition: its article, its words, and whether it holds only 一般."""

    article: str
    title: str
    generally: bool


@dataclass(frozen=True)
class Conditions:
    """Everything that one honour asks."""

    honour: Honour
    asked: tuple[Asked, ...]


def conditions_asked() -> list[Conditions]:
    """The rules of all five honours, in the order of the law."""
    return [
        Conditions(
            honour, tuple(Asked(r.article, r.title, r.generally) for r in law_of(honour).law.rules if r.until is None)
        )
        for honour in Honour
    ]
