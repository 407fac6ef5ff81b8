"""The public chain of seals: it takes the chains that have grown, never "entries with an id above the last"."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from ledger.canonical import canonical, chained
from ledger.models import Chain, Entry, Seal, SealHead

CHAINS_A_SEAL = 2000


def seal(*, at: datetime) -> Seal | None:
    """Seal what has grown since the last seal; None if nothing has."""
    with transaction.atomic():
        SealHead.objects.get_or_create(pk=1)
        SealHead.objects.filter(pk=1).update(runs=F("runs") + 1)
        grown = list(Chain.objects.filter(length__gt=F("sealed_length")).order_by("pk")[:CHAINS_A_SEAL])
        if not grown:
            return None
        last = Seal.objects.order_by("-number").first()
        number = last.number + 1 if last else 1
        previous = last.hash if last else ""
        text = canonical({"number": number, "at": at.isoformat(), "chains": [[c.key, c.length, c.head] for c in grown]})
        for chain in grown:
            chain.sealed_length = chain.length
        # sealed_length alone: a chain that grew meanwhile keeps its own length and is found by the next seal.
        Chain.objects.bulk_update(grown, ["sealed_length"], batch_size=500)
        return Seal.objects.create(number=number, at=at, text=text, previous=previous, hash=chained(previous, text))


def seal_all(*, at: datetime) -> int:
    """Seal until nothing is left; how many seals were made."""
    made = 0
    while seal(at=at) is not None:
        made += 1
    return made


def last_seal() -> Seal | None:
    """The seal that a notice prints when it opens."""
    return Seal.objects.order_by("-number").first()


@dataclass(frozen=True)
class Fault:
    """One place at which the history does not verify, named so that a person can look at it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}"


def verify() -> Iterator[Fault]:
    """Read every entry and seal again and name each one that does not follow from the one before."""
    yield from _verify_entries()
    yield from _verify_seals()


def _verify_entries() -> Iterator[Fault]:
    chains = {c.pk: c for c in Chain.objects.all().iterator(chunk_size=5000)}
    chain: Chain | None = None
    number, head = 0, ""
    seen: set[int] = set()
    for entry in Entry.objects.order_by("chain_id", "number").iterator(chunk_size=2000):
        if chain is None or entry.chain_id != chain.pk:
            if chain is not None:
                yield from _ended(chain, number, head)
            chain, number, head = chains[entry.chain_id], 0, ""
            seen.add(chain.pk)
        number += 1
        yield from _verify_entry(chain, entry, number, head)
        head = entry.hash
    if chain is not None:
        yield from _ended(chain, number, head)
    for pk, other in chains.items():
        if pk not in seen and other.length:
            yield Fault(other.key, f"链上应有 {other.length} 条记录，实际没有")


def _verify_entry(chain: Chain, entry: Entry, number: int, head: str) -> Iterator[Fault]:
    where = f"{chain.key} 第 {entry.number} 条（entry {entry.pk}）"
    if entry.number != number:
        yield Fault(where, f"序号应为 {number}")
    if entry.previous != head:
        yield Fault(where, "与上一条不相接")
    if entry.hash != chained(entry.previous, entry.text):
        yield Fault(where, "内容与摘要不符")
        return
    said = json.loads(entry.text)
    columns = {
        "chain": chain.key,
        "number": entry.number,
        "at": entry.at,
        "act": entry.act,
        "article": entry.article,
        "from": entry.from_state,
        "to": entry.to_state,
        "person_id": entry.person_id,
        "union_id": entry.union_id,
    }
    for name, value in columns.items():
        told = datetime.fromisoformat(said[name]) if name == "at" else said[name]
        if told != value:
            yield Fault(where, f"列 {name} 与原文不符")


def _ended(chain: Chain, number: int, head: str) -> Iterator[Fault]:
    if (chain.length, chain.head) != (number, head):
        yield Fault(chain.key, f"链记 {chain.length} 条，实有 {number} 条，或末条摘要不符")


def _verify_seals() -> Iterator[Fault]:
    previous = ""
    sealed: dict[str, int] = {}
    for count, row in enumerate(Seal.objects.order_by("number").iterator(chunk_size=100), start=1):
        where = f"第 {row.number} 号封存"
        if row.number != count or row.previous != previous:
            yield Fault(where, "与上一号不相接")
        if row.hash != chained(row.previous, row.text):
            yield Fault(where, "内容与摘要不符")
        previous = row.hash
        rows = {key: (length, head) for key, length, head in json.loads(row.text)["chains"]}
        sealed.update({key: length for key, (length, _) in rows.items()})
        yield from _verify_sealed(where, rows)
    for key, length in Chain.objects.filter(sealed_length__gt=0).values_list("key", "sealed_length").iterator():
        if sealed.get(key) != length:
            yield Fault(key, f"链记已封存 {length} 条，封存记录为 {sealed.get(key, 0)} 条")


def _verify_sealed(where: str, rows: dict[str, tuple[int, str]]) -> Iterator[Fault]:
    keys = list(rows)
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        lengths = {rows[key][0] for key in part}
        found = {
            (key, number): head
            for key, number, head in Entry.objects.filter(chain__key__in=part, number__in=lengths).values_list(
                "chain__key", "number", "hash"
            )
        }
        for key in part:
            if found.get((key, rows[key][0])) != rows[key][1]:
                yield Fault(where, f"{key} 第 {rows[key][0]} 条与封存时不同")
