"""What must always hold for supervision; `check_invariants` reads it on any database. One module for each kind of record."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.sealing import Fault
from supervision.invariants import rechecks, recovery


def check() -> Iterator[Fault]:
    """Each place at which the records of supervision contradict themselves."""
    yield from rechecks.check()
    yield from recovery.check()
