"""Traits by which places are typed and lists are required to be made up (第五、十五、十八条)."""

from __future__ import annotations

from regulation.facts import UnitNature

NON_PUBLIC = "non_public"
PUBLIC = "public"
FRONT_LINE = "front_line"
WOMAN = "woman"
MIGRANT = "migrant"
LEADER = "leader"
OFFICE_CADRE = "office_cadre"

TRAITS: dict[str, str] = {
    NON_PUBLIC: "非公有制单位",
    PUBLIC: "公有制单位",
    FRONT_LINE: "一线职工",
    WOMAN: "女性",
    MIGRANT: "农民工",
    LEADER: "单位负责人",
    OFFICE_CADRE: "工会领导机关干部",
    **{nature.value: nature.label for nature in UnitNature},
}
CELLS: dict[str, str] = {"": "不分类型", **TRAITS}


def cell_title(code: str) -> str:
    """A type of places as the page prints it."""
    return CELLS.get(code, code)
