"""What a move is: one row of a record's table (from, to, who, article). The tables stand in the records' own apps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    """Who may make a move: the permission asked of the acting post."""

    CLERK = "nominate"
    HOLDER = "review"
    RECOMMENDER = "recommend"
    NATIONAL = "audit"
    SECRETARIAT = "decide"
    PUBLISHER = "publish"
    SUPERVISOR = "supervise"
    HANDLER = "handle_letters"
    SYSTEM = "system"
    PUBLIC = "public"

    @property
    def title(self) -> str:  # type: ignore[override]  # a StrEnum inherits str.title, which nobody asks here
        return _WHO_TITLES[self]


_WHO_TITLES = {
    Who.CLERK: "申报工会经办人",
    Who.HOLDER: "当前审查工会",
    Who.RECOMMENDER: "推荐单位",
    Who.NATIONAL: "全总基层工作部",
    Who.SECRETARIAT: "全总书记处",
    Who.PUBLISHER: "公示发布工会",
    Who.SUPERVISOR: "上级工会",
    Who.HANDLER: "异议受理工会",
    Who.SYSTEM: "系统到期办理",
    Who.PUBLIC: "社会公众",
}


@dataclass(frozen=True)
class Move:
    """One lawful step of a record: from which states, to which state (None: the state stays), by whom, by which article."""

    code: str
    title: str
    sources: frozenset[str]
    target: str | None
    who: Who
    article: str

    def __str__(self) -> str:
        return self.code


_TITLES: dict[tuple[str, str], str] = {}


def title_of(record: str, act: str) -> str:
    """How an act of the ledger is printed: a move by its title, anything else as it was written."""
    return _TITLES.get((record.lower(), act), act)


def codes_of(record: str) -> tuple[str, ...]:
    """The codes of all moves of a kind of record: what else stands in its history moved nothing."""
    return tuple(code for kind, code in _TITLES if kind == record.lower())


class MoveTable:
    """All lawful steps of one kind of record. What is not a row here cannot happen."""

    def __init__(self, record: str, states: type[StrEnum], initial: str) -> None:
        self.record = record
        self.states = states
        self.initial = initial
        self._moves: dict[str, Move] = {}

    def add(
        self, code: str, title: str, *, sources: tuple[str, ...], target: str | None, who: Who, article: str
    ) -> Move:
        """Add one row; a code names one row only."""
        if code in self._moves:
            raise ValueError(f"{self.record}: move {code} stands twice in the table")
        move = Move(
            code, title, frozenset(str(s) for s in sources), target if target is None else str(target), who, article
        )
        self._moves[code] = move
        _TITLES[(self.record.lower(), code)] = title
        return move

    def __iter__(self) -> Iterator[Move]:
        return iter(self._moves.values())

    def __getitem__(self, code: str) -> Move:
        return self._moves[code]

    def from_state(self, state: str) -> tuple[Move, ...]:
        """The moves that start in a state."""
        return tuple(move for move in self if state in move.sources)
