"""From draft to filed, for each of the five honours, and what the law refuses on the way."""

from __future__ import annotations

import pytest

from honors.models import Round
from ledger.models import Entry
from nominations.actions.filing import file
from nominations.models import ChainStep, Nomination
from nominations.moves import State
from regulation.honours import Honour
from regulation.refusals import Refused
from tests.cast import Cast
from tests.honors.builders import opened
from tests.nominations import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(cast: Cast) -> Round:
    return opened(cast)


@pytest.mark.parametrize("honour", list(Honour))
def test_each_honour_is_filed_and_goes_to_the_next_union(cast: Cast, round: Round, honour: Honour) -> None:
    case = build.filed_case(cast, round, honour)
    assert case.state == State.UNDER_REVIEW
    assert case.holder == cast.county.union
    assert case.position == 1
    steps = ChainStep.objects.filter(nomination=case)
    assert [(s.position, s.kind, s.union_name) for s in steps] == [
        (1, "review", "苏州市姑苏区总工会"),
        (2, "review", "苏州市总工会"),
        (3, "recommend", "江苏省总工会"),
        (4, "national", "中华全国总工会"),
        (5, "secretariat", "中华全国总工会"),
    ]
    assert Entry.objects.filter(chain=case.chain, act="file").count() == 1


def test_filing_twice_with_one_version_files_once(cast: Cast, round: Round) -> None:
    case = build.on_notice(build.complete(build.draft_home(cast, round), by=cast.clerk), by=cast.clerk)
    again = Nomination.objects.get(pk=case.pk)
    at = build.after_notice(case)
    file(case, by=cast.clerk, at=at, version=case.version)
    with pytest.raises(Refused) as refused:
        file(again, by=cast.clerk, at=at, version=again.version)
    assert refused.value.code == "stale"
    assert Entry.objects.filter(chain=case.chain, act="file").count() == 1
