"""The two routes from the first suspicion to the end of the honour (第二十六条)."""

from __future__ import annotations

import pytest

from honors.models import Conferral
from revocations.actions.deciding import approve, decide_directly
from revocations.models import RevocationCase
from revocations.moves import State
from supervision.models import RecoveryItem
from tests.cast import Cast
from tests.revocations import build

pytestmark = pytest.mark.django_db


def test_route_one_ends_the_honour_only_when_the_secretariat_approves(cast: Cast) -> None:
    honour = build.home(cast, elevated="red_flag_unit")
    case = build.requested(cast, honour)
    assert (case.state, _state(honour)) == (State.REQUESTED, "valid")
    approve(
        case,
        meeting=build.meeting(cast),
        paper=build.decision_paper(),
        by=cast.secretariat,
        at=cast.at,
        version=case.version,
    )
    case = build.fresh(case)
    title = Conferral.objects.get(base=honour)
    assert (case.state, _state(honour), title.state) == (State.APPROVED, "revoked", "revoked")
    assert RecoveryItem.objects.count() == 4
    assert case.document is not None
    assert "撤销苏州某某有限公司工会委员会的“全国模范职工之家”荣誉称号" in case.document.body
    assert "第二十三条第（一）项" in case.document.body
    assert build.closed(cast, case).state == State.CLOSED


def test_route_two_ends_it_by_a_direct_decision(cast: Cast) -> None:
    honour = build.worker(cast)
    case = build.direct(cast, honour, code="24.1")
    assert (case.state, _state(honour)) == (State.VERIFIED, "valid")
    decide_directly(
        case,
        meeting=build.meeting(cast),
        paper=build.decision_paper(),
        by=cast.secretariat,
        at=cast.at,
        version=case.version,
    )
    case = build.fresh(case)
    assert (case.state, _state(honour)) == (State.APPROVED, "revoked")
    assert build.closed(cast, case).state == State.CLOSED
    assert RevocationCase.objects.get().subjects.get().open is False


def _state(honour: Conferral) -> str:
    return Conferral.objects.get(pk=honour.pk).state
