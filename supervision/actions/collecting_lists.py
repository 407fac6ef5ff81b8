"""The same for many items at once: each by its own move, with what became of it (92 units of one withdrawn decision)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.models import Document
from regulation.refusals import Refused
from supervision.actions.collecting import Collecting, declare_lost, destroy, receive, remind
from supervision.models import RecoveryItem
from unions.models import Post

AT_ONCE = 500
"""So many in one go: what one form can carry."""
ARTICLE = "第二十三至二十七条"

Seen = Sequence[tuple[RecoveryItem, int]]
"""The items, each with the version that the reader saw."""


@dataclass(frozen=True)
class Outcome:
    """What became of one item: done, or the law's no."""

    item: RecoveryItem
    refused: Refused | None = None

    @property
    def done(self) -> bool:
        return self.refused is None


def remind_all(seen: Seen, *, by: Post, at: datetime) -> list[Outcome]:
    """催交 each. Refused "nothing_chosen", "too_many"; every other refusal stands beside its item."""
    asked = Collecting(by, at=at)
    return _each(seen, lambda item, version: remind(item, by=by, at=at, version=version, collecting=asked))


def receive_all(seen: Seen, *, received_on: date, by: Post, at: datetime) -> list[Outcome]:
    """收回 each on the same day. Refused as `remind_all`."""
    asked = Collecting(by, at=at)
    return _each(
        seen,
        lambda item, version: receive(item, received_on=received_on, by=by, at=at, version=version, collecting=asked),
    )


def declare_all_lost(
    seen: Seen, *, statement: str, paper: Document | None = None, by: Post, at: datetime
) -> list[Outcome]:
    """登记遗失 of each with one statement. Refused as `remind_all`."""
    asked = Collecting(by, at=at)
    return _each(
        seen,
        lambda item, version: declare_lost(
            item, statement=statement, paper=paper, by=by, at=at, version=version, collecting=asked
        ),
    )


def destroy_all(seen: Seen, *, destroyed_on: date, by: Post, at: datetime) -> list[Outcome]:
    """销毁 each on the same day. Refused as `remind_all`."""
    asked = Collecting(by, at=at)
    return _each(
        seen,
        lambda item, version: destroy(item, destroyed_on=destroyed_on, by=by, at=at, version=version, collecting=asked),
    )


def _each(seen: Seen, verb: Callable[[RecoveryItem, int], object]) -> list[Outcome]:
    if not seen:
        raise Refused("nothing_chosen", "请至少选择一项。", ARTICLE)
    if len(seen) > AT_ONCE:
        raise Refused("too_many", f"一次最多办理 {AT_ONCE} 项，请分几次办理。", ARTICLE)
    found = []
    for item, version in seen:
        try:
            verb(item, version)
            found.append(Outcome(item))
        except Refused as refused:
            found.append(Outcome(item, refused))
    return found
