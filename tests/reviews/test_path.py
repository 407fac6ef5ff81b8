"""One case of each honour goes the whole way, and no step can be skipped."""

from __future__ import annotations

import pytest

from honors.models import Conferral, Round
from ledger.models import Entry
from ledger.sealing import seal_all, verify
from nominations.models import ChainStep
from nominations.moves import State
from regulation.honours import Honour
from regulation.refusals import Refused
from reviews.actions import chain, lists
from reviews.moves import ListState, ProposalState
from tests.cast import Cast
from tests.nominations.build import filed_case
from tests.reviews import build

pytestmark = pytest.mark.django_db


def test_a_home_goes_from_filing_to_its_honour(cast: Cast, round: Round) -> None:
    case = build.at_province(cast, round)
    conferrals = build.whole_path(cast, round, [case])
    case = build.fresh(case)
    assert case.state == State.CONFERRED
    assert [(c.honour, c.subject_name, c.nomination) for c in conferrals] == [
        ("model_home", "苏州某某有限公司工会委员会", case.key)
    ]
    assert [s.endorsed_at is not None for s in ChainStep.objects.filter(nomination=case)] == [True] * 5
    acts = list(Entry.objects.filter(chain=case.chain).order_by("number").values_list("act", flat=True))
    assert acts[-9:] == [
        "endorse",
        "endorse",
        "enter_list",
        "recommend",
        "clear",
        "propose",
        "approve",
        "finalise",
        "confer",
    ]
    seal_all(at=cast.at)
    assert list(verify()) == []


def test_all_five_honours_go_on_one_list(cast: Cast, round: Round) -> None:
    cases = [build.at_province(cast, round, honour, serial=n) for n, honour in enumerate(Honour, start=1)]
    conferrals = build.whole_path(cast, round, cases)
    assert sorted(c.honour for c in conferrals) == sorted(h.value for h in Honour)
    worker = Conferral.objects.get(honour="outstanding_worker")
    assert (worker.post, worker.recommender, len(worker.path)) == ("vice_chair", cast.province, 5)
    text = worker.decision.body
    assert "命名" in text
    assert "授予" in text
    assert worker.decision.decision is not None


def test_the_list_states_follow_the_law(cast: Cast, round: Round) -> None:
    found = build.listed(cast, build.at_province(cast, round))
    assert found.state == ListState.DRAFT
    found = build.decided(cast, found)
    assert found.state == ListState.DECIDED
    found = build.published(cast, found)
    assert found.state == ListState.ON_NOTICE
    assert found.notice is not None
    assert found.decision is not None
    assert found.notice.list_digest == found.decision.digest == found.digest


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("province_preparer", "not_allowed"),
        ("prefecture", "not_allowed"),
        ("next_county", "not_allowed"),
        ("nation_signer", "not_allowed"),
        ("clerk", "not_allowed"),
    ],
)
def test_nobody_endorses_in_a_countys_place(cast: Cast, round: Round, who: str, code: str) -> None:
    case = filed_case(cast, round)
    with pytest.raises(Refused) as refused:
        chain.endorse(case, by=getattr(cast, who), at=build.FILED, version=case.version, opinions_heard=build.HEARD)
    assert refused.value.code == code
    assert refused.value.article


def test_an_endorsement_says_whose_opinions_were_heard(cast: Cast, round: Round) -> None:
    case = filed_case(cast, round)
    with pytest.raises(Refused) as refused:
        chain.endorse(case, by=cast.county, at=build.FILED, version=case.version, opinions_heard="  ")
    assert refused.value.code == "unlawful"
    assert refused.value.article == "第十六条第三款"
    assert build.fresh(case).holder == cast.county.union


def test_a_returned_case_comes_back_to_who_returned_it(cast: Cast, round: Round) -> None:
    case = build.endorsed(filed_case(cast, round), cast.county)
    back = chain.send_back(
        case,
        by=cast.prefecture,
        at=build.FILED,
        version=case.version,
        reasons=[("主要事迹", "请补充近三年的数据"), ("经费账户证明", "扫描件不清")],
        summary="请一并修改",
    )
    case = build.fresh(case)
    assert (case.state, case.holder, case.position) == (State.RETURNED, cast.clerk.union, 0)
    assert [r.field for r in back.reasons.order_by("pk")] == ["主要事迹", "经费账户证明"]
    assert back.union == cast.prefecture.union


def test_a_return_without_a_reason_is_refused(cast: Cast, round: Round) -> None:
    case = filed_case(cast, round)
    with pytest.raises(Refused) as refused:
        chain.send_back(case, by=cast.county, at=build.FILED, version=case.version, reasons=[("事迹", " ")])
    assert refused.value.code == "reason_missing"


def test_the_recommending_unit_decides_by_its_list_only(cast: Cast, round: Round) -> None:
    case = build.at_province(cast, round)
    with pytest.raises(Refused) as refused:
        chain.endorse(case, by=cast.province_preparer, at=build.FILED, version=case.version, opinions_heard=build.HEARD)
    assert (refused.value.code, refused.value.article) == ("on_the_list", "第十七条第一款")


def test_a_list_cannot_skip_its_decision_or_its_notice(cast: Cast, round: Round) -> None:
    found = build.listed(cast, build.at_province(cast, round))
    for verb in (
        lambda: lists.publish(
            found, medium=build.MEDIUM, by=cast.province_preparer, at=build.FILED, version=found.version
        ),
        lambda: lists.recommend(found, by=cast.province_signer, at=build.FILED, version=found.version),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert (refused.value.code, refused.value.article) == ("wrong_state", "第十七条第二款")
    running = build.published(cast, build.decided(cast, found))
    with pytest.raises(Refused) as refused:
        lists.recommend(running, by=cast.province_signer, at=build.FILED, version=running.version)
    assert refused.value.code == "notice_running"


def test_the_proposal_states_follow_the_law(cast: Cast, round: Round) -> None:
    case = build.at_province(cast, round)
    at = build.to_nation(cast, case)
    build.cleared(cast, case, at=at)
    found = build.submitted(cast, round, at=at)
    assert found.state == ProposalState.SUBMITTED
    with pytest.raises(Refused) as refused:
        build.on_national_notice(cast, found, at=at)
    assert (refused.value.code, refused.value.article) == ("wrong_state", "第二十条第一款")
    found = build.approved(cast, found, at=at)
    with pytest.raises(Refused) as refused:
        build.finalised(cast, found, at=at)
    assert (refused.value.code, refused.value.article) == ("wrong_state", "第二十条第二款")
    found = build.on_national_notice(cast, found, at=at)
    with pytest.raises(Refused) as refused:
        build.finalised(cast, found, at=at)
    assert refused.value.code == "notice_running"
    with pytest.raises(Refused) as refused:
        build.conferred(cast, found, at=at)
    assert (refused.value.code, refused.value.article) == ("wrong_state", "第二十一条")
