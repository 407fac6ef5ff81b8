"""Every record stands where its history says, and history never skips a state."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import F, OuterRef, Subquery, Window
from django.db.models.functions import Lag

from ledger import sealing
from ledger.models import Entry, Record
from ledger.sealing import Fault

PART = 2000


def check() -> Iterator[Fault]:
    """States and entries, then the chains and seals themselves."""
    for model in apps.get_models():
        if issubclass(model, Record):
            yield from check_states(model)
    yield from check_continuity()
    yield from sealing.verify()


def check_states(model: type[Record]) -> Iterator[Fault]:
    """A record's state is the one its last entry came to."""
    last = Entry.objects.filter(chain=OuterRef("chain"), number=OuterRef("chain__length")).values("to_state")[:1]
    rows = model._base_manager.annotate(told=Subquery(last)).exclude(state=F("told"))
    for key, state, told in rows.values_list("chain__key", "state", "told").iterator(chunk_size=PART):
        yield Fault(key, f"状态为“{state}”，台账最后记为“{told}”")
    silent = model._base_manager.annotate(told=Subquery(last)).filter(told__isnull=True)
    for key in silent.values_list("chain__key", flat=True).iterator(chunk_size=PART):
        yield Fault(key, "没有台账记录")


def check_continuity() -> Iterator[Fault]:
    """Each entry starts from the state that the one before it came to: one entry for each change, none missing."""
    before = Window(Lag("to_state"), partition_by=[F("chain_id")], order_by=[F("number").asc()])
    rows = Entry.objects.annotate(before=before).filter(number__gt=1).exclude(from_state=F("before"))
    for entry in rows.select_related("chain").order_by("pk").iterator(chunk_size=PART):
        yield Fault(
            f"{entry.chain.key} 第 {entry.number} 条（entry {entry.pk}）",
            f"起始状态为“{entry.from_state}”，上一条到达“{entry.before}”",
        )
