"""Counts against their limits, as `{% ratio %}` shows them while a list is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from regulation.engine import Judgement, Result
from regulation.honours import Honour
from regulation.lists import Bound, ListStage, RankedList
from regulation.parameters import FRONT_LINE_SHARE, NON_PUBLIC_SHARE, applied
from regulation.rounds import RecommenderKind


@dataclass(frozen=True)
class Meter:
    """One ratio: how many there are, how many there must (or may) be, of how many."""

    label: str
    have: int
    need: int
    base: int
    ok: bool | None
    rule: str
    as_rule: bool = False
    ceiling: bool = False
    code: str = ""


def meters_of(facts: RankedList, judgement: Judgement, *, version: date) -> list[Meter]:
    """Articles 5 and 18 where they bind this list, the women's share, then the round's requirements."""
    found = []
    activists = facts.of(Honour.OUTSTANDING_ACTIVIST)
    verdicts = {f.code: f.result is Result.MET for f in judgement.findings}
    if activists:
        share = applied(FRONT_LINE_SHARE, version, facts.stricter)
        code = "activists_come_from_the_front_line"
        front = sum(row.front_line for row in activists)
        need, base = ceil(share * len(activists)), len(activists)
        found.append(
            Meter("积极分子中一线职工", front, need, base, verdicts.get(code), "第五条第四款，不低于60%", code=code)
        )
        women = sum(row.woman for row in activists)
        found.append(Meter("积极分子中女性", women, 0, base, None, "第五条第四款，适当比例"))
    if facts.recommender is RecommenderKind.PROVINCE and facts.stage is ListStage.RECOMMENDED and facts.rows:
        share, code = applied(NON_PUBLIC_SHARE, version, facts.stricter), "half_come_from_non_public_units"
        have, base = sum(row.non_public for row in facts.rows), len(facts.rows)
        label = "来自非公有制单位"
        found.append(
            Meter(label, have, ceil(share * base), base, verdicts.get(code), "第十八条", as_rule=True, code=code)
        )
    for requirement in facts.requirements:
        code = f"structure.{requirement.code}"
        base = len(facts.of(*(requirement.base or requirement.honours)))
        have = sum(row.has(requirement.trait) for row in facts.of(*requirement.honours))
        found.append(
            Meter(
                requirement.title,
                have,
                requirement.limit(base),
                base,
                verdicts.get(code),
                requirement.source,
                as_rule=requirement.generally,
                ceiling=requirement.bound is Bound.CEILING,
                code=code,
            )
        )
    return found
