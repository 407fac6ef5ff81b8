"""第十四、十五条: when a round may be held, for which honours, what its notice must say, and who recommends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.honours import CONFERRED, NAMED, Honour
from regulation.observing import met, not_met
from regulation.parameters import ROUND_PERIOD_YEARS, ROUNDS_IN_PERIOD, value
from regulation.periods import anniversary
from regulation.refusals import Refused
from regulation.words import Worded

law = Law("rounds", "第十四条、第十五条：评选表彰轮次")


class RoundKind(Worded):
    """Two occasions in five years (第十四条第一款)."""

    MID_TERM = "mid_term", "届中"
    CONGRESS = "congress", "换届之年"


class RecommenderKind(Worded):
    """Who recommends to the national federation (第十四条第二款), and who does not."""

    PROVINCE = "province", "省（区、市）总工会"
    INDUSTRIAL = "industrial", "全国产业工会"
    CENTRAL = "central", "中央和国家机关工会联合会"
    CORPS = "corps", "新疆生产建设兵团总工会"
    OTHER = "other", "其他工会"


RECOMMENDERS = (RecommenderKind.PROVINCE, RecommenderKind.INDUSTRIAL, RecommenderKind.CENTRAL)


@dataclass(frozen=True, kw_only=True)
class RoundNotice:
    """评选表彰通知写明的内容（第十五条）"""

    subjects: Annotated[str, "对象"] = ""
    conditions: Annotated[str, "条件"] = ""
    procedure: Annotated[str, "程序"] = ""
    quotas: Annotated[str, "名额分配"] = ""
    organisation: Annotated[str, "组织实施"] = ""


@dataclass(frozen=True, kw_only=True)
class RoundPlan:
    """拟开展的评选表彰轮次"""

    kind: Annotated[RoundKind, "届中或换届之年"]
    opens_on: Annotated[date, "发布通知的日期"]
    honours: Annotated[tuple[Honour, ...], "评选表彰的项目"]
    congress_years: Annotated[tuple[int, ...], "工会全国代表大会召开年份"] = ()
    earlier_rounds: Annotated[tuple[date, ...], "以往各轮发布通知的日期"] = ()
    document_number: Annotated[str, "五年内第三次开展所依据的全总文号"] = ""
    unusual_year_reason: Annotated[str, "不在通常年份开展的理由"] = ""
    notice: Annotated[RoundNotice, "评选表彰通知"] = RoundNotice()


@law.rule("第十四条第一款")
def comes_twice_in_five_years(facts: RoundPlan, at: Dates) -> Iterator[Observation]:
    """评选表彰每五年开展两次

    There is no 一般 here: a third round needs a document of the national federation, not only a reason.
    """
    period, most = value(ROUND_PERIOD_YEARS, at.version), value(ROUNDS_IN_PERIOD, at.version)
    recent = [day for day in facts.earlier_rounds if day <= facts.opens_on < anniversary(day, period)]
    seen = f"此前 {period} 年内已开展 {len(recent)} 次"
    if len(recent) < most:
        yield met(seen)
    elif facts.document_number.strip():
        yield met(f"{seen}，本次依据 {facts.document_number.strip()} 开展")
    else:
        yield not_met(f"{seen}，本次为第 {len(recent) + 1} 次", "填写中华全国总工会同意增加开展次数的文号")


@law.rule("第十四条第一款")
def comes_in_its_usual_year(facts: RoundPlan, at: Dates) -> Iterator[Observation]:
    """一般在工会全国代表大会届中开展一次，在工会全国代表大会换届之年开展一次"""
    year = facts.opens_on.year
    usual = is_congress_year(facts, at) if facts.kind is RoundKind.CONGRESS else is_mid_term(facts, at)
    if usual:
        yield met(f"{year} 年为{facts.kind.label}")
    elif facts.unusual_year_reason.strip():
        yield met(f"{year} 年不是通常的{facts.kind.label}，理由：{facts.unusual_year_reason.strip()}")
    else:
        yield not_met(f"{year} 年不是通常的{facts.kind.label}", "核对工会全国代表大会年份，或写明在本年开展的理由")


def is_congress_year(facts: RoundPlan, at: Dates) -> bool:
    return facts.opens_on.year in facts.congress_years


def is_mid_term(facts: RoundPlan, at: Dates) -> bool:
    """The middle of a term: the second or third year after a congress."""
    held = [year for year in facts.congress_years if year <= facts.opens_on.year]
    middle = value(ROUND_PERIOD_YEARS, at.version) // 2
    return bool(held) and facts.opens_on.year - max(held) in (middle, middle + 1)


@law.rule("第十四条第一款")
def names_only_beside_conferring(facts: RoundPlan, at: Dates) -> Iterator[Observation]:
    """在换届之年评选表彰中，可同时命名全国优秀工会积极分子、全国优秀工会之友"""
    if not facts.honours:
        yield not_met("没有选定评选表彰的项目", "至少选定一个项目")
    named = [honour for honour in facts.honours if honour in NAMED]
    if not named:
        yield met("本轮不命名积极分子、之友")
        return
    titles = "、".join(honour.title for honour in named)
    if facts.kind is not RoundKind.CONGRESS:
        yield not_met(f"{facts.kind.label}命名{titles}", "积极分子、之友只在换届之年命名，请从本轮移除")
    missing = [honour for honour in Honour if honour in CONFERRED and honour not in facts.honours]
    if missing:
        names = "、".join(honour.title for honour in missing)
        yield not_met(f"命名{titles}，没有同时评选{names}", "积极分子、之友须与之家、小家、工作者同时开展")
    if facts.kind is RoundKind.CONGRESS and not missing:
        yield met(f"换届之年同时命名{titles}")


@law.rule("第十五条")
def notice_is_complete(facts: RoundPlan, at: Dates) -> Iterator[Observation]:
    """评选表彰通知就项目、对象、条件、程序、名额分配、组织实施等作出具体要求"""
    notice = facts.notice
    said = {
        "对象": notice.subjects,
        "条件": notice.conditions,
        "程序": notice.procedure,
        "名额分配": notice.quotas,
        "组织实施": notice.organisation,
    }
    for item, text in said.items():
        yield met(f"写明{item}") if text.strip() else not_met(f"没有写明{item}", f"在通知中写明{item}")


def require_recommender(kind: RecommenderKind) -> None:
    """Provinces, national industrial unions and 中央和国家机关工会联合会 recommend (第十四条第二款).

    Refused: `corps_through_xinjiang` for 兵团, `not_a_recommender` for any other union.
    """
    article = "第十四条第二款"
    if kind is RecommenderKind.CORPS:
        raise Refused("corps_through_xinjiang", "兵团总工会通过新疆维吾尔自治区总工会推荐，请报自治区总工会。", article)
    if kind not in RECOMMENDERS:
        raise Refused("not_a_recommender", "本级工会不能直接向全总推荐，请逐级上报。", article)
