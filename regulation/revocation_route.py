"""第二十六条: the two routes by which an honour is revoked, and what each of them needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.observing import met, not_met
from regulation.words import Worded

route_law = Law("revocation_route", "第二十六条：撤销、取消的程序")


class Route(Worded):
    """Two routes to revocation (第二十六条)."""

    STEP_BY_STEP = "step_by_step", "逐级申请"
    DIRECT = "direct", "书记处直接决定"


@dataclass(frozen=True, kw_only=True)
class RevocationRoute:
    """撤销、取消的办理情况"""

    route: Annotated[Route, "途径"]
    by_original_recommender: Annotated[bool, "由原推荐单位（原申报的工会）申请"] = True
    recommender_agreed: Annotated[bool, "所在省（区、市）总工会等推荐单位同意"] = False
    written_report: Annotated[str, "向基层工作部提出的书面报告"] = ""
    verified: Annotated[bool, "已核查属实"] = False
    verification: Annotated[str, "核查结论材料"] = ""
    request: Annotated[str, "向书记处提出的书面请示"] = ""
    secretariat_approval: Annotated[str, "书记处审核批准的会议和文号"] = ""
    recommender_notified: Annotated[str, "书面通报推荐单位的文书（直接决定时）"] = ""


@route_law.rule("第二十六条第一款", generally=True)
def is_applied_for_by_the_original_recommender(facts: RevocationRoute, at: Dates) -> Iterator[Observation]:
    """一般由原推荐单位逐级申请

    When it is gone, the next union up may apply, with a reason.
    """
    if facts.route is Route.DIRECT:
        yield met("书记处直接决定，不经申请")
    elif facts.by_original_recommender:
        yield met("由原推荐单位申请")
    else:
        yield not_met("不是由原推荐单位申请", "由原推荐单位申请；原单位已不存在的，由上一级工会申请并书面说明理由")


@route_law.rule("第二十六条第一款")
def recommender_agreed_and_reported(facts: RevocationRoute, at: Dates) -> Iterator[Observation]:
    """经推荐单位同意后，向中华全国总工会基层工作部提出书面报告"""
    if facts.route is Route.DIRECT:
        yield met("书记处直接决定，不适用")
        return
    yield met("推荐单位同意") if facts.recommender_agreed else not_met("推荐单位没有同意", "报推荐单位同意")
    report = facts.written_report.strip()
    yield met(f"书面报告：{report}") if report else not_met("没有书面报告", "向基层工作部提出书面报告")


@route_law.rule("第二十六条第二款、第三款")
def facts_were_verified(facts: RevocationRoute, at: Dates) -> Iterator[Observation]:
    """对核查属实的，方可向书记处提出书面请示或由书记处直接决定"""
    if facts.verified and facts.verification.strip():
        yield met(f"核查属实：{facts.verification.strip()}")
    else:
        yield not_met("尚未核查属实", "核查属实并附结论材料后再办理")


@route_law.rule("第二十六条第二款、第三款")
def secretariat_decided(facts: RevocationRoute, at: Dates) -> Iterator[Observation]:
    """书记处审核批准或直接决定；直接决定的，书面通报推荐单位"""
    if facts.route is Route.STEP_BY_STEP:
        asked = facts.request.strip()
        yield met(f"书面请示：{asked}") if asked else not_met("没有书面请示", "核查属实后向书记处提出书面请示")
    approval = facts.secretariat_approval.strip()
    yield met(f"书记处决定：{approval}") if approval else not_met("没有书记处决定", "报书记处审核批准")
    if facts.route is Route.DIRECT:
        notified = facts.recommender_notified.strip()
        yield met(f"书面通报：{notified}") if notified else not_met("没有书面通报推荐单位", "书面通报推荐单位")
