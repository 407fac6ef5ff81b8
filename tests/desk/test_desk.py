"""The first page of each person lists what waits, until when, and what was sent up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from desk.queries import Task, sent_by, tasks_of
from regulation.honours import Honour
from reviews.actions import audit, proposal
from reviews.actions.chain import send_back
from tests.cast import Cast, set_clock
from tests.honors.builders import AUDIT_BY, FILE_BY, opened
from tests.nominations.build import after_notice, complete, draft_home, filed_case, on_notice
from tests.reviews import build
from unions.models import Post

pytestmark = pytest.mark.django_db


def titles(post: Post, cast: Cast) -> list[str]:
    return [task.title for task in tasks_of(post, at=cast.at)]


def test_a_filed_case_waits_at_the_county_and_nowhere_else(cast: Cast) -> None:
    case = filed_case(cast, opened(cast))

    assert titles(cast.county, cast) == ["待审查申报 1 件"]
    assert titles(cast.prefecture, cast) == []
    assert titles(cast.next_county, cast) == []
    assert [row.pk for row in sent_by(cast.clerk)] == [case.pk]


def task_of(post: Post, at: datetime, beginning: str) -> Task:
    return next(task for task in tasks_of(post, at=at) if task.title.startswith(beginning))


def test_a_running_notice_says_its_last_day_beside_the_filing_deadline(cast: Cast) -> None:
    case = complete(draft_home(cast, opened(cast)), by=cast.clerk)
    on_notice(case, by=cast.clerk)
    name = cast.union.name
    running = task_of(cast.clerk, cast.at, name)
    assert (running.what, running.due) == ("本单位公示：公示到2026年3月6日，期满后申报", FILE_BY)
    over = task_of(cast.clerk, after_notice(case), name)
    assert over.what == "本单位公示：公示已于2026年3月6日期满，期满后申报"


def test_what_was_returned_has_no_filing_deadline(cast: Cast) -> None:
    case = filed_case(cast, opened(cast))
    send_back(case, by=cast.county, at=build.FILED, version=case.version, reasons=[("deeds", "事迹过于简略")])
    late = FILE_BY + timedelta(days=3)
    returned = task_of(cast.clerk, late, cast.union.name)
    assert (returned.due, returned.days, returned.since) == (None, None, build.FILED)


def test_the_nation_and_the_secretariat_see_until_when_or_since_when(
    cast: Cast, client_of: Callable[[Post], Client]
) -> None:
    round = opened(cast, places=3)
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=4)
    at = build.to_nation(cast, home, worker)
    worker = build.fresh(worker)
    audit.open_inquiry(
        worker, ground="forged", clues="票数与原件不符", by=cast.nation_preparer, at=at, version=worker.version
    )
    build.cleared(cast, home, at=at)
    draft = proposal.draw_up(round, by=cast.nation_preparer, at=at)
    assert task_of(cast.nation_preparer, at, "核查").due == AUDIT_BY
    assert "2026年3月17日立案" in task_of(cast.nation_preparer, at, "核查").what
    assert task_of(cast.nation_preparer, at, str(draft)).due == AUDIT_BY
    draft = build.same(draft)
    proposal.submit(draft, by=cast.nation_signer, at=at, version=draft.version)
    waiting = task_of(cast.secretariat, at + timedelta(days=2), str(draft))
    assert (waiting.due, waiting.since) == (None, at)
    set_clock(at)
    assert "自 <time" in client_of(cast.secretariat).get("/desk/").content.decode()


def test_every_post_has_a_first_page(cast: Cast, client_of: Callable[[Post], Client]) -> None:
    filed_case(cast, opened(cast))

    for post in (cast.clerk, cast.county, cast.province_preparer, cast.nation_preparer, cast.secretariat):
        answer = client_of(post).get("/desk/")
        assert answer.status_code == 200
        assert post.union.name in answer.content.decode()


def test_the_public_sees_notices_and_whoever_is_signed_in_goes_to_the_desk(
    cast: Cast, client_of: Callable[[Post], Client]
) -> None:
    assert Client().get("/").status_code == 200
    assert client_of(cast.clerk).get("/").headers["Location"] == "/desk/"
