"""Good cases to spoil: one lawful candidate for each honour, filed on 2026-03-16, and the papers of every later step."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeVar

import chinese_calendar

from regulation import conferral, lists
from regulation.article_16 import Filing
from regulation.engine import Judgement, Result
from regulation.facts import (
    Attestation,
    Ballot,
    Candidate,
    Employer,
    Grade,
    Post,
    ProvincialTitle,
    Rank,
    Term,
    UnitNature,
    YearFigures,
    YearGrade,
)
from regulation.honours import Honour, law_of
from regulation.lists import ListRow, RankedList
from regulation.model_home import ModelHome
from regulation.model_small_home import SmallHome
from regulation.notices import Medium, Notice
from regulation.opinions import Assembly, Opinion, OpinionKind
from regulation.outstanding_activist import Activist, ActivistKind
from regulation.outstanding_worker import CadreKind, CadreUnion, Worker
from regulation.rounds import RecommenderKind
from regulation.union_friend import Friend, LeaderKind
from regulation.workdays import Calendar

VERSION = date(2026, 1, 5)
FILED = date(2026, 3, 16)
YEARS = (2023, 2024, 2025)
C = TypeVar("C", bound=Candidate)


@cache
def calendar() -> Calendar:
    """The State Council's calendar as the package of the project has it."""
    off = dict.fromkeys(chinese_calendar.holidays, False)
    return Calendar(frozenset(day.year for day in off), off | dict.fromkeys(chinese_calendar.workdays, True))


def honour_of(facts: Candidate) -> Honour:
    return next(honour for honour in Honour if law_of(honour).facts is type(facts))


def judged(facts: Candidate, as_of: date = FILED, version: date = VERSION) -> Judgement:
    return law_of(honour_of(facts)).law.judge(facts, version=version, as_of=as_of)


def broken(facts: Candidate, as_of: date = FILED) -> dict[str, str]:
    """Code and result of whatever is not met."""
    return {f.code: f.result.value for f in judged(facts, as_of).findings if f.result is not Result.MET}


def attested(facts: C) -> C:
    """The same candidate with every open question answered by a person with a document."""
    asked = [o.key for f in judged(facts).findings for o in f.observations if o.result is Result.NEEDS_EVIDENCE]
    answers = tuple(Attestation(key=key, by="上级工会", statement="情况属实", document=f"{key}.pdf") for key in asked)
    return replace(facts, attestations=facts.attestations + answers)


def without(facts: C, key: str) -> C:
    """The same candidate without the attestation of one item."""
    return replace(facts, attestations=tuple(a for a in facts.attestations if a.key != key))


def figures(year: int, members: int = 980, satisfied: int = 190) -> YearFigures:
    return YearFigures(
        year=year,
        employees=1000,
        members=members,
        ballot=Ballot(issued=200, returned=200, satisfied=satisfied, dissatisfied=200 - satisfied),
    )


def years(**given: YearFigures) -> tuple[YearFigures, ...]:
    """Three good years, some of them replaced: `years(y2025=…)`."""
    return tuple(given.get(f"y{year}", figures(year)) for year in YEARS)


EMPLOYER = Employer(
    name="示例有限公司",
    nature=UnitNature.PRIVATE,
    contracts_with_all=True,
    wages_in_arrears=False,
    social_insurance_paid=True,
    other_labour_breach=False,
    accidents=(),
    severe_occupational_hazard=False,
    energy_over_limit=False,
    severe_pollution=False,
    major_hazard=False,
    refuses_to_mend_hazard=False,
    frequent_disputes=False,
    mass_incidents=(),
    dues_arrears=(),
    democratic_management=True,
    collective_bargaining=True,
    dispute_mediation=True,
    penalties=(),
    investigations=(),
)

HOME = attested(
    ModelHome(
        name="示例有限公司工会委员会",
        filed_on=FILED,
        provincial_title=ProvincialTitle(kind=Honour.MODEL_HOME, document_number="某工发〔2022〕1号"),
        years=years(),
        employers=(EMPLOYER,),
        qualifies_for_legal_person=True,
        is_legal_person=True,
        has_party_organ=True,
        has_discipline_organ=True,
        separate_organisation=True,
        committee=True,
        audit_committee=True,
        women_committee=True,
        protection_committee=True,
        supervision_committee=True,
        own_account=True,
        account_proof="基本存款账户信息",
        dues_paid=True,
        funds_in_order=True,
        assembly_system=True,
        election_system=True,
        openness_system=True,
        review_system=True,
        workers_congress=True,
        factory_openness=True,
        collective_bargaining=True,
        collective_contract=True,
        mediation=True,
    )
)

