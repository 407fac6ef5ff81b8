"""Two at once, on PostgreSQL: one effect, the other is told; nothing is lost, nothing is done twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction

from honors.models import Quota
from ledger.models import Entry
from nominations.actions.filing import file
from nominations.models import Nomination
from nominations.moves import State
from publicity.actions.receiving import Sent, object_to
from publicity.models import NoticeItem
from regulation.honours import Honour
from regulation.refusals import Refused
from reviews import invariants
from reviews.actions import audit, chain, departures, lists
from reviews.models import RecommendationList
from tests.cast import Cast
from tests.honors.builders import opened
from tests.nominations.build import after_notice, complete, draft_home, filed_case, on_notice
from tests.reviews import build
from unions.models import Post

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """Run the verbs in threads that start together: "done", or the code of each refusal, in their order."""
    start = Barrier(len(verbs))
    told = [""] * len(verbs)

    def run(number: int) -> None:
        start.wait()
        try:
            verbs[number]()
            told[number] = "done"
        except Refused as refused:
            told[number] = refused.code
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(len(verbs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_of_two_reviewers_who_endorse_at_once_one_does(cast: Cast) -> None:
    case = filed_case(cast, opened(cast))

    def endorse(post: Post) -> Callable[[], object]:
        mine = build.fresh(case)
        return lambda: chain.endorse(mine, by=post, at=build.FILED, version=mine.version, opinions_heard=build.HEARD)

    told = at_once(*(endorse(cast.county) for _ in range(4)))
    assert sorted(told) == ["done", "stale", "stale", "stale"]
    case = build.fresh(case)
    assert (case.state, case.holder, case.position) == (State.UNDER_REVIEW, cast.prefecture.union, 2)
    assert Entry.objects.filter(chain=case.chain, act="endorse").count() == 1


def test_two_of_a_provinces_staff_take_the_last_place(cast: Cast) -> None:
    round = opened(cast, places=1)
    cases = [build.activist(cast, round, n) for n in (1, 2)]
    lists.draft_list(round, cast.province, by=cast.province_preparer, at=build.FILED)

    def enter(case: Nomination, post: Post) -> Callable[[], object]:
        listed = RecommendationList.objects.select_related("round", "recommender", "chain").get(round=round)
        return lambda: lists.enter(listed, case, by=post, at=build.FILED, version=case.version)

    told = at_once(enter(cases[0], cast.province_preparer), enter(cases[1], cast.province_signer))
    assert sorted(told) == ["done", "no_place_left"]
    quota = Quota.objects.get(recommender=cast.province, honour="outstanding_activist")
    assert (quota.used, quota.left) == (1, 0)
    assert sorted(build.fresh(case).state for case in cases) == [State.LISTED, State.UNDER_REVIEW]


@pytest.mark.parametrize("run", range(3))
def test_an_objection_that_arrives_while_a_list_is_recommended_holds_or_comes_too_late(cast: Cast, run: int) -> None:
    round = opened(cast)
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    found = build.published(cast, build.decided(cast, build.listed(cast, home, worker)))
    at = build.over(found.notice)
    found = build.again(found)
    notice = found.notice
    assert notice is not None

    def objecting() -> object:
        # By post: it arrived within the window and is registered on the morning of the recommendation.
        item = NoticeItem.objects.get(notice=notice, subject=worker.key)
        return object_to(
            item,
            sent=Sent(sender="person", name="郑市民", contact="13800000000", text="与实际不符"),
            submission=f"form-{run}",
            received_at=notice.ends_at - timedelta(hours=1),
            by=cast.province_preparer,
            at=at,
        )

    told = at_once(lambda: lists.recommend(found, by=cast.province_signer, at=at, version=found.version), objecting)
    assert told == ["done", "done"]
    item = NoticeItem.objects.get(notice=notice, subject=worker.key)
    states = (build.fresh(home).state, build.fresh(worker).state)
    if item.open_objections:
        assert (states, item.advanced) == ((State.RECOMMENDED, State.LISTED), False)
    else:
        assert (states, item.advanced) == ((State.RECOMMENDED, State.RECOMMENDED), True)
    assert list(invariants.check()) == []


def test_an_objection_that_commits_while_the_list_is_recommended_holds_its_item(cast: Cast) -> None:
    """The objection has taken its row and not yet committed when the list asks for it: the list waits and looks again."""
    round = opened(cast)
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    found = build.published(cast, build.decided(cast, build.listed(cast, home, worker)))
    at = build.over(found.notice)
    found = build.again(found)
    notice = found.notice
    assert notice is not None
    taken = Event()

    def objecting() -> None:
        item = NoticeItem.objects.get(notice=notice, subject=worker.key)
        sent = Sent(sender="person", name="郑市民", contact="13800000000", text="与实际不符")
        with transaction.atomic():
            object_to(item, sent=sent, submission="slow", at=notice.ends_at - timedelta(hours=1))
            taken.set()
            time.sleep(0.5)

    def recommending() -> None:
        taken.wait(10)
        lists.recommend(found, by=cast.province_signer, at=at, version=found.version)

    assert at_once(objecting, recommending) == ["done", "done"]
    assert (build.fresh(home).state, build.fresh(worker).state) == (State.RECOMMENDED, State.LISTED)
    assert build.item_of(worker).held_reason == "有 1 件异议尚未办结"


def test_a_filing_double_clicked_files_once(cast: Cast) -> None:
    case = on_notice(complete(draft_home(cast, opened(cast)), by=cast.clerk), by=cast.clerk)
    at = after_notice(case)

    def click() -> Callable[[], object]:
        mine = build.fresh(case)
        return lambda: file(mine, by=cast.clerk, at=at, version=mine.version)

    told = at_once(click(), click(), click())
    assert sorted(told) == ["done", "stale", "stale"]
    assert Entry.objects.filter(chain=case.chain, act="file").count() == 1
    assert case.steps.count() == 5


def test_an_inquiry_and_a_withdrawal_at_once_leave_no_escape(cast: Cast) -> None:
    case = build.at_province(cast, opened(cast))
    at = build.to_nation(cast, case)
    mine, theirs = build.fresh(case), build.fresh(case)
    told = at_once(
        lambda: departures.withdraw(mine, by=cast.clerk, at=at, version=mine.version, reason="不参加了"),
        lambda: audit.open_inquiry(
            theirs, ground="forged", clues="票数", by=cast.nation_preparer, at=at, version=theirs.version
        ),
    )
    assert sorted(told) in (["done", "stale"], ["done", "wrong_state"])
    assert list(invariants.check()) == []


def test_a_list_recommended_by_a_double_click_is_recommended_once(cast: Cast) -> None:
    case = build.at_province(cast, opened(cast))
    found = build.published(cast, build.decided(cast, build.listed(cast, case)))
    at = build.over(found.notice)

    def click() -> Callable[[], object]:
        mine = build.again(found)
        return lambda: lists.recommend(mine, by=cast.province_signer, at=at, version=mine.version)

    assert sorted(at_once(click(), click())) == ["done", "stale"]
    assert Entry.objects.filter(chain=case.chain, act="recommend").count() == 1
