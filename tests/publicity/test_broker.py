"""A real worker on a real Redis that is stopped and started: a window completes once, and no page fails meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import redis
from celery import Celery
from django.db import connection
from django.test import Client

from clock.models import DemoClock
from ledger.models import Entry
from ledger.sealing import verify
from publicity.invariants import check
from publicity.models import Notice
from tests.publicity.conftest import Publish, beijing, named

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).resolve().parents[2]
DAY_AFTER = beijing(2026, 3, 7)


def test_redis_is_stopped_and_started(publish: Publish, tmp_path: Path) -> None:
    port = free_port()
    broker = f"redis://127.0.0.1:{port}/0"
    first = publish(title="甲", items=named("甲单位"))
    with server(port), worker(broker, tmp_path) as output:
        DemoClock.objects.update_or_create(pk=1, defaults={"now_at": DAY_AFTER})
        ask(broker)
        until(lambda: Notice.objects.get(pk=first.pk).state == "over", output)
        DemoClock.objects.update(now_at=beijing(2026, 3, 2))
        second = publish(title="乙", items=named("乙单位"))
    # Redis is down and the worker with it: the pages say what the dates say.
    DemoClock.objects.update(now_at=DAY_AFTER)
    page = Client().get(f"/notices/{second.pk}/")
    assert page.status_code == 200
    assert "已结束" in page.content.decode()
    assert Notice.objects.get(pk=second.pk).state == "open"
    with worker(broker, tmp_path) as output:  # the worker comes before its broker and waits for it
        time.sleep(2)
        with server(port):
            ask(broker, broker)
            until(lambda: Notice.objects.get(pk=second.pk).state == "over", output)
    assert Entry.objects.filter(act="complete").count() == 2
    assert (list(verify()), list(check())) == ([], [])


def ask(*brokers: str) -> None:
    """What the beat does: put the sweep on the queue; asking twice is one effect."""
    for broker in brokers:
        with Celery("test", broker=broker) as app:
            app.send_task("publicity.tasks.sweep")


def until(done: Callable[[], bool], output: Path) -> None:
    """Wait for a worker's effect; what it printed is the answer where there is none."""
    end = time.monotonic() + 60
    while not done():
        assert time.monotonic() < end, output.read_text()[-3000:]
        time.sleep(0.2)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(port: int) -> Iterator[None]:
    """A Redis of our own: it keeps nothing on disk and ends with the block."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("没有 redis-server")
    with running(program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"):
        client = redis.Redis(port=port)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with suppress(redis.ConnectionError):
                client.ping()
                break
            time.sleep(0.1)
        yield


@contextmanager
def worker(broker: str, folder: Path) -> Iterator[Path]:
    """The worker of the site, on the test's own database."""
    held = connection.settings_dict
    address = f"postgres://{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"
    environment = {"DATABASE_URL": address, "REDIS_URL": broker, "VAR_DIR": str(folder)}
    output = folder / "worker.log"
    command = ("-m", "celery", "--app", "config", "worker", "--pool", "solo", "--loglevel", "INFO")
    with output.open("a") as log, running(sys.executable, *command, environment=environment, log=log.fileno()):
        yield output


@contextmanager
def running(*command: str, environment: dict[str, str] | None = None, log: int = subprocess.DEVNULL) -> Iterator[None]:
    """A process that ends with the block, and no other."""
    process = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | (environment or {}), stdout=log, stderr=subprocess.STDOUT
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)
