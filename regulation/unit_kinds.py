"""Kinds of units for which the words of the regulation about companies need a person's judgement (决定 19)."""

from __future__ import annotations

from collections.abc import Iterable

from regulation.engine import Observation
from regulation.facts import Said, UnitNature
from regulation.observing import asked, stated

NOT_COMPANIES = frozenset({UnitNature.ORGAN, UnitNature.INSTITUTION, UnitNature.ASSOCIATION})


def by_kind_of_unit(
    value: Said, natures: Iterable[UnitNature | None], item: str, mend: str, *, part: str
) -> Observation:
    """厂务公开, 集体协商 and 集体合同: for 机关 and its like asked, never an automatic not met."""
    if not value and NOT_COMPANIES.intersection(natures):
        said = "未说明" if value is None else "否"
        ask = "说明本单位是否适用，由审查单位认定并附材料"
        return asked(f"{item}：{said}（机关、事业单位、社会团体按单位类型认定）", ask, part=part)
    return stated(value, item, mend, part=part)
