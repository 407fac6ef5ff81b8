"""The demo's cast on the real unions above it, without its rounds."""

from __future__ import annotations

import pytest

from clock.models import DemoClock
from demo.parts import PARTS
from demo.story.cast import UNIONS, Cast, engaged
from demo.story.loading import ANCHOR, BEFORE
from ledger.actors import SYSTEM
from unions.actions import Row, plant
from unions.management.commands.load_unions import DATA, read


@pytest.fixture
def players(request: pytest.FixtureRequest) -> Cast:
    """Everybody of the cast; the clock stands at its anchor."""
    request.getfixturevalue("db")
    DemoClock.objects.create(pk=1, now_at=ANCHOR)
    plant(_above(), by=SYSTEM, at=BEFORE)
    return engaged(at=BEFORE)


def _above() -> list[Row]:
    """The real unions above the cast's: the same rows that `load_unions` reads."""
    rows = {row.code: row for row in read(DATA)}
    wanted = {row.parent for row in UNIONS} | {row.industrial_parent for row in UNIONS} | {part.union for part in PARTS}
    found: dict[str, Row] = {}
    while wanted := {code for code in wanted if code in rows and code not in found}:
        found.update({code: rows[code] for code in wanted})
        wanted = {found[code].parent for code in found}
    return list(found.values())
