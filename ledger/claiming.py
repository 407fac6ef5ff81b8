"""The claim of a record and its reading anew: every move asks alike, so the SQL of both is written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import F
from django.db.models.expressions import BaseExpression

from ledger.models import Record
from ledger.prepared import Prepared, PreparedUpdate, Slot


def claim(
    record: Record, *, target: str, version: int, expect: Mapping[str, object], changes: Mapping[str, object]
) -> bool:
    """Take a record that is as the actor saw it, by one UPDATE; whether it still was."""
    model = type(record)
    if not _plain(expect, changes):
        seen = model._base_manager.filter(pk=record.pk, state=record.state, version=version, **expect)
        return bool(seen.update(state=target, version=F("version") + 1, **changes))
    values = {"pk": record.pk, "seen": record.state, "version": version, "target": target}
    values |= {f"expected_{name}": value for name, value in expect.items()}
    values |= {f"new_{name}": value for name, value in changes.items()}
    return bool(_claim(model, tuple(expect), tuple(changes)).run(**values))


def renew(record: Record, reading: Sequence[str]) -> None:
    """Read a record anew with some of its relations, as `refresh_from_db` does."""
    model = type(record)
    if record.get_deferred_fields():  # what was left in the database stays there
        record.refresh_from_db(from_queryset=model._base_manager.select_related("chain", *reading))
        return
    fresh = _anew(model, tuple(reading)).ask(pk=record.pk)[0]
    record.__dict__.update({f.attname: getattr(fresh, f.attname) for f in model._meta.concrete_fields})
    record._state.fields_cache = fresh._state.fields_cache
    record._prefetched_objects_cache = {}  # type: ignore[attr-defined]  # Django's own, which it clears as well


def _plain(expect: Mapping[str, object], changes: Mapping[str, object]) -> bool:
    """Whether only values differ from one claim to the next: NULL and lookups are other SQL."""
    return all("__" not in name and value is not None for name, value in expect.items()) and not any(
        isinstance(value, BaseExpression | F) for value in changes.values()
    )


@lru_cache(maxsize=256)
def _claim(model: type[Record], expect: tuple[str, ...], changes: tuple[str, ...]) -> PreparedUpdate:
    expected = {name: _slot(model, "expected", name) for name in expect}
    new = {name: _slot(model, "new", name) for name in changes}
    seen = model._base_manager.filter(pk=Slot("pk"), state=Slot("seen"), version=Slot("version"), **expected)
    return PreparedUpdate(lambda: (seen, {"state": Slot("target"), "version": F("version") + 1, **new}))


def _slot(model: type[Record], kind: str, name: str) -> Any:
    return Slot(f"{kind}_{name}", model._meta.get_field(name))  # type: ignore[arg-type]  # a column, no reverse relation


@lru_cache(maxsize=64)
def _anew(model: type[Record], reading: tuple[str, ...]) -> Prepared[Any]:
    return Prepared(lambda: model._base_manager.filter(pk=Slot("pk")).select_related("chain", *reading))
