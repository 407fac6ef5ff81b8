"""Which union may stand below which: a table, so that a union never ends up below a wrong parent."""

from __future__ import annotations

from regulation.refusals import Refused
from unions.models import Kind, Union
from unions.models.tree import Level

AREA = (Kind.TOWNSHIP, Kind.ZONE, Kind.VILLAGE, Kind.AREA_FEDERATION)
BELOW_GRASSROOTS = (Kind.SUBSIDIARY, Kind.BRANCH, Kind.TEAM, Kind.GROUP)
GRASSROOTS = (Kind.SINGLE, Kind.JOINT)
OFFICES = (Kind.REGIONAL, Kind.INDUSTRIAL, Kind.ORGANS, Kind.LOCAL_INDUSTRIAL)

PARENTS: dict[Kind, tuple[Kind, ...]] = {
    Kind.FEDERATION: (),
    Kind.REGIONAL: (Kind.FEDERATION, Kind.REGIONAL),
    Kind.INDUSTRIAL: (Kind.FEDERATION,),
    Kind.ORGANS: (Kind.FEDERATION,),
    Kind.LOCAL_INDUSTRIAL: (Kind.REGIONAL, Kind.INDUSTRIAL, Kind.LOCAL_INDUSTRIAL),
    Kind.TOWNSHIP: (Kind.REGIONAL,),
    Kind.ZONE: (Kind.REGIONAL,),
    Kind.VILLAGE: (Kind.REGIONAL, Kind.TOWNSHIP, Kind.ZONE),
    Kind.AREA_FEDERATION: (Kind.REGIONAL, Kind.LOCAL_INDUSTRIAL, Kind.TOWNSHIP, Kind.ZONE, Kind.VILLAGE),
    Kind.SINGLE: (*OFFICES, *AREA, *GRASSROOTS),
    Kind.JOINT: (*OFFICES, *AREA, *GRASSROOTS),
    **dict.fromkeys(BELOW_GRASSROOTS, (*GRASSROOTS, *AREA, *BELOW_GRASSROOTS)),
}
"""kind → the kinds of parent it may have (第五条: what each kind is made of; 第十四条第二款: who recommends)."""

_NEXT = {
    Level.NATIONAL: (Level.PROVINCE,),
    Level.PROVINCE: (Level.PREFECTURE, Level.COUNTY),  # a district of Beijing stands directly below its province
    Level.PREFECTURE: (Level.COUNTY,),
    Level.COUNTY: (Level.TOWNSHIP,),
}
_FIXED = {
    Kind.FEDERATION: Level.NATIONAL,
    Kind.INDUSTRIAL: Level.PROVINCE,
    Kind.ORGANS: Level.PROVINCE,
    **dict.fromkeys((Kind.TOWNSHIP, Kind.ZONE, Kind.AREA_FEDERATION), Level.TOWNSHIP),
    **dict.fromkeys((Kind.VILLAGE, *GRASSROOTS), Level.GRASSROOTS),
    **dict.fromkeys(BELOW_GRASSROOTS, Level.SUB),
}


def kinds_below(parent: Union) -> list[Kind]:
    """The kinds of union that may be set up directly below a union."""
    return [kind for kind, parents in PARENTS.items() if Kind(parent.kind) in parents and _has_level(kind, parent)]


def _has_level(kind: Kind, parent: Union) -> bool:
    return kind in _FIXED or bool(_levels(kind, parent))


def _levels(kind: Kind, parent: Union) -> tuple[Level, ...]:
    """地方总工会 end at the county; a county's 教育工会 and its like stand one below it."""
    return tuple(
        level for level in _NEXT.get(Level(parent.level), ()) if kind != Kind.REGIONAL or level != Level.TOWNSHIP
    )


def level_below(kind: Kind, parent: Union | None, *, level: Level | None = None) -> Level:
    """The level of a union of this kind below this parent.

    Refused "wrong_parent" if it may not stand there, "wrong_level" if the level asked for does not fit.
    """
    if parent is None:
        if kind != Kind.FEDERATION:
            raise Refused("wrong_parent", "除中华全国总工会外，每个工会都要有上级工会。")
        return Level.NATIONAL
    if Kind(parent.kind) not in PARENTS[kind] or not _has_level(kind, parent):
        raise Refused(
            "wrong_parent", f"“{kind.label}”不能设在“{parent}”（{Kind(parent.kind).label}）之下。", "第五条第一款"
        )
    if kind in _FIXED:
        return _FIXED[kind]
    possible = _levels(kind, parent)
    if level is not None and level not in possible:
        raise Refused("wrong_level", f"“{parent}”之下不能直接设{level.label}工会。", "第十四条第二款")
    return level or possible[0]


def check_industrial_parent(union_name: str, industrial_parent: Union | None) -> None:
    """Refused "wrong_industrial_parent" unless it belongs to an industrial line."""
    if industrial_parent is None:
        return
    above = industrial_parent.recommender
    in_line = industrial_parent.kind in (Kind.INDUSTRIAL, Kind.LOCAL_INDUSTRIAL) or (
        above is not None and above.kind == Kind.INDUSTRIAL
    )
    if not in_line:
        raise Refused(
            "wrong_industrial_parent",
            f"“{industrial_parent}”不是产业工会，不能作“{union_name}”的上级产业工会。",
            "第十四条第二款",
        )
