"""`check_invariants` finds nothing after the verbs, and names what was altered behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from decisions.models import CollectiveDecision
from honors import invariants as of_honors
from honors.models import Conferral
from revocations import invariants
from revocations.models import CaseFile, CaseGround, CaseStep, CaseSubject, RecommenderNotice, RevocationCase
from supervision.actions.rechecks import open_recheck
from supervision.models import Recheck, RecoveryItem
from tests.cast import AT, Cast
from tests.revocations import build

pytestmark = pytest.mark.django_db


def faults() -> list[str]:
    return [str(fault) for fault in invariants.check()]


@pytest.mark.parametrize(
    "stage", ["draft", "applied", "consented", "reported", "requested", "approved", "direct", "decided_directly"]
)
def test_every_stage_leaves_nothing_to_find(cast: Cast, stage: str) -> None:
    getattr(build, stage)(cast, build.home(cast, elevated="red_flag_unit"))
    assert faults() == []
    assert list(of_honors.check()) == []


ALTERED: dict[str, Callable[[], object]] = {
    "撤销没有书记处的撤销决定": lambda: CollectiveDecision.objects.filter(kind="revocation").update(kind="final"),
    "却不在作出该决定的撤销案中": lambda: _reverse_only_the_subject(),
    "没有责令交回证书和奖牌": lambda: RecoveryItem.objects.filter(kind="plaque").update(state="called_off"),
    "却仍在收回中": lambda: Conferral.objects.update(state="valid", ended_by=None, ended_on=None),
    "没有书面通报江苏省总工会": lambda: RecommenderNotice.objects.all().delete(),
    "同意时，下级工会尚未同意": lambda: CaseStep.objects.filter(position=1).update(agreed_at=None),
    "没有经逐级同意和推荐单位集体研究": lambda: RevocationCase.objects.update(consent=None),
    "决定的摘要与案卷不符": lambda: CaseFile.objects.update(text="{}"),
    "案卷在书记处决定后有改动": lambda: CaseGround.objects.update(facts="改写"),
    "对象没有解除": lambda: CaseSubject.objects.update(open=True),
}


@pytest.mark.parametrize("words", ALTERED)
def test_what_was_altered_is_named(cast: Cast, words: str) -> None:
    build.closed(cast, build.approved(cast, build.home(cast)))
    assert faults() == []
    ALTERED[words]()
    assert any(words in fault for fault in faults()), faults()


@pytest.mark.parametrize(("stage", "words"), [("consented", "集体研究后有改动"), ("requested", "请示后有改动")])
def test_a_file_that_grew_is_named(cast: Cast, stage: str, words: str) -> None:
    case = getattr(build, stage)(cast, build.home(cast))
    if stage == "consented":
        CaseGround.objects.create(case=case, code="23.2", facts="添加", happened_on=build.HAPPENED)
    else:
        RevocationCase.objects.update(verification="改写的结论")
    assert any(words in fault for fault in faults())


def test_a_case_without_honours_and_an_unfit_recheck_without_a_case(cast: Cast) -> None:
    honour = build.home(cast)
    build.draft(cast, honour)
    CaseSubject.objects.update(open=False, dropped_at=cast.at, dropped_reason="改")
    open_recheck(honour, reason="复查", due_on=build.DUE, by=cast.county, at=cast.at)
    Recheck.objects.update(state="concluded", outcome="unfit", concluded_at=cast.at)
    assert sorted(fault.split("：")[-1] for fault in faults()) == ["复查不合格，没有立案", "案中没有对象"]


def _reverse_only_the_subject() -> None:
    CaseSubject.objects.update(dropped_at=AT, dropped_reason="改")
