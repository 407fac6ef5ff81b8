"""第十五条: what the notice of a round must carry so that everybody below knows how many, by when, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.honours import Honour
from regulation.observing import met, not_met
from regulation.windows import in_beijing
from regulation.words import day_words

law = Law("round_notice", "第十五条：评选表彰通知的要素")


@dataclass(frozen=True, kw_only=True)
class StepDue:
    """一个环节的截止时间"""

    step: Annotated[str, "环节"]
    due_at: Annotated[datetime, "截止时间"]


@dataclass(frozen=True, kw_only=True)
class NoticeDetails:
    """评选表彰通知的要素"""

    number: Annotated[str, "文号"] = ""
    title: Annotated[str, "标题"] = ""
    honours: Annotated[tuple[Honour, ...], "项目"] = ()
    planned: Annotated[Mapping[Honour, int], "各项目计划名额；没有计划数的为零"] = field(default_factory=dict)
    granted: Annotated[Mapping[Honour, int], "各项目已下达名额"] = field(default_factory=dict)
    opens_at: Annotated[datetime | None, "开启时间"] = None
    steps: Annotated[tuple[StepDue, ...], "各环节截止时间，按先后排列"] = ()
    steps_missing: Annotated[tuple[str, ...], "没有规定期限的必经环节"] = ()
    front_line_definition: Annotated[str, "基层一线的界定"] = ""
    contacts: Annotated[str, "联系方式"] = ""
    discipline_contacts: Annotated[str, "纪检监督联系方式"] = ""


@law.rule("第十五条")
def notice_has_number_and_title(facts: NoticeDetails, at: Dates) -> Iterator[Observation]:
    """发布评选表彰通知"""
    for item, text in (("文号", facts.number), ("标题", facts.title)):
        yield met(f"通知{item}：{text.strip()}") if text.strip() else not_met(f"没有通知{item}", f"填写通知{item}")


@law.rule("第十五条")
def places_are_granted(facts: NoticeDetails, at: Dates) -> Iterator[Observation]:
    """通知就名额分配作出具体要求"""
    for honour in facts.honours:
        granted, planned = facts.granted.get(honour, 0), facts.planned.get(honour, 0)
        seen = f"{honour.title}下达 {granted} 个" + (f"，计划 {planned} 个" if planned else "")
        if not granted:
            yield not_met(seen, f"向推荐单位下达{honour.title}名额")
        elif planned and granted > planned:
            yield not_met(seen, f"收回 {granted - planned} 个，或提高计划名额")
        else:
            yield met(seen)


@law.rule("第十五条")
def deadlines_follow_one_another(facts: NoticeDetails, at: Dates) -> Iterator[Observation]:
    """通知就各环节的时间作出具体要求"""
    for missing in facts.steps_missing:
        yield not_met(f"没有规定“{missing}”的截止时间", f"填写“{missing}”的截止时间")
    before, earlier = facts.opens_at, "评选开始"
    for step in facts.steps:
        local = in_beijing(step.due_at)
        seen = f"{step.step}：{day_words(local)}{local:%H:%M}截止"
        if before is not None and step.due_at <= before:
            yield not_met(f"{seen}，不晚于{earlier}", f"把“{step.step}”的期限定在{earlier}之后")
        else:
            yield met(seen)
        before, earlier = step.due_at, f"“{step.step}”截止"


@law.rule("第五条第四款")
def front_line_is_defined(facts: NoticeDetails, at: Dates) -> Iterator[Observation]:
    """一线职工数量不低于百分之六十：本轮须界定“一线职工”"""
    if Honour.OUTSTANDING_ACTIVIST not in facts.honours:
        yield met("本轮不命名积极分子")
    elif facts.front_line_definition.strip():
        yield met("已界定一线职工")
    else:
        yield not_met("没有界定一线职工", "写明哪些岗位计为一线职工")


@law.rule("第十五条")
def people_can_be_reached(facts: NoticeDetails, at: Dates) -> Iterator[Observation]:
    """通知写明组织实施的联系方式和监督方式"""
    for item, text in (("联系方式", facts.contacts), ("纪检监督联系方式", facts.discipline_contacts)):
        yield met(f"写明{item}") if text.strip() else not_met(f"没有写明{item}", f"写明{item}，公示时一并列出")
