"""What a candidate counts as, for typed places and structure requirements."""

from __future__ import annotations

from collections.abc import Collection

from nominations.models import Nomination
from regulation.lists import FRONT_LINE, NON_PUBLIC, WOMAN


def traits_of(nomination: Nomination, non_public: Collection[str]) -> frozenset[str]:
    """The traits of a nomination; `non_public` are the natures that its round counts as non-public (决定 17)."""
    told = {
        NON_PUBLIC: nomination.nature in non_public,
        "public": bool(nomination.nature) and nomination.nature not in non_public,
        FRONT_LINE: nomination.front_line,
        WOMAN: nomination.woman,
        "migrant": nomination.migrant,
        "leader": nomination.leader,
        "office_cadre": nomination.office_cadre,
        nomination.nature: bool(nomination.nature),
    }
    return frozenset(trait for trait, holds in told.items() if holds)
