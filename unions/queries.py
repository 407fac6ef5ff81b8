"""Shared reads of unions, people and posts: who acts, who may, who sees, and who stands above whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ledger.actors import Actor
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import ApiToken, Kind, Post, Role, Union
from unions.moves import PostState, UnionState
from unions.permissions import CARRIED_AT_ONE, carried, held_on, kind_of_union

SESSION_POST = "post"
REACHING = frozenset({"see", "supervise"})
"""What a post may do to everything below its union; every other permission is for the very union it names."""

MAKERS = "第十四条第二款"


# --- The acting post --------------------------------------------------------------------------------------------------


def acting_post(request: HttpRequest) -> Post | None:
    """The post that the signed-in person chose to act with, if it is held today; a single post is chosen by itself."""
    posts = held_posts_at(request)
    chosen = request.session.get(SESSION_POST) if posts and hasattr(request, "session") else None
    for post in posts:
        if post.pk == chosen:
            return post
    return posts[0] if len(posts) == 1 else None


def held_posts_at(request: HttpRequest) -> list[Post]:
    """The posts that the signed-in person holds at the moment of the request; read once per request."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    known: list[Post] | None = getattr(request, "_held_posts", None)
    if known is None:
        now: datetime = request.now  # type: ignore[attr-defined]  # the clock's middleware reads it
        known = list(held_posts(user.pk, on=in_beijing(now).date()))
        request._held_posts = known  # type: ignore[attr-defined]  # kept for this request
    return known


def held_posts(person_id: int, *, on: date) -> QuerySet[Post]:
    """The posts that a person holds on a day, at unions that still exist."""
    return (
        Post.objects.filter(
            held_on(on),
            person_id=person_id,
            union__state=UnionState.ACTIVE,
            person__is_active=True,
            state=PostState.HELD,
        )
        .select_related("union", "union__recommender", "person", "chain")
        .order_by("pk")
    )


def actor(by: Post | Actor) -> Actor:
    """The acting post by value, as the ledger keeps it."""
    if isinstance(by, Actor):
        return by
    role = Role(by.role)
    return Actor(by.person_id, by.person.name, by.pk, role.value, role.label, by.union_id, by.union.name)


def allows(post: Post, perm: str, union: Union, *, on: date) -> bool:
    """Whether the post's own group carries a permission on a union, on a day on which the post is held.

    Another post of the same person counts for nothing. Seeing reaches the subtree; moving does not.
    """
    known = {"post": post.pk, "group": post.group_id, "on": on, "kind": kind_of_union()}
    if perm in REACHING:
        rows = carried(**known).filter(permission__codename=perm, content_object__in=_reached(union))
        return rows.exists()
    return bool(CARRIED_AT_ONE.ask(perm=perm, union=union.pk, **known))


def allowed(post: Post, *, on: date) -> frozenset[str]:
    """Everything that a post may do at its own union on a day, in one query; see `allows` for one question."""
    rows = carried(post=post.pk, group=post.group_id, on=on, kind=kind_of_union()).filter(content_object=post.union_id)
    return frozenset(rows.values_list("permission__codename", flat=True))


def require(post: Post, perm: str, union: Union, *, on: date) -> None:
    """Refused "not_allowed" unless the acting post has the permission on the union."""
    if not allows(post, perm, union, on=on):
        raise not_allowed(post, union)


def not_allowed(post: Post, union: Union) -> Refused:
    """What is said to a post without the permission."""
    return Refused(
        "not_allowed", f"当前岗位（{post.union} {post.get_role_display()}）不能在“{union}”办理这件事。", MAKERS
    )


def _reached(union: Union) -> list[int]:
    """The unions from whose posts a union is seen: itself, all above it, and its industrial line."""
    ids = [*union.ancestor_ids, union.pk]
    if union.industrial_parent is not None:
        ids += [*union.industrial_parent.ancestor_ids, union.industrial_parent.pk]
    return ids


# --- Who sees what ----------------------------------------------------------------------------------------------------


def unions_seen_by(post: Post) -> QuerySet[Union]:
    """The post's union and everything below it; for an industrial union also those on its line."""
    union = post.union
    seen = Q(path__startswith=union.path)
    if union.kind in (Kind.INDUSTRIAL, Kind.LOCAL_INDUSTRIAL):
        seen |= Q(industrial_parent__path__startswith=union.path)
    return Union.objects.filter(seen)


