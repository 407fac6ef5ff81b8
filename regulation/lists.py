"""What a list as a whole must satisfy: places, front line (第五条第四款), non-public half (第十八条), the round's structure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Annotated

from regulation.engine import Dates, Finding, Judgement, Law, Observation
from regulation.honours import Elevated, Honour
from regulation.observing import met, not_met, percent, rate
from regulation.parameters import FRONT_LINE_SHARE, NON_PUBLIC_SHARE, applied
from regulation.rounds import RecommenderKind
from regulation.words import Worded

law = Law("lists", "第五条第四款、第十八条：名单结构")

NON_PUBLIC, FRONT_LINE, WOMAN = "non_public", "front_line", "woman"


class ListStage(Worded):
    """Which list is decided."""

    RECOMMENDED = "recommended", "推荐名单"
    PROPOSED = "proposed", "建议名单"
    FINAL = "final", "最终名单"


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """名单上的一个集体或个人；红旗单位、标兵是同一行的附加称号，不另占一行"""

    honour: Annotated[Honour, "荣誉"]
    non_public: Annotated[bool, "来自非公有制单位"] = False
    front_line: Annotated[bool, "一线职工"] = False
    woman: Annotated[bool, "女性"] = False
    elevated: Annotated[Elevated | None, "附加称号"] = None
    traits: Annotated[tuple[str, ...], "本轮结构要求所用的其他特征"] = ()
    cell: Annotated[str, "名额类别"] = ""

    def has(self, trait: str) -> bool:
        """Whether the row counts for a structure requirement."""
        own = {NON_PUBLIC: self.non_public, FRONT_LINE: self.front_line, WOMAN: self.woman}
        return own.get(trait, trait in self.traits)


@dataclass(frozen=True, kw_only=True)
class Quota:
    """一格名额：荣誉和类别，已扣除作废的名额"""

    honour: Annotated[Honour, "荣誉"]
    places: Annotated[int, "可用名额"]
    cell: Annotated[str, "名额类别；不分类的不填"] = ""


class Bound(Worded):
    """A floor is reached from below, a ceiling not passed from above; both include the number."""

    FLOOR = "floor", "不少于"
    CEILING = "ceiling", "不超过"


@dataclass(frozen=True, kw_only=True)
class StructureRequirement:
    """本轮的结构要求"""

    code: Annotated[str, "编号"]
    title: Annotated[str, "要求内容"]
    honours: Annotated[tuple[Honour, ...], "适用的荣誉；合并计算"]
    trait: Annotated[str, "特征"]
    bound: Annotated[Bound, "下限或上限"]
    share: Annotated[Fraction | None, "比例；与人数二选一"] = None
    number: Annotated[int | None, "数量；与比例二选一"] = None
    base: Annotated[tuple[Honour, ...], "计算比例的基数；不填的与适用的荣誉相同"] = ()
    generally: Annotated[bool, "一般要求（可书面说明理由）"] = False
    source: Annotated[str, "条款或文件"] = ""

    def limit(self, base: int) -> int:
        """How many rows, given the size of the base."""
        if self.number is not None:
            return self.number
        share = (self.share or Fraction(0)) * base
        return ceil(share) if self.bound is Bound.FLOOR else floor(share)


@dataclass(frozen=True, kw_only=True)
class RankedList:
    """拟决定的名单"""

    rows: Annotated[tuple[ListRow, ...], "名单"]
    stage: Annotated[ListStage, "名单阶段"] = ListStage.RECOMMENDED
    recommender: Annotated[RecommenderKind | None, "推荐单位类型；全国名单不填"] = None
    quotas: Annotated[tuple[Quota, ...] | None, "名额；不受名额限制的名单不填"] = None
    requirements: Annotated[tuple[StructureRequirement, ...], "本轮结构要求"] = ()
    after_departures: Annotated[bool, "名单已集体决定，此后有对象撤下"] = False
    stricter: Annotated[Mapping[str, Fraction], "本地区、本产业更严的标准"] = field(default_factory=dict)

    def of(self, *honours: Honour) -> tuple[ListRow, ...]:
        return tuple(row for row in self.rows if row.honour in honours)


@law.rule("第十五条")
def keeps_within_its_places(facts: RankedList, at: Dates) -> Iterator[Observation]:
    """推荐数量不超过分配的名额"""
    if facts.quotas is None:
        yield met("本名单不受名额限制")
        return
    granted = {(quota.honour, quota.cell): quota.places for quota in facts.quotas}
    typed = {quota.honour for quota in facts.quotas if quota.cell}
    used: dict[tuple[Honour, str], int] = dict.fromkeys(granted, 0)
    for row in facts.rows:
        place = (row.honour, row.cell if row.honour in typed else "")
        used[place] = used.get(place, 0) + 1
    for (honour, cell), number in used.items():
        places = granted.get((honour, cell), 0)
        seen = f"{honour.title}{f'（{cell}）' if cell else ''}名额 {places} 个，列入 {number} 个"
        yield met(seen) if number <= places else not_met(seen, f"撤下 {number - places} 个")


@law.rule("第五条第四款")
def activists_come_from_the_front_line(facts: RankedList, at: Dates) -> Iterator[Observation]:
    """全国优秀工会积极分子中一线职工数量不低于百分之六十

    An exact count on each recommending unit's list, the proposed and the final list; never 一般.
    """
    if facts.after_departures:
        yield met("名单已经集体决定，撤下后的比例另行说明")
    else:
        yield _front_line(facts, at)


@law.rule("第五条第四款", generally=True)
def front_line_share_survives_departures(facts: RankedList, at: Dates) -> Iterator[Observation]:
    """有对象撤下后，积极分子中一线职工仍不低于百分之六十，否则书面说明理由

    Hard ratios block where a list is decided; after departures they are shown and need a reason (决定 9).
    """
    if facts.after_departures:
        yield _front_line(facts, at)
    else:
        yield met("没有对象撤下")


def _front_line(facts: RankedList, at: Dates) -> Observation:
    rows = facts.of(Honour.OUTSTANDING_ACTIVIST)
    if not rows:
        return met("名单上没有积极分子")
    least = applied(FRONT_LINE_SHARE, at.version, facts.stricter)
    front = sum(row.front_line for row in rows)
    seen = f"积极分子 {len(rows)} 人，一线职工 {front} 人，占 {rate(front, len(rows))}"
    needed = ceil(least * len(rows))
    return met(seen) if front >= needed else not_met(seen, f"至少 {needed} 人，还须换入一线职工 {needed - front} 人")


@law.rule("第五条第四款")
def women_are_fairly_represented(facts: RankedList, at: Dates) -> Iterator[Observation]:
    """全国优秀工会积极分子中女性占适当比例

    The text sets no number; the share is shown, the deciding people judge it.
    """
    rows = facts.of(Honour.OUTSTANDING_ACTIVIST)
    women = sum(row.woman for row in rows)
    yield met(
        f"积极分子 {len(rows)} 人，女性 {women} 人，占 {rate(women, len(rows))}" if rows else "名单上没有积极分子"
    )


@law.rule("第十八条", generally=True)
def half_come_from_non_public_units(facts: RankedList, at: Dates) -> Iterator[Observation]:
    """省（区、市）总工会推荐的集体和个人中，来自非公有制单位的一般不少于推荐总数的二分之一

    Provinces only; all collectives and persons, namings included; an elevated title is not counted twice (决定 17).
    """
    if facts.recommender is not RecommenderKind.PROVINCE or facts.stage is not ListStage.RECOMMENDED:
        yield met("只约束省（区、市）总工会的推荐名单")
        return
    total, least = len(facts.rows), applied(NON_PUBLIC_SHARE, at.version, facts.stricter)
    if not total:
        yield met("名单为空")
        return
    non_public = sum(row.non_public for row in facts.rows)
    seen = f"推荐总数 {total}，来自非公有制单位 {non_public}，占 {rate(non_public, total)}"
    needed = ceil(least * total)
    missing = f"至少 {needed} 个，还须换入 {needed - non_public} 个，或书面说明理由"
    yield met(seen) if non_public >= needed else not_met(seen, missing)


def structure_findings(facts: RankedList) -> Iterator[Finding]:
    """One finding for each structure requirement of the round."""
    for requirement in facts.requirements:
        yield Finding(
            requirement.source or "第十五条",
            f"structure.{requirement.code}",
            requirement.title,
            requirement.generally or facts.after_departures,
            (_required(requirement, facts),),
        )


def _required(requirement: StructureRequirement, facts: RankedList) -> Observation:
    base = facts.of(*(requirement.base or requirement.honours))
    counted = sum(row.has(requirement.trait) for row in facts.of(*requirement.honours))
    limit = requirement.limit(len(base))
    asked = f"{limit} 个" if requirement.share is None else f"{percent(requirement.share)}即 {limit} 个"
    seen = f"{counted} 个，占 {rate(counted, len(base))}（基数 {len(base)}），要求{requirement.bound.label}{asked}"
    if requirement.bound is Bound.FLOOR and counted < limit:
        return not_met(seen, f"还须换入 {limit - counted} 个")
    if requirement.bound is Bound.CEILING and counted > limit:
        return not_met(seen, f"还须换出 {counted - limit} 个")
    return met(seen)


def judge(facts: RankedList, *, version: date, as_of: date) -> Judgement:
    """The law about lists, then the structure requirements of the round."""
    judged = law.judge(facts, version=version, as_of=as_of)
    return Judgement(judged.findings + tuple(structure_findings(facts)))
