"""Many unions at once: the real tree, the demo's tree, a test's tree. Mere registration, so it may be done in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ledger.actions import begin_all
from ledger.actors import Actor
from unions.models import Kind, Union, UnionName
from unions.models.tree import Level
from unions.moves import UNION
from unions.placing import check_industrial_parent, level_below
from unions.search import tokens

REGISTERED = "登记工会"
ARTICLE = "第十四条第二款"


@dataclass(frozen=True)
class Row:
    """One union to be: its code, and those of its parents."""

    code: str
    name: str
    kind: Kind
    parent: str = ""
    level: Level | None = None
    industrial_parent: str = ""
    region_code: str = ""
    invented: bool = False


def plant(rows: Sequence[Row], *, by: Actor, at: datetime) -> list[Union]:
    """Register the unions that are not there yet (by code), parents first; those that are there stay as they are.

    Refused "wrong_parent", "wrong_level", "wrong_industrial_parent" as for a single union; nothing is written then.
    """
    codes = {code for row in rows for code in (row.code, row.parent, row.industrial_parent) if code}
    known = _known(codes)
    made: list[Union] = []
    waiting = [row for row in rows if row.code not in known]
    with transaction.atomic():
        while waiting:
            ready = [row for row in waiting if row.parent in known or not row.parent]
            ready = [row for row in ready if row.industrial_parent in known or not row.industrial_parent]
            if not ready:
                raise ValueError(f"no parent among the unions: {', '.join(row.code for row in waiting[:5])}")
            unions = [_union(row, known) for row in ready]
            _register(unions, by=by, at=at)
            known.update({union.code: union for union in unions})
            made += unions
            waiting = [row for row in waiting if row.code not in known]
    return made


def placed(union: Union) -> None:
    """Set what follows from the parent, once the union has its id: the path and the recommending unit."""
    parent = union.parent
    union.path = f"{parent.path if parent else '/'}{union.pk}/"
    if union.is_recommender:
        union.recommender = union
    else:
        union.recommender = parent.recommender if parent else None


def _known(codes: Iterable[str]) -> dict[str, Union]:
    found: dict[str, Union] = {}
    wanted = list(codes)
    for start in range(0, len(wanted), 500):
        for union in Union.objects.filter(code__in=wanted[start : start + 500]).select_related("recommender"):
            found[union.code] = union
    return found


def _union(row: Row, known: dict[str, Union]) -> Union:
    parent = known.get(row.parent)
    line = known.get(row.industrial_parent)
    check_industrial_parent(row.name, line)
    return Union(
        code=row.code,
        name=row.name,
        kind=row.kind,
        level=level_below(row.kind, parent, level=row.level),
        parent=parent,
        industrial_parent=line,
        region_code=row.region_code or (parent.region_code if parent else ""),
        invented=row.invented,
        search=tokens(row.name),
    )


def _register(unions: list[Union], *, by: Actor, at: datetime) -> None:
    begin_all(unions, table=UNION, by=by, at=at, act=REGISTERED, article=ARTICLE, details=described)
    for union in unions:
        placed(union)
    Union.objects.bulk_update(unions, ["path", "recommender"], batch_size=300)
    UnionName.objects.bulk_create([UnionName(union=union, name=union.name) for union in unions], batch_size=500)


def described(union: Union) -> dict[str, object]:
    """What the ledger keeps of a registration."""
    return {
        "code": union.code,
        "name": union.name,
        "kind": Kind(union.kind).label,
        "parent": union.parent.name if union.parent else "",
        "industrial_parent": union.industrial_parent.name if union.industrial_parent else "",
    }
