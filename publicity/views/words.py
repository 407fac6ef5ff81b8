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
    LetterState.INVESTIGATED: ("已调查核实，待作结论", "warning"),
    LetterState.FOUND: ("已作结论，待提处理意见", "warning"),
    LetterState.HANDLED: ("已有处理意见，待答复", "warning"),
    LetterState.ANSWERED: ("已办结，已答复", "success"),
}
FOR_SENDER = {
    LetterState.INVESTIGATED: ("正在调查核实", "warning"),
    LetterState.FOUND: ("调查已有结论，正在研究处理意见", "warning"),
    LetterState.HANDLED: ("已有处理意见，即将答复", "warning"),
}


def outcome_words(letter: Letter) -> tuple[str, str]:
    """The state in words, and its tone, for those who handle it."""
    words, tone = STATES[LetterState(letter.state)]
    if letter.state == LetterState.ANSWERED:
        return (f"{words}：属实", "danger") if letter.substantiated else (f"{words}：不属实", "neutral")
    return words, tone


def sender_words(letter: Letter) -> tuple[str, str]:
    """The same for whoever wrote: the conclusion stands there together with the answer, not before."""
    return FOR_SENDER.get(LetterState(letter.state)) or outcome_words(letter)
