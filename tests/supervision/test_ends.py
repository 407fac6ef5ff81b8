"""第二十七条: reported by anyone in the chain, examined and recovered by the next higher union, told level by level."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from decisions.actions import declare_relation
from honors.models import Conferral
from ledger.actors import SYSTEM
from ledger.queries import history
from regulation.after import UnitEnd as EndKind
from regulation.honours import Honour
from regulation.refusals import Refused, Unlawful
from supervision.actions.collecting import declare_lost, receive
from supervision.actions.ends import (
    close_end,
    dismiss_end,
    establish,
    keep_in_successor,
    pass_up,
    recover_all,
    report_closed,
    report_end,
    take_over_end,
)
from supervision.actions.rechecks import open_recheck
from supervision.actions.recovery import give_back_all
from supervision.invariants.recovery import check
from supervision.models import RecoveryItem, UnitEnd
from supervision.queries.ends import closed_seen_by, ending_with, ends_seen_by, ends_waiting
from supervision.queries.recovery import items_asked_of, items_of_end
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.supervision.ending import (
    DUE,
    LATER,
    a_home,
    all_in,
    days,
    established,
    home_and_small,
    recovered,
    reported,
    revoked,
)
from unions.actions import add_union, close, merge, move_under
from unions.models import Kind, Post
from unions.queries import actor

TODAY = date(2026, 3, 2)


def code_of(verb: Callable[..., object], *given: object, **named: object) -> str:
    """The code with which a verb refuses."""
    with pytest.raises(Refused) as refused:
        verb(*given, **named)
    return refused.value.code


def states(*conferrals: Conferral) -> list[str]:
    """As they stand now."""
    return [Conferral.objects.get(pk=one.pk).state for one in conferrals]


# --- the whole way ----------------------------------------------------------------------------------------------------


def test_from_the_report_to_the_nation(cast: Cast) -> None:
    home, small = home_and_small(cast)
    end = reported(cast)
    assert (end.state, end.holder.code, end.due_on) == ("reported", "320508", date(2026, 3, 17))
    established(cast, end)
    assert (end.state, states(home, small)) == ("recovering", ["valid", "valid"])
    assert [(step.position, step.union_name) for step in end.steps.all()] == [
        (1, "苏州市姑苏区总工会"), (2, "苏州市总工会"), (3, "江苏省总工会"),
    ]  # fmt: skip
    assert {(i.conferral, i.cause, i.union.code) for i in items_of_end(end)} == {
        (home, "unit_end", "320508"), (small, "unit_end", "320508"),
    }  # fmt: skip
    assert {i.conferral for i in items_asked_of(cast.clerk)} == {home, small}
    recovered(cast, end)
    assert (end.state, states(home, small)) == ("passed_up", ["recovered", "recovered"])
    home.refresh_from_db()
    assert (home.ended_on, home.ended_by) == (TODAY, None)
    assert end.holder == cast.prefecture.union
    for post in (cast.prefecture, cast.province_preparer):
        assert code_of(close_end, end, by=cast.nation_preparer, at=cast.at, version=end.version) == "not_passed_up"
        pass_up(end, by=post, at=cast.at, version=end.version)
    assert end.holder.is_national
    assert code_of(pass_up, end, by=cast.nation_preparer, at=cast.at, version=end.version) == "at_the_top"
    close_end(end, by=cast.nation_preparer, at=cast.at, version=end.version)
    assert (end.state, [step.passed_at for step in end.steps.all()]) == ("closed", [cast.at] * 3)
    told = [(entry.code, entry.act) for entry in history(end.chain, latest_first=False)]
    assert told == [
        ("报告单位终止", "报告单位终止"),
        ("establish", "核实单位终止，责令交回证书和奖牌"),
        ("recover_all", "收回证书和奖牌，逐级上报"),
        ("pass_up", "逐级上报"),
        ("pass_up", "逐级上报"),
        ("close_end", "全总备案"),
    ]


def test_it_ends_as_recovered_not_as_revoked(cast: Cast) -> None:
    """终止收回, not 撤销: no decision of the secretariat stands behind it."""
    home = a_home(cast)
    end = recovered(cast, established(cast, reported(cast)))
    home = Conferral.objects.select_related("chain").get(pk=home.pk)
    last = history(home.chain)[0]
    assert (home.state, last.code, last.article) == ("recovered", "recover", "第二十七条")
    assert last.reason == f"所在单位破产：{end.finding}"


# --- who reports, to whom ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("clerk", "done"), ("county", "done"), ("prefecture", "done"), ("province_signer", "done"),
        ("nation_preparer", "done"), ("other_clerk", "not_allowed"), ("next_county", "not_allowed"),
        ("next_province", "not_allowed"), ("secretariat", "not_allowed"),
    ],
)  # fmt: skip
def test_who_may_report(cast: Cast, who: str, expected: str) -> None:
    a_home(cast)
    post: Post = getattr(cast, who)
    try:
        assert reported(cast, by=post).holder.code == "320508"
        told = "done"
    except Refused as refused:
        told = refused.code
    assert told == expected


def test_what_a_report_needs(cast: Cast) -> None:
    assert code_of(reported, cast) == "no_standing_honour"
    home = a_home(cast)
    assert code_of(reported, cast, text=" ") == "text_missing"
    assert code_of(reported, cast, happened_on=TODAY + days(1)) == "day_ahead"
    end = reported(cast)
    assert code_of(reported, cast, by=cast.county) == "already_reported"
    dismiss_end(end, finding="仍在经营", by=cast.county, at=cast.at, version=end.version)
    assert reported(cast).pk != end.pk
    assert states(home) == ["valid"]


def test_a_person_keeps_the_honour_when_the_unit_ends(cast: Cast) -> None:
    """第二十七条 names grassroots unions; persons' honours do not end with them."""
    worker = to_confer(cast, "王芳", Honour.OUTSTANDING_WORKER, person_key="k" * 64)
    (person,) = conferred(cast, opened(cast), worker)
    assert code_of(reported, cast) == "no_standing_honour"
    assert states(person) == ["valid"]


