"""Which union is 上一级工会 of an honoured unit today (第二十七条): the next one that still exists."""

from __future__ import annotations

from collections.abc import Iterator

from honors.models import Conferral
from regulation.refusals import Refused
from unions.models import Union
from unions.queries import chain_above, national, successor_of


def next_higher_unions(unit: Union, *, ended: Union | None = None) -> list[Union]:
    """The next existing union above a unit on its local line and, where there is one, on its industrial line.

    `ended`: a unit known to have come to its end; it and all below it are passed over, although the tree may still name
    them. Above a recommending unit stands 全总.
    """
    found: list[Union] = []
    for line in _lines(unit):
        first = next((above for above in line if ended is None or not above.is_below(ended)), None)
        found.append(first or national())
    return list(dict.fromkeys(found))


def recoverers(conferral: Conferral, *, ended: Union | None = None) -> list[Union]:
    """Who recovers certificate and plaque of an honour whose unit has ended: what the unit has become is asked."""
    return next_higher_unions(successor_of(conferral.union), ended=ended)


def _lines(unit: Union) -> Iterator[list[Union]]:
    if unit.is_recommender or unit.is_national:
        yield []
        return
    yield chain_above(unit)
    try:
        yield chain_above(unit, industrial=True)
    except Refused:
        return  # it has no industrial line
