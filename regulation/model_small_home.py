"""全国模范职工小家: a union or group below a grassroots union (第五条第二款、第七条、第十二条)."""

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
from regulation.observing import attested, met, not_met, stated
from regulation.opinions import opinions_required
from regulation.paperwork import Paper, PaperKind, papers_of_filing
from regulation.unit_kinds import by_kind_of_unit
from regulation.words import Worded
from regulation.yearly import drawn_from, legal_person, membership, satisfaction

law = Law("model_small_home", Honour.MODEL_SMALL_HOME.title)


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


@law.rule("第五条第二款")
def is_in_scope(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """从基层工会下属的子公司（分公司）、分厂、车间（科室）、班组工会或工会小组中评选"""
    if not facts.inside_china:
        yield not_met("不在我国境内", "只有我国境内的工会可以申报")
    if not facts.below_grassroots_union:
        yield not_met("不是基层工会下属的工会或工会小组", "基层工会可申报全国模范职工之家")
    elif facts.sub_unit is SubUnit.OTHER:
        yield not_met("不属于子公司（分公司）、分厂、车间（科室）、班组工会或工会小组", "核对小家类型")
    else:
        yield met(f"基层工会下属{facts.sub_unit.label}")


@law.rule("第七条", generally=True)
def comes_from_provincial_small_homes(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """一般从省级模范职工小家中产生"""
    yield drawn_from(facts.provincial_title, Honour.MODEL_SMALL_HOME, facts.settings)


@law.rule("第七条第（一）项")
def is_politically_sound_and_lively(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """贯彻习近平新时代中国特色社会主义思想，遵守国家法律法规，工会工作充满活力"""
    yield attested("政治引领、遵守法律法规、工会工作活力情况")


@law.rule("第七条第（二）项")
def is_well_built(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """下属工会或工会小组建设好，依法选举工会主席或小组长"""
    yield attested("下属工会或工会小组建设好", part="built")
    yield stated(facts.leader_elected, "依法选举工会主席或小组长", "依法选举后再申报", part="elected")


@law.rule("第七条第（二）项")
def is_legal_person_where_it_qualifies(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """具备条件的工会依法取得社会团体法人资格"""
    yield legal_person(facts.qualifies_for_legal_person, facts.is_legal_person)


@law.rule("第七条第（二）项")
def membership_reaches_the_rate_each_year(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """近三年职工（含农民工、劳务派遣工）入会率均在百分之九十以上"""
    yield from membership(facts, at)


@law.rule("第七条第（三）项")
def is_managed_democratically(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """民主管理好，依法实行厂务公开、会务公开，开展集体协商

    A small home needs 集体协商, not a collective contract of its own.
    """
    natures, mend = [employer.nature for employer in facts.employers], "落实后再申报"
    yield attested("民主管理好", part="democracy")
    yield by_kind_of_unit(facts.factory_openness, natures, "依法实行厂务公开", mend, part="openness")
    yield stated(facts.union_openness, "实行会务公开", mend, part="union_openness")
    yield by_kind_of_unit(facts.collective_bargaining, natures, "开展集体协商", mend, part="bargaining")


@law.rule("第七条第（四）项")
def works_well(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """完成生产、工作任务好，组织职工开展技术创新、劳动技能竞赛，团结带领职工建功立业"""
    yield attested("完成生产、工作任务好", part="tasks")
    yield stated(facts.innovation, "组织职工开展技术创新、劳动技能竞赛", "开展后再申报", part="innovation")


@law.rule("第七条第（五）项")
def has_premises_and_services(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """职工小家阵地建设好，活动场所和服务设施齐全，服务活动丰富"""
    yield stated(facts.premises, "活动场所和服务设施齐全", "完善后再申报", part="premises")
    yield attested("阵地建设好，服务活动丰富", part="services")


@law.rule("第七条第（五）项")
def satisfaction_reaches_the_rate_each_year(facts: SmallHome, at: Dates) -> Iterator[Observation]:
    """近三年工会会员代表大会评议职工之家满意率均在百分之九十以上

    The ballot of a small home is its own members' (决定 19).
    """
    yield from satisfaction(facts, at)


law.include(article_12.law)
law.include(article_5.law)


def documents(facts: SmallHome) -> tuple[Paper, ...]:
    """The papers expected with a filing."""
    return (
        *papers_of_filing(facts),
        Paper(PaperKind.PROVINCIAL_TITLE, facts.provincial_title is not None, "第七条"),
        Paper(PaperKind.YEARLY_FIGURES, True, "第七条第（二）（五）项"),
        Paper(PaperKind.LEGAL_PERSON, bool(facts.is_legal_person), "第七条第（二）项"),
    )


CONTRACT = Contract(
    Honour.MODEL_SMALL_HOME, SmallHome, law, opinions_required, documents, grounds_of(Honour.MODEL_SMALL_HOME)
)