def posts_seen_by(post: Post) -> QuerySet[Post]:
    """The posts whose holders a post may know: those of its own union, and of the unions whose accounts it opens."""
    union = post.union
    own = Q(union_id=union.pk) | Q(union__parent_id=union.pk) | Q(union__industrial_parent_id=union.pk)
    return Post.objects.filter(own).select_related("person", "union", "chain").order_by("state", "-since", "-pk")


def manages(post: Post, union: Union, *, on: date) -> bool:
    """Whether a post keeps the record of a union: its own union stands above it and it may open accounts there."""
    return (
        union.pk != post.union_id
        and stands_above(post.union, union)
        and allows(post, "open_accounts", post.union, on=on)
    )


def stands_above(upper: Union, union: Union) -> bool:
    """Whether `upper` is an ancestor of a union, along its local or its industrial line."""
    line = union.industrial_parent
    return union.pk != upper.pk and (union.is_below(upper) or (line is not None and line.is_below(upper)))


# --- The chain --------------------------------------------------------------------------------------------------------


def national() -> Union:
    """中华全国总工会."""
    return Union.objects.get(kind=Kind.FEDERATION)


def chain_above(union: Union, *, industrial: bool = False, line: Sequence[Union] | None = None) -> list[Union]:
    """The unions that review what a union files, from its parent up to its recommending unit (第十六条第三款、第十七条).

    A merged union is replaced by its successor, a dissolved one passed over. A recommending unit's own case is its own.
    On the industrial line each step goes to the industrial parent, where there is one. `line`: the unions above it along
    its local line, where they have been read already.

    Raises:
        Refused: "no_recommender", no recommending unit stands above; "no_industrial_line", the industrial line was
            asked for and does not lead to a national industrial union.
    """
    if union.is_recommender:
        return [union]
    _hang_line(union, line_of(union) if line is None else line)
    steps: list[Union] = []
    seen = {union.pk}
    above = _next_above(union, industrial=industrial)
    while above is not None and not above.is_national:
        if above.is_active and above.pk not in seen:
            steps.append(above)
        if above.pk in seen and above.is_active:
            break  # a successor below the union itself would lead around in a circle
        seen.add(above.pk)
        if above.is_recommender and above.is_active:
            return _checked_line(union, steps, industrial=industrial)
        above = _standing_in(above) or _next_above(above, industrial=industrial)
    raise Refused("no_recommender", f"“{union}”上级没有推荐单位，不能申报。请先核对它的隶属关系。", MAKERS)


def _hang_line(union: Union, line: Sequence[Union]) -> None:
    """All that stands above a union along `parent` was read at once, instead of one query for each step."""
    current = union
    for above in reversed(line):
        if current.parent_id != above.pk:
            return
        current.parent = above
        current = above


def recommender_of(union: Union, *, industrial: bool = False) -> Union:
    """The recommending unit at the end of the chain (第十四条第二款). Refused as `chain_above`."""
    return chain_above(union, industrial=industrial)[-1]


def successor_of(union: Union) -> Union:
    """What became of a union: itself, or the union that it was merged into, and so on."""
    current = union
    for _ in range(20):
        following = current.successor if not current.is_active else None
        if following is None:
            return current
        current = following
    return current


def line_of(union: Union) -> list[Union]:
    """The unions above a union along its local line, from 全总 down to its parent."""
    return ordered_line(union, Union.objects.filter(pk__in=union.ancestor_ids))


def ordered_line(union: Union, rows: Iterable[Union]) -> list[Union]:
    """Those of some unions that stand above a union along its local line, from 全总 down to its parent."""
    found = {above.pk: above for above in rows}
    return [found[pk] for pk in union.ancestor_ids if pk in found]


def _next_above(union: Union, *, industrial: bool) -> Union | None:
    return (union.industrial_parent if industrial else None) or union.parent


def _standing_in(above: Union) -> Union | None:
    """The successor of a merged union; None for an active or simply dissolved one."""
    if above.is_active:
        return None
    following = successor_of(above)
    return following if following.pk != above.pk else None


def _checked_line(union: Union, steps: list[Union], *, industrial: bool) -> list[Union]:
    if industrial and steps[-1].kind != Kind.INDUSTRIAL:
        raise Refused(
            "no_industrial_line", f"“{union}”没有通到全国产业工会的产业隶属关系，只能走地方工会申报。", MAKERS
        )
    return steps


# --- Tokens -----------------------------------------------------------------------------------------------------------


def tokens_of(post: Post) -> QuerySet[ApiToken]:
    """The tokens of the acting post, latest first."""
    return ApiToken.objects.filter(post=post).select_related("post").order_by("-made_at", "-pk")
