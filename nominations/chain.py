"""The path of a case: from the union that files, up the tree to its recommending unit, the department and the secretariat.

How many steps there are is data: a Beijing district stands directly below its province, a province's own office has no
step below it (第十六条第三款、第十七条、第十九条、第二十条).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nominations.models import ChainStep, Nomination, StepKind
from unions.models import Union
from unions.queries import chain_above, national


@dataclass(frozen=True)
class Place:
    """One step of a path that is not frozen yet."""

    position: int
    kind: StepKind
    union: Union


def path_of(union: Union, *, industrial: bool = False, line: Sequence[Union] | None = None) -> list[Place]:
    """The steps above a filing union, in order. Refused as `chain_above` where there is none; `line` as there."""
    *reviewing, recommender = chain_above(union, industrial=industrial, line=line)
    nation = _nation_above(recommender)
    kinds = [
        *((StepKind.REVIEW, each) for each in reviewing),
        (StepKind.RECOMMEND, recommender),
        (StepKind.NATIONAL, nation),
        (StepKind.SECRETARIAT, nation),
    ]
    return [Place(position, kind, each) for position, (kind, each) in enumerate(kinds, start=1)]


def _nation_above(recommender: Union) -> Union:
    """全总: mostly read already, with the line that was climbed."""
    above = recommender.parent
    return above if above is not None and above.is_national else national()


def next_union(nomination: Nomination) -> Union:
    """The next higher union: it handles objections to the notice in the unit, never the nominating one (决定 11)."""
    path = path_of(nomination.union, industrial=nomination.industrial_line)
    return next(place.union for place in path if place.union.pk != nomination.union_id)


def freeze(nomination: Nomination, path: Sequence[Place] | None = None) -> list[ChainStep]:
    """Write the path down as rows; from now on a change of the union tree does not move the case.

    `path` is the one that the caller has just read, if it has.
    """
    places = path if path is not None else path_of(nomination.union, industrial=nomination.industrial_line)
    return ChainStep.objects.bulk_create(
        [
            ChainStep(
                nomination=nomination,
                position=place.position,
                kind=place.kind,
                union=place.union,
                union_name=place.union.name,
            )
            for place in places
        ]
    )


def step_at(nomination: Nomination, position: int) -> ChainStep:
    """The step of the frozen chain at a position."""
    return ChainStep.objects.select_related("union").get(nomination=nomination, position=position)


def current_step(nomination: Nomination) -> ChainStep | None:
    """The step that holds the case; None while it is with the filing union."""
    if not nomination.position:
        return None
    return step_at(nomination, nomination.position)
