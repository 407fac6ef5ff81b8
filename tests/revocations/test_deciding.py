"""The department verifies and asks, the secretariat decides: effect at once, everywhere, and only then; no way around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from decisions.models import CollectiveDecision, DecisionDocument, DecisionKind
from honors.actions.register import revoke
from honors.actions.rounds import open_round, set_setting
from honors.models import Conferral
from honors.queries import conferral_by_code, conferrals_shown, earlier_honours
from honors.queries.register import Sought
from honors.settings import ELEVATED_FALLS_WITH_BASE
from ledger.models import Entry
from regulation.honours import Honour
from regulation.refusals import Refused
from revocations.actions.applying import apply
from revocations.actions.closing import close, notify_recommender
from revocations.actions.deciding import approve, decide_directly, refuse_request, send_back
from revocations.actions.verifying import reject, request, return_report, verify
from revocations.models import CaseGround, CaseSubject, RevocationCase
from revocations.moves import State
from supervision.actions.rechecks import open_recheck
from supervision.models import ItemKind, Outcome, RecoveryItem
from tests.cast import AT, Cast
from tests.honors.builders import conferred, document, opened, ready, to_confer
from tests.nominations.build import paper
from tests.revocations import build
from tests.revocations.refusing import refused
from unions.models import Post

pytestmark = pytest.mark.django_db


def test_effect_at_once_and_only_then(cast: Cast) -> None:
    honour = build.home(cast, subject_code="913205000000000001")
    recheck = open_recheck(honour, reason="复查", due_on=build.DUE, by=cast.county, at=cast.at)
    case = build.requested(cast, honour)
    assert earlier_honours(person_key="", code="913205000000000001", name="") != ()
    decision = build.decision_paper(also=[ItemKind.FORM])
    approve(case, meeting=build.meeting(cast), paper=decision, by=cast.secretariat, at=cast.at, version=case.version)
    held = conferral_by_code(honour.check_code)
    assert held is not None
    assert held.ended_by is not None
    assert (held.state, held.ended_by.number, held.ended_on) == ("revoked", "总工发〔2026〕40号", date(2026, 3, 2))
    assert earlier_honours(person_key="", code="913205000000000001", name="") == ()
    assert [row.state for row, _ in conferrals_shown(Sought(code="913205000000000001"))] == ["revoked"]
    assert sorted(RecoveryItem.objects.values_list("kind", "state", "due_on")) == [
        ("certificate", "demanded", build.DUE),
        ("form", "demanded", build.DUE),
        ("plaque", "demanded", build.DUE),
    ]
    recheck.refresh_from_db()
    assert recheck.outcome == Outcome.CALLED_OFF
    assert Entry.objects.filter(chain=honour.chain, act="revoke").count() == 1


def test_named_honours_are_cancelled_conferred_ones_revoked(cast: Cast) -> None:
    rows = conferred(
        cast,
        opened(cast),
        to_confer(cast, "顾建国", Honour.OUTSTANDING_WORKER),
        to_confer(cast, "王芳", Honour.UNION_FRIEND),
    )
    case = build.decided_directly(cast, *rows, code="24.5")
    assert case.document is not None
    assert "撤销顾建国的“全国优秀工会工作者”荣誉称号；" in case.document.body
    assert "取消王芳的“全国优秀工会之友”命名。" in case.document.body
    assert "第二十六条第三款" in case.document.body


def test_where_the_round_has_it_so_a_title_needs_a_place_of_its_own(cast: Cast) -> None:
    round = ready(cast)
    set_setting(round, ELEVATED_FALLS_WITH_BASE, False, paper="总工办〔2026〕1号", by=cast.nation_preparer, at=cast.at)
    round.refresh_from_db()
    round = open_round(round, by=cast.nation_signer, at=cast.at, version=round.version)
    base, title = conferred(cast, round, to_confer(cast, "甲厂工会", elevated="red_flag_unit"))
    build.decided_directly(cast, base)
    title.refresh_from_db()
    assert title.state == "valid"
    build.decided_directly(cast, title, number="总工发〔2026〕42号")
    title.refresh_from_db()
    assert title.state == "revoked"


# --- the department ---------------------------------------------------------------------------------------------------


def test_verified_by_somebody_who_did_not_arrange_it(cast: Cast) -> None:
    case = build.draft(cast, build.home(cast), by=cast.nation_preparer)
    with refused("same_person"):
        _verify(case, cast.nation_preparer)
    with refused("not_allowed"):
        _verify(case, cast.province_signer)
    with refused("paper_missing"):
        verify(case, conclusion="属实", paper=None, by=cast.nation_signer, at=cast.at, version=case.version)
    with refused("conclusion_missing"):
        verify(
            case,
            conclusion=" ",
            paper=paper(cast.nation_signer),
            by=cast.nation_signer,
            at=cast.at,
            version=case.version,
        )
    assert _verify(case, cast.nation_signer).state == State.VERIFIED


def test_a_draft_below_is_not_verified(cast: Cast) -> None:
    with refused("not_direct"):
        _verify(build.draft(cast, build.home(cast)), cast.nation_signer)


def test_asked_by_another_person_than_who_verified(cast: Cast) -> None:
    case = build.verified(cast, build.reported(cast, build.home(cast)))
    with refused("same_person"):
        _request(case, cast.nation_preparer)
    assert _request(case, cast.nation_signer).state == State.REQUESTED


def test_direct_cases_are_not_asked_for_and_others_not_decided_directly(cast: Cast) -> None:
    row = to_confer(cast, "顾建国", Honour.OUTSTANDING_WORKER)
    rows = conferred(cast, opened(cast), to_confer(cast, "甲厂工会"), row)
    case = build.direct(cast, rows[0])
    with refused("direct_case"):
        _request(case, cast.nation_preparer)
    other = build.verified(cast, build.reported(cast, rows[1], code="24.5"))
    with refused("not_direct"):
        _decide(decide_directly, cast, other)


def test_a_report_is_returned_and_comes_back_decided_anew(cast: Cast) -> None:
    case = build.reported(cast, build.home(cast))
    return_report(case, reason="补充会议纪要", by=cast.nation_preparer, at=cast.at, version=case.version)
    case = build.fresh(case)
    assert (case.state, case.holder, case.consent) == (State.UNDER_REVIEW, cast.province, None)
    case = build.decided_by_province(cast, build.agreed(case, cast.province_preparer))
    assert case.consent is not None


def test_rejected_cases_end_and_the_honour_may_be_examined_again(cast: Cast) -> None:
    honour = build.home(cast)
    case = build.verified(cast, build.reported(cast, honour))
    reject(case, reason="复核认为不属实", by=cast.nation_signer, at=cast.at, version=case.version)
    assert (build.fresh(case).state, Conferral.objects.get(pk=honour.pk).state) == (State.REJECTED, "valid")
    assert build.draft(cast, honour).state == State.DRAFT


# --- the secretariat --------------------------------------------------------------------------------------------------


def test_the_secretariat_sends_back_and_refuses(cast: Cast) -> None:
    case = build.requested(cast, build.home(cast))
    for verb in (send_back, refuse_request):
        with refused("not_allowed"):
            verb(case, reason="理由", by=cast.nation_signer, at=cast.at, version=case.version)
        with refused("reason_missing"):
            verb(case, reason="", by=cast.secretariat, at=cast.at, version=case.version)
    send_back(case, reason="证据不足", by=cast.secretariat, at=cast.at, version=case.version)
    case = build.fresh(case)
    assert (case.state, case.verified_by, case.requested_by) == (State.REPORTED, None, None)
    case = build.verified(cast, case)
    _request(case, cast.nation_signer)
    case = build.fresh(case)
    refuse_request(case, reason="情节轻微", by=cast.secretariat, at=cast.at, version=case.version)
    assert build.fresh(case).state == State.REJECTED


def test_a_direct_case_goes_back_to_the_departments_draft(cast: Cast) -> None:
    case = build.direct(cast, build.home(cast))
    send_back(case, reason="补充核查", by=cast.secretariat, at=cast.at, version=case.version)
    assert (build.fresh(case).state, build.fresh(case).holder) == (State.DRAFT, cast.national)


def test_the_secretariat_cannot_have_met_before_it_was_asked(cast: Cast) -> None:
    """A meeting on the very day is fine; one before the request, or before the grounds were verified, is none on this case."""
    round = opened(cast)
    case = build.requested(cast, build.home(cast, round))
    met_before = replace(build.meeting(cast), held_on=AT.date() - timedelta(days=1))
    by: dict[str, Any] = {"by": cast.secretariat, "at": cast.at}
    with refused("meeting_too_early"):
        approve(case, meeting=met_before, paper=build.decision_paper(), version=case.version, **by)
    on_its_own = build.direct(cast, build.worker(cast, round), code="24.1")
    with refused("meeting_too_early"):
        decide_directly(on_its_own, meeting=met_before, paper=build.decision_paper(), version=on_its_own.version, **by)


def test_days_and_numbers_of_the_decision(cast: Cast) -> None:
    case = build.direct(cast, build.home(cast))
    with refused("issued_ahead"):
        _decide(decide_directly, cast, case, issued_on=date(2026, 3, 3))
    with refused("due_too_early"):
        _decide(decide_directly, cast, case, due_on=date(2026, 3, 1))
    with refused("number_taken"):
        _decide(decide_directly, cast, case, number="总工发〔2026〕20号")
    assert CollectiveDecision.objects.filter(kind="revocation").count() == 0


def test_what_was_altered_since_the_request_is_not_approved(cast: Cast) -> None:
    case = build.requested(cast, build.home(cast))
    CaseGround.objects.update(document_number="在数据库里改写")
    with refused("file_changed"):
        _decide(approve, cast, case)


def test_an_honour_that_ended_otherwise_leaves_the_case_first(cast: Cast) -> None:
    honour = build.home(cast)
    case = build.direct(cast, honour)
    Conferral.objects.filter(pk=honour.pk).update(state="recovered")
    with refused("not_standing"):
        _decide(decide_directly, cast, case)
    assert build.fresh(case).state == State.VERIFIED
    assert not DecisionDocument.objects.filter(number="总工发〔2026〕40号").exists()


# --- closing ----------------------------------------------------------------------------------------------------------


def test_no_case_closes_before_its_notices(cast: Cast) -> None:
    rows = conferred(
        cast,
        opened(cast),
        to_confer(cast, "甲厂工会"),
        to_confer(cast, "乙厂工会", union=cast.unions["G3"], recommender=cast.unions["110000"]),
    )
    case = build.notified(cast, build.decided_directly(cast, *rows))
    with refused("not_notified"):
        close(case, by=cast.nation_signer, at=cast.at, version=case.version)
    case = build.fresh(case)
    for recommender, number, code in (
        (cast.province, "工基函〔2026〕5号", "already_notified"),
        (cast.unions["330000"], "工基函〔2026〕6号", "not_concerned"),
    ):
        with refused(code):
            _notify(case, cast, recommender.code, number)
        case = build.fresh(case)
    _notify(case, cast, "110000", "工基函〔2026〕6号")
    case = build.fresh(case)
    assert close(case, by=cast.nation_signer, at=cast.at, version=case.version).state == State.CLOSED


def test_no_case_closes_while_something_is_not_demanded(cast: Cast) -> None:
    case = build.notified(cast, build.approved(cast, build.home(cast)))
    RecoveryItem.objects.filter(kind="plaque").update(state="called_off")
    with refused("not_demanded"):
        close(case, by=cast.nation_signer, at=cast.at, version=case.version)


# --- no shortcut ------------------------------------------------------------------------------------------------------

SHORTCUTS: dict[str, Callable[[Cast, RevocationCase], object]] = {
    "the province approves": lambda cast, case: _decide(approve, cast, case, by=cast.province_signer),
    "the department approves": lambda cast, case: _decide(approve, cast, case, by=cast.nation_signer),
    "a draft is approved": lambda cast, case: _decide(approve, cast, case),
    "a draft of route one is decided directly": lambda cast, case: _decide(decide_directly, cast, case),
    "a draft is verified": lambda cast, case: _verify(case, cast.nation_signer),
    "a draft is requested": lambda cast, case: _request(case, cast.nation_signer),
    "a draft is closed": lambda cast, case: close(case, by=cast.nation_signer, at=cast.at, version=case.version),
    "the county applies without a reason": lambda cast, case: apply(
        case, by=cast.county, at=cast.at, version=case.version
    ),
    "the province applies": lambda cast, case: apply(
        case, by=cast.province_signer, reason="急", at=cast.at, version=case.version
    ),
    "the register is written by the department": lambda cast, _: _revoke(cast, cast.nation_signer, "revocation"),
    "the register is written without such a decision": lambda cast, _: _revoke(cast, cast.secretariat, "final"),
}


@pytest.mark.parametrize("name", SHORTCUTS)
def test_nobody_revokes_without_the_chains_consent_or_the_secretariat(cast: Cast, name: str) -> None:
    case = build.draft(cast, build.home(cast))
    with pytest.raises(Refused):
        SHORTCUTS[name](cast, case)
    assert (build.fresh(case).state, Conferral.objects.get().state) == (State.DRAFT, "valid")


@pytest.mark.parametrize("stage", ["applied", "consented", "reported"])
def test_no_stage_of_route_one_is_left_out(cast: Cast, stage: str) -> None:
    case = getattr(build, stage)(cast, build.home(cast))
    with pytest.raises(Refused):
        _decide(approve, cast, case)
    with pytest.raises(Refused):
        _decide(decide_directly, cast, case)
    with pytest.raises(Refused):
        _request(case, cast.nation_signer)
    assert (CaseSubject.objects.get().open, Conferral.objects.get().state) == (True, "valid")


def _verify(case: RevocationCase, by: Post) -> RevocationCase:
    return verify(case, conclusion="属实", paper=paper(by), by=by, at=AT, version=case.version)


def _request(case: RevocationCase, by: Post) -> RevocationCase:
    return request(case, number="请〔2026〕1号", paper=paper(by), by=by, at=AT, version=case.version)


def _decide(
    verb: Callable[..., RevocationCase], cast: Cast, case: RevocationCase, *, by: Post | None = None, **more: object
) -> RevocationCase:
    return verb(
        case,
        meeting=build.meeting(cast),
        paper=build.decision_paper(**more),  # type: ignore[arg-type]  # fields by name
        by=by or cast.secretariat,
        at=cast.at,
        version=case.version,
    )


def _notify(case: RevocationCase, cast: Cast, code: str, number: str) -> None:
    by = cast.nation_preparer
    notify_recommender(
        case,
        recommender=cast.unions[code],
        number=number,
        sent_on=cast.at.date(),
        paper=paper(by),
        by=by,
        at=cast.at,
        version=case.version,
    )


def _revoke(cast: Cast, by: Post, kind: str) -> None:
    honour = Conferral.objects.get()
    found = document(cast, "总工发〔2026〕99号", DecisionKind(kind))
    revoke(honour, decision=found, by=by, at=cast.at, version=honour.version)
