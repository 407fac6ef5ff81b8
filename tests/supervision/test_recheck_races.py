"""Two people draw at once; two unions open a re-check of one honour; one fills in while another concludes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from honors.models import Conferral
from honors.moves import ConferralState
from supervision.actions.programmes import draw
from supervision.actions.rechecks import Answer, call_off_all, keep, tick
from supervision.invariants.rechecks import check
from supervision.models import Recheck, RecheckProgramme
from tests.cast import Cast, make_cast
from tests.honors.test_races import at_once
from tests.supervision.build import draft, filled, homes, recheck_of
from unions.models import Post
from unions.queries import actor

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def raced(transactional_db: None) -> Cast:  # noqa: ARG001  the database must be there first
    """The cast, in a database that threads share."""
    return make_cast()


def test_one_programme_is_drawn_once(raced: Cast) -> None:
    homes(raced, 4)
    programme = draft(raced)

    def drawing() -> object:
        mine = RecheckProgramme.objects.get(pk=programme.pk)
        return draw(mine, by=raced.county, at=raced.at, version=programme.version)

    assert at_once(drawing, drawing) in (["done", "stale"], ["done", "wrong_state"])
    assert Recheck.objects.count() == 4
    assert list(check()) == []


def test_two_programmes_over_the_same_honours(raced: Cast) -> None:
    """The one that comes second skips what the first has opened; neither waits for the other in a circle."""
    homes(raced, 12)
    programmes = [draft(raced, post) for post in (raced.county, raced.prefecture, raced.province_preparer)]

    def drawing(programme: RecheckProgramme, by: Post) -> Callable[[], Any]:
        return lambda: draw(programme, by=by, at=raced.at, version=programme.version)

    posts = (raced.county, raced.prefecture, raced.province_preparer)
    outcome = at_once(*(drawing(one, by) for one, by in zip(programmes, posts, strict=True)))
    assert outcome == ["all_under_recheck", "all_under_recheck", "done"]
    assert Recheck.objects.count() == 12
    assert list(check()) == []


def test_one_honour_is_under_one_recheck(raced: Cast) -> None:
    home = homes(raced)[0]
    posts = (raced.county, raced.prefecture, raced.province_preparer, raced.nation_preparer)

    def opening(by: Post) -> Callable[[], Any]:
        return lambda: recheck_of(raced, Conferral.objects.get(pk=home.pk), by)

    assert at_once(*(opening(by) for by in posts)) == ["done", *["recheck_open"] * 3]
    assert list(check()) == []


def test_no_recheck_of_an_honour_that_ends_at_this_moment(raced: Cast) -> None:
    home = homes(raced)[0]

    def end() -> None:
        with transaction.atomic():
            Conferral.objects.filter(pk=home.pk).update(state=ConferralState.RECOVERED)
            call_off_all([home], by=actor(raced.nation_signer), at=raced.at)

    outcome = at_once(end, lambda: recheck_of(raced, Conferral.objects.get(pk=home.pk)))
    assert outcome in (["done", "done"], ["done", "honour_ended"])
    assert list(check()) == []


def test_nobody_keeps_on_a_checklist_that_is_being_changed(raced: Cast) -> None:
    recheck = filled(raced, recheck_of(raced, homes(raced)[0]))
    item = recheck.items.all()[0]
    given: dict[str, Any] = {"by": raced.county, "at": raced.at, "version": recheck.version}

    def mine() -> Recheck:
        return Recheck.objects.get(pk=recheck.pk)

    outcome = at_once(
        lambda: keep(mine(), **given), lambda: tick(mine(), rows={item.code: Answer("not_met", "没有")}, **given)
    )
    assert outcome in (["done", "stale"], ["done", "wrong_state"])
    assert list(check()) == []
