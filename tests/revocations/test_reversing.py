"""A revocation found wrong is put right by a new decision; the history stays whole."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.models import DecisionDocument
from honors.models import Conferral
from ledger.models import Entry
from revocations import invariants
from revocations.actions.closing import close
from revocations.actions.reversing import ask_reversal, reverse
from revocations.models import CaseFile, RevocationCase
from revocations.moves import State
from supervision.actions.recovery import receive
from supervision.models import RecoveryItem
from tests.cast import AT, Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.revocations import build
from tests.revocations.refusing import refused
from unions.models import Post

pytestmark = pytest.mark.django_db


def test_everything_stands_again_and_is_given_back(cast: Cast) -> None:
    honour = build.home(cast, elevated="red_flag_unit")
    case = build.closed(cast, build.approved(cast, honour))
    item = RecoveryItem.objects.get(conferral=honour, kind="certificate")
    receive(item, received_on=cast.at.date(), by=cast.county, at=cast.at, version=item.version)
    with refused("not_asked"):
        _reverse(cast, case)
    _ask(case, cast.nation_preparer)
    _reverse(cast, build.fresh(case))
    case = build.fresh(case)
    assert case.state == State.REVERSED
    assert [(row.state, row.ended_by, row.ended_on) for row in Conferral.objects.all()] == [("valid", None, None)] * 2
    states = dict(RecoveryItem.objects.filter(conferral=honour).values_list("kind", "state"))
    assert states == {"certificate": "given_back", "plaque": "called_off"}
    assert [e.act for e in Entry.objects.filter(chain=honour.chain)] == ["表彰和命名", "revoke", "reinstate"]
    assert (CaseFile.objects.filter(case=case).count(), DecisionDocument.objects.count()) == (3, 3)
    assert case.document is not None
    assert case.reversal is not None
    assert "总工发〔2026〕40号" in case.reversal.body
    assert list(invariants.check()) == []


def test_an_honour_that_stands_again_can_be_revoked_again(cast: Cast) -> None:
    honour = build.home(cast)
    case = build.approved(cast, honour)
    _ask(case, cast.nation_preparer)
    _reverse(cast, build.fresh(case))
    honour.refresh_from_db()
    again = build.decided_directly(cast, honour, number="总工发〔2026〕60号")
    assert (again.state, Conferral.objects.get().state) == (State.APPROVED, "revoked")
    assert list(invariants.check()) == []


def test_one_of_several_may_be_put_right(cast: Cast) -> None:
    rows = conferred(cast, opened(cast), to_confer(cast, "甲厂工会"), to_confer(cast, "乙厂工会"))
    case = build.decided_directly(cast, *rows)
    second = case.subjects.get(position=2)
    ask_reversal(case, reason="身份有误", subjects=[second], by=cast.nation_preparer, at=cast.at, version=case.version)
    case = build.notified(cast, build.fresh(case))
    with refused("reversal_asked"):
        close(case, by=cast.nation_signer, at=cast.at, version=case.version)
    _reverse(cast, build.fresh(case))
    case = build.fresh(case)
    assert case.state == State.APPROVED
    assert [row.state for row in Conferral.objects.order_by("pk")] == ["revoked", "valid"]
    assert close(case, by=cast.nation_signer, at=cast.at, version=case.version).state == State.CLOSED
    assert list(invariants.check()) == []
    with refused("nothing_revoked"):
        ask_reversal(
            build.fresh(case),
            reason="再次",
            subjects=[second],
            by=cast.nation_preparer,
            at=cast.at,
            version=build.fresh(case).version,
        )


def test_two_persons_and_the_secretariat(cast: Cast) -> None:
    case = build.approved(cast, build.home(cast))
    with refused("not_allowed"):
        _ask(case, cast.secretariat)
    _ask(case, cast.nation_preparer)
    case = build.fresh(case)
    with refused("not_allowed"):
        _reverse(cast, case, by=cast.nation_signer)
    RevocationCase.objects.filter(pk=case.pk).update(reversal_asked_by=cast.secretariat.person)
    with refused("same_person"):
        _reverse(cast, build.fresh(case))


def test_a_reversal_is_not_dated_ahead(cast: Cast) -> None:
    case = build.approved(cast, build.home(cast))
    _ask(case, cast.nation_preparer)
    with refused("issued_ahead"):
        _reverse(cast, build.fresh(case), on=date(2026, 3, 3))


def _ask(case: RevocationCase, by: Post) -> RevocationCase:
    return ask_reversal(case, reason="复核发现证据有误", by=by, at=AT, version=case.version)


def _reverse(cast: Cast, case: RevocationCase, *, by: Post | None = None, on: date | None = None) -> RevocationCase:
    paper = build.decision_paper("总工发〔2026〕50号", title="关于更正撤销决定的决定")
    if on is not None:
        paper = build.decision_paper("总工发〔2026〕50号", issued_on=on)
    return reverse(
        case, meeting=build.meeting(cast), paper=paper, by=by or cast.secretariat, at=cast.at, version=case.version
    )
