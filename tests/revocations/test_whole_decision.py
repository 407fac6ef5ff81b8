"""A whole decision of 92 units in one case: each entry shows it, each certificate and plaque is demanded, in constant queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honors.models import Conferral, Round
from ledger.models import Entry
from revocations import invariants
from revocations.actions.deciding import decide_directly
from revocations.actions.opening import open_whole_decision
from revocations.models import CaseSubject, Hearing
from revocations.moves import State
from supervision.models import RecoveryItem
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.revocations import build
from tests.revocations.refusing import refused

pytestmark = pytest.mark.django_db
UNITS = 92


def test_92_units_in_one_case(cast: Cast) -> None:
    round = opened(cast)
    few, many = _walk(cast, round, 4), _walk(cast, round, UNITS)
    assert Conferral.objects.filter(state="revoked").count() == 4 + UNITS
    # Many honours take a few statements more (further batches), never some for each.
    assert many - few < 40, (few, many)
    ended = Conferral.objects.filter(ended_by__number=f"总工发〔2026〕撤销{UNITS}号")
    assert (ended.count(), RecoveryItem.objects.filter(conferral__in=ended).count()) == (UNITS, 2 * UNITS)
    assert Entry.objects.filter(act="revoke", chain__in=ended.values("chain")).count() == UNITS
    assert list(invariants.check()) == []


def test_titles_of_the_same_decision_need_no_place_of_their_own(cast: Cast) -> None:
    rows = conferred(
        cast, opened(cast), to_confer(cast, "甲厂工会", elevated="red_flag_unit"), to_confer(cast, "乙厂工会")
    )
    case = open_whole_decision(rows[0].decision, summary="整体撤销", by=cast.nation_preparer, at=cast.at)
    assert [one.conferral.elevated for one in case.subjects.all()] == ["", ""]


def test_only_the_nation_and_only_what_stands(cast: Cast) -> None:
    honour = build.home(cast)
    with refused("not_allowed"):
        open_whole_decision(honour.decision, summary="整体撤销", by=cast.province_signer, at=cast.at)
    case = build.draft(cast, honour)
    with refused("in_open_case") as _:
        open_whole_decision(honour.decision, summary="整体撤销", by=cast.nation_preparer, at=cast.at)
    CaseSubject.objects.filter(case=case).update(open=False)
    Conferral.objects.update(state="recovered")
    with refused("nothing_stands"):
        open_whole_decision(honour.decision, summary="整体撤销", by=cast.nation_preparer, at=cast.at)


def _walk(cast: Cast, round: Round, units: int) -> int:
    """The statements that opening, telling and deciding took together."""
    rows = [to_confer(cast, f"第{units}-{n}厂工会") for n in range(units)]
    honours = conferred(cast, round, *rows, number=f"总工发〔2026〕表彰{units}号")
    by = cast.nation_preparer
    with CaptureQueriesContext(connection) as opening:
        case = open_whole_decision(honours[0].decision, summary="整体撤销", by=by, at=cast.at)
    build.charged(case, by=by)
    with CaptureQueriesContext(connection) as telling:
        case = build.informed(case, by=by)
    assert Hearing.objects.filter(subject__case=case).count() == units
    case = build.verified(cast, case, by=cast.nation_signer)
    paper = build.decision_paper(f"总工发〔2026〕撤销{units}号")
    with CaptureQueriesContext(connection) as deciding:
        decide_directly(
            case,
            meeting=build.meeting(cast),
            paper=paper,
            by=cast.secretariat,
            at=cast.at,
            version=case.version,
            unheard_reason="集体造假，立即处理",
        )
    assert build.fresh(case).state == State.APPROVED
    return len(opening) + len(telling) + len(deciding)
