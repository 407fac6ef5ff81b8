"""Every invariant of rounds, places and register finds what was altered behind the verbs' back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from honors.actions.places import burn_place, use_place
from honors.invariants import check
from honors.models import CertificateSeries, Conferral, Quota, Round
from regulation.honours import Honour
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from unions.queries import actor


@pytest.fixture
def lived(cast: Cast) -> Round:
    """A round in which places were used and burned and honours conferred."""
    round = opened(cast, places=3)
    by = actor(cast.province_preparer)
    for subject in ("nomination:a", "nomination:b"):
        quota = use_place(round, cast.province, "model_home", traits=frozenset(), subject=subject, by=by, at=cast.at)
    burn_place(quota, subject="nomination:b", by=by, at=cast.at, reason="经查实伪造材料")
    conferred(
        cast, round, to_confer(cast, "甲厂工会", elevated="red_flag_unit"), to_confer(cast, "乙", Honour.UNION_FRIEND)
    )
    return round


@pytest.mark.usefixtures("lived")
def test_the_verbs_leave_no_fault() -> None:
    assert list(check()) == []


def _revoked_base() -> None:
    base = Conferral.objects.get(certificate_number="总工模家〔2026〕0001号")
    Conferral.objects.filter(pk=base.pk).update(state="revoked", ended_by=base.decision, ended_on=date(2026, 4, 1))


ALTERED: dict[str, tuple[Callable[[], object], list[str]]] = {
    "used": (
        lambda: Quota.objects.filter(used=1).update(used=2),
        ["名额（下达、已用、取消、失效）为(3, 2, 1, 0)，流水合计为(3, 1, 1, 0)"],
    ),
    "frozen": (lambda: Round.objects.update(frozen="{}"), ["开启时固化的内容与摘要不符"]),
    "words": (lambda: Round.objects.update(conditions="放宽"), ["开启后被改动：conditions"]),
    "kind": (
        lambda: Round.objects.update(kind="mid_term"),
        ["开启后被改动：kind", "积极分子、之友只在换届之年与之家、小家、工作者同时命名", "在届中命名"],
    ),
    "series": (
        lambda: CertificateSeries.objects.filter(code="union_friend:2026").update(last=2),
        ["证书编号不连续：2"],
    ),
    "number": (
        lambda: Conferral.objects.filter(honour="union_friend").update(certificate_number="总工之友〔2027〕0001号"),
        ["证书编号与项目、年度不符", "证书编号不连续：1"],
    ),
    "title": (_revoked_base, ["所依据的荣誉已撤销，称号仍然有效"]),
    "base": (lambda: Conferral.objects.exclude(elevated="").update(base=None), ["红旗单位、标兵没有对应的荣誉"]),
}


@pytest.mark.usefixtures("lived")
@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_is_named(what: str) -> None:
    alter, faults = ALTERED[what]
    alter()
    assert [fault.what for fault in check()] == faults
