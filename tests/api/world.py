"""The world of the access matrix with what the operations of the API need besides: some cases more, in the same line."""

from __future__ import annotations

from honors.actions.rounds import grant_places
from publicity.actions.notices import record_medium
from publicity.models import Notice
from regulation.honours import Honour
from tests.contracts.world import ACTIVIST, NOW, World, make_world
from tests.honors.builders import ready
from tests.nominations import build as papers
from tests.reviews import build

RECOMMENDED, WAITING = 4, 3


def richer_world() -> World:
    """Cases that wait for the list and at the nation, one whose notice has run its days, a photo, a round to open."""
    world = make_world()
    cast, round = world.cast, world.cases["filed"].round
    round.refresh_from_db()
    grant_places(
        round, cast.province, ACTIVIST.value, RECOMMENDED + WAITING, by=cast.nation_preparer, at=cast.at, reason="追加",
        version=round.version,
    )  # fmt: skip
    arrived = [build.at_province(cast, round, ACTIVIST, serial=40 + n) for n in range(RECOMMENDED + WAITING)]
    build.to_nation(cast, *arrived[:RECOMMENDED])
    shown = papers.complete(papers.draft(cast, round, ACTIVIST), by=cast.clerk, serial=60)
    papers.on_notice(shown, by=cast.clerk)
    notice, by = Notice.objects.get(pk=world.own["provincial notice"]), cast.province_preparer
    record_medium(notice, visible_at=build.FILED, photo=papers.paper(by), by=by, at=NOW, version=notice.version)
    ready(cast, name="2028年评选表彰", year=2028, kind="mid_term", honours=(Honour.MODEL_HOME,))
    return world
