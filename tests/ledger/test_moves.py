"""Claim, judge, write down."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import transaction

from ledger.actions import bulk_move, moving, note, touch
from ledger.actors import SYSTEM
from ledger.models import Chain, Entry
from ledger.moves import MoveTable, Who, title_of
from ledger.queries import history
from regulation.refusals import Refused, Stale
from tests.cast import Cast
from unions.models import Post, Union
from unions.moves import CLOSE, END_POST, RENAME, PostState, UnionState


def entries(record: Union | Post) -> list[str]:
    return list(Entry.objects.filter(chain=record.chain_id).order_by("number").values_list("act", flat=True))


def test_a_record_begins_with_its_chain_and_one_entry(cast: Cast) -> None:
    chain = Chain.objects.get(pk=cast.union.chain_id)
    entry = Entry.objects.get(chain=chain)
    assert (chain.length, chain.head, chain.key.partition(":")[0]) == (1, entry.hash, "union")
    assert json.loads(entry.text)["details"]["name"] == cast.union.name
    assert (entry.from_state, entry.to_state, entry.number, entry.previous) == ("", "active", 1, "")


def test_a_move_claims_judges_and_is_written_last(cast: Cast) -> None:
    union = cast.union
    with moving(union, CLOSE, by=SYSTEM, at=cast.at, version=1, closed_on=date(2026, 3, 2)) as writing:
        assert (union.state, union.version) == ("closed", 2)
        assert entries(union) == ["登记工会"]
        writing.reason = "单位终止"
        writing.details["paper"] = "文"
    assert entries(union) == ["登记工会", "close"]
    told = history(Chain.objects.get(pk=union.chain_id))[0]
    assert (told.act, told.reason, told.details, told.from_state) == ("工会撤销", "单位终止", {"paper": "文"}, "active")


def test_a_refusal_rolls_the_claim_back(cast: Cast) -> None:
    union = cast.union
    with pytest.raises(Refused), moving(union, CLOSE, by=SYSTEM, at=cast.at, version=1, closed_on=date(2026, 3, 2)):
        raise Refused("no", "不行。")
    assert Union.objects.values_list("state", "version", "closed_on").get(pk=union.pk) == ("active", 1, None)
    assert entries(union) == ["登记工会"]


def test_who_comes_second_is_stale(cast: Cast) -> None:
    first, second = Union.objects.get(code="G1"), Union.objects.get(code="G1")
    with moving(first, RENAME, by=SYSTEM, at=cast.at, version=1, name="甲"):
        pass
    with pytest.raises(Stale), moving(second, RENAME, by=SYSTEM, at=cast.at, version=1, name="乙"):
        pass
    assert (Union.objects.get(code="G1").name, entries(first)) == ("甲", ["登记工会", "rename"])


def test_a_claim_names_what_else_the_actor_saw(cast: Cast) -> None:
    """Two reviewers at once: the state stays, the holder moves; the holder is part of the claim."""
    union = cast.union
    with (
        pytest.raises(Stale),
        moving(union, RENAME, by=SYSTEM, at=cast.at, version=1, expect={"parent": cast.unions["330106"]}),
    ):
        pass
    assert entries(union) == ["登记工会"]


def test_a_move_starts_from_its_own_states_only(cast: Cast) -> None:
    union = cast.union
    with moving(union, CLOSE, by=SYSTEM, at=cast.at, version=1, closed_on=date(2026, 3, 2)):
        pass
    with pytest.raises(Refused) as refused, moving(union, RENAME, by=SYSTEM, at=cast.at, version=2):
        pass
    assert refused.value.code == "wrong_state"


def test_touching_takes_the_version(cast: Cast) -> None:
    union = cast.union
    with transaction.atomic():
        touch(union, states=[UnionState.ACTIVE], version=1)
    assert union.version == 2
    with pytest.raises(Stale), transaction.atomic():
        touch(union, states=[UnionState.ACTIVE], version=1)
    with pytest.raises(Refused) as refused, transaction.atomic():
        touch(union, states=[UnionState.CLOSED])
    assert refused.value.code == "wrong_state"
    with pytest.raises(Stale), moving(union, RENAME, by=SYSTEM, at=cast.at, version=1):
        pass


def test_a_list_moves_all_or_none(cast: Cast) -> None:
    posts = list(Post.objects.select_related("chain").order_by("pk"))
    bulk_move(posts[1:2], END_POST, by=SYSTEM, at=cast.at, until=date(2026, 3, 2))
    stale = list(Post.objects.select_related("chain").order_by("pk"))[:3]
    with pytest.raises(Stale):
        bulk_move(stale, END_POST, by=SYSTEM, at=cast.at, until=date(2026, 3, 2))
    assert Post.objects.filter(state=PostState.ENDED).count() == 1
    assert [entries(post) for post in posts[:3]] == [["授予岗位"], ["授予岗位", "end_post"], ["授予岗位"]]


def test_a_list_leaves_an_entry_each_and_the_records_know(cast: Cast) -> None:
    posts = list(Post.objects.order_by("pk"))
    on = date(2026, 3, 2)
    bulk_move(posts, END_POST, by=SYSTEM, at=cast.at, until=on, reason="换届", details=lambda post: {"id": post.pk})
    assert {(post.state, post.version, post.until) for post in posts} == {("ended", 2, on)}
    assert set(Post.objects.values_list("state", "version", "until")) == {("ended", 2, on)}
    last = Entry.objects.filter(act="end_post").order_by("chain_id")
    assert sorted(json.loads(entry.text)["details"]["id"] for entry in last) == sorted(post.pk for post in posts)
    assert set(last.values_list("from_state", "to_state", "number")) == {("held", "ended", 2)}


def test_a_note_moves_nothing(cast: Cast) -> None:
    entry = note(cast.union, act="打印证书", article="第二十一条", by=SYSTEM, at=cast.at)
    assert (entry.number, entry.from_state, entry.to_state) == (2, "active", "active")
    assert Union.objects.get(pk=cast.union.pk).version == 1


def test_a_code_names_one_row_of_a_table() -> None:
    table = MoveTable("Trial", UnionState, UnionState.ACTIVE)
    table.add("go", "走", sources=(UnionState.ACTIVE,), target=None, who=Who.SYSTEM, article="")
    assert title_of("trial", "go") == "走"
    with pytest.raises(ValueError, match="go"):
        table.add("go", "再走", sources=(UnionState.ACTIVE,), target=None, who=Who.SYSTEM, article="")