def test_the_next_higher_union_that_exists_has_it(cast: Cast) -> None:
    a_home(cast)
    merge(
        cast.unions["320508"], into=cast.unions["320506"], on=TODAY, paper="苏工〔2026〕1号", by=SYSTEM, at=cast.at,
        version=1,
    )  # fmt: skip
    cast.union.refresh_from_db()
    end = reported(cast, by=cast.prefecture)
    assert end.holder == cast.unions["320506"]


def test_a_unit_honoured_by_its_industry_reports_along_its_industrial_line(cast: Cast) -> None:
    bank = cast.unions["G5"]
    finance: dict[str, Any] = {"recommender": cast.unions["900010"]}
    conferred(cast, opened(cast), to_confer(cast, "银行工会", union=bank, **finance))
    end = reported(cast, bank, by=cast.bank_clerk)
    assert end.holder == cast.unions["900010"]
    assert code_of(established, cast, end) == "not_holder"
    established(cast, end, cast.finance_preparer)
    recovered(cast, end, cast.finance_signer)
    assert (end.holder.is_national, [step.union_name for step in end.steps.all()]) == (True, ["中国金融工会"])


def test_every_recommending_unit_concerned_takes_note(cast: Cast) -> None:
    bank, round = cast.unions["G5"], opened(cast)
    conferred(
        cast, round, to_confer(cast, "银行工会", union=bank),
        to_confer(cast, "银行工会二", union=bank, recommender=cast.unions["900010"]),
    )  # fmt: skip
    end = established(cast, reported(cast, bank, by=cast.bank_clerk))
    names = [step.union_name for step in end.steps.all()]
    assert names == ["苏州市姑苏区总工会", "苏州市总工会", "江苏省总工会", "中国金融工会"]


