"""What a round freezes when it opens: everything that will judge its nominations, as plain values (决定 14)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from honors.models import Measure, Round
from honors.moves import MeasureState
from honors.queries.conditions import measure_as_json, settings_of
from regulation.parameters import YEARS_LOOKED_AT, value

WORDS = (
    "name",
    "year",
    "kind",
    "notice_number",
    "notice_title",
    "subjects",
    "conditions",
    "procedure",
    "organisation",
    "front_line_definition",
    "contacts",
    "discipline_contacts",
    "third_round_document",
    "unusual_reason",
)


def snapshot(round: Round, *, on: date) -> dict[str, Any]:
    """The round as it would be frozen on a day."""
    return {
        **{name: getattr(round, name) for name in WORDS},
        "opened_on": on.isoformat(),
        "years": years_named(round.year, on),
        "honours": {
            row.honour: {"total": row.total, "elevated_total": row.elevated_total} for row in round.honours.all()
        },
        "deadlines": {row.step: row.due_at.isoformat() for row in round.deadlines.all()},
        "settings": settings_of(round),
        "papers": {row.code: {"paper": row.paper, "set_by": row.set_by} for row in round.settings.all()},
        "requirements": [
            {
                "honours": row.honours,
                "trait": row.trait,
                "ceiling": row.ceiling,
                "percent": None if row.percent is None else str(row.percent),
                "number": row.number,
                "generally": row.generally,
                "source": row.source,
            }
            for row in round.requirements.order_by("pk")
        ],
        "quotas": [
            [row.recommender_id, row.recommender.name, row.honour, row.cell, row.granted]
            for row in round.quotas.select_related("recommender").order_by("recommender_id", "honour", "cell")
        ],
        "measures": measures_in_force(on),
    }


def years_named(year: int, on: date) -> list[int]:
    """近三年: the complete calendar years before the year of filing, named in the notice (决定 3)."""
    return list(range(year - value(YEARS_LOOKED_AT, on), year))


def measures_in_force(on: date) -> dict[str, list[dict[str, Any]]]:
    """The measures of every recommending unit that are in force on a day, oldest first (第二十九条)."""
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = Measure.objects.filter(state=MeasureState.IN_FORCE, effective_on__lte=on).order_by("effective_on", "pk")
    for row in rows:
        found[str(row.union_id)].append(measure_as_json(row))
    return dict(found)
