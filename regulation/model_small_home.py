"""全国模范职工小家: a union or group below a grassroots union (第五条第二款、第七条、第十二条)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from regulation.facts import Collective, Said
from regulation.words import Worded


class SubUnit(Worded):
    """Where the small home stands below its grassroots union."""

    SUBSIDIARY = "subsidiary", "子公司（分公司）工会"
    BRANCH_FACTORY = "branch_factory", "分厂工会"
    WORKSHOP = "workshop", "车间（科室）工会"
    TEAM = "team", "班组工会"
    GROUP = "group", "工会小组"
    OTHER = "other", "其他"


@dataclass(frozen=True, kw_only=True)
class SmallHome(Collective):
    """申报全国模范职工小家的下属工会或工会小组情况；评议票数填小家自己的会员"""

    sub_unit: Annotated[SubUnit, "小家类型"] = SubUnit.WORKSHOP
    below_grassroots_union: Annotated[bool, "是基层工会的下属工会或工会小组"] = True
    leader_elected: Annotated[Said, "依法选举工会主席或小组长"] = None
    factory_openness: Annotated[Said, "依法实行厂务公开"] = None
    union_openness: Annotated[Said, "实行会务公开"] = None
    collective_bargaining: Annotated[Said, "开展集体协商"] = None
    innovation: Annotated[Said, "组织职工开展技术创新、劳动技能竞赛"] = None
    premises: Annotated[Said, "活动场所和服务设施齐全"] = None
