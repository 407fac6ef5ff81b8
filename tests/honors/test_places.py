"""Places: taken while any is left, freed, burned, lapsed; the columns are always the sums of the entries."""

from __future__ import annotations

import pytest

from honors.actions.places import burn_place, lapse_place, release_place, use_place
from honors.actions.rounds import grant_places
from honors.models import PlaceEntry, Quota, Round
from regulation.honours import Honour
from regulation.refusals import Refused
from tests.cast import Cast
from tests.honors.builders import opened
from unions.queries import actor

HOME = Honour.MODEL_HOME.value


def use(cast: Cast, round: Round, subject: str, *traits: str) -> Quota:
    by = actor(cast.province_preparer)
    return use_place(round, cast.province, HOME, traits=frozenset(traits), subject=subject, by=by, at=cast.at)


def test_no_more_places_than_granted(cast: Cast) -> None:
    round = opened(cast, places=2)
    assert (use(cast, round, "nomination:a").left, use(cast, round, "nomination:b").left) == (1, 0)
    with pytest.raises(Refused) as refused:
        use(cast, round, "nomination:c")
    assert refused.value.code == "no_place_left"
    assert Quota.objects.get(round=round, recommender=cast.province, honour=HOME).used == 2


def test_one_subject_takes_one_place(cast: Cast) -> None:
    round = opened(cast)
    use(cast, round, "nomination:a")
    with pytest.raises(Refused) as refused:
        use(cast, round, "nomination:a")
    assert refused.value.code == "place_held"
    assert Quota.objects.get(round=round, recommender=cast.province, honour=HOME).used == 1


def test_typed_cell_first_then_the_open_one(cast: Cast) -> None:
    round = opened(cast, places=1)
    grant_places(
        round, cast.province, HOME, 1, "non_public", by=cast.nation_preparer, at=cast.at, reason="单列非公有制名额"
    )
    cells = [use(cast, round, f"nomination:{n}", "non_public", "private").cell for n in "ab"]
    assert cells == ["non_public", ""]
    with pytest.raises(Refused) as refused:
        use(cast, round, "nomination:c", "public")
    assert refused.value.code == "no_place_left"


def test_released_places_return_burned_and_lapsed_ones_do_not(cast: Cast) -> None:
    round = opened(cast, places=3)
    by = actor(cast.nation_preparer)
    quotas = {n: use(cast, round, f"nomination:{n}") for n in "abc"}
    release_place(quotas["a"], subject="nomination:a", by=by, at=cast.at, reason="推荐前撤下")
    assert burn_place(quotas["b"], subject="nomination:b", by=by, at=cast.at, reason="经查实伪造材料").left == 1
    after = lapse_place(quotas["c"], subject="nomination:c", by=by, at=cast.at, reason="推荐后撤回")
    assert (after.granted, after.used, after.burned, after.lapsed, after.left) == (3, 0, 1, 1, 1)
    use(cast, round, "nomination:d")
    with pytest.raises(Refused) as refused:
        use(cast, round, "nomination:e")
    assert refused.value.code == "no_place_left"
    assert PlaceEntry.objects.filter(quota=after).count() == 8


@pytest.mark.parametrize("verb", [release_place, burn_place, lapse_place])
def test_a_place_is_given_up_once(cast: Cast, verb: object) -> None:
    round = opened(cast)
    by = actor(cast.nation_preparer)
    quota = use(cast, round, "nomination:a")
    use(cast, round, "nomination:b")
    assert callable(verb)
    verb(quota, subject="nomination:a", by=by, at=cast.at, reason="一次")
    with pytest.raises(Refused) as refused:
        verb(quota, subject="nomination:a", by=by, at=cast.at, reason="两次")
    assert refused.value.code == "no_place_held"
    assert Quota.objects.get(pk=quota.pk).used == 1


def test_a_place_released_may_be_used_by_the_same_subject_again(cast: Cast) -> None:
    round = opened(cast)
    quota = use(cast, round, "nomination:a")
    release_place(quota, subject="nomination:a", by=actor(cast.province_preparer), at=cast.at, reason="移出")
    assert use(cast, round, "nomination:a").used == 1


def test_places_in_use_cannot_be_taken_back(cast: Cast) -> None:
    round = opened(cast, places=2)
    use(cast, round, "nomination:a")
    by = cast.nation_preparer
    grant_places(round, cast.province, HOME, -1, by=by, at=cast.at, reason="收回")
    with pytest.raises(Refused) as refused:
        grant_places(round, cast.province, HOME, -1, by=by, at=cast.at, reason="收回")
    assert refused.value.code == "cannot_take_back"
