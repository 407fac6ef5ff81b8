"""The real tree, what happens to its unions, and what must always hold of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from ledger.actors import SYSTEM
from ledger.models import Entry
from ledger.sealing import seal_all, verify
from regulation.refusals import Refused
from tests.cast import AT, Cast
from unions import invariants
from unions.actions import activate, close, merge, rename
from unions.models import Post, Union, UnionGroupPermission, UnionName
from unions.queries import chain_above


def refusal_of(verb: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        verb()
    return refused.value.code


def faults() -> list[str]:
    return [str(fault) for fault in invariants.check()]


@pytest.mark.django_db
def test_the_real_tree_is_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_unions")
    assert Union.objects.count() == 3366
    assert Union.objects.filter(level="province").count() == 42
    bingtuan = Union.objects.get(code="660000")
    assert (bingtuan.parent, bingtuan.recommender) == (Union.objects.get(code="650000"),) * 2
    assert [u.code for u in chain_above(Union.objects.get(code="660800"))] == ["660000", "650000"]
    assert Union.objects.exclude(level="national").filter(recommender=None).count() == 0
    call_command("load_unions")
    assert Entry.objects.count() == 3366
    assert capsys.readouterr().out == "表中 3366 个工会，新登记 3366 个。\n表中 3366 个工会，新登记 0 个。\n"
    seal_all(at=AT)
    assert list(verify()) == []
    assert faults() == []


def test_a_paper_is_needed_for_every_change(cast: Cast) -> None:
    union, on = cast.unions["G2"], date(2026, 3, 2)
    assert (
        refusal_of(lambda: rename(union, name="新名", on=on, paper=" ", by=SYSTEM, at=cast.at, version=1))
        == "paper_needed"
    )
    assert refusal_of(lambda: close(union, on=on, paper="", by=SYSTEM, at=cast.at, version=1)) == "paper_needed"


def test_nothing_is_changed_ahead_of_its_day(cast: Cast) -> None:
    union, ahead = cast.unions["G2"], date(2026, 3, 3)
    assert (
        refusal_of(lambda: rename(union, name="新名", on=ahead, paper="文", by=SYSTEM, at=cast.at, version=1))
        == "day_ahead"
    )
    assert refusal_of(lambda: close(union, on=ahead, paper="文", by=SYSTEM, at=cast.at, version=1)) == "day_ahead"


def test_a_name_follows_the_one_before(cast: Cast) -> None:
    union = cast.unions["G2"]
    rename(union, name="新名", on=date(2026, 3, 2), paper="文", by=SYSTEM, at=cast.at, version=1)
    earlier = date(2026, 3, 1)
    assert (
        refusal_of(lambda: rename(union, name="再新", on=earlier, paper="文", by=SYSTEM, at=cast.at, version=2))
        == "before_start"
    )
    assert faults() == []


@pytest.mark.parametrize(
    ("code", "into", "refused"),
    [("320508", "320500", "wrong_successor"), ("G1", "S1", "same_union"), ("G1", "G1", "same_union")],
)
def test_a_merger_needs_a_successor_of_its_kind(cast: Cast, code: str, into: str, refused: str) -> None:
    def verb() -> object:
        return merge(
            cast.unions[code], into=cast.unions[into], on=date(2026, 3, 2), paper="文", by=SYSTEM, at=cast.at, version=1
        )

    assert refusal_of(verb) == refused


def test_a_merger_ends_the_posts_and_moves_the_children_each_with_an_entry(cast: Cast) -> None:
    merge(
        cast.unions["320508"],
        into=cast.unions["320506"],
        on=date(2026, 3, 2),
        paper="文",
        by=SYSTEM,
        at=cast.at,
        version=1,
    )
    post = Post.objects.get(pk=cast.county.pk)
    assert (post.state, post.until) == ("ended", date(2026, 3, 2))
    assert Entry.objects.filter(act="move_under").count() == 5
    assert faults() == []
    seal_all(at=cast.at)
    assert list(verify()) == []


def test_what_was_altered_behind_the_verbs_is_named(cast: Cast) -> None:
    assert faults() == []
    Union.objects.filter(code="G1").update(path="/1/")
    Union.objects.filter(code="G2").update(name="改过的名称")
    Union.objects.filter(code="G3").update(recommender=cast.unions["330000"])
    UnionName.objects.filter(union=cast.unions["G4"]).update(until=date(2026, 1, 1))
    UnionGroupPermission.objects.filter(group=cast.clerk.group_id, permission__codename="nominate").delete()
    assert faults() == [
        "工会 G3：推荐单位与隶属关系不符",
        "工会 G1：路径与上级工会不符",
        "工会 S1：路径与上级工会不符",
        "工会 G4：现用名称不是恰好一个",
        "工会 G2：现用名称与名称历史不符",
        f"岗位 {cast.clerk.pk}：权限与岗位不符",
    ]


@pytest.mark.usefixtures("cast")
def test_the_first_account_is_opened_by_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("open_account", name="曹立", username="cao.li")
    post = Post.objects.get(person__username="cao.li")
    assert (post.union.code, post.role) == ("000000", "national")
    code = capsys.readouterr().out.split("激活码：")[1].split("\n")[0]
    assert activate(code=code, password="Chunfeng-2026-huayu", at=AT) == post.person
    with pytest.raises(CommandError, match="已被使用"):
        call_command("open_account", name="曹立", username="cao.li")
