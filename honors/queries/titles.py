"""Elevated titles and the honours they stand on (第九条, 决定 20)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from honors.models import Conferral
from honors.moves import ConferralState
from honors.queries.conditions import setting
from honors.settings import ELEVATED_FALLS_WITH_BASE

PART = 500


def titles_on(bases: Collection[int], state: str) -> list[Conferral]:
    """The elevated titles in this state that stand on these honours."""
    ids, found = sorted(bases), list[Conferral]()
    for start in range(0, len(ids), PART):
        rows = Conferral.objects.filter(base__in=ids[start : start + PART], state=state)
        found += rows.select_related("round", "base", "union", "recommender", "chain").order_by("pk")
    return found


def falls_with_base(title: Conferral) -> bool:
    """Whether an elevated title ends with the honour that it stands on: a setting of its round, yes by default."""
    return bool(setting(title.round, ELEVATED_FALLS_WITH_BASE))


def fallen_with(conferrals: Sequence[Conferral]) -> list[Conferral]:
    """These honours and every standing elevated title that falls with one of them (决定 20)."""
    named = {one.pk for one in conferrals}
    titles = titles_on(named, ConferralState.VALID)
    return [*conferrals, *(one for one in titles if one.pk not in named and falls_with_base(one))]
