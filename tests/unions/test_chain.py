"""第十六条第三款、第十七条: the path from a union up to its recommending unit."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.actors import SYSTEM
from regulation.refusals import Refused
from tests.cast import Cast
from unions.actions import close, merge, move_under
from unions.models import Union
from unions.queries import allows, chain_above, recommender_of, require, successor_of, unions_seen_by


def codes(unions: list[Union]) -> list[str]:
    return [union.code for union in unions]


def test_the_chain_climbs_level_by_level(cast: Cast) -> None:
    assert codes(chain_above(cast.union)) == ["320508", "320500", "320000"]
    assert codes(chain_above(cast.group)) == ["G1", "320508", "320500", "320000"]


def test_a_beijing_district_stands_directly_below_its_province(cast: Cast) -> None:
    assert codes(chain_above(cast.unions["G3"])) == ["110105", "110000"]


def test_bingtuan_is_recommended_by_xinjiang(cast: Cast) -> None:
    assert codes(chain_above(cast.unions["G6"])) == ["660100", "660000", "650000"]
    assert recommender_of(cast.unions["660000"]).code == "650000"
    assert cast.unions["660000"].recommender == cast.unions["650000"]


def test_a_recommending_unit_is_its_own_last_step(cast: Cast) -> None:
    assert codes(chain_above(cast.province)) == ["320000"]


def test_a_union_with_two_parents_takes_the_line_that_is_asked_for(cast: Cast) -> None:
    bank = cast.unions["G5"]
    assert codes(chain_above(bank)) == ["320508", "320500", "320000"]
    assert codes(chain_above(bank, industrial=True)) == ["900010"]


def test_without_an_industrial_parent_there_is_no_industrial_line(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        chain_above(cast.union, industrial=True)
    assert refused.value.code == "no_industrial_line"


def test_the_nation_has_no_recommender(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        chain_above(cast.national)
    assert refused.value.code == "no_recommender"


def test_a_merged_union_is_replaced_by_its_successor(cast: Cast) -> None:
    county, into = cast.unions["320508"], cast.unions["320506"]
    merge(county, into=into, on=date(2026, 3, 2), paper="苏府发〔2026〕1号", by=SYSTEM, at=cast.at, version=1)
    union = Union.objects.get(code="G1")
    assert codes(chain_above(union)) == ["320506", "320500", "320000"]
    assert union.path == f"{Union.objects.get(code='320506').path}{union.pk}/"
    assert Union.objects.get(code="S1").path == f"{union.path}{cast.group.pk}/"
    assert successor_of(Union.objects.get(code="320508")) == into


def test_a_stale_parent_is_replaced_too(cast: Cast) -> None:
    """A union read before the merger still finds its way through the successor."""
    seen_before = Union.objects.select_related("parent").get(code="G1")
    into = cast.unions["320506"]
    merge(cast.unions["320508"], into=into, on=date(2026, 3, 2), paper="文", by=SYSTEM, at=cast.at, version=1)
    seen_before.parent = Union.objects.get(code="320508")
    assert codes(chain_above(seen_before)) == ["320506", "320500", "320000"]


def test_moving_a_union_takes_its_subtree_and_recommender_along(cast: Cast) -> None:
    union = cast.union
    move_under(union, parent=cast.unions["330106"], paper="浙工〔2026〕3号", by=SYSTEM, at=cast.at, version=1)
    group = Union.objects.get(code="S1")
    assert codes(chain_above(group)) == ["G1", "330106", "330100", "330000"]
    assert group.recommender == cast.unions["330000"]


def test_a_union_with_children_cannot_be_dissolved(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        close(cast.union, on=date(2026, 3, 2), paper="文", by=SYSTEM, at=cast.at, version=1)
    assert refused.value.code == "has_children"
    assert Union.objects.get(code="G1").state == "active"


def test_seeing_reaches_the_subtree_and_moving_does_not(cast: Cast) -> None:
    on = date(2026, 3, 2)
    assert allows(cast.county, "see", cast.group, on=on)
    assert not allows(cast.county, "review", cast.group, on=on)
    assert allows(cast.county, "review", cast.county.union, on=on)
    assert not allows(cast.county, "see", cast.prefecture.union, on=on)
    assert not allows(cast.next_province, "see", cast.union, on=on)
    assert allows(cast.finance_preparer, "see", cast.unions["G5"], on=on)
    with pytest.raises(Refused) as refused:
        require(cast.clerk, "review", cast.union, on=on)
    assert refused.value.code == "not_allowed"


def test_who_sees_which_unions(cast: Cast) -> None:
    assert set(codes(list(unions_seen_by(cast.clerk)))) == {"G1", "S1"}
    assert set(codes(list(unions_seen_by(cast.finance_preparer)))) == {"900010", "G5"}
    assert unions_seen_by(cast.nation_preparer).count() == Union.objects.count()
    assert not unions_seen_by(cast.next_province).filter(code="G1").exists()
