"""The history of a record, as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from ledger.actors import Actor
from ledger.models import Chain, Entry, Record
from ledger.moves import Move, codes_of, title_of


@dataclass(frozen=True)
class Told:
    """One entry: when, what, by whom, by which article, and why (`{% timeline %}` prints it)."""

    when: datetime
    act: str
    code: str
    who: str
    article: str
    reason: str
    from_state: str
    to_state: str
    details: Mapping[str, Any]
    findings: list[dict[str, Any]]
    number: int
    hash: str
    url: str = ""


def history(chain: Chain, *, latest_first: bool = True) -> list[Told]:
    """The entries of one chain."""
    return histories([chain.pk], latest_first=latest_first).get(chain.pk, [])


def entries_of(chain_id: int) -> list[Told]:
    """The entries of the chain with this id, latest first."""
    return histories([chain_id]).get(chain_id, [])


def histories(chain_ids: Collection[int], *, latest_first: bool = True) -> dict[int, list[Told]]:
    """The entries of many chains, in one query."""
    found: dict[int, list[Told]] = {}
    rows = Entry.objects.filter(chain_id__in=list(chain_ids)).select_related("chain")
    for entry in rows.order_by("chain_id", "-number" if latest_first else "number"):
        found.setdefault(entry.chain_id, []).append(_told(entry))
    return found


def begun_at(record: Record) -> datetime:
    """When the record began: its first entry."""
    return Entry.objects.values_list("at", flat=True).get(chain=record.chain_id, number=1)


def made_at(record: Record, move: Move) -> datetime:
    """When the record was moved so for the last time. The caller knows by its state that it was."""
    moved = Entry.objects.filter(chain=record.chain_id, act=move.code)
    return moved.order_by("-number").values_list("at", flat=True)[0]


def already_made(record: Record, move: Move, *, by: Actor, version: int) -> bool:
    """Whether this very person made this very move, for the same union, after the page was opened: a second click.

    `version`: what the page saw. Whoever has moved the record on since ends it; for a move that changes the state,
    only another change of state does.
    """
    if not type(record)._base_manager.filter(pk=record.pk, version__gt=version).exists():
        return False
    moves = Entry.objects.filter(chain=record.chain_id, act__in=codes_of(record._meta.model_name or ""))
    if move.target is not None:
        moves = moves.exclude(from_state=F("to_state"))
    last = moves.order_by("-number").first()
    return last is not None and (last.act, last.person_id, last.union_id) == (move.code, by.person_id, by.union_id)


def _told(entry: Entry) -> Told:
    said = json.loads(entry.text)
    return Told(
        when=entry.at,
        act=title_of(entry.chain.key.partition(":")[0], entry.act),
        code=entry.act,
        who=" ".join(part for part in (said["union"], said["role"], said["person"]) if part),
        article=entry.article,
        reason=said["reason"],
        from_state=entry.from_state,
        to_state=entry.to_state,
        details=said["details"],
        findings=said["findings"],
        number=entry.number,
        hash=entry.hash,
    )
