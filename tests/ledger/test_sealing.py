"""The chains and the seal verify; one altered byte is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.actions import note
from ledger.actors import SYSTEM
from ledger.canonical import canonical, chained, digest
from ledger.models import Chain, Entry, Seal
from ledger.sealing import last_seal, seal, seal_all, verify
from tests.cast import Cast

TABLES = ("ledger_entry", "ledger_seal")


@contextmanager
def without_triggers() -> Iterator[None]:
    """As an intruder with the rights of the database's owner."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the test's own inserts still hold the tables
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            for table in TABLES:
                for act in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{act}")
            yield


def faults() -> list[str]:
    return [str(fault) for fault in verify()]


def second_entry(cast: Cast) -> Entry:
    note(cast.union, act="打印", article="", by=SYSTEM, at=cast.at)
    note(cast.union, act="再打印", article="", by=SYSTEM, at=cast.at)
    seal_all(at=cast.at)
    return Entry.objects.select_related("chain").get(chain=cast.union.chain_id, number=2)


def test_an_untouched_history_verifies(cast: Cast) -> None:
    assert seal_all(at=cast.at) == 1
    note(cast.union, act="打印", article="", by=SYSTEM, at=cast.at)
    assert seal_all(at=cast.at + timedelta(hours=1)) == 1
    assert seal(at=cast.at) is None
    assert faults() == []


def test_a_seal_takes_what_has_grown_and_follows_the_one_before(cast: Cast) -> None:
    first = seal(at=cast.at)
    note(cast.union, act="打印", article="", by=SYSTEM, at=cast.at)
    second = seal(at=cast.at)
    assert first is not None
    assert second is not None
    chain = Chain.objects.get(pk=cast.union.chain_id)
    assert (second.number, second.previous, second.hash) == (2, first.hash, chained(first.hash, second.text))
    assert second.text == canonical({"number": 2, "at": cast.at.isoformat(), "chains": [[chain.key, 2, chain.head]]})
    assert last_seal() == second


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("act", ["UPDATE {} SET hash = hash", "DELETE FROM {}"])
@pytest.mark.usefixtures("cast")
def test_the_database_refuses_to_change_history(cast: Cast, table: str, act: str) -> None:
    seal_all(at=cast.at)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act.format(table))


def alter_text(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(text=entry.text.replace("打印", "打卬"))


def alter_column(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(act="别的事")


def alter_moment(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(at=entry.at + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("intrusion", "what"),
    [(alter_text, "内容与摘要不符"), (alter_column, "列 act 与原文不符"), (alter_moment, "列 at 与原文不符")],
)
def test_one_altered_byte_is_named(cast: Cast, intrusion: Callable[[Entry], None], what: str) -> None:
    entry = second_entry(cast)
    with without_triggers():
        intrusion(entry)
    assert faults() == [f"{entry.chain.key} 第 2 条（entry {entry.pk}）：{what}"]


def test_a_forged_entry_with_a_right_hash_breaks_the_next_one(cast: Cast) -> None:
    entry = second_entry(cast)
    text = entry.text.replace("打印", "打卬")
    with without_triggers():
        Entry.objects.filter(pk=entry.pk).update(text=text, act="打卬", hash=chained(entry.previous, text))
    third = Entry.objects.get(chain=entry.chain_id, number=3)
    assert faults() == [f"{entry.chain.key} 第 3 条（entry {third.pk}）：与上一条不相接"]


def test_a_deleted_entry_is_missed(cast: Cast) -> None:
    entry = second_entry(cast)
    third = Entry.objects.get(chain=entry.chain_id, number=3)
    with without_triggers():
        Entry.objects.filter(pk=third.pk).delete()
    key = entry.chain.key
    assert faults() == [
        f"{key}：链记 3 条，实有 2 条，或末条摘要不符",
        f"第 1 号封存：{key} 第 3 条与封存时不同",
    ]


def test_a_chain_that_was_written_anew_contradicts_its_seal(cast: Cast) -> None:
    """Whoever rewrites a whole chain, heads and all, still has the public seal against him."""
    entry = second_entry(cast)
    third = Entry.objects.get(chain=entry.chain_id, number=3)
    text = third.text.replace("再打印", "没打印")
    forged = chained(third.previous, text)
    with without_triggers():
        Entry.objects.filter(pk=third.pk).update(text=text, act="没打印", hash=forged)
        Chain.objects.filter(pk=entry.chain_id).update(head=forged)
    assert faults() == [f"第 1 号封存：{entry.chain.key} 第 3 条与封存时不同"]


def test_a_whole_history_that_was_cut_away_contradicts_its_seal(cast: Cast) -> None:
    entry = second_entry(cast)
    with without_triggers():
        Entry.objects.filter(chain=entry.chain_id).delete()
        Chain.objects.filter(pk=entry.chain_id).update(length=0, head="", sealed_length=0)
    assert faults() == [f"第 1 号封存：{entry.chain.key} 第 3 条与封存时不同"]


def test_an_altered_seal_is_named(cast: Cast) -> None:
    seal_all(at=cast.at)
    row = Seal.objects.get()
    with without_triggers():
        Seal.objects.filter(pk=row.pk).update(text=row.text.replace('"number":1', '"number":7'))
    assert faults() == ["第 1 号封存：内容与摘要不符"]


def test_canonical_text_is_the_same_for_the_same_content() -> None:
    assert canonical({"b": 1, "a": "中"}) == '{"a":"中","b":1}'
    assert digest("中") == digest("中".encode())
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})
