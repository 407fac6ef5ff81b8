"""复查 of one honour: who may, what is asked, what an opening needs, and filling in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from decisions.actions import declare_relation
from honors.models import Conferral
from honors.moves import ConferralState
from ledger.queries import history
from regulation.honours import Honour
from supervision.actions.rechecks import (
    Answer,
    call_off_all,
    tick,
)
from supervision.facts.rechecks import checklist
from supervision.invariants.rechecks import check
from supervision.models import Recheck, RecheckItem
from supervision.queries.rechecks import rechecks_seen_by, rechecks_waiting
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.supervision.build import code_of, filled, homes, one_of_each, recheck_of
from unions.models import Post
from unions.queries import actor

# --- the checklist ----------------------------------------------------------------------------------------------------

ARTICLES = {
    Honour.MODEL_HOME: {"第六条", "第十二条"},
    Honour.MODEL_SMALL_HOME: {"第七条", "第十二条"},
    Honour.OUTSTANDING_WORKER: {"第八条", "第十三条"},
    Honour.OUTSTANDING_ACTIVIST: {"第十条"},
    Honour.UNION_FRIEND: {"第十一条"},
}


def test_the_checklist_of_each_honour_are_its_own_conditions(cast: Cast) -> None:
    asked = {
        honour: {rule.article.partition("第（")[0] for rule in checklist(conferral)}
        for honour, conferral in one_of_each(cast).items()
    }
    assert asked == ARTICLES


def test_a_recheck_asks_them_in_the_words_of_the_law(cast: Cast) -> None:
    recheck = recheck_of(cast, homes(cast)[0])
    rows = list(recheck.items.all())
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert "近三年职工（含农民工、劳务派遣工）入会率均在百分之九十以上" in [row.text for row in rows]
    assert not any(row.text.startswith("一般从") or row.article.startswith("第五条") for row in rows)


# --- who may ----------------------------------------------------------------------------------------------------------


def _opened(cast: Cast, home: Conferral, by: Post) -> str:
    return code_of(lambda: recheck_of(cast, home, by))


def test_unions_above_may_and_nobody_else(cast: Cast) -> None:
    home = homes(cast)[0]
    blind = ("clerk", "other_clerk", "next_county", "next_province", "secretariat", "finance_preparer")
    assert {name: _opened(cast, home, getattr(cast, name)) for name in blind} == {
        "clerk": "unlawful",
        "other_clerk": "unlawful",
        "next_county": "unlawful",
        "next_province": "unlawful",
        "finance_preparer": "unlawful",
        "secretariat": "not_allowed",
    }
    for post in (cast.county, cast.prefecture, cast.province_preparer, cast.nation_preparer):
        recheck = recheck_of(cast, home, post)
        call_off_all([home], by=actor(post), at=cast.at)
        assert recheck.union_id == post.union_id
    assert list(check()) == []


def test_a_grassroots_union_looks_at_the_small_home_below_it(cast: Cast) -> None:
    honours = one_of_each(cast)
    recheck = recheck_of(cast, honours[Honour.MODEL_SMALL_HOME], cast.clerk)
    assert list(rechecks_waiting(cast.clerk)) == [recheck]
    assert code_of(lambda: recheck_of(cast, honours[Honour.UNION_FRIEND], cast.clerk)) == "unlawful"


def test_whoever_is_close_to_the_unit_takes_no_part_and_learns_nothing(cast: Cast) -> None:
    home = homes(cast)[0]
    recheck = recheck_of(cast, home)
    assert list(rechecks_seen_by(cast.county)) == [recheck]
    declare_relation(
        person=cast.county.person, subject=f"union:{home.union_id}", ground="配偶在该单位", by=cast.county, at=cast.at
    )
    assert list(rechecks_seen_by(cast.county)) == []
    assert rechecks_waiting(cast.county).count() == 0
    assert code_of(lambda: filled(cast, recheck)) == "own_case"


def test_nobody_looks_at_the_own_honour(cast: Cast) -> None:
    worker = one_of_each(cast)[Honour.OUTSTANDING_WORKER]
    cast.county.person.person_key = worker.person_key
    cast.county.person.save()
    assert code_of(lambda: recheck_of(cast, worker)) == "own_case"


def _filled(cast: Cast, recheck: Recheck, by: Post) -> str:
    return code_of(lambda: filled(cast, recheck, by))


def test_only_the_union_that_opened_it_goes_on(cast: Cast) -> None:
    recheck = recheck_of(cast, homes(cast)[0], cast.prefecture)
    for post in (cast.county, cast.province_preparer, cast.nation_signer):
        assert _filled(cast, recheck, post) == "not_handler"
        assert list(rechecks_seen_by(post)) == [recheck]
        assert not rechecks_waiting(post).exists()
    assert filled(cast, recheck, cast.prefecture).items.filter(result="met").exists()


def test_who_sees_it(cast: Cast) -> None:
    recheck = recheck_of(cast, homes(cast)[0])
    seeing = ("county", "prefecture", "province_signer", "nation_signer", "secretariat")
    blind = ("clerk", "other_clerk", "next_county", "next_province", "beijing_preparer", "finance_preparer")
    assert {name for name in seeing + blind if recheck in rechecks_seen_by(getattr(cast, name))} == set(seeing)


# --- opening ----------------------------------------------------------------------------------------------------------


def test_what_an_opening_needs(cast: Cast) -> None:
    home = homes(cast)[0]
    assert code_of(lambda: recheck_of(cast, home, reason=" ")) == "reason_missing"
    assert code_of(lambda: recheck_of(cast, home, due_on=cast.at.date() - timedelta(1))) == "due_passed"
    recheck_of(cast, home)
    assert code_of(lambda: recheck_of(cast, home, cast.prefecture)) == "recheck_open"


def test_an_elevated_title_is_looked_at_with_its_base(cast: Cast) -> None:
    rows = conferred(cast, opened(cast), to_confer(cast, "之家甲", elevated="red_flag_unit"))
    title = next(row for row in rows if row.elevated)
    assert code_of(lambda: recheck_of(cast, title)) == "base_is_rechecked"


def test_an_ended_honour_is_not_looked_at(cast: Cast) -> None:
    home = homes(cast)[0]
    Conferral.objects.filter(pk=home.pk).update(state=ConferralState.RECOVERED)
    assert code_of(lambda: recheck_of(cast, home)) == "honour_ended"


def test_the_ledger_keeps_no_reason_in_words(cast: Cast) -> None:
    recheck = recheck_of(cast, homes(cast)[0], reason="群众反映停止活动")
    (entry,) = history(recheck.chain)
    assert entry.reason == ""
    assert "群众反映" not in str(entry.details)


# --- filling in -------------------------------------------------------------------------------------------------------


def test_filling_in(cast: Cast) -> None:
    recheck = recheck_of(cast, homes(cast)[0])
    first, second = recheck.items.all()[:2]
    tick(recheck, rows={first.code: Answer("met", " 已看 ")}, by=cast.county, at=cast.at, version=recheck.version)
    assert RecheckItem.objects.get(pk=first.pk).remark == "已看"
    wrong = {second.code: Answer("not_met")}
    given: dict[str, Any] = {"by": cast.county, "at": cast.at}
    assert code_of(lambda: tick(recheck, rows=wrong, version=recheck.version, **given)) == "remark_missing"
    strange = {"no_such": Answer("met")}
    recheck.refresh_from_db()
    assert code_of(lambda: tick(recheck, rows=strange, version=recheck.version, **given)) == "unknown_condition"
    assert code_of(lambda: tick(recheck, rows={}, version=1, **given)) == "stale"
    assert history(recheck.chain)[0].details["results"] == {first.code: "met"}
