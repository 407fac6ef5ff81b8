"""The same questions for thousands of honours at once, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from honors.models import Conferral
from nominations.models import Nomination
from unions.models import Kind, Union
from unions.queries import national

PART = 500
Tree = dict[int, Union]
T = TypeVar("T")


def originals_of(conferrals: Iterable[Conferral]) -> dict[int, Union]:
    """原推荐单位 of each honour, by the id of the honour; see `original_of`."""
    rows = list(conferrals)
    filed: dict[str, Union] = {}
    for part in _parts(sorted({row.nomination for row in rows})):
        for nomination in Nomination.objects.filter(chain__key__in=part).select_related("union", "chain"):
            filed[nomination.chain.key] = nomination.union
    missing = {row.union_id for row in rows if row.nomination not in filed}
    tree = _read(missing)
    return {row.pk: filed.get(row.nomination) or tree[row.union_id] for row in rows}


def responsible_for_all(conferrals: Iterable[Conferral]) -> dict[int, Union]:
    """The next higher existing union of each honour, by the id of the honour; see `responsible_for`."""
    rows = list(conferrals)
    tree = _with_all_above({pk for row in rows for pk in (row.union_id, row.recommender_id)})
    nation = national()
    return {row.pk: _next_higher(tree, row) or nation for row in rows}


def _next_higher(tree: Tree, row: Conferral) -> Union | None:
    unit = _become(tree, tree[row.union_id])
    if unit.is_recommender:
        return None
    industrial = tree[row.recommender_id].kind == Kind.INDUSTRIAL and unit.recommender_id != row.recommender_id
    seen = {unit.pk}
    above = _above(tree, unit, industrial=industrial)
    while above is not None and above.pk not in seen and not above.is_national:
        if above.is_active:
            return above
        seen.add(above.pk)
        following = _become(tree, above)
        above = following if following.pk != above.pk else _above(tree, above, industrial=industrial)
    return None


def _above(tree: Tree, union: Union, *, industrial: bool) -> Union | None:
    above = (union.industrial_parent_id if industrial else None) or union.parent_id
    return tree[above] if above is not None else None


def _become(tree: Tree, union: Union) -> Union:
    for _ in range(20):
        if union.is_active or union.successor_id is None:
            return union
        union = tree[union.successor_id]
    return union


def _with_all_above(ids: Collection[int]) -> Tree:
    """The unions, all that stand above them on either line, and what has become of each."""
    found: Tree = {}
    wanted = set(ids)
    while wanted:
        found |= _read(wanted)
        wanted = {pk for union in found.values() for pk in _beside(union)} - set(found)
    return found


def _beside(union: Union) -> Iterator[int]:
    yield from union.ancestor_ids
    yield from (pk for pk in (union.parent_id, union.industrial_parent_id, union.successor_id) if pk is not None)


def _read(ids: Collection[int]) -> Tree:
    return {union.pk: union for part in _parts(sorted(ids)) for union in Union.objects.filter(pk__in=part)}


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), PART):
        yield values[start : start + PART]
