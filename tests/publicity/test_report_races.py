"""Two people at once on a report, on PostgreSQL: two accept it, one forwards while the other finds, a form is sent thrice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ledger.models import Chain, Entry
from ledger.sealing import verify
from publicity.actions.letters import Reported, accept, forward, report
from publicity.actions.rerouting import reroute
from publicity.invariants import check
from publicity.models import Letter
from regulation.refusals import Refused
from tests.cast import Cast
from tests.publicity.conftest import Tree
from tests.publicity.test_races import at_once
from tests.publicity.test_reports import FRIDAY, PERSON, TUESDAY, WAY, go, reported, take
from unions.models import Post

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def raced(*works: Callable[[], object]) -> list[str]:
    """What became of each: "done", or the code with which it was refused."""
    codes: list[str] = []

    def told(work: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            try:
                work()
            except Refused as refused:
                codes.append(refused.code)
            else:
                codes.append("done")

        return run

    at_once(*(told(work) for work in works))
    return sorted(codes)


def mine(letter: Letter) -> Letter:
    """The letter as each of them has read it."""
    return Letter.objects.select_related("handler", "about", "chain").get(pk=letter.pk)


def test_two_handlers_accept_and_one_has_accepted(tree: Tree) -> None:
    letter = reported(tree.works, tree.county)
    seen = [mine(letter) for _ in range(3)]
    works = [lambda x=x: accept(x, by=tree.reviewer, at=FRIDAY, version=1) for x in seen]
    assert raced(*works) == ["done", "stale", "stale"]
    assert Entry.objects.filter(chain=letter.chain, act="accept").count() == 1
    assert list(verify()) == []


def test_forwarded_or_found_never_both(tree: Tree) -> None:
    letter = go(reported(tree.works, tree.county), *WAY[:2], by=tree.reviewer)
    seen = [mine(letter) for _ in range(2)]

    def finds(by: Post = tree.reviewer) -> None:
        take(seen[0], "find", by)

    def forwards() -> None:
        forward(seen[1], reason="涉及本级。", by=tree.reviewer, at=FRIDAY, version=seen[1].version)

    assert raced(finds, forwards) == ["done", "stale"]
    letter.refresh_from_db()
    assert (letter.state, letter.handler) in (("found", tree.county), ("received", tree.prefecture.union))
    assert list(check()) == []


def test_two_inquiries_at_once_are_one(tree: Tree) -> None:
    letter = go(reported(tree.works, tree.county), "accept", by=tree.reviewer)
    seen = [mine(letter) for _ in range(2)]
    works = [lambda x=x: take(x, "investigate", tree.reviewer) for x in seen]
    assert raced(*works) == ["done", "stale"]
    assert letter.investigations.count() == 1


def test_a_report_sent_thrice_is_one_letter(tree: Tree) -> None:
    codes: list[str] = []

    def click() -> None:
        whom = Reported(subject="conferral:1", name="某某", about=tree.works)
        codes.append(report(whom, handler=tree.county, sent=PERSON, submission="same form", at=TUESDAY).code)

    at_once(click, click, click)
    assert (len(codes), len(set(codes)), Letter.objects.count()) == (3, 1, 1)
    assert Chain.objects.filter(key__startswith="letter:").count() == 1


def test_two_sweeps_reroute_once(tree: Tree, cast: Cast) -> None:
    letter = reported(tree.works, tree.county)
    Letter.objects.filter(pk=letter.pk).update(handler=cast.group)  # as if the tree had been changed below the accused
    seen = [mine(letter) for _ in range(2)]
    works = [lambda x=x: reroute(x, at=FRIDAY) for x in seen]
    assert raced(*works) == ["done", "stale"]
    assert Letter.objects.get().handler == tree.county
