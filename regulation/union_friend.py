"""全国优秀工会之友: leaders up to 厅局级 who support union work (第五条第五款、第十一条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation import article_5
from regulation.contract import Contract
from regulation.engine import Dates, Law, Observation
from regulation.facts import Person, Rank, Said
from regulation.grounds import grounds_of
from regulation.honours import Honour
from regulation.observing import asked, attested, denied, met, not_met, unfilled
from regulation.opinions import opinions_required
from regulation.paperwork import papers_of_filing
from regulation.words import Worded

law = Law("union_friend", Honour.UNION_FRIEND.title)


class LeaderKind(Worded):
    """What the candidate leads."""

    PARTY_GOVERNMENT = "party_government", "党政领导干部"
    ENTERPRISE = "enterprise", "企业党政负责人"
    INSTITUTION = "institution", "事业单位党政负责人"
    ASSOCIATION = "association", "社会团体（除工会外）党政负责人"
    SOCIAL = "social", "其他社会组织党政负责人"
    UNION = "union", "工会负责人"
    NONE = "none", "不是党政领导干部或单位党政负责人"


@dataclass(frozen=True, kw_only=True)
class Friend(Person):
    """推荐命名全国优秀工会之友的个人情况"""

    kind: Annotated[LeaderKind | None, "领导职务类型；尚未填写的为空"]
    refuses_dues: Annotated[Said, "所在单位拒绝拨缴工会经费"] = None


@law.rule("第五条第五款")
def is_in_scope(facts: Friend, at: Dates) -> Iterator[Observation]:
    """从厅局级以下党政领导干部及企业、事业单位、社会团体（除工会外）和其他社会组织党政负责人中命名"""
    if facts.kind is None:
        yield unfilled("领导职务类型")
    elif facts.kind in (LeaderKind.UNION, LeaderKind.NONE):
        yield not_met(facts.kind.label, "只从党政领导干部和单位党政负责人（工会除外）中命名")
    elif facts.rank.is_above(Rank.BUREAU):
        yield not_met(f"{facts.kind.label}，{facts.rank.label}", "须为厅局级以下")
    elif facts.kind is LeaderKind.PARTY_GOVERNMENT and facts.rank is Rank.NONE:
        yield asked(f"{facts.kind.label}，职务级别未填", "填写职务级别", part="rank")
    else:
        yield met(f"{facts.kind.label}，{facts.rank.label}")


@law.rule("第十一条第（一）项")
def relies_on_the_working_class(facts: Friend, at: Dates) -> Iterator[Observation]:
    """拥护中国特色社会主义工会发展道路，尊重职工主体地位，贯彻落实全心全意依靠工人阶级的根本方针"""
    yield attested("政治表现和依靠工人阶级情况")


@law.rule("第十一条第（二）项")
def cares_for_workers(facts: Friend, at: Dates) -> Iterator[Observation]:
    """坚持以人民为中心的发展思想，提高职工队伍素质，解决职工群众困难，受到职工群众信赖"""
    yield attested("关心职工、解决困难情况")


@law.rule("第十一条第（三）项")
def supports_the_union(facts: Friend, at: Dates) -> Iterator[Observation]:
    """遵守《工会法》和劳动法律法规，重视支持工会工作，支持工会依法自主管理、规范使用工会经费"""
    yield attested("遵守《工会法》、支持工会工作情况", part="support")
    yield denied(facts.refuses_dues, "拒绝拨缴工会经费", "依法足额拨缴后再推荐", part="dues")


@law.rule("第十一条第（四）项")
def is_honest(facts: Friend, at: Dates) -> Iterator[Observation]:
    """廉洁自律，作风民主，密切联系职工群众，自觉接受批评监督"""
    yield attested("廉洁自律、作风民主情况")


law.include(article_5.law)

CONTRACT = Contract(
    Honour.UNION_FRIEND, Friend, law, opinions_required, papers_of_filing, grounds_of(Honour.UNION_FRIEND)
)
