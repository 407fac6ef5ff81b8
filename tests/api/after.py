"""What a caller would fill in for the doors after the honour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from revocations.models import RevocationCase
from revocations.queries import targets_of
from supervision.models import Recheck
from supervision.queries import supervised_by
from supervision.queries.rechecks import rechecks_waiting
from supervision.queries.years import open_years, reports_on
from unions.models import Post

AFTER = frozenset({
    "years", "events", "support", "programmes", "rechecks", "own-rechecks", "recovery", "ends", "revocations", "hearings",
})  # fmt: skip
"""The first words of the addresses after the honour."""


def known_after(post: Post, paper: str, *, at: datetime) -> dict[str, Any]:
    """Ids, figures, papers and days that fit most of these doors."""
    today, later = at.date(), (at + timedelta(days=150)).date()
    standing = supervised_by(post).filter(state="valid", elevated="")
    honour = standing.filter(revocation_subjects__isnull=True).order_by("-pk").first() or standing.first()
    mine = reports_on(post).order_by("-pk").first()
    recheck: Recheck | None = rechecks_waiting(post).first()
    years = open_years(mine, on=today) if mine else []
    meeting = {"held_on": today.isoformat(), "place": "三楼会议室", "attendees": "全体成员", "minutes": paper}
    return {
        "conferral": honour.pk if honour else 1, "conferrals": [honour.pk] if honour else [1], "paper": paper,
        "year": years[0] if years else today.year - 1, "figures": {"employees": 100, "members": 95, "remarks": ""},
        "days": [{"step": "unit", "due_on": later.isoformat()}], "happened_on": today.isoformat(),
        "paid_on": today.isoformat(), "due_on": later.isoformat(), "mend_by": later.isoformat(), "spending_rules": "按规定列支",
        "received_on": today.isoformat(), "destroyed_on": today.isoformat(), "sent_on": today.isoformat(),
        "recheck": recheck.pk if recheck else 1, "version": recheck.version if recheck else 1, "meeting": meeting,
        "told": {"facts": "事实", "happened_on": today.isoformat()}, "document": honour.decision_id if honour else 1,
    }  # fmt: skip


def known_of_case(case: RevocationCase) -> dict[str, Any]:
    """The parts of one case by their ids."""
    subject, ground = case.subjects.order_by("position").first(), case.grounds.order_by("pk").first()
    proof = ground.evidence.first() if ground else None
    to = next((union.pk for union in targets_of(case) if union.pk != case.holder_id), 1)
    return {
        "version": case.version, "subject": subject.pk if subject else 1, "ground": ground.pk if ground else 1,
        "evidence": proof.pk if proof else 1, "to": to, "element": "fact",
        "recommender": subject.conferral.recommender_id if subject else 1,
    }  # fmt: skip
