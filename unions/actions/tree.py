"""What happens to a union: it is set up, renamed, moved, merged, dissolved. Its history of names and parents stays."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Substr

from ledger.actions import begin, bulk_move, moving
from ledger.actors import Actor
from regulation.refusals import Refused
from regulation.windows import in_beijing
from regulation.words import day_words
from unions.actions.planting import ARTICLE, REGISTERED, described, placed
from unions.models import Kind, Post, Union, UnionName
from unions.models.tree import Level
from unions.moves import CLOSE, END_POST, MERGE, MOVE_UNDER, RENAME, PostState, UnionState
from unions.moves import UNION as TABLE
from unions.placing import check_industrial_parent, level_below
from unions.queries import actor, allows, manages
from unions.search import tokens

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def add_union(
    *,
    name: str,
    kind: Kind,
    parent: Union,
    level: Level | None = None,
    industrial_parent: Union | None = None,
    code: str = "",
    region_code: str = "",
    credit_code: str = "",
    founded_on: date | None = None,
    invented: bool = False,
    by: Post | Actor,
    at: datetime,
) -> Union:
    """Register a union below another.

    Raises:
        Refused: "not_allowed"; "wrong_parent", "wrong_level", "wrong_industrial_parent": it may not stand there;
            "not_active": the parent no longer exists; "name_taken": a sister has the name; "code_taken".
    """
    on = in_beijing(at).date()
    _may_keep(by, [parent], on=on, child=True)
    _is_there(parent, industrial_parent)
    check_industrial_parent(name, industrial_parent)
    union = Union(
        code=code or _new_code(),
        name=_sisterless(name, parent),
        kind=kind,
        level=level_below(kind, parent, level=level),
        parent=parent,
        industrial_parent=industrial_parent,
        region_code=region_code or parent.region_code,
        credit_code=credit_code,
        founded_on=founded_on,
        invented=invented,
        search=tokens(name),
    )
    if Union.objects.filter(code=union.code).exists():
        raise Refused("code_taken", f"编码“{union.code}”已被使用。")
    with transaction.atomic():
        begin(union, table=TABLE, by=actor(by), at=at, act=REGISTERED, article=ARTICLE, details=described(union))
        placed(union)
        Union.objects.filter(pk=union.pk).update(path=union.path, recommender=union.recommender)
        UnionName.objects.create(union=union, name=union.name, since=founded_on or on)
    return union


def rename(union: Union, *, name: str, on: date, paper: str, by: Post | Actor, at: datetime, version: int) -> Union:
    """工会更名. Honours keep the name of their day.

    Refused "not_allowed", "paper_needed", "name_taken", "same_name", "day_ahead", "before_start" (of the present name).
    """
    _may_keep(by, [union], on=in_beijing(at).date())
    _paper(paper)
    _not_ahead(on, at)
    present = union.names.filter(until=None).first()
    if present is not None and on < present.since:
        raise Refused("before_start", f"更名日期不能早于现名称启用的{day_words(present.since)}。")
    name = name.strip()
    if name == union.name:
        raise Refused("same_name", "新名称与现名称相同。")
    if union.parent is not None:
        _sisterless(name, union.parent)
    former = union.name
    with moving(union, RENAME, by=actor(by), at=at, version=version, name=name, search=tokens(name)) as writing:
        writing.details.update({"from": former, "to": name, "paper": paper, "on": on.isoformat()})
        UnionName.objects.filter(union=union, until=None).update(until=on)
        UnionName.objects.create(union=union, name=name, since=on, paper=paper)
    return union


def move_under(
    union: Union,
    *,
    parent: Union,
    industrial_parent: Union | None = None,
    paper: str,
    by: Post | Actor,
    at: datetime,
    version: int,
) -> Union:
    """调整隶属关系. Filed cases keep their frozen chain.

    Refused "not_allowed", "paper_needed", "wrong_parent" (also below itself), "wrong_industrial_parent", "not_active".
    """
    on = in_beijing(at).date()
    _may_keep(by, [union], on=on)
    _may_keep(by, [parent], on=on, child=True)
    _paper(paper)
    _is_there(parent, industrial_parent)
    check_industrial_parent(union.name, industrial_parent)
    _fits(union, parent)
    before = union.parent.name if union.parent else ""
    with moving(
        union, MOVE_UNDER, by=actor(by), at=at, version=version, parent=parent, industrial_parent=industrial_parent
    ) as writing:
        line = industrial_parent.name if industrial_parent else ""
        writing.details.update({"from": before, "to": parent.name, "industrial_parent": line, "paper": paper})
        _replant(union, parent)
    return union


def merge(union: Union, *, into: Union, on: date, paper: str, by: Post | Actor, at: datetime, version: int) -> Union:
    """工会合并: what stood below the union now stands below its successor; its posts end.

    Refused "not_allowed", "paper_needed", "day_ahead", "same_union", "not_active", "wrong_successor" (of another
    level), "wrong_parent" (a child may not stand there).
    """
    day = in_beijing(at).date()
    _may_keep(by, [union, into], on=day)
    _paper(paper)
    _not_ahead(on, at)
    _is_there(into)
    if into.is_below(union):
        raise Refused("same_union", "不能并入自己或自己的下级工会。")
    if into.level != union.level and not {into.level, union.level} <= {Level.TOWNSHIP, Level.GRASSROOTS}:
        raise Refused("wrong_successor", f"“{into}”与“{union}”层级不同，不能合并。", ARTICLE)
    by = actor(by)
    with moving(union, MERGE, by=by, at=at, version=version, successor=into, closed_on=on) as writing:
        children = list(union.children.filter(state=UnionState.ACTIVE).select_related("chain").order_by("pk"))
        writing.details.update({"into": into.name, "paper": paper, "on": on.isoformat(), "children": len(children)})
        for child in children:
            _fits(child, into)
        bulk_move(
            children, MOVE_UNDER, by=by, at=at, parent=into,
            details=lambda _child: {"from": union.name, "to": into.name, "paper": paper},
        )  # fmt: skip
        for child in children:
            _replant(child, into)
        _end_posts(union, by=by, at=at, on=on)
    return union


def close(union: Union, *, on: date, paper: str, by: Post | Actor, at: datetime, version: int) -> Union:
    """工会撤销. Refused "not_allowed", "paper_needed", "day_ahead", "has_children": unions still stand below it."""
    _may_keep(by, [union], on=in_beijing(at).date())
    _paper(paper)
    _not_ahead(on, at)
    by = actor(by)
    with moving(union, CLOSE, by=by, at=at, version=version, closed_on=on) as writing:
        writing.details.update({"paper": paper, "on": on.isoformat()})
        if union.children.filter(state=UnionState.ACTIVE).exists():
            raise Refused(
                "has_children", f"“{union}”还有下级工会。请先把它们调整到其他工会之下，或办理撤销。", "第二十七条"
            )
        _end_posts(union, by=by, at=at, on=on)
    return union


def _may_keep(by: Post | Actor, unions: Iterable[Union], *, on: date, child: bool = False) -> None:
    """The record of a union is kept by those above it who open accounts; `child`: by the parent itself too."""
    if isinstance(by, Actor):
        return
    for union in unions:
        if not (manages(by, union, on=on) or (child and union.pk == by.union_id and _opens(by, union, on=on))):
            raise Refused("not_allowed", f"“{union}”的登记由它的上级工会办理。", ARTICLE)


def _opens(by: Post, union: Union, *, on: date) -> bool:
    return allows(by, "open_accounts", union, on=on)


def _paper(paper: str) -> None:
    if not paper.strip():
        raise Refused("paper_needed", "请填写批准文件的文号。")


def _not_ahead(on: date, at: datetime) -> None:
    if on > in_beijing(at).date():
        raise Refused("day_ahead", "日期不能晚于今天。到了那一天再办理。")


def _is_there(*unions: Union | None) -> None:
    for union in unions:
        if union is not None and not union.is_active:
            raise Refused("not_active", f"“{union}”已合并或撤销。")


def _sisterless(name: str, parent: Union) -> str:
    name = name.strip()
    if not name:
        raise Refused("name_needed", "请填写工会名称。")
    if parent.children.filter(name=name, state=UnionState.ACTIVE).exists():
        raise Refused("name_taken", f"“{parent}”之下已有“{name}”。")
    return name


def _fits(union: Union, parent: Union) -> None:
    if parent.is_below(union):
        raise Refused("wrong_parent", "不能调整到自己或自己的下级工会之下。", ARTICLE)
    level = Level(union.level) if union.kind in (Kind.REGIONAL, Kind.LOCAL_INDUSTRIAL) else None
    level_below(Kind(union.kind), parent, level=level)


def _replant(union: Union, parent: Union) -> None:
    """Rewrite the path of a whole subtree, and its recommending unit, in two queries."""
    old, new = union.path, f"{parent.path}{union.pk}/"
    below = Q(path__startswith=old)
    if not union.is_recommender:
        Union.objects.filter(below).update(recommender=parent.recommender)
    Union.objects.filter(below).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    union.refresh_from_db()


def _end_posts(union: Union, *, by: Actor, at: datetime, on: date) -> None:
    held = Post.objects.filter(union=union, state=PostState.HELD)
    started = list(held.filter(since__lte=on).order_by("pk"))
    bulk_move(started, END_POST, by=by, at=at, until=on, reason="工会已合并或撤销")
    # A post that was to begin later never begins: it ends on the day on which it would have begun.
    for post in held.filter(since__gt=on).order_by("pk"):
        bulk_move([post], END_POST, by=by, at=at, until=post.since, reason="工会已合并或撤销")


def _new_code() -> str:
    return "U" + "".join(secrets.choice(LETTERS) for _ in range(11))
