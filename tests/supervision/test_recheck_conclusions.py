"""What each conclusion needs, that none of them changes the honour, and what the unit is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from honors.models import Conferral
from honors.moves import ConferralState
from regulation.refusals import Refused
from supervision.actions.rechecks import (
    accept_mending,
    call_off_all,
    find_unfit,
    keep,
    keep_renamed,
    order_mending,
    warn,
)
from supervision.invariants.rechecks import check
from supervision.models import Outcome, Recheck
from supervision.moves import RecheckState
from supervision.queries.rechecks import rechecks_seen_by, told_to_holder
from tests.cast import Cast
from tests.honors.builders import document
from tests.supervision.build import DUE, code_of, filled, homes, recheck_of
from unions.models import Post
from unions.queries import actor

# --- concluding -------------------------------------------------------------------------------------------------------

Conclude = Callable[[Cast, Recheck], Recheck]


def _given(cast: Cast, recheck: Recheck, by: Post | None = None) -> dict[str, Any]:
    recheck.refresh_from_db()
    return {"by": by or cast.county, "at": cast.at, "version": recheck.version}


def _mend(cast: Cast, recheck: Recheck) -> Recheck:
    return order_mending(recheck, what="恢复会员评家", mend_by=DUE, **_given(cast, recheck))


CONCLUSIONS: dict[Outcome, Conclude] = {
    Outcome.KEPT: lambda cast, recheck: keep(recheck, **_given(cast, recheck)),
    Outcome.KEPT_RENAMED: lambda cast, recheck: keep_renamed(
        recheck, new_name="新名称工会", paper_number="苏工〔2026〕1号", **_given(cast, recheck)
    ),
    Outcome.WARNED: lambda cast, recheck: warn(recheck, reason="会务公开不及时", **_given(cast, recheck)),
    Outcome.RESTORED: lambda cast, recheck: accept_mending(
        _mend(cast, recheck), finding="已恢复", **_given(cast, recheck)
    ),
    Outcome.UNFIT: lambda cast, recheck: find_unfit(recheck, finding="两年未评家", **_given(cast, recheck)),
}


@pytest.mark.parametrize("outcome", CONCLUSIONS)
def test_no_conclusion_changes_the_honour(cast: Cast, outcome: Outcome) -> None:
    home = homes(cast)[0]
    recheck = filled(cast, recheck_of(cast, home))
    CONCLUSIONS[outcome](cast, recheck)
    recheck.refresh_from_db()
    assert (recheck.state, recheck.outcome) == (RecheckState.CONCLUDED, outcome)
    assert recheck.concluded_at == cast.at
    home.refresh_from_db()
    assert (home.state, home.version) == (ConferralState.VALID, 1)
    assert list(check()) == []
    assert recheck_of(cast, home).pk != recheck.pk  # and it may be looked at again


UNFILLED = {
    Outcome.KEPT: "checklist_open",
    Outcome.KEPT_RENAMED: "checklist_open",
    Outcome.WARNED: "checklist_open",
    Outcome.RESTORED: "checklist_open",
    Outcome.UNFIT: "done",
}
WITH_ONE_WRONG = {
    Outcome.KEPT: "condition_not_met",
    Outcome.KEPT_RENAMED: "condition_not_met",
    Outcome.WARNED: "done",
    Outcome.RESTORED: "condition_not_met",
    Outcome.UNFIT: "done",
}


def _tried(cast: Cast, recheck: Recheck, outcome: Outcome) -> str:
    try:
        CONCLUSIONS[outcome](cast, recheck)
    except Refused as refused:
        return refused.code
    return "done"


@pytest.mark.parametrize("outcome", CONCLUSIONS)
def test_what_a_conclusion_needs_of_the_checklist(cast: Cast, outcome: Outcome) -> None:
    first, second = homes(cast, 2)
    assert _tried(cast, recheck_of(cast, first), outcome) == UNFILLED[outcome]
    recheck = filled(cast, recheck_of(cast, second), serves_its_members="职工不满意")
    assert _tried(cast, recheck, outcome) == WITH_ONE_WRONG[outcome]


def test_what_a_conclusion_needs_in_words(cast: Cast) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    given = _given(cast, recheck)
    assert code_of(lambda: warn(recheck, reason=" ", **given)) == "reason_missing"
    assert code_of(lambda: find_unfit(recheck, finding="", **given)) == "finding_missing"
    assert code_of(lambda: keep_renamed(recheck, new_name="", paper_number="1", **given)) == "name_missing"
    assert code_of(lambda: keep_renamed(recheck, new_name="新", paper_number=" ", **given)) == "paper_missing"
    assert code_of(lambda: order_mending(recheck, what="", mend_by=DUE, **given)) == "reason_missing"
    today = cast.at.date()
    assert code_of(lambda: order_mending(recheck, what="整改", mend_by=today, **given)) == "mend_by_passed"
    mended = _mend(cast, recheck)
    assert code_of(lambda: accept_mending(mended, finding="", **_given(cast, mended))) == "finding_missing"
    assert code_of(lambda: keep(mended, **_given(cast, mended))) == "wrong_state"


def test_mending_is_accepted_after_the_checklist_was_filled_in_anew(cast: Cast) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]), serves_its_members="职工不满意")
    mended = _mend(cast, recheck)
    given = _given(cast, mended)
    assert code_of(lambda: accept_mending(mended, finding="已改", **given)) == "condition_not_met"
    mended.refresh_from_db()
    filled(cast, mended)
    accept_mending(mended, finding="已改", **_given(cast, mended))
    assert mended.outcome == Outcome.RESTORED


def test_what_was_seen_before_somebody_else_acted_is_stale(cast: Cast) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    assert code_of(lambda: keep(recheck, by=cast.county, at=cast.at, version=1)) == "stale"


def test_an_ended_honour_calls_its_recheck_off(cast: Cast) -> None:
    first, second = homes(cast, 2)
    recheck, other = recheck_of(cast, first), recheck_of(cast, second)
    Conferral.objects.filter(pk=first.pk).update(
        state=ConferralState.REVOKED, ended_by=document(cast, "撤"), ended_on=DUE
    )
    assert [str(fault) for fault in check()] == [f"复查 {recheck.pk}：荣誉已经终止，复查没有终止"]
    call_off_all([first], by=actor(cast.nation_signer), at=cast.at)
    recheck.refresh_from_db()
    other.refresh_from_db()
    assert (recheck.outcome, other.state) == (Outcome.CALLED_OFF, RecheckState.OPEN)
    assert list(check()) == []


# --- what the unit is told --------------------------------------------------------------------------------------------

TOLD = {
    Outcome.KEPT: True,
    Outcome.KEPT_RENAMED: True,
    Outcome.WARNED: True,
    Outcome.RESTORED: True,
    Outcome.UNFIT: False,
}


@pytest.mark.parametrize("outcome", CONCLUSIONS)
def test_the_unit_reads_what_is_addressed_to_it(cast: Cast, outcome: Outcome) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    assert not told_to_holder(cast.clerk).exists()
    CONCLUSIONS[outcome](cast, recheck)
    assert told_to_holder(cast.clerk).exists() is TOLD[outcome]
    assert not told_to_holder(cast.other_clerk).exists()


def test_the_unit_reads_what_it_has_to_mend_and_by_when(cast: Cast) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    _mend(cast, recheck)
    (told,) = told_to_holder(cast.clerk)
    assert (told.mend_what, told.mend_by) == ("恢复会员评家", DUE)
    assert not rechecks_seen_by(cast.clerk).exists()
