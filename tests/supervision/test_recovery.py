"""收回证书和奖牌: each thing is followed until it is back or accounted for (第二十三至二十七条)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from decisions.actions import declare_relation
from ledger.actors import SYSTEM
from ledger.models import Entry
from ledger.queries import history
from regulation.refusals import Refused, Stale
from supervision.actions.collecting_lists import (
    AT_ONCE,
    declare_all_lost,
    destroy_all,
    receive_all,
    remind_all,
)
from supervision.actions.recovery import (
    declare_lost,
    demand_all,
    destroy,
    give_back_all,
    receive,
    remind,
    remind_overdue,
)
from supervision.models import Cause, ItemKind, RecoveryItem, UnitEnd
from supervision.queries.recovery import (
    items_asked_of,
    items_collected_by,
    items_seen_by,
    overdue,
    waiting,
)
from supervision.tasks import follow_recovery
from tests.cast import Cast, set_clock
from tests.honors.builders import conferred, opened, to_confer
from tests.supervision.ending import DUE, LATER, a_home, days, home_and_small, revoked, seen
from unions.actions import close, merge
from unions.models import Post
from unions.queries import actor

TODAY = date(2026, 3, 2)


def code_of(verb: object, *given: object, **named: object) -> str:
    """The code with which a verb refuses."""
    with pytest.raises(Refused) as refused:
        verb(*given, **named)  # type: ignore[operator]  # any verb
    return refused.value.code


# --- demanded ---------------------------------------------------------------------------------------------------------


def test_certificate_and_plaque_of_every_honour_are_demanded_by_the_next_higher_union(cast: Cast) -> None:
    home, small = home_and_small(cast)
    items = revoked(cast, home, small, also=[ItemKind.DECISION])
    assert [(i.conferral, i.kind, i.union.code, i.state) for i in items] == [
        (home, "certificate", "320508", "demanded"),
        (home, "plaque", "320508", "demanded"),
        (home, "decision", "320508", "demanded"),
        (small, "certificate", "G1", "demanded"),
        (small, "plaque", "G1", "demanded"),
        (small, "decision", "G1", "demanded"),
    ]


def test_nothing_is_demanded_twice(cast: Cast) -> None:
    home = a_home(cast)
    revoked(cast, home)
    again = demand_all([home], cause=Cause.UNIT_END, due_on=DUE, by=SYSTEM, at=cast.at)
    assert (again, RecoveryItem.objects.count()) == ([], 2)
    assert set(RecoveryItem.objects.values_list("cause", "version")) == {("unit_end", 2)}


def test_a_title_falls_with_its_base_and_is_demanded_with_it(cast: Cast) -> None:
    base, title = conferred(cast, opened(cast), to_confer(cast, "甲厂工会", elevated="red_flag_unit"))
    items = revoked(cast, base)
    assert {item.conferral for item in items} == {base, title}
    assert len(items) == 4


# --- taken in, lost, destroyed ----------------------------------------------------------------------------------------


def test_the_union_above_takes_it_in_and_another_person_destroys_it(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[0]
    receive(item, received_on=TODAY, by=cast.county, at=cast.at, version=item.version)
    assert (item.state, item.received_on, item.received_by) == ("received", TODAY, cast.county.person)
    again: dict[str, Any] = {"destroyed_on": TODAY, "at": cast.at, "version": item.version}
    assert code_of(destroy, item, by=cast.county, **again) == "same_person"
    destroy(item, by=cast.prefecture, **again)
    assert (item.state, item.destroyed_on) == ("destroyed", TODAY)
    acts = [(told.code, told.details.get("on")) for told in history(item.chain, latest_first=False)]
    assert acts == [("责令交回", None), ("receive", "2026-03-02"), ("destroy", "2026-03-02")]


def test_it_cannot_come_in_before_it_was_demanded_nor_tomorrow(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[0]
    given: dict[str, Any] = {"by": cast.county, "at": cast.at, "version": item.version}
    assert code_of(receive, item, received_on=TODAY - days(1), **given) == "before_demand"
    assert code_of(receive, item, received_on=TODAY + days(1), **given) == "day_ahead"
    assert RecoveryItem.objects.get(pk=item.pk).state == "demanded"


def test_what_is_lost_needs_a_statement_and_may_still_be_found(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[1]
    given: dict[str, Any] = {"by": cast.county, "at": cast.at}
    assert code_of(declare_lost, item, statement="  ", version=1, **given) == "statement_missing"
    declare_lost(item, statement="搬迁时遗失，登报声明作废", version=1, **given)
    assert (item.state, item.statement) == ("lost", "搬迁时遗失，登报声明作废")
    receive(item, received_on=TODAY, version=2, **given)
    assert item.state == "received"
    assert code_of(declare_lost, item, statement="又丢了", version=3, **given) == "wrong_state"


def test_destroyed_neither_before_it_came_in_nor_tomorrow(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[0]
    receive(item, received_on=TODAY, by=cast.county, at=cast.at, version=1)
    given: dict[str, Any] = {"by": cast.prefecture, "at": cast.at, "version": 2}
    assert code_of(destroy, item, destroyed_on=TODAY - days(1), **given) == "before_receipt"
    assert code_of(destroy, item, destroyed_on=TODAY + days(1), **given) == "day_ahead"


def test_a_stale_page_takes_nothing_in(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[0]
    same = RecoveryItem.objects.get(pk=item.pk)
    receive(item, received_on=TODAY, by=cast.county, at=cast.at, version=1)
    with pytest.raises(Stale):
        receive(same, received_on=TODAY, by=cast.prefecture, at=cast.at, version=1)
    assert Entry.objects.filter(chain=item.chain, act="receive").count() == 1


# --- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("county", "done"),
        ("prefecture", "done"),
        ("province_preparer", "done"),
        ("nation_preparer", "done"),
        ("clerk", "own_honour"),
        ("other_clerk", "not_allowed"),
        ("next_county", "not_allowed"),
        ("next_province", "not_allowed"),
        ("finance_preparer", "not_allowed"),
        ("secretariat", "not_allowed"),
    ],
)
def test_who_takes_it_in(cast: Cast, who: str, expected: str) -> None:
    """The union above or any above that; never the unit itself, never the neighbour."""
    item = revoked(cast, a_home(cast))[0]
    post: Post = getattr(cast, who)
    try:
        receive(item, received_on=TODAY, by=post, at=cast.at, version=1)
        told = "done"
    except Refused as refused:
        told = refused.code
    assert told == expected
    assert items_collected_by(post).exists() == (expected == "done")


def test_a_declared_relation_takes_no_part_and_sees_nothing(cast: Cast) -> None:
    home = a_home(cast)
    item = revoked(cast, home)[0]
    declare_relation(
        person=cast.county.person, subject=home.chain.key, ground="配偶在该单位任职", by=SYSTEM, at=cast.at
    )
    assert code_of(receive, item, received_on=TODAY, by=cast.county, at=cast.at, version=1) == "own_case"
    assert not items_seen_by(cast.county).exists()
    assert waiting(items_seen_by(cast.county), on=DUE + days(1)) == {"number": 0, "late": 0, "first": None}


def test_the_grassroots_union_collects_from_the_small_home_below_it(cast: Cast) -> None:
    _, small = home_and_small(cast)
    item = revoked(cast, small)[0]
    receive(item, received_on=TODAY, by=cast.clerk, at=cast.at, version=1)
    assert (item.state, item.union) == ("received", cast.union)


def test_a_merged_collector_is_replaced_by_its_successor(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[0]
    merge(
        cast.unions["320508"], into=cast.unions["320506"], on=TODAY, paper="苏工〔2026〕1号", by=SYSTEM, at=cast.at,
        version=1,
    )  # fmt: skip
    item = RecoveryItem.objects.select_related("union__successor", "conferral__union").get(pk=item.pk)
    with pytest.raises(Refused):  # the posts of the merged union have ended
        receive(item, received_on=TODAY, by=cast.county, at=cast.at, version=1)
    receive(item, received_on=TODAY, by=cast.prefecture, at=cast.at, version=1)
    assert item.state == "received"


def test_who_sees_what_is_asked_for(cast: Cast) -> None:
    home, small = home_and_small(cast)
    revoked(cast, home, small)
    seen_by = {
        who: items_seen_by(getattr(cast, who)).count()
        for who in ("clerk", "county", "prefecture", "nation_preparer", "other_clerk", "next_county", "next_province")
    }
    assert seen_by == {
        "clerk": 4, "county": 4, "prefecture": 4, "nation_preparer": 4, "other_clerk": 0, "next_county": 0,
        "next_province": 0,
    }  # fmt: skip
    assert {i.conferral for i in items_asked_of(cast.clerk)} == {home}
    assert not items_asked_of(cast.county).exists()
    assert {i.conferral for i in items_collected_by(cast.clerk)} == {small}
    assert {i.conferral for i in items_collected_by(cast.county)} == {home, small}


# --- reminders --------------------------------------------------------------------------------------------------------


def test_what_is_overdue_is_asked_for_once_in_a_period(cast: Cast) -> None:
    revoked(cast, a_home(cast))
    first = LATER  # 8 April; the day was the 1st
    assert remind_overdue(at=first - days(8)) == 0
    told = [remind_overdue(at=first + days(number)) for number in (0, 0, 1, 9, 10, 10, 25)]
    assert told == [2, 0, 0, 0, 2, 0, 2]
    item = RecoveryItem.objects.select_related("chain").first()
    assert item is not None
    assert item.reminders == 3
    assert [e.code for e in history(item.chain)].count("remind") == 3


def test_nobody_is_asked_for_what_came_in(cast: Cast) -> None:
    items = revoked(cast, a_home(cast))
    receive(items[0], received_on=TODAY, by=cast.county, at=cast.at, version=1)
    declare_lost(items[1], statement="遗失", by=cast.county, at=cast.at, version=1)
    assert remind_overdue(at=LATER) == 0


def test_a_union_may_ask_sooner_but_once_a_day(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[0]
    remind(item, by=cast.county, at=cast.at, version=1)
    assert (item.reminders, item.reminded_at) == (1, cast.at)
    assert code_of(remind, item, by=cast.prefecture, at=cast.at, version=2) == "reminded_today"
    assert code_of(remind, item, by=cast.clerk, at=LATER, version=2) == "own_honour"


# --- reversed ---------------------------------------------------------------------------------------------------------


def test_a_reversed_decision_gives_back_what_came_in_and_calls_off_the_rest(cast: Cast) -> None:
    home = a_home(cast)
    items = revoked(cast, home, also=[ItemKind.FORM, ItemKind.DECISION])
    receive(items[0], received_on=TODAY, by=cast.county, at=cast.at, version=1)
    declare_lost(items[1], statement="遗失", by=cast.county, at=cast.at, version=1)
    receive(items[2], received_on=TODAY, by=cast.county, at=cast.at, version=1)
    destroy(items[2], destroyed_on=TODAY, by=cast.prefecture, at=cast.at, version=2)
    give_back_all([home], by=actor(cast.secretariat), at=cast.at)
    give_back_all([home], by=actor(cast.secretariat), at=cast.at)
    states = RecoveryItem.objects.order_by("pk").values_list("kind", "state")
    assert list(states) == [
        ("certificate", "given_back"), ("plaque", "called_off"), ("form", "called_off"), ("decision", "called_off"),
    ]  # fmt: skip
    assert len(demand_all([home], cause=Cause.REVOCATION, due_on=DUE, by=SYSTEM, at=cast.at)) == 2


# --- many at once -----------------------------------------------------------------------------------------------------


def test_many_are_taken_in_at_once_each_with_its_own_result(cast: Cast) -> None:
    rows = [to_confer(cast, f"之家{n}", union=cast.unions["G2" if n % 2 else "G1"]) for n in range(6)]
    items = revoked(cast, *conferred(cast, opened(cast), *rows))
    receive(items[0], received_on=TODAY, by=cast.prefecture, at=cast.at, version=1)
    shown = [(RecoveryItem.objects.select_related("union", "conferral__union", "chain").get(pk=i.pk), 1) for i in items]
    told = receive_all(shown, received_on=TODAY, by=cast.county, at=cast.at)
    assert [one.refused.code if one.refused else "done" for one in told] == ["wrong_state", *["done"] * 11]
    assert {i.state for i in RecoveryItem.objects.all()} == {"received"}
    assert [one.refused.code if one.refused else "" for one in destroy_all(
        seen(list(RecoveryItem.objects.select_related("union", "conferral__union").order_by("pk"))),
        destroyed_on=TODAY, by=cast.county, at=cast.at,
    )] == ["", *["same_person"] * 11]  # fmt: skip


def test_a_whole_decision_of_92_units(cast: Cast, django_assert_max_num_queries: object) -> None:
    rows = [to_confer(cast, f"之家{n:02}") for n in range(92)]
    items = revoked(cast, *conferred(cast, opened(cast), *rows))
    assert len(items) == 184
    every = list(items_collected_by(cast.county).order_by("pk"))
    with django_assert_max_num_queries(184 * 8 + 20):  # type: ignore[operator]  # pytest-django's own
        told = receive_all(seen(every), received_on=TODAY, by=cast.county, at=cast.at)
    assert all(one.done for one in told)
    assert waiting(items_seen_by(cast.nation_preparer), on=LATER.date())["number"] == 0
    assert RecoveryItem.objects.filter(state="received").count() == 184


def test_nothing_chosen_and_too_much(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[0]
    assert code_of(remind_all, [], by=cast.county, at=cast.at) == "nothing_chosen"
    assert code_of(remind_all, [(item, 1)] * (AT_ONCE + 1), by=cast.county, at=cast.at) == "too_many"


def test_one_statement_for_many_losses(cast: Cast) -> None:
    items = revoked(cast, a_home(cast))
    told = declare_all_lost(seen(items), statement="厂房火灾中灭失", by=cast.county, at=cast.at)
    assert [one.done for one in told] == [True, True]
    assert set(RecoveryItem.objects.values_list("state", "statement")) == {("lost", "厂房火灾中灭失")}


# --- counts -----------------------------------------------------------------------------------------------------------


def test_what_is_outstanding_and_since_when_it_is_late(cast: Cast) -> None:
    items = revoked(cast, *home_and_small(cast))
    receive(items[0], received_on=TODAY, by=cast.county, at=cast.at, version=1)
    declare_lost(items[1], statement="遗失", by=cast.county, at=cast.at, version=1)
    every = items_seen_by(cast.province_preparer)
    assert waiting(every, on=DUE) == {"number": 2, "late": 0, "first": DUE}
    assert waiting(every, on=DUE + days(1)) == {"number": 2, "late": 2, "first": DUE}
    assert overdue(every, on=DUE + days(1)).count() == 2


def test_a_dissolved_collector_is_replaced_by_what_stands_above_it(cast: Cast) -> None:
    _, small = home_and_small(cast)
    item = revoked(cast, small)[0]
    for union in (cast.group, cast.union):
        close(union, on=TODAY, paper="苏工〔2026〕2号", by=SYSTEM, at=cast.at, version=1)
    item = RecoveryItem.objects.select_related("union__successor", "conferral__union").get(pk=item.pk)
    receive(item, received_on=TODAY, by=cast.county, at=cast.at, version=1)
    assert item.state == "received"


def test_the_daily_task_reminds_and_reports_and_may_run_again(cast: Cast) -> None:
    home, _ = home_and_small(cast)
    revoked(cast, home)
    close(cast.group, on=TODAY, paper="苏工〔2026〕2号", by=SYSTEM, at=cast.at, version=1)
    set_clock(LATER)
    follow_recovery()
    follow_recovery()
    assert {item.reminders for item in RecoveryItem.objects.all()} == {1}
    assert [end.union for end in UnitEnd.objects.all()] == [cast.group]