# --- examined ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("clerk", "own_honour"), ("other_clerk", "not_holder"), ("prefecture", "not_holder"),
        ("nation_preparer", "not_holder"), ("next_county", "not_holder"), ("secretariat", "not_allowed"),
    ],
)  # fmt: skip
def test_only_the_next_higher_union_examines(cast: Cast, who: str, expected: str) -> None:
    a_home(cast)
    end = reported(cast)
    post: Post = getattr(cast, who)
    assert code_of(established, cast, end, post) == expected
    given: dict[str, Any] = {"by": post, "at": cast.at, "version": end.version}
    assert code_of(dismiss_end, end, finding="无", **given) == expected
    assert code_of(keep_in_successor, end, finding="无", paper_number="文", **given) == expected


def test_what_a_finding_needs(cast: Cast) -> None:
    home = a_home(cast)
    end = reported(cast)
    assert code_of(established, cast, end, finding=" ") == "finding_missing"
    assert code_of(established, cast, end, due_on=TODAY - days(1)) == "due_passed"
    assert code_of(established, cast, end, kind=EndKind.RENAMED) == "unit_goes_on"
    assert code_of(established, cast, end, honours=[]) == "honour_left_out"
    elsewhere = conferred(cast, home.round, to_confer(cast, "乙厂", union=cast.unions["G2"]), number="补")
    assert code_of(established, cast, end, honours=[home, *elsewhere]) == "not_of_this_unit"
    assert (UnitEnd.objects.get().state, RecoveryItem.objects.count()) == ("reported", 0)


def test_a_small_home_that_goes_on_is_left_out(cast: Cast) -> None:
    home, small = home_and_small(cast)
    end = established(cast, reported(cast), honours=[home])
    assert {i.conferral for i in items_of_end(end)} == {home}
    recovered(cast, end)
    assert states(home, small) == ["recovered", "valid"]


def test_the_red_flag_ends_with_the_home(cast: Cast) -> None:
    rows = conferred(cast, opened(cast), to_confer(cast, "甲厂工会", elevated="red_flag_unit"))
    recovered(cast, established(cast, reported(cast)))
    assert states(*rows) == ["recovered", "recovered"]


def test_the_small_home_of_another_grassroots_union_below_is_not_taken_along(cast: Cast) -> None:
    """之家 of a township union: the 小家 of the unions below it are theirs."""
    town = cast.unions["T1"]
    by: dict[str, Any] = {"by": SYSTEM, "at": cast.at}
    below = add_union(name="街道某厂工会", kind=Kind.SINGLE, parent=town, **by)
    team = add_union(name="某厂一班", kind=Kind.TEAM, parent=below, **by)
    own_team = add_union(name="街道机关小组", kind=Kind.GROUP, parent=town, **by)
    small = Honour.MODEL_SMALL_HOME
    rows = conferred(
        cast, opened(cast), to_confer(cast, "街道工会", union=town), to_confer(cast, "某厂一班", small, union=team),
        to_confer(cast, "机关小组", small, union=own_team),
    )  # fmt: skip
    assert ending_with(town) == [rows[0], rows[2]]
    assert ending_with(below) == [rows[1]]


def test_one_honour_ends_in_one_place_only(cast: Cast) -> None:
    home, small = home_and_small(cast)
    first = reported(cast, cast.group)
    assert first.holder == cast.union
    established(cast, first, cast.clerk)
    end = reported(cast)
    assert code_of(established, cast, end, honours=[home, small]) == "in_another_end"
    end.refresh_from_db()
    established(cast, end)
    assert {i.conferral for i in items_of_end(end)} == {home}


