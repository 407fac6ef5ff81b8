"""Two at once, on PostgreSQL: one effect, the other is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from decisions.models import CollectiveDecision
from honors.models import Conferral
from ledger.models import Entry
from revocations import invariants
from revocations.actions.applying import agree
from revocations.actions.deciding import approve
from revocations.actions.hearings import state
from revocations.actions.opening import open_case
from revocations.actions.triggers import sweep
from revocations.models import CaseSource, CaseSubject, Hearing, RevocationCase, Trigger
from revocations.moves import State
from supervision.models import EventKind, RecoveryItem
from tests.cast import Cast
from tests.reviews.test_races import at_once
from tests.revocations import build
from tests.revocations.test_triggers import LATER, event
from unions.models import Post

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def test_of_two_reviewers_who_agree_at_once_one_does(cast: Cast) -> None:
    case = build.applied(cast, build.home(cast))

    def agreeing() -> Callable[[], object]:
        mine = build.fresh(case)
        return lambda: agree(mine, opinion="同意", by=cast.county, at=cast.at, version=mine.version)

    assert sorted(at_once(*(agreeing() for _ in range(3)))) == ["done", "stale", "stale"]
    case = build.fresh(case)
    assert case.holder == cast.prefecture.union
    assert Entry.objects.filter(chain=case.chain, act="agree").count() == 1


def test_a_double_click_of_the_secretariat_decides_once(cast: Cast) -> None:
    case = build.requested(cast, build.home(cast))

    def approving(number: int) -> Callable[[], object]:
        mine = build.fresh(case)
        meeting, paper = build.meeting(cast), build.decision_paper(f"总工发〔2026〕4{number}号")
        return lambda: approve(
            mine, meeting=meeting, paper=paper, by=cast.secretariat, at=cast.at, version=mine.version
        )

    assert sorted(at_once(approving(0), approving(1))) == ["done", "stale"]
    assert (CollectiveDecision.objects.filter(kind="revocation").count(), RecoveryItem.objects.count()) == (1, 2)
    assert Conferral.objects.get().state == "revoked"
    assert list(invariants.check()) == []


def test_two_sweeps_at_once_open_one_case(cast: Cast) -> None:
    honour = build.worker(cast)
    event(cast, honour, EventKind.CRIMINAL)
    event(cast, honour, EventKind.DISCIPLINE, sanction="removal")
    told = at_once(*(lambda: sweep(at=LATER) for _ in range(3)))
    assert told == ["done", "done", "done"]
    sweep(at=LATER)
    assert (RevocationCase.objects.count(), CaseSubject.objects.count(), Trigger.objects.count()) == (1, 1, 2)
    assert RevocationCase.objects.get().grounds.count() == 2


def test_two_unions_that_open_a_case_at_once_open_one(cast: Cast) -> None:
    honour = build.home(cast)

    def opening(by: Post) -> Callable[[], object]:
        return lambda: open_case([honour], source=CaseSource.UNION, summary="线索", by=by, at=cast.at)

    assert sorted(at_once(opening(cast.county), opening(cast.prefecture))) == ["done", "in_open_case"]
    assert RevocationCase.objects.count() == 1


@pytest.mark.parametrize("run", range(3))
def test_a_statement_while_the_secretariat_decides_is_read_or_comes_too_late(cast: Cast, run: int) -> None:
    case = build.requested(cast, build.home(cast))
    mine, hearing = build.fresh(case), Hearing.objects.select_related("subject__case__chain").get()
    meeting, paper = build.meeting(cast), build.decision_paper(f"总工发〔2026〕5{run}号")
    told = at_once(
        lambda: approve(mine, meeting=meeting, paper=paper, by=cast.secretariat, at=cast.at, version=mine.version),
        lambda: state(hearing, statement="迟到的陈述", by=cast.clerk, at=cast.at),
    )
    assert told in (["done", "wrong_state"], ["stale", "done"])
    decided = build.fresh(case).state == State.APPROVED
    assert decided == (told[0] == "done")
    assert list(invariants.check()) == []
