"""How long each step of recovery may take, in days: 及时 in figures (第二十七条 sets none; decision 38)."""

from __future__ import annotations

from datetime import date, timedelta

HAND_IN = 30
"""From the demand to the day by which certificate and plaque are to be handed in, unless the demand names another."""
REMIND_EVERY = 10
"""An overdue item is asked for again after so many days."""
EXAMINE = 15
"""From a report that a unit has ended to the finding of the next higher union."""
PASS_UP = 10
"""Each level on the way up."""


def after(days: int, on: date) -> date:
    """The day that many days after another."""
    return on + timedelta(days=days)
