"""全国模范职工之家: who it is for, what it must satisfy, what bars it (第五条第一款、第六条、第十二条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation import article_5, article_12
from regulation.contract import Contract
from regulation.engine import Dates, Law, Observation
from regulation.facts import Collective, Said
from regulation.grounds import grounds_of
from regulation.honours import Honour
from regulation.observing import asked, attested, met, not_met, stated
from regulation.opinions import opinions_required
from regulation.paperwork import Paper, PaperKind, papers_of_filing
from regulation.unit_kinds import by_kind_of_unit
from regulation.words import Worded
from regulation.yearly import drawn_from, legal_person, membership, satisfaction

law = Law("model_home", Honour.MODEL_HOME.title)


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


IN_SCOPE = (UnionKind.GRASSROOTS, UnionKind.TOWNSHIP, UnionKind.ZONE, UnionKind.VILLAGE)
COUNTY_OR_BELOW = (Level.VILLAGE, Level.TOWNSHIP, Level.COUNTY)


@law.rule("第五条第一款")
def is_in_scope(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """从我国境内的基层工会，乡镇（街道）、开发区（工业园区）、村（社区）工会，县级以下区域（行业）工会联合会中评选"""
    if not facts.inside_china:
        yield not_met("不在我国境内", "只有我国境内的工会可以申报")
    kind = facts.union_kind
    if kind is UnionKind.GRASSROOTS:
        yield met(f"{kind.label}，{facts.founding.label}")
    elif kind in IN_SCOPE:
        yield met(kind.label)
    elif kind is not UnionKind.REGIONAL_FEDERATION:
        yield not_met(f"{kind.label}不在评选范围", "改由符合范围的工会申报；下属工会或工会小组可申报全国模范职工小家")
    elif facts.level is None:
        yield asked(f"{kind.label}，层级未说明", "填写联合会所在层级")
    elif facts.level in COUNTY_OR_BELOW:
        yield met(f"{facts.level.label}{kind.label}")
    else:
        yield not_met(f"{facts.level.label}{kind.label}", "只有县级以下的区域（行业）工会联合会可以申报")


@law.rule("第六条", generally=True)
def comes_from_provincial_model_homes(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """一般从省级模范职工之家中产生"""
    yield drawn_from(facts.provincial_title, Honour.MODEL_HOME, facts.settings)


@law.rule("第六条第（一）项")
def leads_workers_politically(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """贯彻习近平新时代中国特色社会主义思想，加强职工思想政治引领，团结带领职工建功新时代"""
    yield attested("职工思想政治引领、遵守国家法律法规情况")


@law.rule("第六条第（二）项")
def organisation_is_complete(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """工会组织机构单独设立，领导机构健全，工作机构完善"""
    mend = "依法设立或健全后再申报"
    yield stated(facts.separate_organisation, "工会组织机构单独设立", mend, part="separate")
    yield stated(facts.committee, "设有工会委员会", mend, part="committee")
    yield stated(facts.audit_committee, "设有经费审查委员会", mend, part="audit")
    yield stated(facts.women_committee, "设有女职工委员会", mend, part="women")
    yield stated(facts.protection_committee, "设有工会劳动保护委员会", mend, part="protection")
    yield stated(facts.supervision_committee, "设有劳动法律监督委员会", mend, part="supervision")


@law.rule("第六条第（二）项")
def is_legal_person_where_it_qualifies(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """具备条件的工会依法取得社会团体法人资格"""
    yield legal_person(facts.qualifies_for_legal_person, facts.is_legal_person)


@law.rule("第六条第（二）项")
def membership_reaches_the_rate_each_year(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """近三年职工（含农民工、劳务派遣工）入会率均在百分之九十以上"""
    yield from membership(facts, at)


@law.rule("第六条第（三）项")
def keeps_its_own_account(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """依法独立设立工会经费账户"""
    if facts.own_account and not facts.account_proof.strip():
        yield asked("已独立设立工会经费账户，尚无证明", "上传开户许可证或基本存款账户信息", part="account")
    elif facts.own_account:
        yield met(f"已独立设立工会经费账户：{facts.account_proof.strip()}")
    else:
        yield stated(facts.own_account, "依法独立设立工会经费账户", "开立独立账户后再申报", part="account")


@law.rule("第六条第（三）项")
def handles_its_funds_in_order(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """及时足额拨缴工会经费，自主管理，规范使用"""
    yield stated(facts.dues_paid, "及时足额拨缴工会经费", "足额拨缴后再申报", part="dues")
    yield stated(facts.funds_in_order, "工会经费自主管理、规范使用", "规范后再申报", part="funds")


@law.rule("第六条第（四）项")
def keeps_its_institutions(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """会员代表大会、民主选举、会务公开、会员评议职工之家等制度落实到位"""
    mend = "落实制度后再申报"
    yield stated(facts.assembly_system, "会员代表大会（会员大会）制度落实", mend, part="assembly")
    yield stated(facts.election_system, "民主选举制度落实", mend, part="elections")
    yield stated(facts.openness_system, "会务公开制度落实", mend, part="openness")
    yield stated(facts.review_system, "会员评议职工之家制度落实", mend, part="review")


@law.rule("第六条第（五）项")
def workplace_is_democratic_and_harmonious(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """落实民主管理制度，依法实行厂务公开，开展集体协商签订集体合同，健全劳动争议调解组织，劳动关系和谐稳定"""
    natures, mend = [employer.nature for employer in facts.employers], "落实后再申报"
    yield stated(facts.workers_congress, "以职工代表大会为基本形式的民主管理制度落实", mend, part="congress")
    yield by_kind_of_unit(facts.factory_openness, natures, "依法实行厂务公开", mend, part="openness")
    yield by_kind_of_unit(facts.collective_bargaining, natures, "开展集体协商", mend, part="bargaining")
    yield by_kind_of_unit(facts.collective_contract, natures, "签订集体合同", mend, part="contract")
    yield stated(facts.mediation, "劳动争议调解组织健全", mend, part="mediation")
    yield attested("有效化解劳动纠纷，劳动关系和谐稳定", part="harmony")


@law.rule("第六条第（六）项")
def serves_its_members(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """热忱服务职工群众，工会工作获得职工高度认可"""
    yield attested("服务职工群众、职工认可情况")


@law.rule("第六条第（六）项")
def satisfaction_reaches_the_rate_each_year(facts: ModelHome, at: Dates) -> Iterator[Observation]:
    """近三年工会会员代表大会评议职工之家满意率均在百分之九十以上"""
    yield from satisfaction(facts, at)


law.include(article_12.law)
law.include(article_5.law)


def documents(facts: ModelHome) -> tuple[Paper, ...]:
    """The papers expected with a filing."""
    return (
        *papers_of_filing(facts),
        Paper(PaperKind.PROVINCIAL_TITLE, facts.provincial_title is not None, "第六条"),
        Paper(PaperKind.YEARLY_FIGURES, True, "第六条第（二）（六）项"),
        Paper(PaperKind.LEGAL_PERSON, bool(facts.is_legal_person), "第六条第（二）项"),
        Paper(PaperKind.ACCOUNT, True, "第六条第（三）项"),
    )


CONTRACT = Contract(Honour.MODEL_HOME, ModelHome, law, opinions_required, documents, grounds_of(Honour.MODEL_HOME))
