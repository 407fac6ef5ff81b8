"""岗位: a role that a person holds at a union, granted by the union above."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import F

from ledger.actions import begin_all, moving
from ledger.actors import Actor
from regulation.refusals import Refused
from regulation.windows import in_beijing
from regulation.words import day_words
from unions.models import Person, Post, Role, Union, UnionGroupPermission
from unions.models.tree import Level
from unions.moves import END_POST, POST, PostState
from unions.placing import kinds_below, level_below
from unions.queries import actor, allows, stands_above

ARTICLE = "第十四条第二款"
_ABOVE = ("review", "publish", "handle_letters", "supervise", "open_accounts")
PERMISSIONS: dict[Role, tuple[str, ...]] = {
    Role.CLERK: ("see", "nominate", "publish", "supervise"),
    Role.REVIEWER: ("see", *_ABOVE),
    Role.RECOMMENDER: ("see", "recommend", *_ABOVE),
    Role.NATIONAL: ("see", "audit", "publish", "handle_letters", "supervise", "open_accounts"),
    Role.SECRETARIAT: ("see", "decide"),
}
_BELOW_PROVINCE = (Level.PREFECTURE, Level.COUNTY, Level.TOWNSHIP, Level.GRASSROOTS)
LEVELS: dict[Role, tuple[Level, ...]] = {
    Role.CLERK: (Level.PROVINCE, *_BELOW_PROVINCE),
    Role.REVIEWER: _BELOW_PROVINCE,
    Role.RECOMMENDER: (Level.PROVINCE,),
    Role.NATIONAL: (Level.NATIONAL,),
    Role.SECRETARIAT: (Level.NATIONAL,),
}
"""At unions of which level a role is held (第十四条第二款、第十六条)."""


@dataclass(frozen=True)
class Grant:
    """One post to be granted."""

    person: Person
    union: Union
    role: Role
    since: date
    title: str = ""


def roles_at(union: Union) -> list[Role]:
    """The roles that can be held at a union."""
    return [role for role, levels in LEVELS.items() if Level(union.level) in levels]


def roles_below(union: Union) -> list[Role]:
    """The roles that can be held at the unions directly below a union."""
    levels = {level_below(kind, union) for kind in kinds_below(union)}
    return [role for role in Role if levels & set(LEVELS[role])]


def grant_post(
    *, person: Person, union: Union, role: Role, since: date, title: str = "", by: Post | Actor, at: datetime
) -> Post:
    """Grant a post to a person. Refused as `grant_posts`."""
    return grant_posts([Grant(person, union, role, since, title)], by=by, at=at)[0]


def grant_posts(grants: Sequence[Grant], *, by: Post | Actor, at: datetime) -> list[Post]:
    """Grant posts, each with its own group that carries the role's permissions on the post's union.

    Raises:
        Refused: "not_allowed": the acting post's union does not stand directly above; "own_post": nobody grants to
            himself; "role_not_here": the role does not exist at that level; "not_active"; "post_held": already held.
    """
    for grant in grants:
        _check(grant, by=by, at=at)
    with transaction.atomic():
        # Whoever grants posts to the same people at once waits here: otherwise both would find the post free.
        Person.objects.filter(pk__in={g.person.pk for g in grants}).order_by("pk").update(is_active=F("is_active"))
        _not_held(grants)
        groups = Group.objects.bulk_create([Group(name=f"post:{uuid.uuid4().hex}") for _ in grants])
        posts = [
            Post(person=g.person, union=g.union, role=g.role, since=g.since, title=g.title, group=group)
            for g, group in zip(grants, groups, strict=True)
        ]
        begin_all(posts, table=POST, by=actor(by), at=at, act="授予岗位", article=ARTICLE, details=_described)
        _permit(posts)
    return posts


def end_post(post: Post, *, on: date, by: Post | Actor, at: datetime, version: int) -> Post:
    """End a post; `on` is its last day. Refused "not_allowed", "own_post", "before_start"."""
    if isinstance(by, Post):
        require_opener(by, post.union, at=at)
        if by.pk == post.pk:
            raise Refused("own_post", "不能终止自己正在使用的岗位，请由上级工会办理。", ARTICLE)
    if on < post.since:
        raise Refused("before_start", f"终止日期不能早于任职开始日期（{day_words(post.since)}）。")
    with moving(post, END_POST, by=actor(by), at=at, version=version, until=on) as writing:
        writing.details.update({"person": post.person.name, "union": post.union.name, "until": on.isoformat()})
    return post


def may_grant(by: Post, union: Union, *, on: date) -> bool:
    """Whether a post opens accounts for a union: for its direct children, and 全总 for itself."""
    direct = by.union_id in (union.parent_id, union.industrial_parent_id)
    return (direct or (union.is_national and by.union_id == union.pk)) and allows(by, "open_accounts", by.union, on=on)


def require_opener(by: Post, union: Union, *, at: datetime) -> None:
    """Refused "not_allowed" unless the post's union opens the accounts of that union."""
    on = in_beijing(at).date()
    if may_grant(by, union, on=on):
        return
    parent = union.parent
    gone = parent is not None and not parent.is_active and stands_above(by.union, union)
    if not (gone and allows(by, "open_accounts", by.union, on=on)):
        raise Refused("not_allowed", f"“{union}”的账号和岗位由它的上级工会开通。", ARTICLE)


def _check(grant: Grant, *, by: Post | Actor, at: datetime) -> None:
    if isinstance(by, Post):
        require_opener(by, grant.union, at=at)
        if grant.person.pk == by.person_id:
            raise Refused("own_post", "不能给自己授予岗位，请由他人办理。", ARTICLE)
    if not grant.union.is_active:
        raise Refused("not_active", f"“{grant.union}”已合并或撤销。")
    if Level(grant.union.level) not in LEVELS[grant.role]:
        raise Refused(
            "role_not_here",
            f"“{grant.union}”（{grant.union.get_level_display()}）没有“{grant.role.label}”这个岗位。",
            ARTICLE,
        )


def _not_held(grants: Sequence[Grant]) -> None:
    held = set(
        Post.objects.filter(person__in={g.person.pk for g in grants}, state=PostState.HELD, until=None).values_list(
            "person_id", "union_id", "role"
        )
    )
    for grant in grants:
        key = (grant.person.pk, grant.union.pk, grant.role.value)
        if key in held:
            raise Refused("post_held", f"{grant.person.name}已在“{grant.union}”担任{grant.role.label}。")
        held.add(key)


def permissions_of(role: Role, union: Union) -> tuple[str, ...]:
    """What a role may do at a union. The clerk of a grassroots union also opens accounts for what is below it."""
    given = PERMISSIONS[role]
    opens = role == Role.CLERK and union.level in (Level.GRASSROOTS, Level.TOWNSHIP)
    return (*given, "open_accounts") if opens else given


def _permit(posts: Sequence[Post]) -> None:
    named = {
        p.codename: p for p in Permission.objects.filter(content_type__app_label="unions", content_type__model="union")
    }
    UnionGroupPermission.objects.bulk_create(
        [
            UnionGroupPermission(group=post.group, permission=named[perm], content_object=post.union)
            for post in posts
            for perm in permissions_of(Role(post.role), post.union)
        ],
        batch_size=500,
    )


def _described(post: Post) -> dict[str, object]:
    return {
        "person": post.person.name,
        "union": post.union.name,
        "role": Role(post.role).label,
        "since": post.since.isoformat(),
    }
