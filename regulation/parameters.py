"""The numbers and periods of the regulation, each with its article and dates. A change adds a value; none is edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Generic, TypeVar

from regulation.refusals import Refused
from regulation.words import Worded, day_words

ISSUED = date(2020, 8, 10)
T = TypeVar("T", Fraction, int, time)
N = TypeVar("N", Fraction, int)


class Stricter(Worded):
    """In which direction a provincial measure may go (第二十九条)."""

    HIGHER = "higher", "只能提高"
    LOWER = "lower", "只能降低"
    FIXED = "fixed", "不得变更"


@dataclass(frozen=True)
class Parameter(Generic[T]):
    """A number of the law and the days from which each of its values holds."""

    code: str
    title: str
    article: str
    values: tuple[tuple[date, T], ...]
    stricter: Stricter = Stricter.FIXED
    ground: str = ""  # where the text is silent: the decision it rests on


AnyParameter = Parameter[Fraction] | Parameter[int] | Parameter[time]
PARAMETERS: dict[str, AnyParameter] = {}


def _share(code: str, title: str, article: str, share: Fraction, stricter: Stricter) -> Parameter[Fraction]:
    parameter = Parameter(code, title, article, ((ISSUED, share),), stricter)
    PARAMETERS[code] = parameter
    return parameter


def _number(
    code: str, title: str, article: str, number: int, stricter: Stricter = Stricter.FIXED, ground: str = ""
) -> Parameter[int]:
    parameter = Parameter(code, title, article, ((ISSUED, number),), stricter, ground)
    PARAMETERS[code] = parameter
    return parameter


def _moment(code: str, title: str, article: str, moment: time, ground: str) -> Parameter[time]:
    parameter = Parameter(code, title, article, ((ISSUED, moment),), Stricter.FIXED, ground)
    PARAMETERS[code] = parameter
    return parameter


LEAST_MEMBERSHIP_RATE = _share(
    "least_membership_rate",
    "近三年每年职工入会率",
    "第六条第（二）项、第七条第（二）项",
    Fraction(90, 100),
    Stricter.HIGHER,
)
LEAST_SATISFACTION_RATE = _share(
    "least_satisfaction_rate",
    "近三年每年评议职工之家满意率",
    "第六条第（六）项、第七条第（五）项",
    Fraction(90, 100),
    Stricter.HIGHER,
)
FRONT_LINE_SHARE = _share(
    "front_line_share", "积极分子中一线职工所占比例", "第五条第四款", Fraction(60, 100), Stricter.HIGHER
)
NON_PUBLIC_SHARE = _share("non_public_share", "来自非公有制单位的所占比例", "第十八条", Fraction(1, 2), Stricter.HIGHER)
DISSATISFACTION_CEILING = _share(
    "dissatisfaction_ceiling",
    "评议职工之家不满意率（超过方可撤销）",
    "第二十三条第（九）项、第二十五条第（五）项",
    Fraction(50, 100),
    Stricter.FIXED,
)
NOTICE_WORKING_DAYS = _number(
    "notice_working_days", "公示的最少工作日数", "第十六条、第十七条、第二十条", 5, Stricter.HIGHER
)
YEARS_LOOKED_AT = _number(
    "years_looked_at",
    "逐年数据的年数",
    "第六条、第七条、第八条",
    3,
    Stricter.HIGHER,
    ground="近三年指申报年度之前的三个完整公历年",
)
ORDINARY_ACCIDENT_YEARS = _number(
    "ordinary_accident_years", "一般安全生产责任事故的回溯年数", "第十二条第（二）项", 1, Stricter.HIGHER
)
LARGER_ACCIDENT_YEARS = _number(
    "larger_accident_years",
    "较大安全生产责任事故不得申报的年数",
    "第十二条第（二）项",
    1,
    Stricter.HIGHER,
    ground="条文未列较大事故：一年内不得申报，一年以上三年以内须举证",
)
MAJOR_ACCIDENT_YEARS = _number(
    "major_accident_years", "重大（含特别重大）安全生产责任事故的回溯年数", "第十二条第（二）项", 3, Stricter.HIGHER
)
INCIDENT_YEARS = _number("incident_years", "职工群体性事件的回溯年数", "第十二条第（三）项", 3, Stricter.HIGHER)
DUES_YEARS = _number("dues_years", "拨缴工会经费的回溯年数", "第十二条第（四）项", 3, Stricter.HIGHER)
DISSATISFIED_YEARS = _number(
    "dissatisfied_years", "连续不满意的年数", "第二十三条第（九）项、第二十五条第（一）（五）项", 2
)
ROUNDS_IN_PERIOD = _number("rounds_in_period", "每五年开展评选表彰的次数", "第十四条第一款", 2)
ROUND_PERIOD_YEARS = _number("round_period_years", "计算开展次数的年数", "第十四条第一款", 5)
HEARING_WORKING_DAYS = _number(
    "hearing_working_days",
    "听取当事单位或个人陈述的工作日数",
    "第二十六条",
    5,
    ground="条文未规定：告知次日起算，逾期仍可提出，不影响书记处决定",
)
NOTICE_CUTOFF = _moment(
    "notice_cutoff",
    "当日计入公示期的最晚可见时刻（北京时间）",
    "第十六条、第十七条、第二十条",
    time(17),
    ground="工作日17时前可见的，当日计为第一日",
)
NOTICE_KEPT_PUBLIC_DAYS = _number(
    "notice_kept_public_days",
    "单位公示结束后继续公开全文的天数",
    "第十六条第一款",
    30,
    ground="期满后只留标题和摘要值",
)


def value(parameter: Parameter[T], on: date) -> T:
    """The value in force on a day. Refused (`not_in_force`) before the regulation was issued."""
    for since, held in reversed(parameter.values):
        if since <= on:
            return held
    raise Refused("not_in_force", f"{day_words(on)}时，“{parameter.title}”尚未施行，请核对日期。", parameter.article)


def value_of(parameter: AnyParameter, on: date) -> Fraction | int | time:
    """The value in force of a parameter picked from the table, whatever its kind."""
    held: Fraction | int | time = value(parameter, on)  # type: ignore[misc]  # a union of the three kinds is one of them
    return held


def is_looser(parameter: Parameter[T], proposed: T, on: date) -> bool:
    """Whether a measure that sets this value would ask less than the regulation (第二十九条)."""
    held = value(parameter, on)
    if parameter.stricter is Stricter.HIGHER:
        return proposed < held
    if parameter.stricter is Stricter.LOWER:
        return proposed > held
    return proposed != held


def applied(parameter: Parameter[N], on: date, stricter: Mapping[str, Fraction]) -> N:
    """The value that counts for a candidate: the regulation's, or a stricter one of its province or industry."""
    held = value(parameter, on)
    own = stricter.get(parameter.code)
    if own is None:
        return held
    proposed = type(held)(own)
    return held if is_looser(parameter, proposed, on) else proposed
