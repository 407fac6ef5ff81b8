"""全国模范职工之家: who it is for, what it must satisfy, what bars it (第五条第一款、第六条、第十二条)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from regulation.facts import Collective, Said
from regulation.words import Worded


class UnionKind(Worded):
    """Kinds of unions; the first four are in scope (第五条第一款)."""

    GRASSROOTS = "grassroots", "基层工会（单位单独或联合建立）"
    TOWNSHIP = "township", "乡镇（街道）工会"
    ZONE = "zone", "开发区（工业园区）工会"
    VILLAGE = "village", "村（社区）工会"
    REGIONAL_FEDERATION = "regional_federation", "区域（行业）工会联合会"
    LOCAL_FEDERATION = "local_federation", "县级以上地方总工会"
    INDUSTRIAL = "industrial", "地方或全国产业工会"
    SUB_UNION = "sub_union", "基层工会下属工会或工会小组"
    OTHER = "other", "其他"


class Level(Worded):
    """Level at which a regional or trade federation stands, lowest first."""

    VILLAGE = "village", "村（社区）"
    TOWNSHIP = "township", "乡镇（街道）"
    COUNTY = "county", "县级"
    PREFECTURE = "prefecture", "地市级"
    PROVINCE = "province", "省级"
    NATIONAL = "national", "全国"


class Founding(Worded):
    """A grassroots union is founded by one employer or jointly by several."""

    SINGLE = "single", "单独建立"
    JOINT = "joint", "联合建立"


@dataclass(frozen=True, kw_only=True)
class ModelHome(Collective):
    """申报全国模范职工之家的基层工会情况"""

    union_kind: Annotated[UnionKind, "工会类型"] = UnionKind.GRASSROOTS
    founding: Annotated[Founding, "单独或联合建立"] = Founding.SINGLE
    level: Annotated[Level | None, "区域（行业）工会联合会所在层级"] = None
    separate_organisation: Annotated[Said, "工会组织机构单独设立"] = None
    committee: Annotated[Said, "设有工会委员会"] = None
    audit_committee: Annotated[Said, "设有经费审查委员会"] = None
    women_committee: Annotated[Said, "设有女职工委员会"] = None
    protection_committee: Annotated[Said, "设有工会劳动保护委员会"] = None
    supervision_committee: Annotated[Said, "设有劳动法律监督委员会"] = None
    own_account: Annotated[Said, "依法独立设立工会经费账户"] = None
    account_proof: Annotated[str, "独立账户证明（开户许可证或基本存款账户信息）"] = ""
    dues_paid: Annotated[Said, "及时足额拨缴工会经费"] = None
    funds_in_order: Annotated[Said, "经费自主管理、规范使用"] = None
    assembly_system: Annotated[Said, "会员代表大会制度落实（会员人数少的，由会员大会行使职权）"] = None
    election_system: Annotated[Said, "民主选举制度落实"] = None
    openness_system: Annotated[Said, "会务公开制度落实"] = None
    review_system: Annotated[Said, "会员评议职工之家制度落实"] = None
    workers_congress: Annotated[Said, "以职工代表大会为基本形式的民主管理制度落实"] = None
    factory_openness: Annotated[Said, "依法实行厂务公开"] = None
    collective_bargaining: Annotated[Said, "开展集体协商"] = None
    collective_contract: Annotated[Said, "签订集体合同"] = None
    mediation: Annotated[Said, "劳动争议调解组织健全"] = None