SMALL_HOME = attested(
    SmallHome(
        name="示例有限公司装配车间工会",
        filed_on=FILED,
        provincial_title=ProvincialTitle(kind=Honour.MODEL_SMALL_HOME, document_number="某工发〔2022〕2号"),
        years=years(),
        employers=(EMPLOYER,),
        qualifies_for_legal_person=False,
        has_party_organ=True,
        has_discipline_organ=True,
        leader_elected=True,
        factory_openness=True,
        union_openness=True,
        collective_bargaining=True,
        innovation=True,
        premises=True,
    )
)

WORKER = attested(
    Worker(
        name="示例甲",
        filed_on=FILED,
        cadre=CadreKind.FULL_TIME,
        provincial_title=ProvincialTitle(kind=Honour.OUTSTANDING_WORKER, document_number="某工发〔2022〕3号"),
        posts=(Term(post=Post.CHAIR, since=date(2021, 3, 1)),),
        yearly_grades=tuple(YearGrade(year=year, grade=Grade.SATISFIED) for year in YEARS),
        union=CadreUnion(
            nature=UnitNature.PRIVATE,
            structure_arbitrarily_removed=False,
            elections_on_time=True,
            qualifies_for_legal_person=True,
            is_legal_person=True,
            own_account=True,
            serious_funds_problem=False,
            workers_congress=True,
            factory_openness=True,
            collective_bargaining=True,
            collective_contract=True,
        ),
        has_party_organ=True,
        has_discipline_organ=True,
        party_leading_cadre=False,
        public_official=False,
    )
)

OFFICE_CADRE = attested(replace(WORKER, cadre=CadreKind.OFFICE, rank=Rank.DIVISION, posts=(), yearly_grades=()))

ACTIVIST = attested(
    Activist(
        name="示例乙",
        filed_on=FILED,
        kind=ActivistKind.BACKBONE,
        keeps_job=True,
        front_line=True,
        has_party_organ=True,
        has_discipline_organ=True,
        party_leading_cadre=False,
        public_official=False,
    )
)

FRIEND = attested(
    Friend(
        name="示例丙",
        filed_on=FILED,
        kind=LeaderKind.ENTERPRISE,
        refuses_dues=False,
        has_party_organ=True,
        has_discipline_organ=True,
        party_leading_cadre=False,
        public_official=False,
    )
)

GOOD: tuple[Candidate, ...] = (HOME, SMALL_HOME, WORKER, ACTIVIST, FRIEND)

# --- filing -----------------------------------------------------------------------------------------------------------


def opinion(kind: OpinionKind) -> Opinion:
    assembly = Assembly.REPRESENTATIVES if kind is OpinionKind.MEMBERS else None
    return Opinion(
        kind=kind, given_by=f"某{kind.label}", as_of=date(2026, 2, 9), document="意见.pdf", assembly=assembly
    )


def notice(first: date, last: date, medium: Medium = Medium.UNIT) -> Notice:
    """A notice as publicity would tell it: its days counted by the calendar."""
    return Notice(
        working_days=calendar().count(first, last),
        first_on=first,
        last_on=last,
        over=True,
        names_shown=True,
        deeds_shown=True,
        medium=medium,
        proof="公示照片.jpg",
    )


def filing(candidate: Candidate, *, lacking: Iterable[OpinionKind] = ()) -> Filing:
    """A filing with every opinion that the candidate needs but some."""
    required = law_of(honour_of(candidate)).opinions_required(candidate)
    return Filing(
        candidate=candidate,
        opinions=tuple(opinion(kind) for kind in required if kind not in lacking),
        notice=notice(date(2026, 3, 2), date(2026, 3, 6)),
    )


# --- lists ------------------------------------------------------------------------------------------------------------


def listed(rows: Iterable[ListRow], recommender: RecommenderKind = RecommenderKind.PROVINCE) -> Judgement:
    return lists.judge(RankedList(rows=tuple(rows), recommender=recommender), version=VERSION, as_of=FILED)


def activists(front: int, other: int) -> tuple[ListRow, ...]:
    """Activists of non-public units, so that only the front line is in question."""
    row = ListRow(honour=Honour.OUTSTANDING_ACTIVIST, non_public=True)
    return (replace(row, front_line=True),) * front + (row,) * other


def collective_decision(digest: str) -> conferral.CollectiveDecision:
    return conferral.CollectiveDecision(
        body="省总工会党组会议", attendees=("示例丁", "示例戊", "示例己"), minutes="纪要.pdf", digest=digest
    )


RECOMMENDED = conferral.RecommendedList(
    digest="d1",
    examined=True,
    decision=collective_decision("d1"),
    notice=notice(date(2026, 4, 13), date(2026, 4, 17), Medium.PROVINCIAL_ONLINE),
    notice_digest="d1",
)

FINAL = conferral.FinalList(
    approved_digest="d2",
    proposed_digest="d2",
    approved=True,
    approval_document="书记处会议纪要〔2026〕6号",
    notice=notice(date(2026, 7, 6), date(2026, 7, 10), Medium.WORKERS_ONLINE),
    notice_digest="d2",
)
