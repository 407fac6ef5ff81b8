"""What the collectives prove year by year from counts: membership, satisfaction, legal person, earlier title."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from regulation.engine import Dates, Observation
from regulation.facts import Ballot, Collective, ProvincialTitle, Reading, Said, Settings, YearFigures
from regulation.honours import Honour
from regulation.observing import asked, met, not_met, rate
from regulation.parameters import LEAST_MEMBERSHIP_RATE, LEAST_SATISFACTION_RATE, YEARS_LOOKED_AT, applied
from regulation.periods import complete_years_before, filing_day


def years_looked_at(facts: Collective, at: Dates) -> Iterator[tuple[int, YearFigures | Observation]]:
    """Each of the three complete years with its one row of figures, or what is wrong with it."""
    number = applied(YEARS_LOOKED_AT, at.version, facts.settings.stricter)
    for year in complete_years_before(filing_day(facts, at.as_of), number):
        rows = [row for row in facts.years if row.year == year]
        if len(rows) == 1:
            yield year, rows[0]
        elif rows:
            yield year, not_met(f"{year} 年填报了 {len(rows)} 次", "每一年度只保留一条数据")
        else:
            mend = "补填当年数据；更名或合并的，填原单位当年数据；建会不满三年的，本轮不能申报"
            yield year, not_met(f"{year} 年没有数据", mend)


def membership(facts: Collective, at: Dates) -> Iterator[Observation]:
    """Members ÷ employees in each year, migrant and dispatched workers included."""
    least = applied(LEAST_MEMBERSHIP_RATE, at.version, facts.settings.stricter)
    for _, row in years_looked_at(facts, at):
        yield row if isinstance(row, Observation) else _membership(row, least)


def _membership(row: YearFigures, least: Fraction) -> Observation:
    under = f"（以“{row.counted_under}”名义统计）" if row.counted_under else ""
    seen = f"{row.year} 年职工 {row.employees} 人，会员 {row.members} 人{under}"
    if not row.includes_all:
        return not_met(f"{seen}，未含农民工、劳务派遣工", "将农民工、劳务派遣工计入职工数和会员数后重新填报")
    if row.employees <= 0 or row.members < 0:
        return not_met(f"{seen}，人数有误", "核对当年职工数和会员数")
    if row.members > row.employees:
        return not_met(f"{seen}，会员多于职工", "核对当年职工数和会员数：会员数不能大于职工数")
    seen = f"{seen}，入会率 {rate(row.members, row.employees)}"
    if Fraction(row.members, row.employees) < least:
        return not_met(seen, f"每年入会率均须达到 {rate(least.numerator, least.denominator)}；数据有误的，核对后更正")
    return met(seen)


def satisfaction(facts: Collective, at: Dates) -> Iterator[Observation]:
    """Ballots of 会员评议职工之家 in each year, by the reading that the round has set; all readings are shown."""
    for year, row in years_looked_at(facts, at):
        if isinstance(row, Observation):
            yield row
        elif row.ballot is None:
            yield not_met(
                f"{year} 年没有评议职工之家的票数", "补填当年会员大会或会员代表大会评议的票数；当年没有评议的，不符合"
            )
        else:
            yield _satisfaction(year, row.ballot, facts.settings, at)


def _satisfaction(year: int, ballot: Ballot, settings: Settings, at: Dates) -> Observation:
    seen = (
        f"{year} 年发出 {ballot.issued} 票，收回 {ballot.returned} 票，满意 {ballot.satisfied} 票，"
        f"基本满意 {ballot.basically} 票，不满意 {ballot.dissatisfied} 票"
    )
    if not ballot.consistent or ballot.returned == 0:
        return not_met(f"{seen}，票数有误", "核对票数：各项之和不多于收回票数，收回不多于发出")
    chosen = settings.satisfaction
    votes, base = ballot.count(chosen)
    others = "；".join(f"{r.label} {rate(*ballot.count(r))}" for r in Reading if r is not chosen)
    seen = f"{seen}，满意率 {rate(votes, base)}（{chosen.label}；其他算法：{others}）"
    least = applied(LEAST_SATISFACTION_RATE, at.version, settings.stricter)
    if Fraction(votes, base) < least:
        return not_met(seen, f"每年满意率均须达到 {rate(least.numerator, least.denominator)}；票数有误的，核对后更正")
    return met(seen)


def legal_person(qualifies: Said, registered: Said) -> Observation:
    """具备条件的工会依法取得社会团体法人资格: asked only of those that qualify."""
    if registered:
        return met("已取得社会团体法人资格")
    if qualifies is False:
        return met("不具备取得社会团体法人资格的条件，不作要求")
    if qualifies and registered is False:
        return not_met("具备条件，没有取得社会团体法人资格", "依法办理工会法人资格登记后填写登记证书")
    return asked("是否具备条件、是否已取得社会团体法人资格：未说明", "填写法人资格登记情况；不具备条件的，说明理由")


def drawn_from(title: ProvincialTitle | None, kind: Honour, settings: Settings) -> Observation:
    """The provincial title of the same kind, from an issuer that the round accepts (决定 19)."""
    mend = "填写省级同类荣誉的表彰文号，或由推荐单位书面说明理由"
    if title is None:
        return not_met("没有省级同类荣誉", mend)
    seen = (
        f"{title.issuer.label}{title.title or kind.title.replace('全国', '')}（{title.document_number or '文号未填'}）"
    )
    if title.kind is not kind:
        return not_met(f"{seen}与申报荣誉不同类", mend)
    if title.issuer not in settings.title_issuers:
        return not_met(f"{seen}不视同省级荣誉", mend)
    return met(seen)
