"""第十九条第三款至第二十一条: the national list, its approval, its notice, the final subset, the honours."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from decisions.models import DecisionDocument
from honors.actions.rounds import HonourPlan, open_round, set_honours
from honors.models import Conferral, Quota, Round
from ledger.invariants import check as ledger_check
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Elevated, Honour
from regulation.refusals import Refused, Stale
from reviews import invariants
from reviews.actions import audit, departures, proposal
from reviews.models import ProposedItem, ProposedList
from reviews.moves import ProposalState
from tests.cast import Cast
from tests.honors.builders import ready
from tests.nominations.build import paper
from tests.reviews import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(cast: Cast) -> Round:
    """With one place for each elevated title."""
    found = ready(cast, places=3)
    plans = [HonourPlan(h, total=6, elevated_total=1 if h.elevated else 0) for h in Honour]
    set_honours(found, plans, by=cast.nation_preparer, at=cast.at)
    found.refresh_from_db()
    return open_round(found, by=cast.nation_signer, at=cast.at, version=found.version)


Ready = tuple[Nomination, Nomination, datetime]


@pytest.fixture
def two(cast: Cast, round: Round) -> Ready:
    """A 之家 and a 工作者, both cleared, and when."""
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    at = build.to_nation(cast, home, worker)
    build.cleared(cast, home, worker, at=at)
    return home, worker, at


def published(cast: Cast, round: Round, at: datetime) -> ProposedList:
    return build.on_national_notice(cast, build.approved(cast, build.submitted(cast, round, at=at), at=at), at=at)


def elevate(cast: Cast, case: Nomination, title: Elevated, at: datetime) -> ProposedItem:
    row = build.row_of(case)
    return proposal.elevate(
        row,
        title=title.value,
        statement="连续三年满意率百分之百",
        document=paper(cast.nation_preparer, at),
        by=cast.nation_preparer,
        at=at,
        version=row.list.version,
    )


def test_who_drew_it_up_does_not_submit_it(cast: Cast, round: Round, two: Ready) -> None:
    found = build.same(proposal.draw_up(round, by=cast.nation_preparer, at=two[2]))
    with pytest.raises(Refused) as refused:
        proposal.submit(found, by=cast.nation_preparer, at=two[2], version=found.version)
    assert refused.value.code == "same_person"


def test_the_secretariat_may_decline_but_never_add(cast: Cast, round: Round, two: Ready) -> None:
    home, worker, at = two
    found = build.submitted(cast, round, at=at)
    with pytest.raises(Refused) as refused:
        build.approved(cast, found, at=at, declined={10**6: "不在名单上"})
    assert refused.value.code == "not_on_list"
    with pytest.raises(Refused) as refused:
        build.approved(cast, build.same(found), at=at, declined={build.row_of(worker).pk: " "})
    assert refused.value.code == "reason_missing"
    found = build.approved(cast, build.same(found), at=at, declined={build.row_of(worker).pk: "事迹不突出"})
    assert [build.fresh(n).state for n in (home, worker)] == [State.APPROVED, State.LAPSED]
    quota = Quota.objects.get(recommender=cast.province, honour="outstanding_worker")
    assert (quota.used, quota.lapsed) == (0, 1)
    assert found.approved_digest != found.digest
    assert [*ledger_check(), *invariants.check()] == []


def test_a_list_that_changed_after_submission_is_not_approved(cast: Cast, round: Round, two: Ready) -> None:
    found = build.submitted(cast, round, at=two[2])
    ProposedItem.objects.filter(list=found).update(elevated="", position=5)
    with pytest.raises(Refused) as refused:
        build.approved(cast, found, at=two[2])
    assert refused.value.code == "list_changed"
    assert build.same(found).state == ProposalState.SUBMITTED


def test_a_list_sent_back_may_be_changed(cast: Cast, round: Round, two: Ready) -> None:
    home, worker, at = two
    found = build.submitted(cast, round, at=at)
    proposal.send_back(found, by=cast.secretariat, at=at, version=found.version, reason="请再核一人")
    worker = build.fresh(worker)
    departures.take_out(worker, by=cast.nation_preparer, at=at, version=worker.version, reason="再核")
    assert build.fresh(worker).state == State.CLEARED
    found = build.submitted(cast, round, at=at)
    assert build.fresh(home).state == build.fresh(worker).state == State.PROPOSED


def test_the_final_list_is_a_subset_of_the_approved_one(cast: Cast, round: Round, two: Ready) -> None:
    home, worker, at = two
    found = build.approved(cast, build.submitted(cast, round, at=at), at=at)
    late = build.at_province(cast, round, Honour.OUTSTANDING_ACTIVIST, serial=9)
    moved = build.to_nation(cast, late)
    build.cleared(cast, late, at=moved)
    found = build.on_national_notice(cast, found, at=moved)
    done = build.over(found.notice)
    outcome = build.finalised(cast, found, at=done)
    assert {n.pk for n in outcome.advanced} == {home.pk, worker.pk}
    assert build.fresh(late).state == State.CLEARED
    assert set(found.items.filter(finalised_at__isnull=False).values_list("nomination_id", flat=True)) == {
        home.pk,
        worker.pk,
    }


def test_an_objection_holds_until_the_supplement(cast: Cast, round: Round, two: Ready) -> None:
    home, worker, at = two
    found = published(cast, round, at)
    letter = build.objection(worker, found.notice, at=at + timedelta(hours=1))
    done = build.over(found.notice)
    outcome = build.finalised(cast, found, at=done)
    assert outcome.held == {worker.pk: "有 1 件异议尚未办结"}
    assert [c.nomination for c in build.conferred(cast, found, at=done)] == [home.key]
    build.answered(letter, by=cast.nation_signer, at=done)
    again = build.same(found)
    proposal.supplement_final(
        again,
        held_on=build.today(done),
        place="全总机关",
        attendees="书记处全体同志",
        minutes=paper(cast.nation_signer, done),
        by=cast.nation_signer,
        at=done,
        version=again.version,
    )
    later = build.conferred(cast, found, at=done, number="总工发〔2026〕21号")
    assert [c.nomination for c in later] == [worker.key]
    assert DecisionDocument.objects.count() == 2


def test_an_upheld_objection_strikes_and_its_place_lapses(cast: Cast, round: Round, two: Ready) -> None:
    home, worker, at = two
    found = published(cast, round, at)
    letter = build.objection(worker, found.notice, at=at + timedelta(hours=1))
    build.answered(letter, by=cast.nation_signer, at=at + timedelta(hours=2), upheld=True)
    outcome = build.finalised(cast, found, at=build.over(found.notice))
    assert [n.pk for n in outcome.struck] == [worker.pk]
    quota = Quota.objects.get(recommender=cast.province, honour="outstanding_worker")
    assert (quota.used, quota.lapsed, quota.left) == (0, 1, 2)
    assert build.fresh(home).state == State.FINAL
    assert [*ledger_check(), *invariants.check()] == []


def test_an_inquiry_opened_during_the_notice_holds(cast: Cast, round: Round, two: Ready) -> None:
    home, worker, at = two
    found = published(cast, round, at)
    audit.open_inquiry(build.fresh(home), ground="conditions", clues="入会率", by=cast.nation_preparer, at=at)
    outcome = build.finalised(cast, found, at=build.over(found.notice))
    assert outcome.held == {home.pk: "正在核查"}
    assert [n.pk for n in outcome.advanced] == [worker.pk]


def test_an_inquiry_opened_after_the_final_list_stops_the_conferral(cast: Cast, round: Round, two: Ready) -> None:
    found = published(cast, round, two[2])
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    audit.open_inquiry(build.fresh(two[0]), ground="conditions", clues="入会率", by=cast.nation_preparer, at=done)
    with pytest.raises(Refused) as refused:
        build.conferred(cast, found, at=done)
    assert refused.value.code == "inquiry_open"
    assert (Conferral.objects.count(), DecisionDocument.objects.count()) == (0, 0)


def test_elevated_titles_stand_on_their_base_and_within_the_total(cast: Cast, round: Round, two: Ready) -> None:
    home, worker, at = two
    proposal.draw_up(round, by=cast.nation_preparer, at=at)
    with pytest.raises(Refused) as refused:
        elevate(cast, home, Elevated.PACESETTER, at)
    assert (refused.value.code, refused.value.article) == ("unlawful", "第九条")
    elevate(cast, home, Elevated.RED_FLAG_UNIT, at)
    elevate(cast, worker, Elevated.PACESETTER, at)
    found = published(cast, round, at)
    done = build.over(found.notice)
    assert found.notice is not None
    assert "全国模范职工之家红旗单位" in bytes(found.notice.body).decode()
    build.finalised(cast, found, at=done)
    rows = build.conferred(cast, found, at=done)
    assert sorted((c.honour, c.elevated) for c in rows) == [
        ("model_home", ""),
        ("model_home", "red_flag_unit"),
        ("outstanding_worker", ""),
        ("outstanding_worker", "pacesetter"),
    ]


def test_an_elevated_title_falls_with_its_base(cast: Cast, round: Round, two: Ready) -> None:
    home, _, at = two
    proposal.draw_up(round, by=cast.nation_preparer, at=at)
    elevate(cast, home, Elevated.RED_FLAG_UNIT, at)
    found = published(cast, round, at)
    letter = build.objection(home, found.notice, at=at + timedelta(hours=1))
    build.answered(letter, by=cast.nation_signer, at=at + timedelta(hours=2), upheld=True)
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    assert [(c.honour, c.elevated) for c in build.conferred(cast, found, at=done)] == [("outstanding_worker", "")]


def test_conferring_twice_confers_once(cast: Cast, round: Round, two: Ready) -> None:
    found = published(cast, round, two[2])
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    stale = build.same(found)
    build.conferred(cast, found, at=done)
    with pytest.raises(Stale):
        proposal.confer(
            stale,
            number="总工发〔2026〕22号",
            title="决定",
            issued_on=build.today(done),
            by=cast.nation_signer,
            at=done,
            version=stale.version,
        )
    assert (Conferral.objects.count(), DecisionDocument.objects.count()) == (2, 1)


def test_below_sixty_percent_front_line_is_not_submitted(cast: Cast, round: Round) -> None:
    cases = [build.activist(cast, round, n, front_line=n != 3) for n in (1, 2, 3)]
    at = build.to_nation(cast, *cases)
    build.cleared(cast, cases[2], at=at)
    found = build.same(proposal.draw_up(round, by=cast.nation_preparer, at=at))
    with pytest.raises(Refused) as refused:
        proposal.submit(found, by=cast.nation_signer, at=at, version=found.version)
    assert (refused.value.code, refused.value.article) == ("unlawful", "第五条第四款")
