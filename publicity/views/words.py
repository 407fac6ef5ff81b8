"""How the state of a letter is said: to its sender, and to those who handle it."""

from __future__ import annotations

from publicity.models import Letter
from publicity.moves import LetterState

STATES = {
    LetterState.RECEIVED: ("已收到，待受理", "info"),
    LetterState.ACCEPTED: ("已受理，正在核查", "warning"),
    LetterState.NOT_ACCEPTED: ("不予受理", "neutral"),
    LetterState.UPHELD: ("经查属实", "danger"),
    LetterState.DISMISSED: ("经查不属实", "neutral"),
}


def outcome_words(letter: Letter) -> tuple[str, str]:
    """The state in words, and its tone."""
    return STATES[LetterState(letter.state)]
