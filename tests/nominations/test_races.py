"""Two at once, on PostgreSQL: one person is filed once, however many unions file at the same moment."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from nominations.actions.filing import file
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Honour
from regulation.refusals import Refused
from tests.cast import Cast
from tests.honors.builders import opened
from tests.nominations import build
from unions.models import Post

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def test_two_unions_file_one_person_at_once_and_one_does(cast: Cast) -> None:
    round = opened(cast)
    cases: list[tuple[Nomination, Post]] = []
    for post, honour in ((cast.clerk, Honour.OUTSTANDING_WORKER), (cast.other_clerk, Honour.OUTSTANDING_ACTIVIST)):
        case = build.complete(build.draft(cast, round, honour, by=post), by=post, serial=3)
        cases.append((build.on_notice(case, by=post), post))
    at = build.after_notice(cases[0][0])
    start, told = Barrier(2), ["", ""]

    def run(number: int) -> None:
        case, post = cases[number]
        start.wait()
        try:
            file(case, by=post, at=at, version=case.version)
            told[number] = "done"
        except Refused as refused:
            told[number] = refused.code
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "duplicate"]
    assert Nomination.objects.filter(state=State.UNDER_REVIEW).count() == 1
