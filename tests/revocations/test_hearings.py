"""听取陈述: told, answered, late, waived; it waits for nobody beyond its days, and never vetoes the secretariat."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from regulation.windows import BEIJING
from revocations.actions.applying import apply
from revocations.actions.consenting import report
from revocations.actions.deciding import approve, decide_directly
from revocations.actions.hearings import notify_hearing, state
from revocations.facts import heard
from revocations.models import Hearing, RevocationCase
from revocations.moves import State
from revocations.queries import hearings_of
from tests.cast import Cast
from tests.nominations.build import paper
from tests.revocations import build
from tests.revocations.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> RevocationCase:
    """A draft about a 之家, at the county."""
    return build.draft(cast, build.home(cast))


def test_told_are_items_and_facts_and_nothing_of_evidence(cast: Cast, case: RevocationCase) -> None:
    case = build.informed(case, by=cast.county)
    hearing = Hearing.objects.get()
    # Monday 2 March: Tuesday is the first of five working days.
    assert (hearing.notified_on, hearing.due_on) == (date(2026, 3, 2), date(2026, 3, 9))
    assert "第二十三条第（一）项：弄虚作假，骗取荣誉的" in hearing.told
    assert "申报时虚报会员评议票数" in hearing.told
    assert "证明该事实" not in hearing.told
    with refused("nothing_to_tell"):
        notify_hearing(case, means="再送一次", by=cast.county, at=cast.at, version=case.version)


def test_working_days_pass_over_holidays_and_an_unknown_year_refuses(cast: Cast, case: RevocationCase) -> None:
    before_holidays = datetime(2026, 4, 30, 10, tzinfo=BEIJING)
    notify_hearing(case, means="送达", by=cast.county, at=before_holidays, version=case.version)
    assert Hearing.objects.get().due_on == date(2026, 5, 11)
    other = build.draft(cast, build.worker(cast), code="24.1")
    with refused("unknown_year"):
        notify_hearing(
            other, means="送达", by=cast.county, at=datetime(2026, 12, 30, 10, tzinfo=BEIJING), version=other.version
        )


def test_without_items_there_is_nothing_to_tell(cast: Cast, case: RevocationCase) -> None:
    case.grounds.get().evidence.all().delete()
    case.grounds.all().delete()
    with refused("no_grounds"):
        notify_hearing(case, means="送达", by=cast.county, at=cast.at, version=case.version)


def test_new_facts_are_told_anew(cast: Cast, case: RevocationCase) -> None:
    case = build.answered(build.informed(case, by=cast.county), by=cast.clerk)
    assert heard(case, on=cast.at.date()).over
    build.charged(case, by=cast.county, code="23.2", facts="工会机构并入办公室")
    assert len(heard(case, on=cast.at.date()).untold) == 1
    first = Hearing.objects.get()
    case = build.informed(case, by=cast.county)
    with refused("told_anew"):
        state(first, statement="补充", by=cast.clerk, at=cast.at)
    assert [row.told.count("第二十三条") for row in Hearing.objects.order_by("pk")] == [1, 2]
    assert hearings_of(cast.clerk).get().told.count("第二十三条") == 2


@pytest.mark.parametrize(("who", "code"), [("other_clerk", "not_allowed"), ("prefecture", "not_allowed")])
def test_nobody_else_speaks_for_the_unit(cast: Cast, case: RevocationCase, who: str, code: str) -> None:
    build.informed(case, by=cast.county)
    with refused(code):
        state(Hearing.objects.get(), statement="不实", by=getattr(cast, who), at=cast.at)


def test_the_holder_enters_what_came_on_paper_and_more_may_be_said(cast: Cast, case: RevocationCase) -> None:
    build.informed(case, by=cast.county)
    hearing = Hearing.objects.get()
    with refused("statement_missing"):
        state(hearing, by=cast.clerk, at=cast.at)
    state(hearing, papers=[paper(cast.county)], statement="书面陈述", by=cast.county, at=cast.at)
    state(hearing, statement="再补充一点", by=cast.clerk, at=cast.at + timedelta(days=30))
    with refused("stated_already"):
        state(hearing, statement="再补充一点", by=cast.clerk, at=cast.at + timedelta(days=30))
    hearing.refresh_from_db()
    assert (hearing.statement, hearing.papers.count()) == ("书面陈述\n\n再补充一点", 1)


def test_a_running_hearing_stops_the_report_until_its_day(cast: Cast) -> None:
    case = build.informed(build.draft(cast, build.home(cast)), by=cast.county)
    case = build.handed(cast, case)
    apply(case, by=cast.clerk, at=cast.at, version=case.version)
    case = build.agreed(case, cast.county, cast.prefecture, cast.province_preparer)
    case = build.decided_by_province(cast, case)
    scan = paper(cast.province_signer)
    by = cast.province_signer
    with refused("hearing_running"):
        report(case, number="苏工〔2026〕8号", paper=scan, by=by, at=cast.at, version=case.version)
    last, case = datetime(2026, 3, 9, 23, tzinfo=BEIJING), build.fresh(case)
    with refused("hearing_running"):
        report(case, number="苏工〔2026〕8号", paper=scan, by=by, at=last, version=case.version)
    after, case = last + timedelta(hours=2), build.fresh(case)
    assert report(case, number="苏工〔2026〕8号", paper=scan, by=by, at=after, version=case.version).state == "reported"


def test_nobody_told_stops_the_report(cast: Cast) -> None:
    case = build.handed(cast, build.draft(cast, build.home(cast)))
    apply(case, by=cast.clerk, at=cast.at, version=case.version)
    case = build.agreed(case, cast.county, cast.prefecture, cast.province_preparer)
    case = build.decided_by_province(cast, case)
    with refused("not_heard"):
        report(
            case,
            number="苏工〔2026〕8号",
            paper=paper(cast.province_signer),
            by=cast.province_signer,
            at=cast.at,
            version=case.version,
        )


def test_whoever_declines_to_answer_is_waited_for_no_longer(cast: Cast, case: RevocationCase) -> None:
    case = build.informed(case, by=cast.county)
    state(Hearing.objects.get(), waived=True, by=cast.clerk, at=cast.at)
    assert heard(case, on=cast.at.date()).over


def test_the_secretariat_decides_before_the_day_with_a_reason(cast: Cast) -> None:
    case = build.draft(cast, build.home(cast), by=cast.nation_preparer)
    case = build.informed(case, by=cast.nation_preparer)
    case = build.verified(cast, case, by=cast.nation_signer)
    meeting, decision = build.meeting(cast), build.decision_paper()
    with refused("unheard"):
        decide_directly(case, meeting=meeting, paper=decision, by=cast.secretariat, at=cast.at, version=case.version)
    decide_directly(
        case,
        meeting=meeting,
        paper=decision,
        by=cast.secretariat,
        at=cast.at,
        version=case.version,
        unheard_reason="影响恶劣，需立即处理",
    )
    assert build.fresh(case).unheard_reason == "影响恶劣，需立即处理"
    with refused("wrong_state"):
        state(Hearing.objects.get(), statement="迟到的陈述", by=cast.clerk, at=cast.at)


def test_a_late_statement_must_have_been_seen_by_who_decides(cast: Cast) -> None:
    case = build.requested(cast, build.home(cast))
    state(Hearing.objects.get(), statement="新的证据", by=cast.clerk, at=cast.at)
    assert build.fresh(case).state == State.REQUESTED
    with refused("stale"):
        approve(
            case,
            meeting=build.meeting(cast),
            paper=build.decision_paper(),
            by=cast.secretariat,
            at=cast.at,
            version=case.version,
        )
    case = build.fresh(case)
    approve(
        case,
        meeting=build.meeting(cast),
        paper=build.decision_paper(),
        by=cast.secretariat,
        at=cast.at,
        version=case.version,
    )
    assert "新的证据" in build.fresh(case).files.latest("pk").text
