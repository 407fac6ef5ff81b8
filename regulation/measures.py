"""第二十九条: measures of a province or a national industrial union may be stricter, never contrary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.observing import asked, met, not_met, percent
from regulation.parameters import PARAMETERS, AnyParameter, Stricter, value_of
from regulation.rounds import RecommenderKind
from regulation.words import Worded

law = Law("measures", "第二十九条：地方和产业实施办法")
MAKERS = (RecommenderKind.PROVINCE, RecommenderKind.INDUSTRIAL)
"""Who may make measures: 中央和国家机关工会联合会 recommends, and makes none."""


class ProvisionKind(Worded):
    """What a provision that sets no number does."""

    ADDS = "adds", "增加条件、材料或程序"
    RELAXES = "relaxes", "免除、减少或放宽"
    WIDENS = "widens", "扩大评选范围"
    REMOVES = "removes", "不设某一项目或环节"


@dataclass(frozen=True, kw_only=True)
class MeasureValue:
    """实施办法设定的一个数值"""

    parameter: Annotated[str, "参数编号"]
    value: Annotated[Fraction, "数值：比例用分数，天数、年数用整数"]


@dataclass(frozen=True, kw_only=True)
class Provision:
    """实施办法的一条文字规定"""

    text: Annotated[str, "规定内容"]
    kind: Annotated[ProvisionKind, "性质"] = ProvisionKind.ADDS
    article: Annotated[str, "对应本办法的条款"] = ""
    interpreted: Annotated[bool | None, "全总的解释：同意、不同意、尚未解释"] = None
    interpretation: Annotated[str, "解释的文号"] = ""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """一个推荐单位的实施办法"""

    by: Annotated[RecommenderKind, "制定单位类型"]
    document_number: Annotated[str, "文号"] = ""
    values: Annotated[tuple[MeasureValue, ...], "数值"] = ()
    provisions: Annotated[tuple[Provision, ...], "文字规定"] = ()


@law.rule("第二十九条")
def may_be_made_by_this_union(facts: Measure, at: Dates) -> Iterator[Observation]:
    """各省（区、市）总工会、各全国产业工会可参照本办法制定实施办法"""
    if facts.by in MAKERS:
        yield met(facts.by.label)
    else:
        yield not_met(f"{facts.by.label}不能制定实施办法", "执行中华全国总工会的办法")


@law.rule("第二十九条")
def numbers_are_never_looser(facts: Measure, at: Dates) -> Iterator[Observation]:
    """实施办法的数值不得低于本办法的要求"""
    for each in facts.values:
        parameter = PARAMETERS.get(each.parameter)
        if parameter is None:
            yield not_met(f"没有编号为 {each.parameter} 的参数", "从参数表中选择")
        else:
            yield _number(parameter, each.value, at)
    if not facts.values:
        yield met("没有设定数值")


def _number(parameter: AnyParameter, own: Fraction, at: Dates) -> Observation:
    held = value_of(parameter, at.version)
    if not isinstance(held, Fraction | int) or parameter.stricter is Stricter.FIXED:
        return not_met(f"“{parameter.title}”不得变更（{parameter.article}）", "删去这一数值")
    rule = percent(held) if isinstance(held, Fraction) else str(held)
    mine = percent(own) if isinstance(held, Fraction) else str(own)
    seen = f"“{parameter.title}”设为 {mine}，{parameter.article}为 {rule}"
    if isinstance(held, int) and own.denominator != 1:
        return not_met(f"{seen}，不是整数", "改为整数")
    if isinstance(held, Fraction) and own > 1:
        return not_met(f"{seen}，比例大于 100%", "核对数值")
    looser = own < held if parameter.stricter is Stricter.HIGHER else own > held
    return not_met(f"{seen}，与{parameter.article}相抵触", f"改为 {rule} 或更严") if looser else met(seen)


@law.rule("第二十九条")
def provisions_are_never_contrary(facts: Measure, at: Dates) -> Iterator[Observation]:
    """实施办法不得与本办法相抵触"""
    for provision in facts.provisions:
        if provision.kind is ProvisionKind.REMOVES:
            continue
        if provision.kind is ProvisionKind.ADDS:
            yield met(f"{provision.kind.label}：{provision.text}")
        else:
            article = provision.article or "本办法"
            yield not_met(f"{provision.kind.label}，与{article}相抵触：{provision.text}", f"删去，按{article}执行")
    if not facts.provisions:
        yield met("没有文字规定")


@law.rule("第三十条")
def removals_are_interpreted(facts: Measure, at: Dates) -> Iterator[Observation]:
    """不设某一项目或环节是否与本办法相抵触，由中华全国总工会解释"""
    for provision in facts.provisions:
        if provision.kind is not ProvisionKind.REMOVES:
            continue
        if provision.interpreted is None:
            yield asked(f"{provision.text}：尚待解释", "报中华全国总工会解释，解释同意后再施行")
        elif provision.interpreted:
            yield met(f"{provision.text}：全总解释同意（{provision.interpretation}）")
        else:
            yield not_met(f"{provision.text}：全总解释不同意（{provision.interpretation}）", "删去这一规定")


def stricter_values(facts: Measure) -> dict[str, Fraction]:
    """The values of a lawful measure, as `Settings.stricter` and the lists take them."""
    return {each.parameter: each.value for each in facts.values}


# --- What a measure asks of a filing ----------------------------------------------------------------------------------

papers_law = Law("measure_papers", "第二十九条：实施办法增加的材料")


@dataclass(frozen=True, kw_only=True)
class MeasurePapers:
    """实施办法增加的材料，和申报件已附的材料"""

    asked: Annotated[tuple[str, ...], "增加的材料"] = ()
    attached: Annotated[tuple[str, ...], "已附材料的名称和说明"] = ()


@papers_law.rule("第二十九条")
def papers_of_the_measure_are_there(facts: MeasurePapers, at: Dates) -> Iterator[Observation]:
    """申报材料包括本地区、本产业实施办法增加的材料"""
    for paper in facts.asked:
        if any(paper in words for words in facts.attached):
            yield met(f"已附“{paper}”")
        else:
            yield not_met(f"没有附“{paper}”", f"上传“{paper}”，并在材料说明中写明“{paper}”")
    if not facts.asked:
        yield met("实施办法没有增加材料")
