"""The file of a case: honours and items in and out, evidence, who works on it; and what the accused unit may not take out."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.models import Entry
from regulation.honours import Honour
from regulation.refusals import Refused, Unlawful
from regulation.revocation_route import Route
from revocations.actions.applying import apply, withdraw
from revocations.actions.arranging import add_subject, drop, hand_over, set_summary, take_over
from revocations.actions.charging import (
    add_evidence,
    add_ground,
    change_ground,
    remove_evidence,
    remove_ground,
)
from revocations.facts import case_digest, charges_of, judge_case
from revocations.models import CaseGround, CaseSource, GroundEvidence, RevocationCase
from revocations.moves import State
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.nominations.build import paper
from tests.revocations import build
from tests.revocations.refusing import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast: Cast) -> RevocationCase:
    """A draft about a 之家, with one evidenced item, at the county."""
    return build.draft(cast, build.home(cast))


def test_items_that_reach_nobody_are_refused_with_their_article(cast: Cast, case: RevocationCase) -> None:
    for code, article in (("24.1", "第二十四条第（一）项"), ("25.3", "第二十五条第（三）项")):
        case = build.fresh(case)
        with pytest.raises(Refused) as told:
            add_ground(case, code=code, told=build.told(), by=cast.county, at=cast.at, version=case.version)
        assert (told.value.code, told.value.article) == ("ground_reaches_nobody", article)
    with refused("no_such_ground"):
        add_ground(case, code="99.1", told=build.told(), by=cast.county, at=cast.at, version=case.version)


def test_what_is_typed_wrongly_is_told(cast: Cast, case: RevocationCase) -> None:
    wrong = {
        "facts_missing": build.told(facts=" "),
        "day_ahead": build.told(happened_on=date(2030, 1, 1)),
        "sanction_unknown": build.told(sanction="fine"),
        "ballots_wrong": build.told(ballots=[{"year": 2025, "issued": 10, "returned": 20}]),
        "grades_wrong": build.told(grades=[{"year": 2025, "grade": "bad"}]),
    }
    for code, told in wrong.items():
        with refused(code):
            add_ground(case, code="23.2", told=told, by=cast.county, at=cast.at, version=case.version)
    with refused("ground_stands"):
        add_ground(case, code="23.1", told=build.told(), by=cast.county, at=cast.at, version=case.version)


def test_items_and_evidence_change_and_every_change_is_seen_in_the_digest(cast: Cast, case: RevocationCase) -> None:
    seen = {case_digest(case)}
    ground = case.grounds.get()
    change_ground(ground, told=build.told(facts="伪造职代会决议"), by=cast.county, at=cast.at, version=case.version)
    seen.add(case_digest(case))
    case = build.fresh(case)
    remove_evidence(
        GroundEvidence.objects.select_related("ground__case", "paper").get(),
        by=cast.county,
        at=cast.at,
        version=case.version,
    )
    seen.add(case_digest(case))
    assert judge_case(case, on=cast.at.date()).open()
    case = build.fresh(case)
    set_summary(case, summary="另有新的线索", by=cast.county, at=cast.at, version=case.version)
    seen.add(case_digest(case))
    case = build.fresh(case)
    remove_ground(CaseGround.objects.select_related("case").get(), by=cast.county, at=cast.at, version=case.version)
    seen.add(case_digest(build.fresh(case)))
    assert len(seen) == 5
    assert Entry.objects.filter(chain=case.chain, act="arrange").count() == 6


def test_a_page_that_is_too_old_changes_nothing(cast: Cast, case: RevocationCase) -> None:
    with refused("stale"):
        set_summary(case, summary="旧页面", by=cast.county, at=cast.at, version=case.version - 1)


@pytest.mark.parametrize("who", ["prefecture", "province_signer", "nation_preparer", "clerk", "next_county"])
def test_only_the_holder_works_on_the_file(cast: Cast, case: RevocationCase, who: str) -> None:
    with refused("not_holder"):
        set_summary(case, summary="改动", by=getattr(cast, who), at=cast.at, version=case.version)


def test_two_elements_are_both_evidenced_before_anything_goes_on(cast: Cast) -> None:
    case = build.draft(cast, build.home(cast))
    ground = build.charged(case, by=cast.county, code="23.7")
    case = build.handed(cast, case)
    with pytest.raises(Unlawful) as told:
        apply(case, by=cast.clerk, at=cast.at, version=case.version)
    assert [f.code for f in told.value.findings] == ["ground_is_evidenced"]
    ground.case = case = build.fresh(case)
    add_evidence(
        ground,
        element="consequence",
        paper=paper(cast.clerk, cast.at),
        about="媒体报道",
        by=cast.clerk,
        at=cast.at,
        version=case.version,
    )
    case = build.fresh(case)
    assert apply(case, by=cast.clerk, at=cast.at, version=case.version).state == State.UNDER_REVIEW


def test_every_honour_is_reached_and_one_may_leave(cast: Cast) -> None:
    rows = conferred(
        cast,
        opened(cast),
        to_confer(cast, "甲厂工会"),
        to_confer(cast, "顾建国", Honour.OUTSTANDING_WORKER, post="chair"),
    )
    case = build.draft(cast, *rows)
    judged = judge_case(case, on=cast.at.date())
    assert [f.code for f in judged.open()] == ["each_honour_is_reached"]
    home, worker = case.subjects.order_by("position")
    with refused("reason_missing"):
        drop(worker, reason="", by=cast.county, at=cast.at, version=case.version)
    drop(worker, reason="与本人无关", by=cast.county, at=cast.at, version=case.version)
    case = build.fresh(case)
    assert not judge_case(case, on=cast.at.date()).open()
    assert [charge.subject.pk for charge in charges_of(case, on=cast.at.date()) if charge.stands] == [home.pk]
    worker.case = case
    with refused("already_dropped"):
        drop(worker, reason="再移一次", by=cast.county, at=cast.at, version=case.version)
    home.case = case = build.fresh(case)
    with refused("last_subject"):
        drop(home, reason="也移出", by=cast.county, at=cast.at, version=case.version)
    case = build.fresh(case)
    add_subject(case, rows[1], by=cast.county, at=cast.at, version=case.version)
    assert case.subjects.filter(dropped_at=None).count() == 2


def test_an_item_may_stand_against_one_honour_alone(cast: Cast) -> None:
    rows = conferred(cast, opened(cast), to_confer(cast, "甲厂工会"), to_confer(cast, "乙厂工会"))
    case = build.draft(cast, *rows)
    second = case.subjects.get(position=2)
    add_ground(case, code="23.2", told=build.told(), subject=second, by=cast.county, at=cast.at, version=case.version)
    found = [(charge.ground.code, charge.subject.position) for charge in charges_of(case, on=cast.at.date())]
    assert sorted(found) == [("23.1", 1), ("23.1", 2), ("23.2", 2)]


@pytest.mark.parametrize("code", ["G1", "320500", "320000", "000000"])
def test_a_draft_is_handed_to_the_original_recommender_or_above(cast: Cast, case: RevocationCase, code: str) -> None:
    with refused("not_a_target"):
        hand_over(case, to=cast.unions["330106"], reason="请研判", by=cast.county, at=cast.at, version=case.version)
    hand_over(case, to=cast.unions[code], reason="请研判", by=cast.county, at=cast.at, version=case.version)
    found = build.fresh(case)
    assert (found.holder.code, found.kind) == (code, Route.DIRECT if code == "000000" else Route.STEP_BY_STEP)


def test_the_accused_unit_takes_nothing_out_of_what_others_opened(cast: Cast, case: RevocationCase) -> None:
    case = build.handed(cast, case)
    evidence = GroundEvidence.objects.select_related("ground__case", "paper").get()
    evidence.ground.case = case
    with refused("own_unit"):
        remove_evidence(evidence, by=cast.clerk, at=cast.at, version=case.version)
    with refused("own_unit"):
        remove_ground(evidence.ground, by=cast.clerk, at=cast.at, version=case.version)
    with refused("own_unit"):
        withdraw(case, reason="不提出", by=cast.clerk, at=cast.at, version=case.version)
    hand_over(case, to=cast.county.union, reason="本单位不宜申请", by=cast.clerk, at=cast.at, version=case.version)
    assert build.fresh(case).holder == cast.county.union


def test_its_own_draft_it_may_give_up(cast: Cast) -> None:
    case = build.draft(cast, build.home(cast), by=cast.clerk)
    assert withdraw(case, reason="经核实无误", by=cast.clerk, at=cast.at, version=case.version).state == State.WITHDRAWN


def test_a_case_behind_which_a_report_stands_never_goes_to_the_accused(cast: Cast, case: RevocationCase) -> None:
    RevocationCase.objects.filter(pk=case.pk).update(source=CaseSource.LETTER)
    case = build.fresh(case)
    with refused("letter_kept"):
        hand_over(case, to=cast.union, reason="请申请", by=cast.county, at=cast.at, version=case.version)


def test_the_nation_takes_a_case_that_somebody_sits_on(cast: Cast, case: RevocationCase) -> None:
    for post in (cast.province_signer, cast.secretariat):
        with refused("not_allowed"):
            take_over(case, reason="久拖不决", by=post, at=cast.at, version=case.version)
    take_over(case, reason="久拖不决", by=cast.nation_preparer, at=cast.at, version=case.version)
    case = build.fresh(case)
    assert (case.state, case.kind, case.holder) == (State.DRAFT, Route.DIRECT, cast.national)
    with refused("already_there"):
        take_over(case, reason="再接手", by=cast.nation_preparer, at=cast.at, version=case.version)


def test_an_applied_case_is_taken_over_and_applied_for_again(cast: Cast) -> None:
    case = build.applied(cast, build.home(cast))
    take_over(case, reason="全总直接核查", by=cast.nation_preparer, at=cast.at, version=case.version)
    case = build.fresh(case)
    hand_over(case, to=cast.union, reason="改由逐级办理", by=cast.nation_preparer, at=cast.at, version=case.version)
    case = build.fresh(case)
    apply(case, by=cast.clerk, at=cast.at, version=case.version)
    assert [step.union_name for step in case.steps.all()] == [
        "苏州市姑苏区总工会",
        "苏州市总工会",
        "江苏省总工会",
    ]
