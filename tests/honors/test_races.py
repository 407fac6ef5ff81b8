"""Two of a province's staff take its last place at once; a round is opened twice; an honour is conferred twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from honors.actions.places import burn_place, release_place, use_place
from honors.actions.rounds import open_round
from honors.invariants import check
from honors.models import Conferral, Quota, Round
from regulation.refusals import Refused
from tests.cast import Cast, make_cast
from tests.honors.builders import conferred, opened, ready, to_confer
from unions.queries import actor

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def raced(transactional_db: None) -> Cast:  # noqa: ARG001  the database must be there first
    """The cast, in a database that threads share."""
    return make_cast()


def at_once(*verbs: Callable[[], Any]) -> list[str]:
    """Run verbs in threads that start together; "done" or the code of the refusal of each."""
    start = Barrier(len(verbs))

    def run(verb: Callable[[], Any]) -> str:
        try:
            start.wait(5)
            verb()
        except Refused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(run, verbs))


def test_the_last_place_goes_to_one(raced: Cast) -> None:
    round = opened(raced, places=1)

    def use(number: int) -> Callable[[], Any]:
        return lambda: use_place(
            round,
            raced.province,
            "model_home",
            traits=frozenset(),
            subject=f"nomination:{number}",
            by=actor(raced.province_preparer),
            at=raced.at,
        )

    assert at_once(*(use(number) for number in range(6))) == ["done", *["no_place_left"] * 5]
    assert Quota.objects.get(round=round, recommender=raced.province, honour="model_home").used == 1
    assert list(check()) == []


def test_a_place_is_released_or_burned_never_both(raced: Cast) -> None:
    round = opened(raced, places=2)
    by = actor(raced.province_preparer)
    for subject in ("nomination:a", "nomination:b"):
        quota = use_place(round, raced.province, "model_home", traits=frozenset(), subject=subject, by=by, at=raced.at)
    assert at_once(
        lambda: release_place(quota, subject="nomination:a", by=by, at=raced.at, reason="移出"),
        lambda: burn_place(quota, subject="nomination:a", by=by, at=raced.at, reason="查实"),
    ) == ["done", "no_place_held"]
    assert list(check()) == []


def test_a_round_opens_once(raced: Cast) -> None:
    round = ready(raced)

    def open_it() -> object:
        mine = Round.objects.get(pk=round.pk)
        return open_round(mine, by=raced.nation_signer, at=raced.at, version=round.version)

    assert at_once(open_it, open_it) in (["done", "stale"], ["done", "wrong_state"])


def test_numbers_stay_gapless_when_two_decisions_confer(raced: Cast) -> None:
    round = opened(raced)

    def confer(name: str) -> Callable[[], Any]:
        rows = [to_confer(raced, f"{name}{n}") for n in range(10)]
        return lambda: conferred(raced, round, *rows, number=f"决定{name}")

    assert at_once(confer("甲"), confer("乙"), confer("丙")) == ["done", "done", "done"]
    assert Conferral.objects.count() == 30
    assert list(check()) == []
