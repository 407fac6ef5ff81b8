"""What a caller would fill in for the doors after the honour: figures, papers and days that fit most of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

AFTER = frozenset({
    "years", "events", "support", "programmes", "rechecks", "own-rechecks", "recovery", "ends", "revocations", "hearings",
})  # fmt: skip
"""The first words of the addresses after the honour."""
DAYS = ("happened_on", "paid_on", "received_on", "destroyed_on", "sent_on", "issued_on")


def words_after(paper: str, *, at: datetime) -> dict[str, Any]:
    """Values by name, in the order of no door in particular."""
    today, later = at.date().isoformat(), (at + timedelta(days=150)).date().isoformat()
    meeting = {"held_on": today, "place": "三楼会议室", "attendees": "全体成员", "minutes": paper}
    return {
        **dict.fromkeys(DAYS, today), "due_on": later, "mend_by": later, "days": [{"step": "unit", "due_on": later}],
        "year": at.year - 1, "figures": {"employees": 100, "members": 95, "remarks": ""}, "paper": paper,
        "spending_rules": "按规定列支", "meeting": meeting, "told": {"facts": "事实", "happened_on": today},
    }  # fmt: skip
