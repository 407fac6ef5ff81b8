"""全国优秀工会积极分子: members who keep their job and work for their union (第五条第四款、第十条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation import article_5
from regulation.contract import Contract
from regulation.engine import Dates, Law, Observation
from regulation.facts import Person, Said
from regulation.grounds import grounds_of
from regulation.honours import Honour
from regulation.observing import attested, met, not_met, stated, unfilled
from regulation.opinions import opinions_required
from regulation.paperwork import papers_of_filing
from regulation.words import Worded

law = Law("outstanding_activist", Honour.OUTSTANDING_ACTIVIST.title)


class ActivistKind(Worded):
    """In what capacity a member works for the union."""

    BACKBONE = "backbone", "基层工会骨干会员"
    PART_TIME = "part_time", "兼职工会干部"
    FULL_TIME = "full_time", "专职工会干部"
    NOT_MEMBER = "not_member", "不是工会会员"


@dataclass(frozen=True, kw_only=True)
class Activist(Person):
    """推荐命名全国优秀工会积极分子的个人情况"""

    kind: Annotated[ActivistKind | None, "在工会中的身份；尚未填写的为空"]
    keeps_job: Annotated[Said, "不脱离生产、工作岗位"] = None
    front_line: Annotated[bool, "一线职工（按本轮通知的口径）"] = False


@law.rule("第五条第四款")
def is_in_scope(facts: Activist, at: Dates) -> Iterator[Observation]:
    """从不脱离生产、工作岗位，热心从事工会工作的基层工会骨干会员和兼职工会干部中命名"""
    if facts.kind is None:
        yield unfilled("在工会中的身份")
    elif facts.kind in (ActivistKind.BACKBONE, ActivistKind.PART_TIME):
        yield met(facts.kind.label)
    else:
        yield not_met(facts.kind.label, "只从基层工会骨干会员和兼职工会干部中命名")
    yield stated(facts.keeps_job, "不脱离生产、工作岗位", "核对岗位情况；脱产从事工会工作的不能推荐", part="job")


@law.rule("第十条第（一）项")
def is_politically_sound(facts: Activist, at: Dates) -> Iterator[Observation]:
    """学习贯彻习近平新时代中国特色社会主义思想，积极为党的工运事业做贡献"""
    yield attested("政治表现")


@law.rule("第十条第（二）项")
def leads_by_example_at_work(facts: Activist, at: Dates) -> Iterator[Observation]:
    """热爱集体，爱岗敬业，圆满完成生产、工作任务，发挥模范带头作用"""
    yield attested("完成生产、工作任务和模范带头情况")


@law.rule("第十条第（三）项")
def takes_part_in_union_work(facts: Activist, at: Dates) -> Iterator[Observation]:
    """积极参加工会活动，热忱服务职工群众，积极参与落实工会各项制度，推动落实民主管理制度"""
    yield attested("参加工会活动、推动制度落实情况")


@law.rule("第十条第（四）项")
def is_honest(facts: Activist, at: Dates) -> Iterator[Observation]:
    """遵纪守法，廉洁自律，密切联系职工群众，自觉接受批评监督"""
    yield attested("遵纪守法、廉洁自律情况")


law.include(article_5.law)

CONTRACT = Contract(
    Honour.OUTSTANDING_ACTIVIST,
    Activist,
    law,
    opinions_required,
    papers_of_filing,
    grounds_of(Honour.OUTSTANDING_ACTIVIST),
)
