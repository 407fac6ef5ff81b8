"""From draft to filed, for each of the five honours, and what the law refuses on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from honors.models import Round
from ledger.actions import moving
from ledger.models import Entry
from nominations.actions.filing import file, open_unit_notice, resubmit, revise
from nominations.actions.papers import record_opinion
from nominations.actions.succession import succeed_all
from nominations.content import application_of
from nominations.invariants import check
from nominations.models import ChainStep, GeneralReason, Nomination, Return
from nominations.moves import RETURN, State
from nominations.sections import Filled
from publicity.moves import NoticeState
from regulation.engine import Result
from regulation.honours import Honour
from regulation.opinions import OpinionKind
from regulation.refusals import Refused, Unlawful
from tests.cast import AT, Cast
from tests.honors.builders import FILE_BY, opened
from tests.nominations import build
from tests.nominations.test_drafts import code_of
from unions.actions import merge
from unions.queries import actor

pytestmark = pytest.mark.django_db


def ready(cast: Cast, round: Round, honour: Honour = Honour.MODEL_HOME, **sections: Filled) -> Nomination:
    """Complete, and on notice since Monday morning."""
    case = build.complete(build.draft(cast, round, honour), by=cast.clerk, at=AT, serial=None, **sections)
    return build.on_notice(case, by=cast.clerk)


def try_filing(cast: Cast, case: Nomination, **kwargs: Any) -> Nomination:
    case.refresh_from_db()
    at = kwargs.pop("at", build.after_notice(case))
    return file(case, by=kwargs.pop("by", cast.clerk), at=at, version=case.version, **kwargs)


def unmet(refused: pytest.ExceptionInfo[Unlawful]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize("honour", list(Honour))
def test_each_honour_is_filed_and_goes_to_the_next_union(cast: Cast, round: Round, honour: Honour) -> None:
    case = build.filed_case(cast, round, honour)
    assert (case.state, case.holder, case.position) == (State.UNDER_REVIEW, cast.county.union, 1)
    steps = ChainStep.objects.filter(nomination=case)
    assert [(s.position, s.kind, s.union_name) for s in steps] == [
        (1, "review", "苏州市姑苏区总工会"),
        (2, "review", "苏州市总工会"),
        (3, "recommend", "江苏省总工会"),
        (4, "national", "中华全国总工会"),
        (5, "secretariat", "中华全国总工会"),
    ]
    assert Entry.objects.filter(chain=case.chain, act="file").count() == 1
    assert list(check()) == []


def test_a_district_of_beijing_stands_directly_below_its_province(cast: Cast, round: Round) -> None:
    case = build.filed_case(cast, round, by=cast.beijing_clerk)
    assert [s.kind for s in case.steps.all()] == ["review", "recommend", "national", "secretariat"]


def test_filing_twice_with_one_version_files_once(cast: Cast, round: Round) -> None:
    case = ready(cast, round)
    again = Nomination.objects.get(pk=case.pk)
    at = build.after_notice(case)
    file(case, by=cast.clerk, at=at, version=case.version)
    assert code_of(file, again, by=cast.clerk, at=at, version=again.version) == "stale"
    assert Entry.objects.filter(chain=case.chain, act="file").count() == 1


def test_nothing_is_filed_before_the_window_is_over(cast: Cast, round: Round) -> None:
    case = ready(cast, round)
    last_evening = build.notice_of(case).ends_at - timedelta(minutes=1)
    with pytest.raises(Refused) as refused:
        try_filing(cast, case, at=last_evening)
    assert (refused.value.code, refused.value.article) == ("notice_running", "第十六条第一款")
    assert try_filing(cast, case, at=build.notice_of(case).ends_at).state == State.UNDER_REVIEW


def test_a_notice_without_proof_of_its_medium_never_lets_a_filing_through(cast: Cast, round: Round) -> None:
    case = build.complete(build.draft_home(cast, round), by=cast.clerk)
    open_unit_notice(case, contacts=build.CONTACTS, by=cast.clerk, at=AT, version=case.version)
    assert code_of(try_filing, cast, case, at=AT + timedelta(days=30)) == "notice_running"


def test_a_draft_is_not_filed_and_an_incomplete_one_is_not_shown(cast: Cast, round: Round) -> None:
    case = build.draft_home(cast, round)
    assert code_of(file, case, by=cast.clerk, at=AT, version=case.version) == "wrong_state"
    notice = {"contacts": build.CONTACTS, "by": cast.clerk, "at": AT, "version": case.version}
    assert code_of(open_unit_notice, case, **notice) == "incomplete"
    case.refresh_from_db()
    assert case.state == State.DRAFT


@pytest.mark.parametrize(("members", "result"), [(899, Result.NOT_MET), (900, Result.MET)])
def test_the_membership_rate_is_counted_not_rounded(cast: Cast, round: Round, members: int, result: Result) -> None:
    years = Filled(rows={"years": build.years(members=members, employees=1000)})
    case = ready(cast, round, years=years)
    if result is Result.MET:
        assert try_filing(cast, case).state == State.UNDER_REVIEW
        return
    with pytest.raises(Unlawful) as refused:
        try_filing(cast, case)
    assert unmet(refused) == ["membership_reaches_the_rate_each_year"]


@pytest.mark.parametrize(("satisfied", "filed"), [(899, False), (900, True)])
def test_the_satisfaction_rate_is_counted_not_rounded(cast: Cast, round: Round, satisfied: int, filed: bool) -> None:
    years = Filled(rows={"years": build.years(satisfied=satisfied, returned=1000)})
    case = ready(cast, round, Honour.MODEL_SMALL_HOME, years=years)
    if filed:
        assert try_filing(cast, case).state == State.UNDER_REVIEW
        return
    with pytest.raises(Unlawful) as refused:
        try_filing(cast, case)
    assert unmet(refused) == ["satisfaction_reaches_the_rate_each_year"]


def test_a_missing_year_is_not_met(cast: Cast, round: Round) -> None:
    case = ready(cast, round, years=Filled(rows={"years": build.years()[1:]}))
    with pytest.raises(Unlawful) as refused:
        try_filing(cast, case)
    assert unmet(refused) == ["membership_reaches_the_rate_each_year", "satisfaction_reaches_the_rate_each_year"]


def test_a_general_rule_needs_a_reason_and_the_reason_is_in_the_ledger(cast: Cast, round: Round) -> None:
    case = ready(cast, round, title=Filled(rows={"title": []}))
    with pytest.raises(Unlawful) as refused:
        try_filing(cast, case)
    assert unmet(refused) == ["comes_from_provincial_model_homes"]
    reason = "建会后第一次参评，地市级连续三年优秀。"
    try_filing(cast, case, reasons={"comes_from_provincial_model_homes": reason})
    entry = Entry.objects.get(chain=case.chain, act="file")
    assert reason in entry.text
    assert GeneralReason.objects.get(nomination=case).union == cast.union


@pytest.mark.parametrize("kind", [OpinionKind.MEMBERS, OpinionKind.PARTY, OpinionKind.DISCIPLINE])
def test_every_opinion_is_asked_for(cast: Cast, round: Round, kind: OpinionKind) -> None:
    case = ready(cast, round)
    case.opinions.filter(kind=kind.value).delete()
    with pytest.raises(Unlawful) as refused:
        try_filing(cast, case)
    assert [f.article for f in refused.value.findings] == ["第十六条第一款"]


def test_an_official_needs_both_authorities(cast: Cast, round: Round) -> None:
    case = build.draft(cast, round, Honour.OUTSTANDING_WORKER)
    sections = build.sections_for(case, serial=7)
    work = {**sections["work"].values, "public_official": True, "managed_by": "姑苏区委组织部"}
    build.complete(case, by=cast.clerk, serial=7, work=Filled(work))
    build.on_notice(case, by=cast.clerk)
    with pytest.raises(Unlawful) as refused:
        try_filing(cast, case)
    assert unmet(refused) == ["authorities_were_heard"]
    build.with_opinions(case, by=cast.clerk, kinds=(OpinionKind.SUPERVISION, OpinionKind.PERSONNEL))
    assert try_filing(cast, case).state == State.UNDER_REVIEW


def test_dissent_asks_for_an_answer_and_sets_no_majority(cast: Cast, round: Round) -> None:
    case = ready(cast, round)

    def members(answer: str) -> None:
        case.refresh_from_db()
        counts = {"entitled": 80, "present": 78, "in_favour": 30, "against": 40, "abstained": 8}
        record_opinion(
            case,
            kind="members",
            giver="会员代表大会",
            as_of=AT.date(),
            document=None,
            assembly="representatives",
            counts=counts,
            dissent_answer=answer,
            by=cast.clerk,
            at=AT,
            version=case.version,
        )

    members("")
    with pytest.raises(Unlawful) as refused:
        try_filing(cast, case)
    assert unmet(refused) == ["members_were_heard"]
    members("已逐条说明并公开答复。")
    assert try_filing(cast, case).state == State.UNDER_REVIEW


def test_the_deadline_names_who_may_extend(cast: Cast, round: Round) -> None:
    case = ready(cast, round)
    with pytest.raises(Refused) as refused:
        try_filing(cast, case, at=FILE_BY + timedelta(seconds=1))
    assert (refused.value.code, refused.value.article) == ("deadline_passed", "第十五条")


def test_nobody_else_files(cast: Cast, round: Round) -> None:
    case = ready(cast, round)
    for post in (cast.county, cast.other_clerk, cast.province_preparer, cast.next_province):
        assert code_of(try_filing, cast, case, by=post) == "not_allowed"


def test_one_person_once_in_a_round(cast: Cast, round: Round) -> None:
    build.filed_case(cast, round, Honour.OUTSTANDING_WORKER, serial=9)
    again = build.complete(
        build.draft(cast, round, Honour.OUTSTANDING_ACTIVIST, by=cast.other_clerk), by=cast.other_clerk, serial=9
    )
    assert code_of(build.filed, again, by=cast.other_clerk) == "duplicate"


def test_a_home_and_its_chair_may_both_be_filed(cast: Cast, round: Round) -> None:
    build.filed_case(cast, round)
    assert build.filed_case(cast, round, Honour.OUTSTANDING_WORKER).state == State.UNDER_REVIEW


def disqualified(case: Nomination) -> None:
    Nomination.objects.filter(pk=case.pk).update(state=State.DISQUALIFIED)


def test_a_disqualified_collective_cannot_come_back_under_another_name(cast: Cast, round: Round) -> None:
    disqualified(build.filed_case(cast, round))
    assert code_of(build.draft_home, cast, round) == "barred_this_round"
    merge(
        cast.union,
        into=cast.unions["G2"],
        on=AT.date(),
        paper="合并文件",
        by=cast.county,
        at=AT,
        version=cast.union.version,
    )
    assert code_of(build.draft_home, cast, round, by=cast.other_clerk) == "barred_this_round"


def test_a_disqualified_person_cannot_come_back_from_another_unit(cast: Cast, round: Round) -> None:
    disqualified(build.filed_case(cast, round, Honour.OUTSTANDING_WORKER, serial=11))
    again = build.draft(cast, round, Honour.OUTSTANDING_ACTIVIST, by=cast.other_clerk)
    build.complete(again, by=cast.other_clerk, serial=11)
    assert code_of(build.on_notice, again, by=cast.other_clerk) == "barred_this_round"
    following = opened(cast, name="下一轮", third_round_document="总工办发〔2026〕1号")
    other = build.draft(cast, following, Honour.OUTSTANDING_ACTIVIST, by=cast.other_clerk)
    build.complete(other, by=cast.other_clerk, serial=11)
    assert build.on_notice(other, by=cast.other_clerk).state == State.ON_NOTICE


def test_revising_voids_the_notice_and_the_next_one_runs_its_full_days(cast: Cast, round: Round) -> None:
    case = ready(cast, round)
    first = build.notice_of(case)
    later = AT + timedelta(days=3)
    revise(case, reason="事迹有误", by=cast.clerk, at=later, version=case.version)
    first.refresh_from_db()
    assert (case.state, case.unit_notice, first.state) == (State.DRAFT, None, NoticeState.VOID)
    build.on_notice(case, by=cast.clerk, at=later)
    second = build.notice_of(case)
    assert (second.replaces, second.days_needed) == (first, 5)
    assert (second.first_on.isoformat(), second.last_on.isoformat()) == ("2026-03-05", "2026-03-11")


def returned(cast: Cast, case: Nomination) -> Return:
    """Sent back by the county, as the reviews do it."""
    revision = case.revisions.last()
    with moving(case, RETURN, by=actor(cast.county), at=AT, version=case.version, holder=case.union, position=0):
        return Return.objects.create(
            nomination=case,
            position=1,
            union=cast.county.union,
            returned_at=AT,
            returned_by="钱卫东",
            summary="请补充",
            revision=revision,
        )


def test_a_resubmission_goes_back_to_who_returned_it(cast: Cast, round: Round) -> None:
    case = build.filed_case(cast, round)
    back = returned(cast, case)
    years = Filled(rows={"years": build.years(members=96)})
    build.complete(case, by=cast.clerk, at=build.after_notice(case), years=years)
    resubmit(case, by=cast.clerk, at=build.after_notice(case), version=case.version)
    back.refresh_from_db()
    assert (case.state, case.holder, case.position) == (State.UNDER_REVIEW, cast.county.union, 1)
    assert back.resubmitted_at is not None
    assert case.steps.count() == 5


def test_another_text_needs_a_new_notice(cast: Cast, round: Round) -> None:
    case = build.filed_case(cast, round)
    at = build.after_notice(case)
    returned(cast, case)
    build.complete(case, by=cast.clerk, at=at, deeds=Filled({"deeds_short": "新的简要事迹", "deeds": "新的主要事迹"}))
    assert code_of(resubmit, case, by=cast.clerk, at=at, version=case.version) == "new_notice_needed"
    build.on_notice(case, by=cast.clerk, at=at)
    build.filed(case, by=cast.clerk)
    assert (case.state, case.holder, case.steps.count()) == (State.UNDER_REVIEW, cast.county.union, 5)
    assert list(check()) == []


def test_what_has_been_shown_cannot_be_emptied(cast: Cast, round: Round) -> None:
    case = build.filed_case(cast, round)
    returned(cast, case)
    empty = {"deeds": Filled({"deeds": ""})}
    seen = application_of(case).revision
    from nominations.actions.drafts import save_all

    assert code_of(save_all, case, sections=empty, revision=seen, by=cast.clerk, at=AT) == "incomplete"


def test_a_merged_union_passes_its_step_to_the_successor(cast: Cast, round: Round) -> None:
    case = build.filed_case(cast, round)
    county, other = cast.unions["320508"], cast.unions["320506"]
    merge(county, into=other, on=AT.date(), paper="合并文件", by=cast.prefecture, at=AT, version=county.version)
    assert succeed_all(at=AT) == 1
    assert succeed_all(at=AT) == 0
    case.refresh_from_db()
    assert (case.holder, case.steps.get(position=1).union) == (other, other)
    assert list(check()) == []


def test_invariants_name_what_was_tampered_with(cast: Cast, round: Round) -> None:
    case = build.filed_case(cast, round)
    case.opinions.filter(kind="members").delete()
    case.steps.filter(position=2).delete()
    Nomination.objects.filter(pk=case.pk).update(state=State.LISTED, rank=1)
    found = {fault.what for fault in check()}
    assert found == {
        "没有会员大会或会员代表大会意见，却已报送",
        "固定的报送路径不连续",
        "状态与台账最后一条不符",
    }
