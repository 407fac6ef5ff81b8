"""全国优秀工会工作者: cadres of grassroots unions and, up to 处级, of union offices (第五条第三款、第八条、第十三条)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from regulation.facts import Person, Said, Term, UnitNature, YearGrade
from regulation.words import Worded


class CadreKind(Worded):
    """In what capacity a person works for a union."""

    FULL_TIME = "full_time", "基层工会专职干部"
    PART_TIME = "part_time", "基层工会兼职干部"
    SOCIALISED = "socialised", "专职社会化工会工作者"
    OFFICE = "office", "工会领导机关干部"
    NONE = "none", "未担任工会职务"


@dataclass(frozen=True, kw_only=True)
class CadreUnion:
    """The grassroots union whose cadre the candidate is, as Article 13 looks at it."""

    name: Annotated[str, "所在基层工会名称"] = ""
    nature: Annotated[UnitNature | None, "所在单位性质"] = None
    structure_arbitrarily_removed: Annotated[Said, "工会组织和工作机构被随意撤销、合并或归属到党政部门"] = None
    elections_on_time: Annotated[Said, "依法按期换届选举"] = None
    qualifies_for_legal_person: Annotated[Said, "具备工会法人资格登记条件"] = None
    is_legal_person: Annotated[Said, "已依法进行工会法人资格登记"] = None
    own_account: Annotated[Said, "依法独立设立工会经费账户"] = None
    serious_funds_problem: Annotated[Said, "工会经费使用管理出现严重问题"] = None
    workers_congress: Annotated[Said, "推动落实职工代表大会制度"] = None
    factory_openness: Annotated[Said, "推动落实厂务公开制度"] = None
    collective_bargaining: Annotated[Said, "进行集体协商"] = None
    collective_contract: Annotated[Said, "签订集体合同"] = None


@dataclass(frozen=True, kw_only=True)
class Worker(Person):
    """申报全国优秀工会工作者的个人情况"""

    cadre: Annotated[CadreKind, "工会干部类型"]
    posts: Annotated[tuple[Term, ...], "工会任职经历（主席、副主席必填，含以前任职的基层工会）"] = ()
    yearly_grades: Annotated[tuple[YearGrade, ...], "任基层工会主席、副主席期间的会员代表大会年度测评"] = ()
    union: Annotated[CadreUnion, "所在基层工会情况；工会领导机关干部不适用"] = field(default_factory=CadreUnion)
