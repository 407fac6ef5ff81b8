"""The conditions of a round: as frozen when it opened; of a draft, as they stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from honors.models import Measure, Round
from honors.moves import MeasureState
from honors.settings import NON_PUBLIC_NATURES, SATISFACTION_READING, SETTINGS, TITLE_ISSUERS, Value
from regulation.facts import Reading, Settings, TitleIssuer
from regulation.parameters import NOTICE_WORKING_DAYS
from unions.models import Union

MOST_KEPT = 32
_KEPT: dict[str, dict[str, Any]] = {}


def frozen(round: Round) -> dict[str, Any]:
    """Everything that judges the round's nominations, as it was frozen at its opening; empty for a draft."""
    if not round.frozen_digest:
        return {}
    # Thousands of nominations of a few rounds read the same text: it is kept by its digest, so that a round may even be
    # read without it. Nobody writes into the answer.
    known = _KEPT.get(round.frozen_digest)
    if known is None:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        known = _KEPT[round.frozen_digest] = json.loads(round.frozen)
    return known


def settings_of(round: Round) -> dict[str, Value]:
    """Every setting with its value: frozen, or set in the draft, or the default."""
    if round.frozen_digest:
        held: Mapping[str, Value] = frozen(round)["settings"]
    else:
        held = dict(round.settings.values_list("code", "value"))
    return {code: held.get(code, kind.initial) for code, kind in SETTINGS.items()}


def setting(round: Round, code: str) -> Any:
    """One setting of a round."""
    return settings_of(round)[code]


def is_public_nature(round: Round, nature: str) -> bool:
    """Whether a unit of this kind counts as public in this round (第十八条, 决定 17)."""
    return nature not in setting(round, NON_PUBLIC_NATURES)


def measures_of(round: Round, recommender: Union) -> list[dict[str, Any]]:
    """The measures of a recommending unit that were in force when the round opened (第二十九条)."""
    if round.frozen_digest:
        found: list[dict[str, Any]] = frozen(round)["measures"].get(str(recommender.pk), [])
        return found
    rows = Measure.objects.filter(union=recommender, state=MeasureState.IN_FORCE).order_by("effective_on", "pk")
    return [measure_as_json(row) for row in rows]


def measure_as_json(measure: Measure) -> dict[str, Any]:
    """A measure, as a round freezes it."""
    return {
        "title": measure.title,
        "number": measure.number,
        "effective_on": measure.effective_on.isoformat(),
        "parameters": measure.parameters,
        "documents": measure.documents,
    }


def stricter_parameters(round: Round, recommender: Union) -> dict[str, Fraction]:
    """The stricter parameters of a recommending unit in this round; of several measures the latest sets each."""
    found: dict[str, Fraction] = {}
    for measure in measures_of(round, recommender):
        found |= {code: Fraction(text) for code, text in measure["parameters"].items()}
    return found


def notice_days(round: Round, code: str, recommender: Union | None = None) -> int:
    """The working days of a notice: the round's setting (`UNIT_NOTICE_DAYS` …), or more where a measure asks for more."""
    days = setting(round, code)
    own = stricter_parameters(round, recommender).get(NOTICE_WORKING_DAYS.code) if recommender is not None else None
    return max(int(days), int(own or 0))


def extra_documents(round: Round, recommender: Union, honour: str) -> tuple[str, ...]:
    """The papers that a recommending unit's measures ask for beyond the regulation."""
    found: list[str] = []
    for measure in measures_of(round, recommender):
        found += [name for name in measure["documents"].get(honour, []) if name not in found]
    return tuple(found)


def settings_for(round: Round, recommender: Union) -> Settings:
    """What the law's rules need to know of the round and of the recommending unit."""
    held = settings_of(round)
    issuers = held[TITLE_ISSUERS]
    assert isinstance(issuers, list)
    return Settings(
        satisfaction=Reading(str(held[SATISFACTION_READING])),
        title_issuers=tuple(TitleIssuer(issuer) for issuer in issuers),
        stricter=stricter_parameters(round, recommender),
    )
