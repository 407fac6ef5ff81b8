"""Claim, judge, write down: the one way in which a record changes its state."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction
from django.db.models import F

from ledger.actors import Actor
from ledger.canonical import canonical, chained
from ledger.claiming import claim, renew
from ledger.models import Chain, Entry, Record
from ledger.moves import Move, MoveTable
from ledger.prepared import PreparedUpdate, Slot
from regulation.engine import Judgement
from regulation.refusals import Refused, Stale

R = TypeVar("R", bound=Record)


@dataclass
class Writing:
    """What a move leaves in the ledger: filled in while it is judged, written once at its end."""

    reason: str = ""
    findings: list[dict[str, object]] = field(default_factory=list)
    details: dict[str, object] = field(default_factory=dict)

    def judged(self, judgement: Judgement, reasons: Mapping[str, str] | None = None) -> None:
        """Demand that the judgement stands (一般 rules with their reasons) and keep every finding."""
        self.findings.extend(judgement.require(reasons or {}).as_json())


def begin(
    record: R,
    *,
    table: MoveTable,
    by: Actor,
    at: datetime,
    act: str,
    article: str,
    details: Mapping[str, object] | None = None,
) -> R:
    """Save a new record in its first state, with its chain and the first entry."""
    with transaction.atomic():
        chain = Chain(key=type(record).chain_key(uuid.uuid4().hex))
        writing = Writing(details=dict(details or {}))
        entry = _entry(
            chain, act=act, article=article, by=by, at=at, from_state="", to_state=table.initial, writing=writing
        )
        chain.save(force_insert=True)
        record.chain = entry.chain = chain
        record.state = table.initial
        record.save(force_insert=True)
        entry.save(force_insert=True)
    return record


def begin_all(
    records: Sequence[R],
    *,
    table: MoveTable,
    by: Actor,
    at: datetime,
    act: str,
    article: str,
    details: Callable[[R], Mapping[str, object]] | None = None,
) -> None:
    """Save many new records in their first state, each with its chain and first entry, in a constant number of queries.

    For unions, people's posts and other mere registrations; what is judged is begun one by one.
    """
    if not records:
        return
    model = type(records[0])
    with transaction.atomic():
        chains = []
        entries = []
        for record in records:
            chain = Chain(key=model.chain_key(uuid.uuid4().hex))
            record.state = table.initial
            writing = Writing(details=dict(details(record)) if details else {})
            entries.append(
                _entry(
                    chain, act=act, article=article, by=by, at=at, from_state="", to_state=record.state, writing=writing
                )
            )
            chains.append(chain)
        Chain.objects.bulk_create(chains, batch_size=500)
        for record, chain, entry in zip(records, chains, entries, strict=True):
            record.chain = chain
            entry.chain = chain
        model._base_manager.bulk_create(records, batch_size=500)
        Entry.objects.bulk_create(entries, batch_size=500)


@contextmanager
def moving(
    record: R,
    move: Move,
    *,
    by: Actor,
    at: datetime,
    version: int,
    expect: Mapping[str, object] | None = None,
    reading: Sequence[str] = (),
    known: bool = False,
    **changes: object,
) -> Iterator[Writing]:
    """Claim `record` for `move` by one UPDATE naming what the actor saw; the body judges; the entry is written last.

    `expect` names further columns that must still be as seen (the holder, above all). `changes` are written with
    the claim; a value may be an F expression. `reading` names relations that the body will look at: they come with
    the record when it is read anew after the claim. `known`: the record was read in one statement with all that the body
    looks at, so at this very version nothing has changed and nothing is read anew; `changes` are plain values then.

    Raises:
        Refused: "wrong_state", the record is in no state from which this move starts.
        Stale: somebody else was first; nothing is written.
    """
    if known and record.version != version:
        raise Stale()
    refuse_wrong_state(record, move)
    with transaction.atomic():
        came_from = record.state
        target = move.target or came_from
        if not claim(record, target=target, version=version, expect=expect or {}, changes=changes):
            raise Stale()
        if known:
            for name, value in {"state": target, "version": version + 1, **changes}.items():
                setattr(record, name, value)
        else:
            renew(record, reading)
        writing = Writing()
        yield writing
        append(
            record.chain,
            act=move.code,
            article=move.article,
            by=by,
            at=at,
            from_state=came_from,
            to_state=target,
            writing=writing,
        )


def refuse_wrong_state(record: Record, move: Move) -> None:
    """Refused "wrong_state": the record, as it was read, is in no state from which the move starts."""
    if record.state not in move.sources:
        raise Refused("wrong_state", f"当前状态下不能办理“{move.title}”。请刷新页面，查看最新进度。", move.article)


def touch(record: Record, *, states: Sequence[str], version: int | None = None) -> None:
    """Take the version of a record before writing a row that a judgement of it reads.

    Must be called inside a transaction. Raises Refused "wrong_state" if the record no longer allows it, Stale if
    `version` is given and has passed.
    """
    rows = type(record)._base_manager.filter(pk=record.pk, state__in=[str(s) for s in states])
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=F("version") + 1):
        if (
            version is not None
            and type(record)._base_manager.filter(pk=record.pk, state__in=[str(s) for s in states]).exists()
        ):
            raise Stale()
        raise Refused("wrong_state", "当前状态下不能修改这项内容。请刷新页面，查看最新进度。")
    record.refresh_from_db(fields=["state", "version"])


def bulk_move(
    records: Sequence[R],
    move: Move,
    *,
    by: Actor,
    at: datetime,
    details: Callable[[R], Mapping[str, object]] | None = None,
    reason: str = "",
    expect: Mapping[str, object] | None = None,
    **changes: object,
) -> None:
    """Move all records of a list by one claim with expected states, and an entry each. All or none.

    Raises Stale if any of them is no longer in a state from which this move starts.
    """
    if not records:
        return
    model = type(records[0])
    with transaction.atomic():
        for part in _parts(records, 500):
            before = {record.pk: record.state for record in part}
            rows = model._base_manager.filter(pk__in=list(before), state__in=move.sources, **(expect or {}))
            update: dict[str, object] = {"version": F("version") + 1, **changes}
            if move.target is not None:
                update["state"] = move.target
            if rows.update(**update) != len(before):
                raise Stale()
            chains = {c.pk: c for c in Chain.objects.filter(pk__in=[r.chain_id for r in part])}
            entries = []
            for record in part:
                writing = Writing(reason=reason, details=dict(details(record)) if details else {})
                entries.append(
                    _entry(
                        chains[record.chain_id],
                        act=move.code,
                        article=move.article,
                        by=by,
                        at=at,
                        from_state=before[record.pk],
                        to_state=move.target or before[record.pk],
                        writing=writing,
                    )
                )
                record.state = move.target or before[record.pk]
                record.version += 1
                for name, value in changes.items():
                    if not isinstance(value, models.Expression | F):
                        setattr(record, name, value)
            Entry.objects.bulk_create(entries)
            Chain.objects.bulk_update(chains.values(), ["length", "head"])


def append(
    chain: Chain,
    *,
    act: str,
    article: str,
    by: Actor,
    at: datetime,
    writing: Writing,
    from_state: str = "",
    to_state: str = "",
) -> Entry:
    """Append one entry. The chain row is taken by an UPDATE that names its head, so that two appends never collide."""
    with transaction.atomic(savepoint=False):
        entry = _entry(
            chain, act=act, article=article, by=by, at=at, from_state=from_state, to_state=to_state, writing=writing
        )
        if not _advance(chain, entry):
            # Somebody else appended since this chain was read: wait for them by taking the row, then follow on them.
            Chain.objects.filter(pk=chain.pk).update(length=F("length"))
            chain.refresh_from_db()
            entry = _entry(
                chain, act=act, article=article, by=by, at=at, from_state=from_state, to_state=to_state, writing=writing
            )
            _advance(chain, entry)
        entry.save(force_insert=True)
    return entry


def _advance(chain: Chain, entry: Entry) -> bool:
    """Write the chain's new length and head where the chain still ends with what the entry follows."""
    before = {"pk": chain.pk, "length": entry.number - 1, "head": entry.previous}
    return bool(_ADVANCE.run(**before, new_length=entry.number, new_head=entry.hash))


