"""Unions, people and posts of a rehearsal: the only records that are made in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from demo.invented import company_name, person_name
from demo.rehearsal.plan import Days, Size
from ledger.actors import SYSTEM
from regulation.honours import Honour
from unions.actions import Grant, Row, grant_posts, plant
from unions.models import Kind, Person, Post, Role, Union
from unions.models.tree import Level

SINCE = date(2024, 1, 1)
BATCH = 1000
FIRST = ("110000", "320000", "650000", "900010", "980000", "330000")
"""The kinds of recommending units that differ: they come first when a rehearsal has only a few."""


@dataclass(frozen=True)
class Assignment:
    """One nomination to be: for what, from which union (and its sub-unit), by whose post."""

    honour: str
    union: int
    sub_union: int | None
    post: int
    number: int
    line: bool


@dataclass
class Field:
    """One recommending unit with everybody below it."""

    recommender: int
    assignments: list[Assignment] = field(default_factory=list)


@dataclass(frozen=True)
class Staff:
    """Ids of the posts that act: reviewers by union, two persons of each recommending unit, the nation's three."""

    reviewers: dict[int, int]
    preparers: dict[int, int]
    signers: dict[int, int]
    national_preparer: int
    national_signer: int
    secretariat: int


def recommending_units(number: int) -> list[Union]:
    """The recommending units that take part."""
    every = list(Union.objects.filter(level=Level.PROVINCE, invented=False).order_by("code"))
    ordered = sorted(every, key=lambda u: (FIRST.index(u.code) if u.code in FIRST else len(FIRST), u.code))
    return sorted(ordered[:number], key=lambda u: u.code)


def weights_of(recommenders: Iterable[Union]) -> list[int]:
    """How much each weighs when places are shared out: the unions at county level and above that it has."""
    found = []
    for union in recommenders:
        below = Union.objects.filter(recommender=union, invented=False).count()
        found.append(below if union.kind == Kind.REGIONAL else 60)
    return found


def populate(
    recommenders: Sequence[Union], filings: Sequence[dict[Honour, int]], size: Size
) -> tuple[list[Field], Staff]:
    """The grassroots unions below each recommending unit, their sub-units, clerks and all who review."""
    rows: list[Row] = []
    sites: list[list[tuple[Row, Row | None]]] = []
    for union, numbers in zip(recommenders, filings, strict=True):
        mine = _sites(union, numbers, size)
        rows += [row for pair in mine for row in pair if row is not None]
        sites.append(mine)
    made = {union.code: union for union in plant(rows, by=SYSTEM, at=Days.drafted)}
    grassroots = [made[row.code] for mine in sites for row, _ in mine]
    clerks = dict(
        zip((u.pk for u in grassroots), _posts([(u, Role.CLERK) for u in grassroots], "clerk", size), strict=True)
    )
    fields = []
    number = size.first_number
    for union, numbers, mine in zip(recommenders, filings, sites, strict=True):
        one = Field(union.pk)
        for honour, amount in numbers.items():
            for row, sub in mine[:amount]:
                filing = made[row.code]
                below = made[sub.code].pk if sub and honour is Honour.MODEL_SMALL_HOME else None
                line = bool(row.industrial_parent)
                one.assignments.append(Assignment(honour.value, filing.pk, below, clerks[filing.pk].pk, number, line))
                number += 1
        fields.append(one)
    return fields, _staff(recommenders, grassroots, size)


def _sites(recommender: Union, numbers: dict[Honour, int], size: Size) -> list[tuple[Row, Row | None]]:
    """As many grassroots unions as the largest honour needs, each with a sub-unit if one is nominated."""
    parents = _parents(recommender, size)
    found: list[tuple[Row, Row | None]] = []
    for index in range(max(numbers.values())):
        parent = parents[index % len(parents)]
        code = f"R{size.run}-{recommender.code[:2]}{recommender.code[4:]}-{index}"
        place = parent.name.removesuffix("总工会").removesuffix("工会联合会").removesuffix("工会")
        company, _ = company_name(place, index)
        line = recommender.code if recommender.kind == Kind.INDUSTRIAL and parent.pk != recommender.pk else ""
        row = Row(code, f"{company}工会委员会", Kind.SINGLE, parent.code, industrial_parent=line, invented=True)
        sub = None
        if index < numbers[Honour.MODEL_SMALL_HOME]:
            kind, name = ((Kind.GROUP, "总装车间第四班工会小组"), (Kind.BRANCH, "动力车间工会"))[index % 2]
            sub = Row(f"{code}-S", name, kind, code, invented=True)
        found.append((row, sub))
    return found


def _parents(recommender: Union, size: Size) -> list[Union]:
    """The unions directly below which grassroots unions stand: counties, or the recommending unit itself."""
    if recommender.kind == Kind.INDUSTRIAL:
        # Some stand below a county too and take the industrial line.
        local = Union.objects.filter(level=Level.COUNTY, invented=False, recommender__kind=Kind.REGIONAL)
        return [recommender, local.order_by("code")[int(recommender.code[-2:]) % 50]]
    counties = list(Union.objects.filter(recommender=recommender, level=Level.COUNTY, invented=False).order_by("code"))
    if not counties:
        return [recommender]
    Random(size.seed).shuffle(counties)
    if recommender.code == "650000":  # 兵团 stands below 新疆 and is always among them
        counties.sort(key=lambda union: not union.code.startswith("66"))
        counties = counties[:2] + counties[-10:]
    return counties[: max(2, min(60, size.nominations // 200))]


def _staff(recommenders: Sequence[Union], grassroots: Sequence[Union], size: Size) -> Staff:
    above = {pk for union in grassroots for pk in union.ancestor_ids}
    above |= {union.industrial_parent_id for union in grassroots if union.industrial_parent_id}
    reviewing = list(
        Union.objects.filter(pk__in=above, level__in=[Level.COUNTY, Level.PREFECTURE, Level.TOWNSHIP]).order_by("pk")
    )
    nation = Union.objects.get(kind=Kind.FEDERATION)
    reviewers = _posts([(u, Role.REVIEWER) for u in reviewing], "reviewer", size)
    preparers = _posts([(u, Role.RECOMMENDER) for u in recommenders], "preparer", size)
    signers = _posts([(u, Role.RECOMMENDER) for u in recommenders], "signer", size)
    one, two = _posts([(nation, Role.NATIONAL), (nation, Role.NATIONAL)], "national", size)
    secretary = _posts([(nation, Role.SECRETARIAT)], "secretariat", size)[0]
    return Staff(
        reviewers={post.union_id: post.pk for post in reviewers},
        preparers={post.union_id: post.pk for post in preparers},
        signers={post.union_id: post.pk for post in signers},
        national_preparer=one.pk,
        national_signer=two.pk,
        secretariat=secretary.pk,
    )


def _posts(wanted: Sequence[tuple[Union, Role]], part: str, size: Size) -> list[Post]:
    """A person of its own for every post."""
    rng = Random(size.seed)
    found: list[Post] = []
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        people = Person.objects.bulk_create(
            [
                Person(
                    username=f"r{size.run}-{part}-{start + n}",
                    name=person_name(rng),
                    password="!",
                    activated_at=Days.drafted,
                    invented=True,
                )
                for n in range(len(some))
            ]
        )
        found += grant_posts(
            [Grant(person, union, role, SINCE) for person, (union, role) in zip(people, some, strict=True)],
            by=SYSTEM,
            at=Days.drafted,
        )
    return found
