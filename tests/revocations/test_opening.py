"""Who opens a case about what: an honour stands in one open case at a time."""

from __future__ import annotations

import pytest

from decisions.actions import declare_relation
from honors.models import Conferral
from regulation.honours import Honour
from regulation.revocation_route import Route
from revocations.actions.applying import withdraw
from revocations.actions.opening import open_case, unfit
from revocations.models import CaseSource, CaseSubject, RevocationCase
from revocations.moves import State
from supervision.actions.rechecks import open_recheck
from supervision.models import Outcome, Recheck
from tests.cast import AT, Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.revocations import build
from tests.revocations.refusing import refused
from unions.models import Post

pytestmark = pytest.mark.django_db
WHY = "有线索反映申报材料不实"


def _open(honour: Conferral, by: Post) -> RevocationCase:
    return open_case([honour], source=CaseSource.UNION, summary=WHY, by=by, at=AT)


@pytest.mark.parametrize("who", ["county", "prefecture", "province_preparer", "clerk"])
def test_unions_above_and_the_original_recommender_open_cases(cast: Cast, who: str) -> None:
    post = getattr(cast, who)
    case = _open(build.home(cast), post)
    assert (case.state, case.holder, case.kind) == (State.DRAFT, post.union, Route.STEP_BY_STEP)


def test_the_nation_opens_a_direct_case(cast: Cast) -> None:
    case = _open(build.home(cast), cast.nation_preparer)
    assert (case.holder, case.kind) == (cast.national, Route.DIRECT)


@pytest.mark.parametrize("who", ["next_county", "next_province", "other_clerk", "beijing_signer"])
def test_nobody_next_door_does(cast: Cast, who: str) -> None:
    with refused("not_supervised"):
        _open(build.home(cast), getattr(cast, who))


def test_the_secretariat_decides_and_opens_nothing(cast: Cast) -> None:
    with refused("not_allowed"):
        _open(build.home(cast), cast.secretariat)


def test_an_honour_stands_in_one_open_case(cast: Cast) -> None:
    honour = build.home(cast)
    case = _open(honour, cast.county)
    with refused("in_open_case"):
        _open(honour, cast.prefecture)
    withdraw(case, reason="查无实据", by=cast.county, at=cast.at, version=build.fresh(case).version)
    assert _open(honour, cast.prefecture).state == State.DRAFT


def test_one_case_names_several_or_none(cast: Cast) -> None:
    round = opened(cast)
    rows = conferred(cast, round, to_confer(cast, "甲厂工会"), to_confer(cast, "王芳", Honour.UNION_FRIEND))
    case = open_case(rows, source=CaseSource.UNION, summary=WHY, by=cast.county, at=cast.at)
    assert [one.conferral.subject_name for one in case.subjects.all()] == ["甲厂工会", "王芳"]
    with refused("no_subjects"):
        open_case([], source=CaseSource.UNION, summary=WHY, by=cast.county, at=cast.at)
    with refused("reason_missing"):
        open_case(rows, source=CaseSource.UNION, summary=" ", by=cast.county, at=cast.at)


def test_an_ended_honour_has_no_case(cast: Cast) -> None:
    honour = build.home(cast)
    build.decided_directly(cast, honour)
    honour.refresh_from_db()
    with refused("not_standing"):
        _open(honour, cast.county)


def test_whoever_is_recused_opens_none(cast: Cast) -> None:
    honour = build.home(cast)
    declare_relation(
        person=cast.county.person, subject=honour.chain.key, ground="亲属任主席", by=cast.county, at=cast.at
    )
    with refused("not_supervised"):
        _open(honour, cast.county)


def test_a_case_from_a_report_needs_the_report(cast: Cast) -> None:
    with refused("letter_unknown"):
        open_case([build.home(cast)], source=CaseSource.LETTER, summary=WHY, by=cast.county, at=cast.at)


def test_an_unfit_recheck_opens_a_case_in_one_stroke(cast: Cast) -> None:
    recheck = _recheck(cast, build.home(cast))
    case = unfit(recheck, finding="入会率不足百分之六十", by=cast.county, at=cast.at, version=recheck.version)
    recheck.refresh_from_db()
    assert (recheck.outcome, case.recheck, case.source) == (Outcome.UNFIT, recheck, CaseSource.RECHECK)
    assert (case.holder, case.summary) == (cast.county.union, "入会率不足百分之六十")


def test_an_unfit_recheck_joins_the_case_that_stands(cast: Cast) -> None:
    honour = build.home(cast)
    case = _open(honour, cast.prefecture)
    recheck = _recheck(cast, honour)
    joined = unfit(recheck, finding="不合格", by=cast.county, at=cast.at, version=recheck.version)
    assert (joined.pk, RevocationCase.objects.count(), CaseSubject.objects.count()) == (case.pk, 1, 1)
    assert build.fresh(case).recheck_id == recheck.pk


def test_without_a_finding_nothing_is_concluded(cast: Cast) -> None:
    recheck = _recheck(cast, build.home(cast))
    with refused("finding_missing"):
        unfit(recheck, finding="", by=cast.county, at=cast.at, version=recheck.version)
    recheck.refresh_from_db()
    assert (recheck.outcome, RevocationCase.objects.count()) == ("", 0)


def _recheck(cast: Cast, honour: Conferral) -> Recheck:
    return open_recheck(honour, reason="年度复查", due_on=build.DUE, by=cast.county, at=cast.at)
