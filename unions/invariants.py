"""What must always hold of unions and posts; `check_invariants` reads it on any database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, F, Q

from ledger.sealing import Fault
from unions.actions.posts import permissions_of
from unions.models import Kind, Post, Role, Union, UnionGroupPermission, UnionName
from unions.models.tree import Level
from unions.moves import PostState, UnionState

PART = 2000


def check() -> Iterator[Fault]:
    """Each place at which the tree, the names or the permissions contradict themselves."""
    yield from _one_root()
    yield from _tree()
    yield from _names()
    yield from _permissions()
    yield from _posts_of_gone_unions()


def _one_root() -> Iterator[Fault]:
    roots = list(Union.objects.filter(Q(parent=None) | Q(kind=Kind.FEDERATION)).values_list("name", flat=True)[:5])
    if len(roots) > 1:
        yield Fault("工会组织", f"有 {len(roots)} 个没有上级的工会：{'、'.join(roots)}")


def _tree() -> Iterator[Fault]:
    """The path follows the parent, the recommending unit follows the line, a merged union names its successor."""
    for union in Union.objects.select_related("parent").order_by("pk").iterator(chunk_size=PART):
        above = union.parent
        where = f"工会 {union.code}"
        if union.path != f"{above.path if above else '/'}{union.pk}/":
            yield Fault(where, "路径与上级工会不符")
        expected = union.pk if union.level == Level.PROVINCE else above.recommender_id if above else None
        if union.recommender_id != expected:
            yield Fault(where, "推荐单位与隶属关系不符")
        if union.is_active and above is not None and not above.is_active:
            yield Fault(where, "上级工会已合并或撤销，本工会还在其下")


def _names() -> Iterator[Fault]:
    """The present name is the last of the history of names, and exactly one name is present."""
    present = Count("names", filter=Q(names__until=None))
    for union in Union.objects.annotate(present=present).exclude(present=1).only("code").iterator(chunk_size=PART):
        yield Fault(f"工会 {union.code}", "现用名称不是恰好一个")
    for name in UnionName.objects.filter(until=None).exclude(name=F("union__name")).select_related("union"):
        yield Fault(f"工会 {name.union.code}", "现用名称与名称历史不符")


def _permissions() -> Iterator[Fault]:
    """The group of a post carries what its role carries, on its own union, and nothing else."""
    given: defaultdict[int, set[tuple[str, int]]] = defaultdict(set)
    rows = UnionGroupPermission.objects.values_list("group_id", "permission__codename", "content_object_id")
    for group, codename, union in rows.iterator(chunk_size=PART):
        given[group].add((codename, union))
    for post in Post.objects.select_related("union").order_by("pk").iterator(chunk_size=PART):
        expected = {(perm, post.union_id) for perm in permissions_of(Role(post.role), post.union)}
        if given.pop(post.group_id, set()) != expected:
            yield Fault(f"岗位 {post.pk}", "权限与岗位不符")
    for group in given:
        yield Fault(f"权限组 {group}", "不属于任何岗位，却有权限")


def _posts_of_gone_unions() -> Iterator[Fault]:
    for post in Post.objects.filter(state=PostState.HELD).exclude(union__state=UnionState.ACTIVE):
        yield Fault(f"岗位 {post.pk}", "工会已合并或撤销，岗位还没有终止")