def test_a_merger_in_which_the_unit_goes_on_keeps_the_honour_by_paper(cast: Cast) -> None:
    home = a_home(cast)
    end = reported(cast, kind=EndKind.RENAMED)
    given: dict[str, Any] = {"finding": "并入后继续开展工作", "by": cast.county, "at": cast.at, "version": end.version}
    assert code_of(keep_in_successor, end, paper_number=" ", **given) == "paper_needed"
    assert (
        code_of(keep_in_successor, end, paper_number="苏工〔2026〕3号", **{**given, "finding": ""}) == "finding_missing"
    )
    keep_in_successor(end, paper_number="苏工〔2026〕3号", successor=cast.unions["G2"], **given)
    assert (end.state, end.successor, states(home)) == ("kept", cast.unions["G2"], ["valid"])
    told = history(home.chain)[0]
    assert (told.act, told.details["paper"]) == ("更名或合并后存续，保留荣誉", "苏工〔2026〕3号")


def test_a_finding_that_was_wrong_gives_back_what_came_in(cast: Cast) -> None:
    home = a_home(cast)
    end = established(cast, reported(cast))
    item = items_of_end(end).first()
    assert item is not None
    receive(item, received_on=TODAY, by=cast.county, at=cast.at, version=item.version)
    dismiss_end(end, finding="法院撤销了裁定", by=cast.county, at=cast.at, version=end.version)
    assert (end.state, states(home)) == ("dismissed", ["valid"])
    assert list(RecoveryItem.objects.order_by("pk").values_list("state", flat=True)) == ["given_back", "called_off"]
    assert established(cast, reported(cast)).state == "recovering"


# --- recovered --------------------------------------------------------------------------------------------------------


def test_nothing_ends_while_certificate_or_plaque_is_out(cast: Cast) -> None:
    home = a_home(cast)
    end = established(cast, reported(cast))
    certificate, plaque = items_of_end(end)
    given: dict[str, Any] = {"by": cast.county, "at": cast.at}
    with pytest.raises(Unlawful) as refused:
        recover_all(end, version=end.version, **given)
    assert [f.article for f in refused.value.findings] == ["第二十七条"]
    end.refresh_from_db()
    declare_lost(certificate, statement="清算时遗失", version=certificate.version, **given)
    with pytest.raises(Unlawful) as refused:
        recover_all(end, version=end.version, **given)
    said = [o.seen for o in refused.value.findings[0].observations]
    assert said[1:3] == ["证书无法收回：清算时遗失", "没有收回奖牌"]
    end.refresh_from_db()
    assert (end.state, states(home)) == ("recovering", ["valid"])
    receive(plaque, received_on=TODAY, version=plaque.version, **given)
    recover_all(end, version=end.version, **given)
    assert states(home) == ["recovered"]


def test_a_recheck_that_was_under_way_is_called_off(cast: Cast) -> None:
    home = a_home(cast)
    recheck = open_recheck(home, reason="例行", due_on=DUE, by=cast.county, at=cast.at)
    recovered(cast, established(cast, reported(cast)))
    recheck.refresh_from_db()
    assert (recheck.state, recheck.outcome) == ("concluded", "called_off")


def test_other_papers_that_were_demanded_are_waited_for_too(cast: Cast) -> None:
    a_home(cast)
    end = established(cast, reported(cast), also=["decision"])
    for item in items_of_end(end).exclude(kind="decision"):
        receive(item, received_on=TODAY, by=cast.county, at=cast.at, version=item.version)
    assert code_of(recover_all, end, by=cast.county, at=cast.at, version=end.version) == "items_open"
    end.refresh_from_db()
    assert recovered_rest(cast, end) == "passed_up"


def recovered_rest(cast: Cast, end: UnitEnd) -> str:
    for item in items_of_end(end).filter(state="demanded"):
        receive(item, received_on=TODAY, by=cast.county, at=cast.at, version=item.version)
    return recover_all(end, by=cast.county, at=cast.at, version=end.version).state


def test_only_the_next_higher_union_recovers_and_each_level_passes_its_own_step(cast: Cast) -> None:
    a_home(cast)
    end = established(cast, reported(cast))
    all_in(cast, end)
    for post, code in ((cast.prefecture, "not_holder"), (cast.clerk, "own_honour"), (cast.next_county, "not_holder")):
        assert code_of(recover_all, end, by=post, at=cast.at, version=end.version) == code
    recover_all(end, by=cast.county, at=cast.at, version=end.version)
    for post, code in ((cast.county, "not_holder"), (cast.province_preparer, "not_holder"), (cast.clerk, "own_honour")):
        assert code_of(pass_up, end, by=post, at=cast.at, version=end.version) == code
    assert code_of(close_end, end, by=cast.province_preparer, at=cast.at, version=end.version) == "not_allowed"


