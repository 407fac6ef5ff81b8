"""The supervision record opens a case to examine, once for each finding, again and again run, and changes no honour."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from honors.models import Conferral
from regulation.honours import Honour
from regulation.windows import BEIJING
from revocations import invariants
from revocations.actions.applying import withdraw
from revocations.actions.opening import open_case
from revocations.actions.triggers import Swept, sweep
from revocations.models import CaseSource, RevocationCase, Trigger
from revocations.moves import State
from supervision.actions.events import record_event, withdraw_event
from supervision.actions.years import confirm_year, report_year
from supervision.facts.years import Figures
from supervision.models import Event, EventKind, UnitEnd, YearReport
from tests.cast import Cast
from tests.nominations.build import paper
from tests.revocations import build

pytestmark = pytest.mark.django_db
LATER = datetime(2029, 3, 1, 9, tzinfo=BEIJING)
NOTHING = Swept(opened=0, joined=0, ends=0)


def year(
    cast: Cast, honour: Conferral, year: int, dissatisfied: int = 60, *, grade: str = "", confirmed: bool = True
) -> YearReport:
    """One year of a hundred ballots returned."""
    figures = Figures(
        issued=100,
        returned=100,
        satisfied=100 - dissatisfied,
        basically=0,
        dissatisfied=dissatisfied,
        grade=grade,
    )
    honour.refresh_from_db()
    report = report_year(honour, year=year, figures=figures, paper=paper(cast.clerk), by=cast.clerk, at=LATER)
    if confirmed:
        confirm_year(report, by=cast.county, at=LATER, version=report.version)
    return report


def event(cast: Cast, honour: Conferral, kind: EventKind, **more: Any) -> Event:
    """Something recorded by the county."""
    honour.refresh_from_db()
    given: dict[str, Any] = {"happened_on": date(2028, 5, 1), "text": "情况属实", **more}
    return record_event(honour, kind=kind, by=cast.county, at=LATER, **given)


@pytest.mark.parametrize(
    ("counts", "opens"),
    [
        ({2026: 51, 2027: 51}, True),
        ({2026: 50, 2027: 60}, False),
        ({2026: 60, 2027: 50}, False),
        ({2026: 60, 2028: 60}, False),
        ({2027: 60}, False),
        ({2026: 60, 2027: 60, 2028: 10}, True),
    ],
)
def test_above_one_half_in_two_years_running(cast: Cast, counts: dict[int, int], opens: bool) -> None:
    honour = build.home(cast)
    for number, dissatisfied in counts.items():
        year(cast, honour, number, dissatisfied)
    assert sweep(at=LATER).opened == int(opens)
    assert RevocationCase.objects.count() == int(opens)


def test_the_case_says_why_and_decides_nothing(cast: Cast) -> None:
    honour = build.home(cast)
    for number in (2026, 2027):
        year(cast, honour, number)
    sweep(at=LATER)
    case = RevocationCase.objects.select_related("holder").get()
    assert (case.state, case.source, case.holder) == (State.DRAFT, CaseSource.TRIGGER, cast.county.union)
    assert case.opened_by == "到期自动办理 系统"
    ground = case.grounds.get()
    assert (ground.code, [row["dissatisfied"] for row in ground.ballots]) == ("23.9", [60, 60])
    assert ground.facts.startswith("2026年评议职工之家收回100票，不满意60票，不满意率60%")
    assert "第二十三条第（九）项" in case.summary
    honour.refresh_from_db()
    assert honour.state == "valid"
    assert list(invariants.check()) == []


def test_run_again_and_again_it_opens_none_twice(cast: Cast) -> None:
    honour = build.home(cast)
    for number in (2026, 2027):
        year(cast, honour, number)
    assert [sweep(at=LATER).opened for _ in range(3)] == [1, 0, 0]
    case = RevocationCase.objects.select_related("chain", "holder").get()
    withdraw(case, reason="已经整改", by=cast.county, at=LATER, version=case.version)
    assert sweep(at=LATER) == NOTHING
    year(cast, honour, 2028)
    assert sweep(at=LATER).opened == 1
    assert sorted(Trigger.objects.values_list("key", flat=True)) == [
        f"dissatisfied:{honour.chain.key}:2026-2027",
        f"dissatisfied:{honour.chain.key}:2027-2028",
    ]


def test_what_is_not_confirmed_opens_nothing(cast: Cast) -> None:
    honour = build.home(cast)
    year(cast, honour, 2026)
    year(cast, honour, 2027, confirmed=False)
    assert sweep(at=LATER) == NOTHING


@pytest.mark.parametrize(("post", "code"), [("chair", "25.5"), ("vice_chair", "25.5"), ("other", "")])
def test_ballots_reach_chairs_and_vice_chairs_only(cast: Cast, post: str, code: str) -> None:
    honour = build.worker(cast, post=post)
    for number in (2026, 2027):
        year(cast, honour, number)
    sweep(at=LATER)
    assert list(RevocationCase.objects.values_list("grounds__code", flat=True)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("grades", "opens"),
    [(("dissatisfied", "dissatisfied"), True), (("dissatisfied", "basically"), False)],
)
def test_grades_of_two_years(cast: Cast, grades: tuple[str, str], opens: bool) -> None:
    honour = build.worker(cast)
    for number, grade in zip((2026, 2027), grades, strict=True):
        year(cast, honour, number, 10, grade=grade)
    sweep(at=LATER)
    assert list(RevocationCase.objects.values_list("grounds__code", flat=True)) == (["25.1"] if opens else [])


EVENTS: list[tuple[Honour, EventKind, dict[str, Any], str]] = [
    (Honour.MODEL_HOME, EventKind.ACCIDENT, {"accident_class": "major"}, "23.6"),
    (Honour.MODEL_HOME, EventKind.ACCIDENT, {"accident_class": "grave"}, "23.6"),
    (Honour.MODEL_HOME, EventKind.ACCIDENT, {"accident_class": ""}, "23.6"),
    (Honour.MODEL_HOME, EventKind.ACCIDENT, {"accident_class": "larger"}, ""),
    (Honour.OUTSTANDING_WORKER, EventKind.ACCIDENT, {"accident_class": "major"}, ""),
    (Honour.OUTSTANDING_WORKER, EventKind.DISCIPLINE, {"sanction": "party_serious_warning"}, "24.4"),
    (Honour.OUTSTANDING_WORKER, EventKind.DISCIPLINE, {"sanction": "demerit"}, ""),
    (Honour.OUTSTANDING_WORKER, EventKind.CRIMINAL, {}, "24.5"),
    (Honour.OUTSTANDING_WORKER, EventKind.REMOVED, {}, "25.1"),
    (Honour.MODEL_HOME, EventKind.CRIMINAL, {}, ""),
    (Honour.MODEL_HOME, EventKind.CHAIR_REPLACED, {}, ""),
]


@pytest.mark.parametrize(("honour", "kind", "more", "code"), EVENTS)
def test_recorded_events(cast: Cast, honour: Honour, kind: EventKind, more: dict[str, Any], code: str) -> None:
    held = build.home(cast) if honour.collective else build.worker(cast)
    event(cast, held, kind, paper=paper(cast.county), **more)
    swept = [sweep(at=LATER), sweep(at=LATER)]
    assert [one.opened for one in swept] == [int(bool(code)), 0]
    case = RevocationCase.objects.first()
    assert (case.grounds.get().code if case else "") == code
    if case:
        assert case.grounds.get().evidence.count() == 1


def test_a_withdrawn_entry_opens_nothing(cast: Cast) -> None:
    entry = event(cast, build.worker(cast), EventKind.CRIMINAL)
    withdraw_event(entry, reason="张冠李戴", by=cast.county, at=LATER)
    assert sweep(at=LATER) == NOTHING


def test_a_second_finding_joins_the_draft_and_waits_for_a_case_further_on(cast: Cast) -> None:
    honour = build.worker(cast)
    event(cast, honour, EventKind.CRIMINAL)
    sweep(at=LATER)
    event(cast, honour, EventKind.DISCIPLINE, sanction="removal")
    assert sweep(at=LATER) == Swept(opened=0, joined=1, ends=0)
    case = RevocationCase.objects.select_related("chain", "holder").get()
    assert sorted(case.grounds.values_list("code", flat=True)) == ["24.4", "24.5"]
    RevocationCase.objects.update(state=State.UNDER_REVIEW)
    event(cast, honour, EventKind.REMOVED)
    assert sweep(at=LATER) == NOTHING
    RevocationCase.objects.update(state=State.REJECTED, ended_reason="不实")
    case.subjects.update(open=False)
    assert sweep(at=LATER).opened == 1


def test_a_case_opened_by_people_takes_the_finding_in(cast: Cast) -> None:
    honour = build.home(cast)
    case = open_case([honour], source=CaseSource.UNION, summary="线索", by=cast.prefecture, at=LATER)
    event(cast, honour, EventKind.ACCIDENT, accident_class="major")
    assert sweep(at=LATER).joined == 1
    assert case.grounds.get().code == "23.6"


def test_the_end_of_a_unit_is_reported_and_no_case(cast: Cast) -> None:
    event(cast, build.home(cast), EventKind.DISSOLVED)
    assert [sweep(at=LATER).ends, sweep(at=LATER).ends] == [1, 0]
    assert (UnitEnd.objects.count(), RevocationCase.objects.count()) == (1, 0)


def test_one_honours_fault_holds_up_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from revocations.actions import triggers

    worker = build.worker(cast)
    event(cast, worker, EventKind.CRIMINAL)
    event(cast, worker, EventKind.DISCIPLINE, sanction="removal")
    whole = triggers._examine
    failed: list[str] = []

    def once(finding: Any, *, at: datetime) -> str:
        if not failed:
            failed.append(finding.key)
            raise RuntimeError("the machine stumbles")
        return whole(finding, at=at)

    monkeypatch.setattr(triggers, "_examine", once)
    assert sweep(at=LATER).opened == 1
    assert sweep(at=LATER).joined == 1
