"""Unions, people, a round and cases that are ready to be filed, spread over provinces: all through the real verbs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bench.ground.site import tell
from clock.reading import law_day
from honors.actions.rounds import HonourPlan, draft_round, grant_places, open_round, set_deadline
from honors.models import Round
from honors.models.rounds import Step
from ledger.actors import SYSTEM
from nominations.actions.drafts import begin, save_all
from nominations.actions.papers import attest_all, record_opinion
from nominations.content import application_of
from nominations.facts import judge
from nominations.models import Nomination
from nominations.sections import Filled
from publicity.models import CalendarYear
from publicity.queries import calendar
from regulation.engine import Result
from regulation.honours import Honour
from tests.honors.builders import WORDS
from tests.nominations import build
from unions.actions import Grant, Row, grant_posts, plant
from unions.models import Kind, Person, Post, Role, Union
from unions.models.tree import Level

PROVINCES = 40
SINCE = date(2024, 1, 1)
PASSWORD = "bench-kx7-long-enough"


@dataclass(frozen=True)
class Nation:
    """Who is needed to open a round."""

    union: Union
    preparer: Post
    signer: Post


def know_calendar(at: datetime) -> None:
    """A machine whose clock runs ahead of the calendar data still has windows: weekdays are working days then."""
    first = law_day(at).year - 1
    missing = {first, first + 1, first + 2} - set(calendar().years)
    CalendarYear.objects.bulk_create(
        [
            CalendarYear(year=year, paper="基准测试", days={}, entered_at=at, entered_by="bench")
            for year in sorted(missing)
        ]
    )


def tree(works: int, *, provinces: int = PROVINCES, at: datetime) -> dict[str, Union]:
    """全总, provinces with a prefecture and a county each, and `works` grassroots unions in every county."""
    rows = [Row("N", "中华全国总工会", Kind.FEDERATION)]
    for p in range(provinces):
        code = f"{11 + p:02d}0000"
        rows += [
            Row(f"P{p}", f"第{p}省总工会", Kind.REGIONAL, "N", region_code=code),
            Row(f"M{p}", f"第{p}省第一市总工会", Kind.REGIONAL, f"P{p}", Level.PREFECTURE, region_code=code),
            Row(f"C{p}", f"第{p}省第一市城关县总工会", Kind.REGIONAL, f"M{p}", Level.COUNTY, region_code=code),
        ]
        rows += [
            Row(f"W{p}-{w}", f"第{p}省第{w}机械厂工会委员会", Kind.SINGLE, f"C{p}", region_code=code)
            for w in range(works)
        ]
    return {union.code: union for union in plant(rows, by=SYSTEM, at=at)}


def people(wanted: list[tuple[str, Union, Role]], *, password: str = "!", at: datetime) -> list[Post]:
    """One person with one post for each row."""
    made = [Person(username=name, name=f"基准{name}", password=password, activated_at=at) for name, _, _ in wanted]
    persons = Person.objects.bulk_create(made, batch_size=500)
    grants = [Grant(person, union, role, SINCE) for person, (_, union, role) in zip(persons, wanted, strict=True)]
    return grant_posts(grants, by=SYSTEM, at=at)


def nation(unions: dict[str, Union], *, at: datetime) -> Nation:
    """Two of the national staff: one prepares, one signs."""
    union = unions["N"]
    preparer, signer = people([("nation-1", union, Role.NATIONAL), ("nation-2", union, Role.NATIONAL)], at=at)
    return Nation(union, preparer, signer)


def open_one(staff: Nation, recommenders: list[Union], *, at: datetime) -> Round:
    """An open round of all five honours whose deadlines are far away."""
    year = law_day(at).year
    told: dict[str, Any] = {**WORDS, "name": f"{year}年评选表彰", "year": year, "kind": "congress"}
    round = draft_round(honours=[HonourPlan(h) for h in Honour], by=staff.preparer, at=at, **told)
    for step, days in ((Step.FILE, 300), (Step.RECOMMEND, 360), (Step.AUDIT, 420)):
        set_deadline(round, step, at + timedelta(days=days), by=staff.preparer, at=at)
    for recommender in recommenders:
        for honour in Honour:
            grant_places(round, recommender, honour, 20, by=staff.preparer, at=at)
    round.refresh_from_db()
    return open_round(round, by=staff.signer, at=at, version=round.version)


HONOURS = (Honour.MODEL_HOME, Honour.OUTSTANDING_ACTIVIST, Honour.OUTSTANDING_WORKER, Honour.UNION_FRIEND)


def ready_to_file(round: Round, clerks: list[Post], *, each: int, at: datetime) -> Iterator[Nomination]:
    """`each` cases of every clerk, shown in the unit since `at`: a 之家 first, then people for three honours in turn."""
    serial = 0
    for number, clerk in enumerate(clerks):
        scan = build.paper(clerk, at)
        for turn in range(each):
            serial += 1
            honour = HONOURS[0] if turn == 0 else HONOURS[1 + turn % 3]
            case = begin(round=round, honour=honour, union=clerk.union, by=clerk, at=at)
            sections = _sections(case, serial, at)
            save_all(case, sections=sections, revision=application_of(case).revision, by=clerk, at=at)
            _papers(case, scan, clerk, at)
            yield build.on_notice(case, by=clerk, at=at)
        if number % 20 == 19:
            tell(f"ready to file: {serial} of {len(clerks) * each}")


def _sections(case: Nomination, serial: int, at: datetime) -> dict[str, Filled]:
    sections = build.sections_for(case, serial=serial % 400 + 1)
    year = law_day(at).year
    for name, filled in list(sections.items()):
        rows = {
            key: [{**row, "year": row["year"] + year - 2026} if key in ("years", "grades") else row for row in value]
            for key, value in filled.rows.items()
        }
        sections[name] = Filled(filled.values, rows)
    if not case.kind.collective:
        born = date(1970, 1, 1) + timedelta(days=serial // 400)
        woman = serial % 2 == 1
        basic = {
            **sections["basic"].values,
            "name": f"基准{serial}",
            "sex": "female" if woman else "male",
            "born_on": born,
            "id_number": build.id_number(serial % 400 + 1, born=born, woman=woman),
        }
        sections["basic"] = Filled(basic)
    return sections


def _papers(case: Nomination, scan: Any, clerk: Post, at: datetime) -> None:
    for kind in ("members", "party", "discipline"):
        members = kind == "members"
        counts = {"entitled": 80, "present": 78, "in_favour": 78, "against": 0, "abstained": 0} if members else None
        record_opinion(
            case,
            kind=kind,
            giver="会员代表大会" if members else f"{clerk.union.name}{kind}",
            as_of=law_day(at),
            document=scan,
            assembly="representatives" if members else "",
            counts=counts,
            by=clerk,
            at=at,
            version=case.version,
        )
    findings = judge(case, as_of=law_day(at)).findings
    keys = [o.key for f in findings for o in f.observations if o.result is Result.NEEDS_EVIDENCE and o.key]
    if keys:
        attest_all(
            case,
            keys=keys,
            attested_by="县总工会",
            statement="经实地核查，情况属实",
            document=scan,
            by=clerk,
            at=at,
            version=case.version,
        )
    case.refresh_from_db()
