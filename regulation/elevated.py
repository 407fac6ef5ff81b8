"""第九条: the elevated titles, for the best of this round's 之家 and 工作者."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.facts import Attestation
from regulation.honours import Elevated, Honour
from regulation.observing import attested, met, not_met

law = Law("elevated", "第九条：红旗单位、标兵")


@dataclass(frozen=True, kw_only=True)
class Elevation:
    """拟授予红旗单位或标兵的对象"""

    title: Annotated[Elevated, "拟授予的称号"]
    honour: Annotated[Honour, "本轮拟表彰或以往已获的荣誉"]
    on_this_list: Annotated[bool, "在本轮拟表彰名单或最终名单上"] = False
    earlier_holder: Annotated[bool, "以往获得该荣誉"] = False
    in_good_standing: Annotated[bool, "以往荣誉现行有效，未被撤销"] = False
    notice_allows_earlier: Annotated[bool, "本轮通知写明可从以往获得者中产生"] = False
    attestations: Annotated[tuple[Attestation, ...], "对突出贡献的认定"] = ()


@law.rule("第九条")
def stands_on_its_base(facts: Elevation, at: Dates) -> Iterator[Observation]:
    """红旗单位只从全国模范职工之家中授予，标兵只从全国优秀工会工作者中授予"""
    base = facts.title.base
    if facts.honour is not base:
        yield not_met(f"{facts.honour.title}不能授予{facts.title.title}", f"只从{base.title}中产生")
    elif facts.on_this_list:
        yield met(f"在本轮{base.title}名单上")
    elif not facts.earlier_holder:
        yield not_met(
            f"不在本轮{base.title}名单上", f"先列入{base.title}名单；从名单撤下的，同时撤下{facts.title.title}"
        )
    elif not facts.notice_allows_earlier:
        yield not_met("以往获得者，本轮通知没有写明可以参评", "只从本轮名单中产生")
    elif not facts.in_good_standing:
        yield not_met("以往荣誉已被撤销或收回", "只从荣誉有效的获得者中产生")
    else:
        yield met(f"以往获得{base.title}，荣誉有效，本轮通知写明可以参评")


@law.rule("第九条")
def is_outstanding(facts: Elevation, at: Dates) -> Iterator[Observation]:
    """在优中选优的基础上，工作成绩优异、贡献突出"""
    yield attested("工作成绩优异、贡献突出情况")
