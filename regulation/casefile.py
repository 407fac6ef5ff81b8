"""第二十三至二十六条: a case of revocation as a whole: every honour it names is reached by an item of the articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.honours import Honour
from regulation.observing import met, not_met

law = Law("revocation_case", "第二十三条至第二十六条：撤销案")
MOST_NAMED = 20
"""How many honours a finding names one by one: a case may be about a whole decision of thousands."""


@dataclass(frozen=True, kw_only=True)
class Accused:
    """案中的一项荣誉"""

    name: Annotated[str, "对象"]
    honour: Annotated[Honour, "荣誉"]
    grounds: Annotated[tuple[str, ...], "适用且各要件都有证据的情形（条款）"] = ()


@dataclass(frozen=True, kw_only=True)
class CaseOfRevocation:
    """撤销案：对象和各自适用的情形"""

    accused: Annotated[tuple[Accused, ...], "对象"] = ()


@law.rule("第二十三条、第二十四条、第二十五条")
def each_honour_is_reached(facts: CaseOfRevocation, at: Dates) -> Iterator[Observation]:
    """案中每一项荣誉，至少有一种适用于它并有证据的情形"""
    if not facts.accused:
        yield not_met("案中没有对象", "列入拟撤销的荣誉")
    reached = [one for one in facts.accused if one.grounds]
    if reached:
        articles = dict.fromkeys(article for one in reached for article in one.grounds)
        yield met(f"{len(reached)} 项荣誉各有适用的情形：{'、'.join(articles)}")
    missed = [one for one in facts.accused if not one.grounds]
    for one in missed[:MOST_NAMED]:
        yield not_met(
            f"{one.name}（{one.honour.short}）没有适用并有证据的情形", "为其补充适用的情形和证据，或将其移出本案"
        )
    if len(missed) > MOST_NAMED:
        yield not_met(f"另有 {len(missed) - MOST_NAMED} 项荣誉没有适用并有证据的情形", "补充情形和证据，或移出本案")
