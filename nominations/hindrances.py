"""What keeps a post from a move that the state offers: the own case (决定 15), and the deadline of its level (第十五条).

The verbs judge; this says beforehand what they would say, so that a page shows the button or why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from decisions.queries import is_own_case, own_case
from honors.models import Step
from honors.queries import STEP_OF_LEVEL, deadlines, overdue
from ledger.moves import Move, Who
from nominations.models import Nomination
from nominations.moves import (
    ASK_MENDING,
    CLEAR,
    ENDORSE,
    ENTER_LIST,
    FILE,
    FIND_UNFIT,
    MEND,
    REFUSE,
    RETURN,
)
from nominations.queries import case_subjects
from regulation.refusals import Refused
from unions.models import Post, Union
from unions.queries import national

BY_THE_HOLDER = (ENDORSE, RETURN, REFUSE, ENTER_LIST)
BY_THE_NATION = (CLEAR, ASK_MENDING, FIND_UNFIT)


class Hindrances:
    """What stands in a post's way with one case; each question is asked once, when a move needs it."""

    def __init__(self, nomination: Nomination, *, by: Post, at: datetime) -> None:
        self.nomination, self.by, self.at = nomination, by, at
        self._due: dict[int, dict[str, datetime]] = {}

    def why(self, move: Move) -> str:
        """The sentence with which the verb would refuse this post now; empty when nothing stands in the way."""
        refused = self._refused(move)
        if refused is None:
            return ""
        return f"{refused.sentence}（{refused.article}）" if refused.article else refused.sentence

    def due(self, step: str, union: Union) -> datetime | None:
        """The last moment for a step at a union."""
        if union.pk not in self._due:
            self._due[union.pk] = deadlines(self.nomination.round, union)
        return self._due[union.pk].get(str(step))

    @cached_property
    def is_own(self) -> bool:
        """Whether it is the person's own case: drafted, nominated in it, or a relation declared."""
        case = self.nomination
        keys = {case.person_key} - {""}
        return is_own_case(
            self.by.person, subjects=case_subjects(case), drafters={case.drafted_by_id}, person_keys=keys
        )

    def _refused(self, move: Move) -> Refused | None:
        if not self._of_the_filer(move) and self.is_own:
            return own_case()
        timed = self._timed(move)
        if timed is None:
            return None
        step, union = timed
        return overdue(step, union, due_at=self.due(step, union), at=self.at)

    @staticmethod
    def _of_the_filer(move: Move) -> bool:
        """Whoever files or mends decides nothing."""
        return move.who is Who.CLERK or move is MEND

    def _timed(self, move: Move) -> tuple[str, Union] | None:
        """The step whose deadline ends the time for a move, and the union to which it applies."""
        case = self.nomination
        if move is FILE and case.filed_at is None:
            return Step.FILE, case.union
        if move in BY_THE_HOLDER:
            return STEP_OF_LEVEL.get(case.holder.level, Step.TOWNSHIP), case.holder
        if move in BY_THE_NATION:
            return Step.AUDIT, case.holder if case.holder.is_national else national()
        return None


def grouped(moves: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """(title, why not) of moves that cannot be made, those with the same reason together, for the pages."""
    found: dict[str, list[str]] = {}
    for title, why in moves:
        if why:
            found.setdefault(why, []).append(title)
    return [{"titles": "、".join(titles), "why": why} for why, titles in found.items()]
