"""第二十三条至第二十六条: whether an honour may be revoked: the ground and its evidence, then the route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.facts import Ballot, Grade, Post, Said, YearGrade
from regulation.grounds import GROUNDS, Ground, Measured
from regulation.honours import Honour
from regulation.observing import met, not_met, rate
from regulation.parameters import DISSATISFACTION_CEILING, DISSATISFIED_YEARS, value
from regulation.words import Worded

ground_law = Law("revocation_ground", "第二十三、二十四、二十五条：撤销、取消的情形")
route_law = Law("revocation_route", "第二十六条：撤销、取消的程序")


class Sanction(Worded):
    """Sanctions of the party, then of the administration, in rising order."""

    PARTY_WARNING = "party_warning", "党内警告"
    PARTY_SERIOUS_WARNING = "party_serious_warning", "党内严重警告"
    PARTY_REMOVAL = "party_removal", "撤销党内职务"
    PARTY_PROBATION = "party_probation", "留党察看"
    PARTY_EXPULSION = "party_expulsion", "开除党籍"
    WARNING = "warning", "政务警告"
    DEMERIT = "demerit", "政务记过"
    SERIOUS_DEMERIT = "serious_demerit", "政务记大过"
    DEMOTION = "demotion", "政务降级"
    REMOVAL = "removal", "政务撤职"
    DISMISSAL = "dismissal", "政务开除"

    @property
    def is_ground(self) -> bool:
        """严重警告以上 or 记大过以上, the named ones included (第二十四条第（四）项)."""
        return self not in (Sanction.PARTY_WARNING, Sanction.WARNING, Sanction.DEMERIT)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """一项要件的证据"""

    element: Annotated[str, "要件编号"]
    document: Annotated[str, "证据材料"]
    about: Annotated[str, "证明的事实"] = ""


@dataclass(frozen=True, kw_only=True)
class YearBallot:
    """一个年度的评议票数"""

    year: Annotated[int, "年度"]
    ballot: Annotated[Ballot, "票数"]


@dataclass(frozen=True, kw_only=True)
class Revocation:
    """拟撤销荣誉称号、取消命名"""

    honour: Annotated[Honour, "荣誉"]
    ground: Annotated[str, "情形编号，如 23.7"]
    post: Annotated[Post, "工会职务"] = Post.OTHER
    grassroots: Annotated[bool, "是基层工会的职务"] = True
    evidence: Annotated[tuple[Evidence, ...], "证据"] = ()
    sanction: Annotated[Sanction | None, "受到的处分"] = None
    ballots: Annotated[tuple[YearBallot, ...], "评议票数"] = ()
    grades: Annotated[tuple[YearGrade, ...], "测评等次"] = ()
    lawfully_removed: Annotated[Said, "被依法罢免"] = None
    document_number: Annotated[str, "其他情形所依据的文号"] = ""


@ground_law.rule("第二十三条、第二十四条、第二十五条")
def ground_reaches_the_holder(facts: Revocation, at: Dates) -> Iterator[Observation]:
    """所列情形适用于该荣誉和该职务"""
    ground = GROUNDS.get(facts.ground)
    if ground is None:
        yield not_met(f"没有编号为 {facts.ground} 的情形", "从第二十三、二十四、二十五条所列情形中选择")
    elif ground.reaches(facts.honour, facts.post, grassroots=facts.grassroots):
        yield met(f"{ground.article}适用于{facts.honour.title}")
    elif facts.honour in ground.honours:
        yield not_met(f"{ground.article}只适用于基层工会主席、副主席", "改用第二十四条所列情形")
    else:
        yield not_met(f"{ground.article}不适用于{facts.honour.title}", "改用适用于该荣誉的情形")


@ground_law.rule("第二十三条、第二十四条、第二十五条")
def ground_is_evidenced(facts: Revocation, at: Dates) -> Iterator[Observation]:
    """所列情形的每一要件都有证据

    可撤销 is never automatic: this opens the path of Article 26, it does not decide.
    """
    ground = GROUNDS.get(facts.ground)
    if ground is None:
        return
    for element in ground.elements:
        text = "或".join(element.alternatives)
        documents = [e.document for e in facts.evidence if e.element == element.key and e.document.strip()]
        yield met(f"{text}：{'、'.join(documents)}") if documents else not_met(f"{text}：没有证据", f"补充证据：{text}")
    yield from _measured(ground, facts, at)


def _measured(ground: Ground, facts: Revocation, at: Dates) -> Iterator[Observation]:
    if ground.measured is Measured.SANCTION:
        yield _sanction(facts.sanction)
    elif ground.measured is Measured.DISSATISFIED_BALLOTS:
        yield from _ballots(facts, at)
    elif ground.measured is Measured.DISSATISFIED_GRADES:
        yield _grades(facts, at)
    elif ground.measured is Measured.OTHER:
        number = facts.document_number.strip()
        yield met(f"依据 {number}") if number else not_met("其他情形没有文号", "填写中华全国总工会的文号")


def _sanction(sanction: Sanction | None) -> Observation:
    if sanction is None:
        return not_met("没有填写处分种类", "填写处分种类")
    if sanction.is_ground:
        return met(f"受到{sanction.label}处分")
    return not_met(f"受到{sanction.label}处分，未达到党内严重警告或政务记大过", "不能以本项撤销、取消")


def _ballots(facts: Revocation, at: Dates) -> Iterator[Observation]:
    """Above 50 % excludes 50 %; counted as 不满意 ÷ returned, in consecutive years."""
    ceiling, number = value(DISSATISFACTION_CEILING, at.version), value(DISSATISFIED_YEARS, at.version)
    above = set()
    for each in sorted(facts.ballots, key=lambda b: b.year):
        ballot = each.ballot
        seen = f"{each.year} 年收回 {ballot.returned} 票，不满意 {ballot.dissatisfied} 票"
        if not ballot.consistent or ballot.returned == 0:
            yield not_met(f"{seen}，票数有误", "核对票数")
            continue
        yield met(f"{seen}，不满意率 {rate(ballot.dissatisfied, ballot.returned)}")
        if Fraction(ballot.dissatisfied, ballot.returned) > ceiling:
            above.add(each.year)
    if not _in_a_row(above, number):
        mend = f"连续 {number} 年不满意率均超过（不含）{rate(ceiling.numerator, ceiling.denominator)}方可适用本项"
        yield not_met(f"不满意率超过规定的年度：{_years(above)}", mend)


def _grades(facts: Revocation, at: Dates) -> Observation:
    number = value(DISSATISFIED_YEARS, at.version)
    years = {g.year for g in facts.grades if g.grade is Grade.DISSATISFIED}
    documents = [e.document for e in facts.evidence if e.document.strip()]
    if facts.lawfully_removed and documents:
        return met(f"被依法罢免：{'、'.join(documents)}")
    if _in_a_row(years, number):
        return met(f"测评等次不满意的年度：{_years(years)}")
    mend = f"连续 {number} 年测评不满意，或被依法罢免（附罢免决定），方可适用本项"
    return not_met(f"测评等次不满意的年度：{_years(years)}", mend)


def _in_a_row(years: set[int], number: int) -> bool:
    return any(all(year + n in years for n in range(number)) for year in years)


def _years(years: set[int]) -> str:
    return "、".join(str(year) for year in sorted(years)) or "无"


# --- 第二十六条 -------------------------------------------------------------------------------------------------------


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
