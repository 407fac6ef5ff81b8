"""Route one level by level: nobody skips a step, nobody stands in for another, the recommending unit decides on exactly this file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from decisions.models import CollectiveDecision
from ledger.actors import SYSTEM
from regulation.honours import Honour
from regulation.refusals import Unlawful
from revocations.actions.applying import agree, apply, decline, withdraw
from revocations.actions.arranging import take_over
from revocations.actions.charging import change_ground
from revocations.actions.consenting import consent, reconsider, report
from revocations.actions.opening import open_case
from revocations.facts import case_digest
from revocations.models import CaseGround, CaseSource, CaseSubject, RevocationCase
from revocations.moves import State
from tests.cast import AT, Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.nominations.build import paper
from tests.revocations import build
from tests.revocations.refusing import refused
from unions.actions import Grant, grant_posts
from unions.models import Person, Post, Role, Union

pytestmark = pytest.mark.django_db
ON = AT.date()


def test_the_original_recommender_applies_and_each_level_agrees_in_turn(cast: Cast) -> None:
    case = build.applied(cast, build.home(cast))
    assert (case.applicant, case.holder) == (cast.union, cast.county.union)
    for post, following in ((cast.county, "320500"), (cast.prefecture, "320000")):
        for other in (cast.province_preparer, cast.next_county, cast.nation_preparer):
            with refused("not_holder"):
                _agree(case, other)
        _agree(case, post)
        case = build.fresh(case)
        assert case.holder.code == following


def test_another_union_applies_only_as_the_next_one_up_and_with_a_reason(cast: Cast) -> None:
    case = build.draft(cast, build.home(cast))
    with pytest.raises(Unlawful) as told:
        apply(case, by=cast.county, at=cast.at, version=case.version)
    assert [f.code for f in told.value.findings] == ["is_applied_for_by_the_original_recommender"]
    case = build.fresh(case)
    apply(case, reason="原推荐单位是当事单位", by=cast.county, at=cast.at, version=case.version)
    case = build.fresh(case)
    assert (case.holder, case.applicant_reason) == (cast.prefecture.union, "原推荐单位是当事单位")


@pytest.mark.parametrize("who", ["prefecture", "province_preparer"])
def test_unions_further_up_hand_it_down_instead(cast: Cast, who: str) -> None:
    post = getattr(cast, who)
    case = build.draft(cast, build.home(cast), by=post)
    with refused("not_the_applicant"):
        apply(case, reason="由我申请", by=post, at=cast.at, version=case.version)


def test_a_recommending_unit_that_recommended_itself_goes_straight_to_its_leadership(cast: Cast) -> None:
    row = to_confer(cast, "赵处长", Honour.OUTSTANDING_WORKER, union=cast.province, person_key="z" * 64)
    (honour,) = conferred(cast, opened(cast), row)
    case = build.draft(cast, honour, by=cast.province_preparer, code="24.5")
    case = build.answered(build.informed(case, by=cast.province_preparer), by=cast.province_preparer)
    apply(case, by=cast.province_preparer, at=cast.at, version=case.version)
    case = build.fresh(case)
    assert [step.union_name for step in case.steps.all()] == ["江苏省总工会"]
    with refused("same_person"):
        _consent(case, cast.province_preparer)
    assert build.decided_by_province(cast, case).consent is not None


def test_acts_before_the_first_day_do_not_go_level_by_level(cast: Cast) -> None:
    case = build.draft(cast, build.home(cast))
    ground = CaseGround.objects.select_related("case__chain").get()
    early = build.told(happened_on=date(2019, 5, 1), document_number="总工办发〔2021〕2号")
    change_ground(ground, told=early, by=cast.county, at=cast.at, version=case.version)
    case = build.handed(cast, case)
    with pytest.raises(Unlawful) as told:
        apply(case, by=cast.clerk, at=cast.at, version=case.version)
    assert told.value.article == "第三十一条"
    case = build.fresh(case)
    take_over(case, reason="施行前的行为", by=cast.nation_preparer, at=cast.at, version=case.version)
    assert build.verified(cast, build.fresh(case), by=cast.nation_signer).state == State.VERIFIED


def test_the_one_who_applied_does_not_agree_elsewhere(cast: Cast) -> None:
    case = build.applied(cast, build.home(cast))
    RevocationCase.objects.filter(pk=case.pk).update(applied_by=cast.county.person)
    with refused("same_person"):
        _agree(build.fresh(case), cast.county)


def test_an_opinion_is_written(cast: Cast) -> None:
    case = build.applied(cast, build.home(cast))
    with refused("opinion_missing"):
        agree(case, opinion=" ", by=cast.county, at=cast.at, version=case.version)


def test_declining_ends_the_case_and_the_honour_stands(cast: Cast) -> None:
    honour = build.home(cast)
    case = build.applied(cast, honour)
    with refused("reason_missing"):
        decline(case, reason="", by=cast.county, at=cast.at, version=case.version)
    decline(case, reason="事实不清", by=cast.county, at=cast.at, version=case.version)
    honour.refresh_from_db()
    assert (build.fresh(case).state, build.fresh(case).ended_reason, honour.state) == ("rejected", "事实不清", "valid")
    assert not CaseSubject.objects.get().open


def test_only_the_applicant_withdraws_what_it_applied_for(cast: Cast) -> None:
    honour = build.worker(cast, union=cast.group)
    case = open_case([honour], source=CaseSource.UNION, summary="线索", by=cast.clerk, at=cast.at)
    build.charged(case, by=cast.clerk, code="24.5")
    case = build.fresh(case)
    CaseSubject.objects.update(original=cast.union)
    apply(case, by=cast.clerk, at=cast.at, version=case.version)
    case = build.fresh(case)
    with refused("not_the_applicant"):
        withdraw(case, reason="撤回", by=cast.county, at=cast.at, version=case.version)
    withdraw(case, reason="查证不实", by=cast.clerk, at=cast.at, version=case.version)
    assert build.fresh(case).state == State.WITHDRAWN


def test_the_accused_does_not_withdraw_the_application_either(cast: Cast) -> None:
    case = build.applied(cast, build.home(cast))
    with refused("own_unit"):
        withdraw(case, reason="撤回", by=cast.clerk, at=cast.at, version=case.version)


def test_consent_is_put_forward_by_one_and_signed_by_another(cast: Cast) -> None:
    case = build.agreed(build.applied(cast, build.home(cast)), cast.county)
    with refused("not_allowed"):
        _consent(case, cast.prefecture)
    case = build.agreed(case, cast.prefecture)
    with refused("not_put_forward"):
        _consent(case, cast.province_signer)
    case = build.agreed(case, cast.province_preparer)
    with refused("same_person"):
        _consent(case, cast.province_preparer)
    with refused("already_agreed"):
        _agree(case, cast.province_signer)
    with refused("meeting_too_early"):
        _consent(case, cast.province_signer, held_on=AT.date() - timedelta(days=1))
    digest = case_digest(case)
    case = build.decided_by_province(cast, case)
    decision = CollectiveDecision.objects.get(kind="revocation_consent")
    assert (decision.digest, case.consent) == (digest, decision)
    assert (decision.prepared_by, decision.signed_by) == (cast.province_preparer.person, cast.province_signer.person)


def test_after_the_decision_the_file_is_closed_until_it_is_reconsidered(cast: Cast) -> None:
    case = build.consented(cast, build.home(cast))
    ground = CaseGround.objects.select_related("case__chain").get()
    by = cast.province_preparer
    with refused("file_decided"):
        change_ground(ground, told=build.told(facts="改写"), by=by, at=cast.at, version=case.version)
    with refused("file_decided"):
        decline(build.fresh(case), reason="不同意", by=by, at=cast.at, version=case.version)
    CaseGround.objects.update(facts="在数据库里改写")
    with refused("file_changed"):
        _report(build.fresh(case), cast.province_signer)
    case = build.fresh(case)
    reconsider(case, reason="补充事实", by=cast.province_signer, at=cast.at, version=case.version)
    case = build.fresh(case)
    assert case.consent is None
    with refused("not_put_forward"):
        _consent(case, cast.province_signer)
    case = build.agreed(case, cast.province_preparer)
    assert build.decided_by_province(cast, case).consent is not None


def test_the_report_needs_consent_number_and_paper(cast: Cast) -> None:
    case = build.agreed(build.applied(cast, build.home(cast)), cast.county, cast.prefecture, cast.province_preparer)
    with refused("not_consented"):
        _report(case, cast.province_signer)
    case = build.decided_by_province(cast, case)
    by = cast.province_signer
    with refused("number_missing"):
        report(case, number="", paper=paper(by), by=by, at=cast.at, version=case.version)
    with refused("paper_missing"):
        report(case, number="苏工〔2026〕8号", paper=None, by=by, at=cast.at, version=case.version)
    _report(case, by)
    assert (build.fresh(case).state, build.fresh(case).holder) == (State.REPORTED, cast.national)


def _agree(case: RevocationCase, by: Post) -> RevocationCase:
    return agree(case, opinion="同意", by=by, at=AT, version=case.version)


def _consent(case: RevocationCase, by: Post, *, held_on: date = ON) -> RevocationCase:
    return consent(
        case,
        held_on=held_on,
        place="会议室",
        attendees="全体成员",
        minutes=paper(by),
        by=by,
        at=AT,
        version=case.version,
    )


def _report(case: RevocationCase, by: Post) -> RevocationCase:
    return report(case, number="苏工〔2026〕8号", paper=paper(by), by=by, at=AT, version=case.version)


def test_what_an_industrial_union_recommended_goes_its_line(cast: Cast) -> None:
    bank, finance = cast.unions["G5"], cast.unions["900010"]
    (honour,) = conferred(cast, opened(cast), to_confer(cast, "苏州某某银行工会", union=bank, recommender=finance))
    case = build.draft(cast, honour, by=cast.bank_clerk)
    apply(case, by=cast.bank_clerk, at=cast.at, version=case.version)
    case = build.fresh(case)
    assert [step.union for step in case.steps.all()] == [finance]
    assert build.agreed(case, cast.finance_preparer).holder == finance


def test_a_step_whose_union_has_merged_passes_to_its_successor(cast: Cast) -> None:
    case = build.applied(cast, build.home(cast))
    county, heir = cast.county.union, cast.unions["320506"]
    Union.objects.filter(pk=county.pk).update(state="merged", successor=heir, closed_on=cast.at.date())
    person = Person.objects.create(username="heir", name="汪洋", password="!", activated_at=cast.at)
    post = grant_posts([Grant(person, heir, Role.REVIEWER, date(2024, 1, 1))], by=SYSTEM, at=cast.at)[0]
    _agree(build.fresh(case), post)
    assert build.fresh(case).holder == cast.prefecture.union
