"""复查计划: how it is drawn, what is frozen, when it ends, and who may not take part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from decisions.actions import declare_relation
from honors.models import Conferral
from ledger.queries import history
from supervision.actions.programmes import cancel, draw, finish
from supervision.actions.rechecks import keep
from supervision.facts.drawing import drawn
from supervision.invariants.rechecks import check
from supervision.models import Recheck, RecheckProgramme
from supervision.moves import ProgrammeState, RecheckState
from supervision.queries.candidates import Scope
from supervision.queries.rechecks import programmes_seen_by, rechecks_waiting
from tests.cast import Cast
from tests.supervision.build import DUE, code_of, draft, filled, homes, recheck_of, sampled
from unions.models import Post

TODAY = date(2026, 3, 2)


def drew(cast: Cast, programme: RecheckProgramme, by: Post | None = None) -> RecheckProgramme:
    return draw(programme, by=by or cast.county, at=cast.at, version=programme.version)


# --- the draw ---------------------------------------------------------------------------------------------------------


def test_the_draw_by_hand() -> None:
    """As the decision record describes it, without a line of this project."""
    keys = [f"conferral:{n:032x}" for n in range(50)]
    ranked = sorted(keys, key=lambda key: hashlib.sha256(f"双色球2026023\n{key}".encode()).hexdigest())
    assert drawn(reversed(keys), method="sample", seed="双色球2026023", size=7) == ranked[:7]
    assert drawn(reversed(keys), method="all", seed="", size=None) == keys
    assert set(drawn(keys, method="sample", seed="另一个", size=7)) != set(ranked[:7])
    assert len(drawn(keys, method="sample", seed="x", size=80)) == 50


def test_a_draw_opens_one_recheck_each_and_freezes_the_choice(cast: Cast) -> None:
    homes(cast, 8)
    programme = drew(cast, sampled(cast, 3))
    chosen = list(programme.rechecks.select_related("conferral__chain"))
    keys = sorted(Conferral.objects.values_list("chain__key", flat=True))
    expected = drawn(keys, method="sample", seed="20260302", size=3)
    assert (programme.state, programme.chosen_from, programme.candidates) == (ProgrammeState.RUNNING, 8, keys)
    assert sorted(recheck.conferral.chain.key for recheck in chosen) == sorted(expected)
    said = {"candidates": keys, "method": "sample", "seed": "20260302", "chosen": sorted(expected)}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert programme.digest == hashlib.sha256(text.encode()).hexdigest()
    assert all(recheck.items.count() > 10 and recheck.due_on == DUE for recheck in chosen)
    assert rechecks_waiting(cast.county).count() == 3
    assert history(programme.chain)[0].details["digest"] == programme.digest
    assert list(check()) == []


def test_who_is_under_recheck_already_is_named_and_skipped(cast: Cast) -> None:
    rows = homes(cast, 3)
    recheck_of(cast, rows[0])
    programme = drew(cast, draft(cast))
    assert programme.skipped == [rows[0].chain.key]
    assert {recheck.conferral_id for recheck in programme.rechecks.all()} == {rows[1].pk, rows[2].pk}
    assert list(check()) == []
    assert code_of(lambda: drew(cast, draft(cast))) == "all_under_recheck"


def test_what_a_draw_needs(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = draft(cast)
    assert code_of(lambda: drew(cast, nobody)) == "nobody_matches"
    homes(cast, 2)
    nobody.refresh_from_db()
    assert code_of(lambda: drew(cast, nobody, cast.prefecture)) == "not_handler"
    late = cast.at + timedelta(200)
    assert code_of(lambda: draw(nobody, by=cast.county, at=late, version=nobody.version)) == "due_passed"
    monkeypatch.setattr("supervision.actions.programmes.MOST", 1)
    assert code_of(lambda: drew(cast, RecheckProgramme.objects.get(pk=nobody.pk))) == "too_many"
    again = RecheckProgramme.objects.get(pk=nobody.pk)
    assert code_of(lambda: draw(again, by=cast.county, at=cast.at, version=9)) == "stale"
    assert not Recheck.objects.exists()


def test_what_a_draft_needs(cast: Cast) -> None:
    assert code_of(lambda: draft(cast, title=" ")) == "title_missing"
    assert code_of(lambda: draft(cast, due_on=TODAY - timedelta(1))) == "due_passed"
    assert code_of(lambda: sampled(cast, 0)) == "size_missing"
    assert code_of(lambda: sampled(cast, 3, seed=" ")) == "seed_missing"
    assert code_of(lambda: draft(cast, scope=Scope(region=cast.unions["320506"]))) == "region_outside"
    assert code_of(lambda: draft(cast, scope=Scope(least_years=3, most_years=2))) == "years_reversed"
    assert code_of(lambda: draft(cast, cast.secretariat)) == "not_allowed"
    finance = draft(cast, cast.finance_preparer, scope=Scope(region=cast.unions["G5"]))
    assert finance.region_id == cast.unions["G5"].pk
    assert RecheckProgramme.objects.count() == 1


# --- its end ----------------------------------------------------------------------------------------------------------


def test_it_ends_when_every_recheck_has(cast: Cast) -> None:
    homes(cast, 2)
    programme = drew(cast, draft(cast))
    given: dict[str, Any] = {"by": cast.county, "at": cast.at}
    assert code_of(lambda: finish(programme, version=programme.version, **given)) == "rechecks_open"
    for recheck in programme.rechecks.all():
        filled(cast, recheck)
        keep(recheck, version=recheck.version, **given)
    programme.refresh_from_db()
    finish(programme, version=programme.version, **given)
    assert programme.state == ProgrammeState.FINISHED
    assert history(programme.chain)[0].details["outcomes"] == {"kept": 2}
    assert list(check()) == []


def test_a_draft_is_cancelled_for_a_reason(cast: Cast) -> None:
    programme = draft(cast)
    given: dict[str, Any] = {"by": cast.county, "at": cast.at, "version": programme.version}
    assert code_of(lambda: cancel(programme, reason="", **given)) == "reason_missing"
    cancel(programme, reason="改由市总工会组织", **given)
    assert programme.state == ProgrammeState.CANCELLED
    homes(cast)
    running = drew(cast, draft(cast))
    given["version"] = running.version
    assert code_of(lambda: cancel(running, reason="不办了", **given)) == "wrong_state"


# --- who sees, who may not --------------------------------------------------------------------------------------------


def test_a_union_sees_its_own_programmes_and_those_below(cast: Cast) -> None:
    programme = draft(cast)
    seeing = {name for name in ("clerk", "county", "prefecture", "province_signer", "nation_signer", "next_province",
                                "next_county", "other_clerk") if list(programmes_seen_by(getattr(cast, name)))}  # fmt: skip
    assert seeing == {"county", "prefecture", "province_signer", "nation_signer"}
    assert programme.state == ProgrammeState.DRAFT


def test_who_is_close_to_one_that_may_be_chosen_neither_drafts_draws_nor_counts(cast: Cast) -> None:
    mine, other = homes(cast, 2)
    programme = draft(cast)
    aside = draft(cast, scope=Scope(region=other.union))
    declare_relation(person=cast.county.person, subject=mine.chain.key, ground="近亲属", by=cast.county, at=cast.at)
    assert list(programmes_seen_by(cast.county)) == [aside]
    assert code_of(lambda: drew(cast, programme)) == "own_case"
    assert code_of(lambda: draft(cast)) == "own_case"
    assert RecheckProgramme.objects.count() == 2
    drew(cast, aside)
    assert set(programmes_seen_by(cast.prefecture)) == {programme, aside}


# --- invariants -------------------------------------------------------------------------------------------------------

BROKEN: dict[str, Callable[[RecheckProgramme], object]] = {
    "复查对象与摘要不符": lambda programme: (
        programme.rechecks.all()[0].items.all().delete()
        and programme.rechecks.filter(pk=programme.rechecks.all()[0].pk).update(programme=None)
    ),
    "符合条件的数量不符": lambda programme: RecheckProgramme.objects.filter(pk=programme.pk).update(chosen_from=9),
    "已经结束，仍有复查没有结论": lambda programme: RecheckProgramme.objects.filter(pk=programme.pk).update(
        state=ProgrammeState.FINISHED
    ),
    "按种子重新抽取，结果不同": lambda programme: RecheckProgramme.objects.filter(pk=programme.pk).update(size=1),
    "限期整改没有写明要求": lambda programme: programme.rechecks.update(state=RecheckState.MENDING, mend_by=DUE),
    "复查没有清单": lambda programme: programme.rechecks.all()[0].items.all().delete(),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_was_altered_by_hand_is_found(cast: Cast, fault: str) -> None:
    homes(cast, 5)
    programme = drew(cast, sampled(cast, 2))
    BROKEN[fault](programme)
    assert any(fault in str(found) for found in check())
