"""Lists as the law counts them: rows, places, requirements of the round, and the swaps that would satisfy them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from honors.facts import list_requirements, recommender_kind
from honors.models import Quota, Round
from honors.queries import setting, stricter_parameters
from honors.settings import NON_PUBLIC_NATURES
from honors.traits import cell_title
from nominations.models import Nomination
from regulation import lists as law
from regulation.engine import Judgement
from regulation.honours import Elevated, Honour
from regulation.lists import Bound, ListRow, ListStage, RankedList, StructureRequirement
from reviews.facts.traits import traits_of
from unions.models import Union


def rows_of(round: Round, nominations: Iterable[tuple[Nomination, str, str]]) -> tuple[ListRow, ...]:
    """Rows for the law from (nomination, quota cell, elevated title)."""
    non_public = frozenset(setting(round, NON_PUBLIC_NATURES))
    found = []
    for nomination, cell, elevated in nominations:
        traits = traits_of(nomination, non_public)
        found.append(
            ListRow(
                honour=nomination.kind,
                non_public=law.NON_PUBLIC in traits,
                front_line=nomination.front_line,
                woman=nomination.woman,
                elevated=Elevated(elevated) if elevated else None,
                traits=tuple(sorted(traits)),
                cell=cell,
            )
        )
    return tuple(found)


def list_facts(
    round: Round,
    rows: tuple[ListRow, ...],
    *,
    recommender: Union | None,
    stage: ListStage,
    quotas: Sequence[Quota] | None = None,
) -> RankedList:
    """A list as the law sees it."""
    return RankedList(
        rows=rows,
        stage=stage,
        recommender=recommender_kind(recommender) if recommender else None,
        quotas=None
        if quotas is None
        else tuple(
            law.Quota(
                honour=Honour(q.honour),
                places=q.granted - q.burned - q.lapsed,
                cell=q.cell,
                cell_title=cell_title(q.cell) if q.cell else "",
            )
            for q in quotas
        ),
        # The round's structure binds what is recommended; nationally the law's own share of activists stands.
        requirements=list_requirements(round) if recommender else (),
        stricter=stricter_parameters(round, recommender) if recommender else {},
    )


def judge_list(facts: RankedList, *, round: Round, as_of: date) -> Judgement:
    """The law about the list as a whole."""
    return law.judge(facts, version=round.law_version, as_of=as_of)


@dataclass(frozen=True)
class Swap:
    """One exchange that brings a requirement nearer: who would leave, who of those waiting would enter."""

    out: Nomination
    into: Nomination
    satisfies: str


def swaps(
    facts: RankedList,
    on_list: Sequence[tuple[Nomination, ListRow]],
    waiting: Sequence[tuple[Nomination, ListRow]],
    judgement: Judgement,
    *,
    most: int = 5,
) -> tuple[Swap, ...]:
    """Which exchanges would help each broken share: the lowest-ranked without the trait for a waiting one with it.

    Only exchanges within one honour are offered, so that no place changes its honour.
    """
    found: list[Swap] = []
    for title, honours, wanted, lacking in _wanted(facts, judgement):
        outs = [n for n, row in reversed(on_list) if row.honour in honours and lacking(row)]
        taken: set[int] = set()
        for leaving in outs[: most * 4]:
            entering = next(
                (n for n, row in waiting if n.honour == leaving.honour and n.pk not in taken and wanted(row)), None
            )
            if entering is not None:
                taken.add(entering.pk)
                found.append(Swap(leaving, entering, title))
            if len(taken) == most:
                break
    return tuple(found)


Test = Callable[[ListRow], bool]


def _wanted(facts: RankedList, judgement: Judgement) -> Iterable[tuple[str, tuple[Honour, ...], Test, Test]]:
    broken = {f.code: f.title for f in judgement.open({})}
    if "activists_come_from_the_front_line" in broken:
        yield (
            "积极分子中一线职工不低于百分之六十",
            (Honour.OUTSTANDING_ACTIVIST,),
            lambda row: row.front_line,
            lambda row: not row.front_line,
        )
    if "half_come_from_non_public_units" in broken:
        yield (
            "来自非公有制单位的不少于二分之一",
            tuple(Honour),
            lambda row: row.non_public,
            lambda row: not row.non_public,
        )
    for requirement in facts.requirements:
        if f"structure.{requirement.code}" in broken:
            yield requirement.title, requirement.honours, *_tests(requirement)


def _tests(requirement: StructureRequirement) -> tuple[Test, Test]:
    def has(row: ListRow) -> bool:
        return row.has(requirement.trait)

    def lacks(row: ListRow) -> bool:
        return not row.has(requirement.trait)

    return (has, lacks) if requirement.bound is Bound.FLOOR else (lacks, has)
