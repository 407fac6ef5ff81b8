"""第十九条: clearing, mending, unfit without fault, inquiry, and the burned place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from honors.models import Quota, Round
from ledger.invariants import check as ledger_check
from nominations.actions.drafts import begin
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Honour
from regulation.refusals import Refused, Stale
from reviews import invariants
from reviews.actions import audit, departures, lists
from reviews.models import Inquiry, Mending
from tests.cast import Cast
from tests.honors.builders import opened
from tests.nominations.build import paper
from tests.reviews import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast, round: Round) -> Nomination:
    return build.at_province(cast, round)


@pytest.fixture
def at(cast: Cast, case: Nomination) -> datetime:
    return build.to_nation(cast, case)


def place(cast: Cast) -> tuple[int, int, int]:
    quota = Quota.objects.get(recommender=cast.province, honour="model_home")
    return quota.used, quota.burned, quota.lapsed


def inquired(cast: Cast, case: Nomination, at: datetime) -> Inquiry:
    case = build.fresh(case)
    return audit.open_inquiry(
        case, ground="forged", clues="会员评议票数与原件不符", by=cast.nation_preparer, at=at, version=case.version
    )


def disqualified(cast: Cast, case: Nomination, at: datetime) -> None:
    inquiry = inquired(cast, case, at)
    audit.verify(inquiry, finding="票数系伪造", by=cast.nation_preparer, at=at, version=inquiry.version)
    case = build.fresh(case)
    audit.disqualify(
        case,
        held_on=build.today(at),
        place="全总机关",
        attendees="基层工作部全体",
        minutes=paper(cast.nation_signer, at),
        by=cast.nation_signer,
        at=at,
        version=case.version,
    )


def test_a_formal_gap_is_mended_by_the_union_named(cast: Cast, case: Nomination, at: datetime) -> None:
    case = build.fresh(case)
    audit.ask_mending(
        case, union=cast.county.union, gaps="审批表印章不清", by=cast.nation_preparer, at=at, version=case.version
    )
    case = build.fresh(case)
    assert (case.state, case.holder) == (State.MENDING, cast.county.union)
    with pytest.raises(Refused) as refused:
        audit.mend(case, answer="已补", documents=[], by=cast.county, at=at, version=case.version)
    assert refused.value.code == "documents_missing"
    with pytest.raises(Refused) as refused:
        audit.mend(
            case, answer="已补", documents=[paper(cast.prefecture)], by=cast.prefecture, at=at, version=case.version
        )
    assert refused.value.code == "not_allowed"
    before = case.public_digest
    audit.mend(case, answer="已补", documents=[paper(cast.county)], by=cast.county, at=at, version=case.version)
    case = build.fresh(case)
    assert (case.state, case.holder, case.public_digest) == (State.RECOMMENDED, cast.national, before)
    assert Mending.objects.get(nomination=case).documents.count() == 1


def test_mending_goes_to_a_union_of_the_chain_only(cast: Cast, case: Nomination, at: datetime) -> None:
    case = build.fresh(case)
    with pytest.raises(Refused) as refused:
        audit.ask_mending(
            case, union=cast.next_county.union, gaps="缺页", by=cast.nation_preparer, at=at, version=case.version
        )
    assert refused.value.code == "union_not_on_chain"


def test_unfit_without_fault_frees_the_place_for_a_refill(cast: Cast) -> None:
    round = opened(cast, places=1)
    first, second = (build.activist(cast, round, n) for n in (1, 2))
    at = build.to_nation(cast, first)
    first = build.fresh(first)
    audit.find_unfit(first, by=cast.nation_preparer, at=at, version=first.version, reason="已调离工作岗位")
    assert build.fresh(first).state == State.UNFIT
    further = build.listed(cast, second, at=at)
    assert [item.nomination_id for item in further.items.all()] == [second.pk]


def test_disqualifying_needs_a_verified_inquiry(cast: Cast, case: Nomination, at: datetime) -> None:
    inquired(cast, case, at)
    case = build.fresh(case)
    with pytest.raises(Refused) as refused:
        audit.disqualify(
            case,
            held_on=build.today(at),
            place="全总机关",
            attendees="全体",
            minutes=paper(cast.nation_signer, at),
            by=cast.nation_signer,
            at=at,
            version=case.version,
        )
    assert (refused.value.code, refused.value.article) == ("not_verified", "第十九条第二款")


def test_nobody_decided_before_it_was_verified(cast: Cast, case: Nomination, at: datetime) -> None:
    inquiry = inquired(cast, case, at)
    audit.verify(inquiry, finding="票数系伪造", by=cast.nation_preparer, at=at, version=inquiry.version)
    case = build.fresh(case)
    with pytest.raises(Refused) as refused:
        audit.disqualify(
            case,
            held_on=build.today(at) - timedelta(days=1),
            place="全总机关",
            attendees="全体",
            minutes=paper(cast.nation_signer, at),
            by=cast.nation_signer,
            at=at,
            version=case.version,
        )
    assert refused.value.code == "meeting_too_early"


def test_who_verified_does_not_sign(cast: Cast, case: Nomination, at: datetime) -> None:
    inquiry = inquired(cast, case, at)
    audit.verify(inquiry, finding="票数系伪造", by=cast.nation_signer, at=at, version=inquiry.version)
    case = build.fresh(case)
    with pytest.raises(Refused) as refused:
        audit.disqualify(
            case,
            held_on=build.today(at),
            place="全总机关",
            attendees="全体",
            minutes=paper(cast.nation_signer, at),
            by=cast.nation_signer,
            at=at,
            version=case.version,
        )
    assert refused.value.code == "same_person"


def test_a_disqualified_subject_is_barred_and_its_place_burned(cast: Cast) -> None:
    round = opened(cast, places=1)
    first, second = (build.activist(cast, round, n) for n in (1, 2))
    at = build.to_nation(cast, first)
    disqualified(cast, first, at)
    quota = Quota.objects.get(recommender=cast.province, honour="outstanding_activist")
    assert (quota.used, quota.burned, quota.left) == (0, 1, 0)
    assert build.fresh(first).state == State.DISQUALIFIED
    found = lists.draft_list(round, cast.province, by=cast.province_preparer, at=at)
    second = build.fresh(second)
    with pytest.raises(Refused) as refused:
        lists.enter(found, second, by=cast.province_preparer, at=at, version=second.version)
    assert refused.value.code == "no_place_left"
    assert [*ledger_check(), *invariants.check()] == []


def test_the_same_person_does_not_come_back(cast: Cast, round: Round) -> None:
    first = build.activist(cast, round, 5)
    other = build.activist(cast, round, 6)
    at = build.to_nation(cast, first)
    disqualified(cast, first, at)
    # A case that was filed under another name before the disqualification is stopped at the list as well.
    Nomination.objects.filter(pk=other.pk).update(person_key=first.person_key)
    other = build.fresh(other)
    found = lists.draft_list(round, cast.province, by=cast.province_preparer, at=at)
    with pytest.raises(Refused) as refused:
        lists.enter(found, other, by=cast.province_preparer, at=at, version=other.version)
    assert (refused.value.code, refused.value.article) == ("barred", "第十九条第二款")


def test_a_disqualified_union_cannot_file_again(cast: Cast, case: Nomination, at: datetime) -> None:
    disqualified(cast, case, at)
    assert place(cast) == (0, 1, 0)
    with pytest.raises(Refused) as refused:
        begin(
            round=case.round,
            honour=Honour.MODEL_HOME,
            union=cast.union,
            subject_union=None,
            by=cast.clerk,
            at=at,
        )
    assert refused.value.article == "第十九条第二款"


def test_nothing_under_inquiry_advances_or_is_withdrawn(cast: Cast, case: Nomination, at: datetime) -> None:
    inquiry = inquired(cast, case, at)
    verbs: tuple[Callable[[Nomination], object], ...] = (
        lambda n: audit.clear(n, by=cast.nation_preparer, at=at, version=n.version),
        lambda n: departures.withdraw(n, by=cast.clerk, at=at, version=n.version, reason="不参加了"),
        lambda n: audit.find_unfit(n, by=cast.nation_preparer, at=at, version=n.version, reason="不合格"),
        lambda n: departures.lapse(n, by=cast.nation_preparer, at=at, version=n.version, reason="期满"),
    )
    for verb in verbs:
        with pytest.raises(Refused) as refused:
            verb(build.fresh(case))
        assert (refused.value.code, refused.value.article) == ("inquiry_open", "第十九条第二款")
    audit.unfound(inquiry, finding="查无实据", by=cast.nation_preparer, at=at, version=inquiry.version)
    build.cleared(cast, case, at=at)
    assert build.fresh(case).state == State.CLEARED


def test_a_round_does_not_end_over_an_inquiry_and_stays_as_it_was(cast: Cast, case: Nomination, at: datetime) -> None:
    inquired(cast, case, at)
    ending = Round.objects.get(pk=case.round_id)
    with pytest.raises(Refused) as refused:
        departures.lapse_round(ending, by=cast.nation_signer, at=at, version=ending.version)
    assert refused.value.code == "inquiry_open"
    assert Round.objects.get(pk=ending.pk).version == case.round.version


def test_what_is_verified_is_held_until_it_is_disqualified(cast: Cast, case: Nomination, at: datetime) -> None:
    inquiry = inquired(cast, case, at)
    audit.verify(inquiry, finding="票数系伪造", by=cast.nation_preparer, at=at, version=inquiry.version)
    case = build.fresh(case)
    with pytest.raises(Refused) as refused:
        departures.withdraw(case, by=cast.clerk, at=at, version=case.version, reason="不参加了")
    assert refused.value.code == "inquiry_open"


def test_clearing_many_says_who_stays_and_why(cast: Cast, round: Round) -> None:
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    at = build.to_nation(cast, home, worker)
    inquired(cast, worker, at)
    home, worker = build.fresh(home), build.fresh(worker)
    by, earlier = cast.nation_preparer, {home.pk: home.version - 1, worker.pk: worker.version}
    passed, stays = audit.clear_all([home, worker], by=by, at=at, versions=earlier)
    assert (passed, stays) == ([], {home.pk: "查看之后已有变动，请重新查看", worker.pk: "正在核查"})
    seen = {home.pk: home.version, worker.pk: worker.version}
    passed, stays = audit.clear_all([home, worker], by=by, at=at, versions=seen)
    assert [n.pk for n in passed] == [home.pk]
    assert stays == {worker.pk: "正在核查"}


def test_after_recommendation_a_withdrawn_place_lapses(cast: Cast, case: Nomination, at: datetime) -> None:
    case = build.fresh(case)
    departures.withdraw(case, by=cast.clerk, at=at, version=case.version, reason="单位改制")
    assert place(cast) == (0, 0, 1)
    assert [*ledger_check(), *invariants.check()] == []


def test_the_rounds_end_lapses_what_is_open(cast: Cast, case: Nomination, at: datetime) -> None:
    other = build.at_province(cast, case.round, Honour.OUTSTANDING_WORKER, serial=3)
    end, ending = at + timedelta(days=1), case.round
    version = ending.version
    assert departures.lapse_round(ending, by=cast.nation_signer, at=end, version=version, batch=1) == 2
    with pytest.raises(Stale):
        departures.lapse_round(ending, by=cast.nation_signer, at=end, version=version)
    assert departures.lapse_round(ending, by=cast.nation_signer, at=end, version=ending.version) == 0
    assert [build.fresh(n).state for n in (case, other)] == [State.LAPSED, State.LAPSED]
    assert place(cast) == (0, 0, 1)
