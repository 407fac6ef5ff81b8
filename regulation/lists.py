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
from regulation.observing import met, not_met, rate
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
    cell_title: Annotated[str, "名额类别的名称"] = ""


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


@dataclass(frozen=True)
class Gauge:
    """One count against its limit, as it is shown live while people rank."""

    code: str
    title: str
    article: str
    bound: Bound
    counted: int
    base: int
    limit: int
    generally: bool = False

    @property
    def missing(self) -> int:
        """How many rows have to be swapped in (floor) or out (ceiling); nought where it is met."""
        short = self.limit - self.counted if self.bound is Bound.FLOOR else self.counted - self.limit
        return max(short, 0)

    def observe(self) -> Observation:
        share = f"，占 {rate(self.counted, self.base)}" if self.base else ""
        seen = f"基数 {self.base}，计 {self.counted}{share}，要求{self.bound.label} {self.limit}"
        way = "换入" if self.bound is Bound.FLOOR else "换出"
        return not_met(seen, f"还须{way} {self.missing} 个") if self.missing else met(seen)


def places(facts: RankedList) -> tuple[Gauge, ...]:
    """Each quota cell: rows listed against places."""
    granted = {(quota.honour, quota.cell): quota.places for quota in facts.quotas or ()}
    typed = {quota.honour for quota in facts.quotas or () if quota.cell}
    called = {quota.cell: quota.cell_title or quota.cell for quota in facts.quotas or ()}
    used = dict.fromkeys(granted, 0)
    for row in facts.rows if facts.quotas is not None else ():
        cell = (row.honour, row.cell if row.honour in typed else "")
        used[cell] = used.get(cell, 0) + 1
    return tuple(
        Gauge(
            code=f"places.{honour.value}{f'.{cell}' if cell else ''}",
            title=f"{honour.title}{f'（{called.get(cell, cell)}）' if cell else ''}名额",
            article="第十五条",
            bound=Bound.CEILING,
            counted=number,
            base=0,
            limit=granted.get((honour, cell), 0),
        )
        for (honour, cell), number in used.items()
    )


def front_line(facts: RankedList, version: date) -> Gauge:
    """第五条第四款: activists of the front line against sixty percent of all activists listed."""
    rows = facts.of(Honour.OUTSTANDING_ACTIVIST)
    least = applied(FRONT_LINE_SHARE, version, facts.stricter)
    return Gauge(
        code="front_line",
        title="积极分子中的一线职工",
        article=FRONT_LINE_SHARE.article,
        bound=Bound.FLOOR,
        counted=sum(row.front_line for row in rows),
        base=len(rows),
        limit=ceil(least * len(rows)),
        generally=facts.after_departures,
    )


def binds_non_public(facts: RankedList) -> bool:
    """Article 18 binds the lists that provinces recommend, and no other."""
    return facts.recommender is RecommenderKind.PROVINCE and facts.stage is ListStage.RECOMMENDED


def non_public(facts: RankedList, version: date) -> Gauge:
    """第十八条: rows of non-public units against half of all rows; an elevated title is no row of its own."""
    least = applied(NON_PUBLIC_SHARE, version, facts.stricter)
    return Gauge(
        code="non_public",
        title="来自非公有制单位",
        article=NON_PUBLIC_SHARE.article,
        bound=Bound.FLOOR,
        counted=sum(row.non_public for row in facts.rows),
        base=len(facts.rows),
        limit=ceil(least * len(facts.rows)),
        generally=True,
    )


def structure(facts: RankedList) -> tuple[Gauge, ...]:
    """Each structure requirement of the round."""
    gauges = []
    for requirement in facts.requirements:
        base = len(facts.of(*(requirement.base or requirement.honours)))
        gauges.append(
            Gauge(
                code=f"structure.{requirement.code}",
                title=requirement.title,
                article=requirement.source or "第十五条",
                bound=requirement.bound,
                counted=sum(row.has(requirement.trait) for row in facts.of(*requirement.honours)),
                base=base,
                limit=requirement.limit(base),
                generally=requirement.generally or facts.after_departures,
            )
        )
    return tuple(gauges)


def gauges(facts: RankedList, version: date) -> tuple[Gauge, ...]:
    """Every count against its limit, in the order of the page."""
    shares = [front_line(facts, version)] if facts.of(Honour.OUTSTANDING_ACTIVIST) else []
    halves = [non_public(facts, version)] if binds_non_public(facts) else []
    return (*places(facts), *shares, *halves, *structure(facts))


@law.rule("第十五条")
def keeps_within_its_places(facts: RankedList, at: Dates) -> Iterator[Observation]:
    """推荐数量不超过分配的名额"""
    if facts.quotas is None:
        yield met("名额在列入推荐名单时占用和核对，本名单不另计")
    for gauge in places(facts):
        seen = f"{gauge.title} {gauge.limit} 个，列入 {gauge.counted} 个"
        yield not_met(seen, f"撤下 {gauge.missing} 个") if gauge.missing else met(seen)


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
    gauge = front_line(facts, at.version)
    if not gauge.base:
        return met("名单上没有积极分子")
    seen = f"积极分子 {gauge.base} 人，一线职工 {gauge.counted} 人，占 {rate(gauge.counted, gauge.base)}"
    mend = f"至少 {gauge.limit} 人，还须换入一线职工 {gauge.missing} 人"
    return not_met(seen, mend) if gauge.missing else met(seen)


@law.rule("第五条第四款")
def women_are_fairly_represented(facts: RankedList, at: Dates) -> Iterator[Observation]:
    """全国优秀工会积极分子中女性占适当比例

    The text sets no number; the share is shown, the deciding people judge it.
    """
    rows = facts.of(Honour.OUTSTANDING_ACTIVIST)
    women = sum(row.woman for row in rows)
    share = f"积极分子 {len(rows)} 人，女性 {women} 人，占 {rate(women, len(rows))}"
    yield met(share if rows else "名单上没有积极分子")


@law.rule("第十八条", generally=True)
def half_come_from_non_public_units(facts: RankedList, at: Dates) -> Iterator[Observation]:
    """省（区、市）总工会推荐的集体和个人中，来自非公有制单位的一般不少于推荐总数的二分之一

    Provinces only; all collectives and persons, namings included; an elevated title is not counted twice (决定 17).
    """
    if not binds_non_public(facts):
        yield met("只约束省（区、市）总工会的推荐名单")
        return
    gauge = non_public(facts, at.version)
    if not gauge.base:
        yield met("名单为空")
        return
    seen = f"推荐总数 {gauge.base}，来自非公有制单位 {gauge.counted}，占 {rate(gauge.counted, gauge.base)}"
    mend = f"至少 {gauge.limit} 个，还须换入 {gauge.missing} 个，或书面说明理由"
    yield not_met(seen, mend) if gauge.missing else met(seen)


def judge(facts: RankedList, *, version: date, as_of: date) -> Judgement:
    """The law about lists, then one finding for each structure requirement of the round."""
    judged = law.judge(facts, version=version, as_of=as_of)
    own = (Finding(g.article, g.code, g.title, g.generally, (g.observe(),)) for g in structure(facts))
    return Judgement(judged.findings + tuple(own))
