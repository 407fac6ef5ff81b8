"""Who does the work: one process on SQLite, several on PostgreSQL; each stage with its progress bar, time and rate."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TextIO, TypeVar

from django.db import connections
from tqdm import tqdm

T = TypeVar("T")


@dataclass
class Done:
    """What one piece of work did: how many records it dealt with, and what became of them."""

    number: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    items: list[tuple[int, int, int]] = field(default_factory=list)  # nomination, its number, its clerk's post

    def count(self, what: str) -> None:
        self.counts[what] += 1


@dataclass(frozen=True)
class Timing:
    """How long a stage took."""

    title: str
    number: int
    seconds: float
    counts: Counter[str]

    @property
    def rate(self) -> float:
        return self.number / self.seconds if self.seconds else 0.0


class Crew:
    """Runs stages over pieces of work that do not depend on each other."""

    def __init__(self, workers: int, *, out: TextIO, quiet: bool = False) -> None:
        self.workers = workers
        self.out = out
        self.quiet = quiet
        self.timings: list[Timing] = []

    def run(self, title: str, pieces: Sequence[T], work: Callable[[T], Done], *, weigh: Callable[[T], int]) -> Done:
        """Do all pieces; the answer gathers what they did."""
        total = sum(weigh(piece) for piece in pieces)
        together = Done()
        with self.timed(title, together), self.bar(title, total) as bar:
            for piece, done in self._results(pieces, work):
                bar.update(weigh(piece))
                together.number += done.number
                together.counts += done.counts
                together.items += done.items
        return together

    @contextmanager
    def timed(self, title: str, done: Done) -> Iterator[None]:
        """Time a stage that is done in this process; `done` says afterwards how much it was."""
        start = time.perf_counter()
        yield
        timing = Timing(title, done.number, time.perf_counter() - start, done.counts)
        self.timings.append(timing)
        said = "，".join(f"{what} {number}" for what, number in sorted(timing.counts.items()))
        self.out.write(
            f"{title}：{timing.number:,} 件，{timing.seconds:.1f} 秒，{timing.rate:,.0f} 件/秒{'；' if said else ''}{said}\n"
        )
        self.out.flush()

    def bar(self, title: str, total: int) -> tqdm[Any]:
        """The progress bar of a stage."""
        return tqdm(total=total, desc=title, unit="件", leave=False, file=sys.stderr, disable=self.quiet or None)

    def _results(self, pieces: Sequence[T], work: Callable[[T], Done]) -> Iterator[tuple[T, Done]]:
        if self.workers == 1 or len(pieces) < 2:
            for piece in pieces:
                yield piece, work(piece)
            return
        connections.close_all()  # a connection must not be shared with a child
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(self.workers, mp_context=context, initializer=_at_work) as pool:
            waiting = {pool.submit(work, piece): piece for piece in pieces}
            try:
                for future in as_completed(waiting):
                    yield waiting[future], future.result()
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _at_work() -> None:
    """A worker has connections of its own, and does not search for garbage what it inherited."""
    connections.close_all()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pieces_of(items: Iterable[T], size: int) -> list[list[T]]:
    """Pieces of work of about the same size."""
    found: list[list[T]] = [[]]
    for item in items:
        if len(found[-1]) == size:
            found.append([])
        found[-1].append(item)
    return [piece for piece in found if piece]
