"""工作者, 积极分子 and 之友: columns, terms and grades into facts (第八条、第十条、第十一条、第十三条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nominations.models import GradeRow, Nomination, PersonApplication, TermRow
from nominations.models.person import Sex
from nominations.recorded.collective import provincial_title
from regulation.facts import Grade, Person, Post, Rank, Term, UnitNature, YearGrade
from regulation.honours import Honour
from regulation.outstanding_activist import Activist, ActivistKind
from regulation.outstanding_worker import CadreKind, CadreUnion, Worker
from regulation.union_friend import Friend, LeaderKind


def facts(
    nomination: Nomination, common: dict[str, Any], terms: Iterable[TermRow], grades: Iterable[GradeRow]
) -> Person:
    """The facts of a person."""
    row = nomination.person
    known = {
        **common,
        "has_party_organ": row.has_party_organ,
        "has_discipline_organ": row.has_discipline_organ,
        "organs_absent_statement": row.organs_absent_statement,
        "party_leading_cadre": row.party_leading_cadre,
        "public_official": row.public_official,
        "managed_by": row.managed_by,
        "rank": Rank(row.rank or Rank.NONE),
        "woman": row.sex == Sex.FEMALE,
    }
    if nomination.kind is Honour.OUTSTANDING_ACTIVIST:
        return Activist(
            **known,
            kind=ActivistKind(row.activist_kind) if row.activist_kind else None,
            keeps_job=row.keeps_job,
            front_line=row.front_line,
        )
    if nomination.kind is Honour.UNION_FRIEND:
        leads = LeaderKind(row.leader_kind) if row.leader_kind else None
        return Friend(**known, kind=leads, refuses_dues=row.refuses_dues)
    return Worker(
        **known,
        cadre=CadreKind(row.cadre) if row.cadre else None,
        provincial_title=provincial_title(nomination),
        posts=tuple(_term(term) for term in terms),
        yearly_grades=tuple(YearGrade(year=g.year, grade=Grade(g.grade)) for g in grades),
        union=_union(nomination, row),
    )


def _term(row: TermRow) -> Term:
    return Term(post=Post(row.post), since=row.since, until=row.until, grassroots=row.grassroots, union=row.union_name)


def _union(nomination: Nomination, row: PersonApplication) -> CadreUnion:
    """The grassroots union whose cadre the candidate is: the one that files."""
    return CadreUnion(
        name=nomination.union.name,
        nature=UnitNature(row.workplace_nature) if row.workplace_nature else None,
        structure_arbitrarily_removed=row.structure_arbitrarily_removed,
        elections_on_time=row.elections_on_time,
        qualifies_for_legal_person=row.qualifies_for_legal_person,
        is_legal_person=row.is_legal_person,
        own_account=row.own_account,
        serious_funds_problem=row.serious_funds_problem,
        workers_congress=row.workers_congress,
        factory_openness=row.factory_openness,
        collective_bargaining=row.collective_bargaining,
        collective_contract=row.collective_contract,
    )