def test_a_level_that_is_gone_is_passed_over_or_stood_in_for(cast: Cast) -> None:
    a_home(cast)
    end = established(cast, reported(cast))
    merge(
        cast.prefecture.union, into=cast.unions["330100"], on=TODAY, paper="苏工〔2026〕1号", by=SYSTEM, at=cast.at,
        version=1,
    )  # fmt: skip
    end = UnitEnd.objects.select_related("holder__successor", "union__successor", "chain").get(pk=end.pk)
    recovered(cast, end)
    assert end.holder == cast.unions["330100"]


def test_a_unit_that_was_moved_is_taken_over_by_its_new_parent(cast: Cast) -> None:
    home = a_home(cast)
    end = established(cast, reported(cast))
    move_under(cast.union, parent=cast.unions["330106"], paper="苏工〔2026〕9号", by=SYSTEM, at=cast.at, version=1)
    end = UnitEnd.objects.select_related("holder__successor", "union__successor", "chain").get(pk=end.pk)
    assert code_of(take_over_end, end, by=cast.next_province, at=cast.at, version=end.version) == "not_next_higher"
    take_over_end(end, by=cast.next_county, at=cast.at, version=end.version)
    assert (end.holder, end.recoverer) == (cast.next_county.union, cast.next_county.union)
    assert code_of(take_over_end, end, by=cast.next_county, at=cast.at, version=end.version) == "already_holder"
    recovered(cast, end, cast.next_county)
    assert [step.union_name for step in end.steps.all()][:2] == ["杭州市西湖区总工会", "杭州市总工会"]
    assert states(home) == ["recovered"]


# --- and revocation ---------------------------------------------------------------------------------------------------


def test_an_honour_revoked_meanwhile_is_not_recovered_as_well(cast: Cast) -> None:
    home, small = home_and_small(cast)
    end = established(cast, reported(cast))
    revoked(cast, home)
    assert set(items_of_end(end).values_list("conferral", "cause")) == {
        (home.pk, "revocation"), (small.pk, "unit_end"),
    }  # fmt: skip
    recovered(cast, end)
    assert states(home, small) == ["revoked", "recovered"]


def test_a_reversal_leaves_the_demand_where_the_unit_has_ended_anyhow(cast: Cast) -> None:
    home = a_home(cast)
    end = established(cast, reported(cast))
    revoked(cast, home)
    give_back_all([home], by=actor(cast.secretariat), at=cast.at)
    assert set(items_of_end(end).values_list("cause", "state")) == {("unit_end", "demanded")}


# --- units that are closed in the tree --------------------------------------------------------------------------------


def test_the_system_reports_each_closed_unit_once(cast: Cast) -> None:
    home, small = home_and_small(cast)
    assert report_closed(at=cast.at) == []
    for union in (cast.group, cast.union):
        close(union, on=TODAY, paper="苏工〔2026〕2号", by=SYSTEM, at=cast.at, version=1)
    assert set(closed_seen_by(cast.county)) == {cast.group, cast.union}
    assert not closed_seen_by(cast.next_county).exists()
    ends = report_closed(at=LATER)
    assert {(end.union.code, end.kind, end.holder.code, end.reported_by) for end in ends} == {
        ("G1", "dissolved", "320508", "到期自动办理 系统"), ("S1", "dissolved", "320508", "到期自动办理 系统"),
    }  # fmt: skip
    assert report_closed(at=LATER) == []
    assert (UnitEnd.objects.count(), states(home, small)) == (2, ["valid", "valid"])
    for end in ends:
        dismiss_end(end, finding="单位仍在", by=cast.county, at=LATER, version=end.version)
    assert report_closed(at=LATER) == []
    assert not closed_seen_by(cast.county).exists()


