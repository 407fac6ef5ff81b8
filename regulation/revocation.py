"""第二十三条至第二十五条: whether an honour may be revoked: the ground and its evidence. The route is the next module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated

from regulation.engine import ISSUED, Dates, Law, Observation
from regulation.facts import Ballot, Grade, Post, Said, YearGrade
from regulation.grounds import GROUNDS, Ground, Measured
from regulation.honours import Honour
from regulation.observing import met, not_met, rate
from regulation.parameters import DISSATISFACTION_CEILING, DISSATISFIED_YEARS, value
from regulation.words import Worded, day_words

ground_law = Law("revocation_ground", "第二十三、二十四、二十五条：撤销、取消的情形")


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
    reasons: Annotated[str, "其他情形的书面理由"] = ""
    document_number: Annotated[str, "依据文号：其他情形有文件的填写；施行前的行为必填"] = ""
    happened_on: Annotated[date | None, "行为发生日期"] = None
    by_nation: Annotated[bool, "由全总直接办理"] = False


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
        yield _other(facts)


def _sanction(sanction: Sanction | None) -> Observation:
    if sanction is None:
        return not_met("没有填写处分种类", "填写处分种类")
    if sanction.is_ground:
        return met(f"受到{sanction.label}处分")
    return not_met(f"受到{sanction.label}处分，未达到党内严重警告或政务记大过", "不能以本项撤销、取消")


def _other(facts: Revocation) -> Observation:
    """Written reasons always; the number of a document where there is one (决定 43)."""
    reasons, number = facts.reasons.strip(), facts.document_number.strip()
    if not reasons:
        return not_met("其他情形没有书面理由", "写明属于其他情形的理由；有文件依据的，同时填写文号")
    return met(f"{reasons}（依据 {number}）" if number else reasons)


@ground_law.rule("第三十一条")
def act_falls_under_the_regulation(facts: Revocation, at: Dates) -> Iterator[Observation]:
    """行为发生在本办法施行之后；施行之前的，只由全总依据文件直接办理"""
    on, number = facts.happened_on, facts.document_number.strip()
    if on is None:
        return
    if on > at.as_of:
        yield not_met(f"行为发生日期为{day_words(on)}，晚于今天", "核对行为发生日期")
    elif on >= ISSUED:
        yield met(f"行为发生于{day_words(on)}")
    elif facts.by_nation and number:
        yield met(f"行为发生于{day_words(on)}，本办法施行之前，由全总依据 {number} 办理")
    elif facts.by_nation:
        yield not_met(f"行为发生于{day_words(on)}，本办法施行之前，没有所依据的文号", "填写全总作出处理所依据的文号")
    else:
        yield not_met(
            f"行为发生于{day_words(on)}，本办法施行之前，不能逐级申请", "报请全总基层工作部直接办理，并写明所依据的文号"
        )


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
