"""第十三条: what bars the cadres of a grassroots union from 工作者. It is about that union; office cadres have none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from regulation.engine import Dates, Law, Observation
from regulation.observing import denied, met, stated, unfilled
from regulation.unit_kinds import by_kind_of_unit
from regulation.yearly import legal_person

if TYPE_CHECKING:
    from regulation.outstanding_worker import Worker

law = Law("article_13", "第十三条：工会干部不得申报推荐为工作者的情形")


def of_office(facts: Worker) -> Iterator[Observation]:
    """Article 13 reaches only the cadres of a grassroots union; of whom it is not known yet, nothing can be said."""
    if facts.cadre is None:
        yield unfilled("工会干部类型")
    elif not facts.of_grassroots_union:
        yield met("不是基层工会干部，不适用本条")


@law.rule("第十三条第（一）项")
def union_stands_on_its_own(facts: Worker, at: Dates) -> Iterator[Observation]:
    """工会组织和工作机构未被随意撤销、合并或归属到党政部门"""
    yield from of_office(facts)
    if facts.of_grassroots_union:
        item = "工会组织和工作机构被随意撤销、合并或归属到党政部门"
        yield denied(
            facts.union.structure_arbitrarily_removed, item, "恢复工会组织和工作机构后再申报", part="structure"
        )


@law.rule("第十三条第（二）项")
def union_elects_on_time(facts: Worker, at: Dates) -> Iterator[Observation]:
    """工会依法按期换届选举"""
    yield from of_office(facts)
    if facts.of_grassroots_union:
        yield stated(facts.union.elections_on_time, "依法按期换届选举", "完成换届选举后再申报", part="elections")


@law.rule("第十三条第（二）项")
def union_is_registered(facts: Worker, at: Dates) -> Iterator[Observation]:
    """具备条件的工会依法进行工会法人资格登记"""
    yield from of_office(facts)
    if facts.of_grassroots_union:
        yield legal_person(facts.union.qualifies_for_legal_person, facts.union.is_legal_person)


@law.rule("第十三条第（三）项")
def union_keeps_its_funds(facts: Worker, at: Dates) -> Iterator[Observation]:
    """依法独立设立工会经费账户，工会经费使用管理未出现严重问题"""
    yield from of_office(facts)
    if facts.of_grassroots_union:
        yield stated(facts.union.own_account, "依法独立设立工会经费账户", "开立独立账户后再申报", part="account")
        item = "工会经费使用管理出现严重问题"
        yield denied(facts.union.serious_funds_problem, item, "整改并经审查后再申报", part="funds")


@law.rule("第十三条第（四）项")
def union_bargains_and_manages_openly(facts: Worker, at: Dates) -> Iterator[Observation]:
    """推动落实职工代表大会、厂务公开制度，进行集体协商签订集体合同"""
    yield from of_office(facts)
    if facts.of_grassroots_union:
        union, mend = facts.union, "落实后再申报"
        natures = (union.nature,)
        yield stated(union.workers_congress, "推动落实职工代表大会制度", mend, part="congress")
        yield by_kind_of_unit(union.factory_openness, natures, "推动落实厂务公开制度", mend, part="openness")
        yield by_kind_of_unit(union.collective_bargaining, natures, "进行集体协商", mend, part="bargaining")
        yield by_kind_of_unit(union.collective_contract, natures, "签订集体合同", mend, part="contract")