def test_a_merged_unit_is_reported_as_going_on(cast: Cast) -> None:
    a_home(cast)
    close(cast.group, on=TODAY, paper="苏工〔2026〕2号", by=SYSTEM, at=cast.at, version=1)
    merge(cast.union, into=cast.unions["G2"], on=TODAY, paper="苏工〔2026〕1号", by=SYSTEM, at=cast.at, version=1)
    (end,) = report_closed(at=cast.at)
    assert (end.kind, end.holder.code) == ("renamed", "320508")
    assert code_of(established, cast, end, cast.other_clerk) == "own_honour"
    keep_in_successor(end, finding="继续", paper_number="文", by=cast.county, at=cast.at, version=end.version)
    assert (end.successor, report_closed(at=LATER)) == (cast.unions["G2"], [])


def test_the_system_is_given_the_report_that_stands(cast: Cast) -> None:
    a_home(cast)
    end = reported(cast)
    again = report_end(
        cast.union, kind=EndKind.DISSOLVED, happened_on=TODAY, text="组织登记已撤销", by=SYSTEM, at=cast.at
    )
    assert again == end


# --- who sees ---------------------------------------------------------------------------------------------------------


def test_who_sees_a_report_and_for_whom_it_waits(cast: Cast) -> None:
    a_home(cast)
    reported(cast)
    who = ("clerk", "county", "prefecture", "province_signer", "nation_preparer", "other_clerk", "next_county")
    assert [ends_seen_by(getattr(cast, one)).count() for one in who] == [1, 1, 1, 1, 1, 0, 0]
    assert [ends_waiting(getattr(cast, one)).count() for one in who] == [0, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("of", ["union", "honour", "end"])
def test_who_declared_a_relation_sees_nothing_and_finds_nothing(cast: Cast, of: str) -> None:
    home = a_home(cast)
    end = reported(cast)
    subject = {"union": f"union:{cast.union.pk}", "honour": home.chain.key, "end": end.chain.key}[of]
    declare_relation(person=cast.county.person, subject=subject, ground="亲属", by=SYSTEM, at=cast.at)
    assert (ends_seen_by(cast.county).count(), ends_waiting(cast.county).count()) == (0, 0)
    assert code_of(established, cast, end) == "own_case"
    assert code_of(establish_by_another, cast, end) == "not_holder"


def establish_by_another(cast: Cast, end: UnitEnd) -> None:
    establish(end, finding="核实", due_on=DUE, by=cast.prefecture, at=cast.at, version=end.version)


# --- invariants -------------------------------------------------------------------------------------------------------


def test_what_must_always_hold_is_named_where_it_does_not(cast: Cast) -> None:
    home, small = home_and_small(cast)
    end = established(cast, reported(cast))
    assert list(check()) == []
    recovered(cast, end)
    assert list(check()) == []
    RecoveryItem.objects.filter(conferral=home, kind="plaque").update(state="called_off")
    Conferral.objects.filter(pk=small.pk).update(state="valid")
    end.steps.update(passed_at=None)
    UnitEnd.objects.update(state="closed")
    assert [str(fault).partition("：")[2] for fault in check()] == [
        "荣誉已终止，奖牌没有责令交回",
        "荣誉有效，却责令交回证书",
        "荣誉有效，却责令交回奖牌",
        f"已上报收回，{small}却仍然有效",
        "已备案，却有层级没有上报",
    ]
    UnitEnd.objects.update(state="dismissed")
    assert "终止收回，却没有逐级上报的单位终止" in " ".join(str(fault) for fault in check())


def test_a_revoked_honour_is_never_without_its_demand(cast: Cast) -> None:
    home = a_home(cast)
    revoked(cast, home)
    assert list(check()) == []
    RecoveryItem.objects.all().delete()
    assert len(list(check())) == 2
