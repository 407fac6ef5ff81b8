"""Two connections at once, on PostgreSQL: an objection against a move, two sweeps, a double click, a killed worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from ledger.models import Chain, Entry
from ledger.sealing import verify
from publicity.actions import sweep
from publicity.actions.letters import Sent, object_to
from publicity.actions.notices import complete, take_items
from publicity.invariants import check
from publicity.models import Letter, Notice, NoticeItem
from regulation.refusals import Refused
from tests.publicity.conftest import Publish, beijing, named

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

IN_TIME = beijing(2026, 3, 6, 23, 59)
DAY_AFTER = beijing(2026, 3, 7)
PERSON = Sent(sender="person", name="郑市民", contact="13800000000", text="入会率不符。")
ROOT = Path(__file__).resolve().parents[2]


def at_once(*works: Callable[[], None]) -> None:
    """Run each in a thread with a connection of its own; a fault in one is the test's fault."""
    faults: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if faults:
        raise faults[0]


def test_an_objection_that_commits_during_the_move_is_seen(publish: Publish) -> None:
    """The objection has taken the row and not yet committed when the move asks for it: the move waits, and refuses."""
    notice = publish()
    item = notice.items.get()
    complete(notice, at=DAY_AFTER)
    taken, codes = threading.Event(), []

    def objects() -> None:
        with transaction.atomic():
            object_to(item, sent=PERSON, submission="race", at=IN_TIME)
            taken.set()
            time.sleep(0.5)

    def moves() -> None:
        taken.wait(10)
        try:
            with transaction.atomic():
                take_items(notice, [item.subject])
        except Refused as refused:
            codes.append(refused.code)

    at_once(objects, moves)
    item.refresh_from_db()
    assert (codes, item.open_objections, item.advanced) == (["objection_open"], 1, False)


def test_an_objection_that_comes_during_the_move_is_a_report(publish: Publish) -> None:
    """The move has taken the row and not yet committed: the objection waits, and holds nothing any more."""
    notice = publish()
    item = notice.items.get()
    complete(notice, at=DAY_AFTER)
    taken = threading.Event()

    def moves() -> None:
        with transaction.atomic():
            take_items(notice, [item.subject])
            taken.set()
            time.sleep(0.5)

    def objects() -> None:
        taken.wait(10)
        object_to(item, sent=PERSON, submission="race", at=IN_TIME)

    at_once(moves, objects)
    item.refresh_from_db()
    assert (item.open_objections, item.advanced, Letter.objects.get().kind) == (0, True, "report")
    assert list(check()) == []


def test_two_sweeps_at_once_complete_each_notice_once(publish: Publish) -> None:
    for n in range(10):
        publish(title=f"第{n}号", items=named(f"工会{n}"))

    def sweeps() -> None:
        sweep.run(at=DAY_AFTER)

    at_once(sweeps, sweeps, sweeps)
    assert Notice.objects.filter(state="over").count() == 10
    assert Entry.objects.filter(act="complete").count() == 10
    assert list(verify()) == []


def test_a_double_click_is_one_letter(publish: Publish) -> None:
    item = publish().items.get()
    codes: list[str] = []

    def click() -> None:
        codes.append(object_to(item, sent=PERSON, submission="same form", at=IN_TIME).code)

    at_once(click, click, click)
    assert (len(codes), len(set(codes)), Letter.objects.count()) == (3, 1, 1)
    assert NoticeItem.objects.get(pk=item.pk).open_objections == 1
    assert Chain.objects.filter(key__startswith="letter:").count() == 1


SWEEP = """
import django
django.setup()
from datetime import datetime
from publicity.actions import notices, sweep
done = 0
whole = notices.complete
def slowly(notice, **more):
    global done
    found = whole(notice, **more)
    done += 1
    print(done, flush=True)
    return found
sweep.complete = slowly
sweep.run(at=datetime.fromisoformat("2026-03-07T00:00:00+08:00"))
"""


def test_a_worker_killed_in_the_middle_leaves_the_rest_to_the_next(publish: Publish) -> None:
    for n in range(60):
        publish(title=f"第{n}号", items=named(f"工会{n}"))
    settings = connection.settings_dict
    address = (
        f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}/{settings['NAME']}"
    )
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings"}
    worker = subprocess.Popen(
        [sys.executable, "-c", SWEEP], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    for line in worker.stdout:
        if line.strip() == "5":
            break
    worker.send_signal(signal.SIGKILL)
    worker.wait(30)
    worker.stdout.close()
    before = Notice.objects.filter(state="over").count()
    assert 5 <= before < 60
    assert Entry.objects.filter(act="complete").count() == before
    sweep.run(at=DAY_AFTER)
    assert Notice.objects.filter(state="over").count() == 60
    assert Entry.objects.filter(act="complete").count() == 60
    assert (list(verify()), list(check())) == ([], [])
