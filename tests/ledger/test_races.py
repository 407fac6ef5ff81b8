"""Two at once, on PostgreSQL: one claim wins, and no entry is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from ledger.actions import moving, note
from ledger.actors import SYSTEM
from ledger.models import Entry
from ledger.sealing import seal_all, verify
from regulation.refusals import Stale
from tests.cast import Cast
from unions.models import Union
from unions.moves import RENAME

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def together(verb: Callable[[int], None], *, threads: int) -> list[BaseException]:
    """Run a verb in several threads that start at the same moment; what they raised."""
    start, raised = Barrier(threads), []

    def run(number: int) -> None:
        start.wait()
        try:
            verb(number)
        except BaseException as wrong:
            raised.append(wrong)
        finally:
            connection.close()

    running = [Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return raised


def test_of_two_claims_one_wins(cast: Cast) -> None:
    def rename(number: int) -> None:
        union = Union.objects.get(code="G1")
        with moving(union, RENAME, by=SYSTEM, at=cast.at, version=1, name=f"工会{number}"):
            pass

    raised = together(rename, threads=4)
    assert [type(wrong) for wrong in raised] == [Stale] * 3
    assert Union.objects.get(code="G1").version == 2
    assert Entry.objects.filter(chain=cast.union.chain_id).count() == 2
    assert list(verify()) == []


def test_appends_queue_instead_of_colliding(cast: Cast) -> None:
    def write(number: int) -> None:
        note(Union.objects.get(code="G1"), act=f"第{number}人", article="", by=SYSTEM, at=cast.at)
        seal_all(at=cast.at)

    assert together(write, threads=4) == []
    rows = Entry.objects.filter(chain=cast.union.chain_id).order_by("number")
    assert [json.loads(row.text)["number"] for row in rows] == [1, 2, 3, 4, 5]
    seal_all(at=cast.at)
    assert list(verify()) == []