_ADVANCE = PreparedUpdate(
    lambda: (
        Chain.objects.filter(pk=Slot("pk"), length=Slot("length"), head=Slot("head")),
        {"length": Slot("new_length"), "head": Slot("new_head")},
    )
)


def note(
    record: Record,
    *,
    act: str,
    article: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    details: Mapping[str, object] | None = None,
) -> Entry:
    """Write down something that happened to a record without moving it (a list changed, a document printed)."""
    return append(
        record.chain,
        act=act,
        article=article,
        by=by,
        at=at,
        from_state=record.state,
        to_state=record.state,
        writing=Writing(reason=reason, details=dict(details or {})),
    )


def _entry(
    chain: Chain, *, act: str, article: str, by: Actor, at: datetime, from_state: str, to_state: str, writing: Writing
) -> Entry:
    text = canonical(
        {
            "chain": chain.key,
            "number": chain.length + 1,
            "at": at.isoformat(),
            "act": act,
            "article": article,
            "from": from_state,
            "to": to_state,
            "person_id": by.person_id,
            "person": by.person,
            "role": by.role_title,
            "union_id": by.union_id,
            "union": by.union,
            "reason": writing.reason,
            "findings": list(writing.findings),
            "details": writing.details,
        }
    )
    entry = Entry(
        chain=chain,
        number=chain.length + 1,
        at=at,
        act=act,
        article=article,
        from_state=from_state,
        to_state=to_state,
        person_id=by.person_id,
        union_id=by.union_id,
        text=text,
        previous=chain.head,
        hash=chained(chain.head, text),
    )
    chain.length += 1
    chain.head = entry.hash
    return entry


def _parts(records: Sequence[R], size: int) -> Iterator[Sequence[R]]:
    for start in range(0, len(records), size):
        yield records[start : start + size]
