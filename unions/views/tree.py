"""The union tree: browse, search, one union, and what may be changed about it."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ledger.queries import history
from regulation.windows import in_beijing
from regulation.words import day_words
from ui.listing import listing
from unions.actions.posts import may_grant
from unions.doors import PostRequest, post_required
from unions.forms import UnionFilter
from unions.models import Post, Union
from unions.placing import kinds_below
from unions.queries import allows, line_of, manages, posts_seen_by, unions_seen_by
from unions.search import matching


@require_GET
@post_required
def unions(request: PostRequest) -> HttpResponseBase:
    """The reader's own union and what stands below it; a search looks through the whole subtree."""
    form = UnionFilter(request.GET or None)
    rows = unions_seen_by(request.post).select_related("parent")
    asked = False
    if form.is_valid():
        given = form.cleaned_data
        asked = any(given.values())
        rows = matching(rows, given["q"]) if given["q"] else rows
        rows = rows.filter(level=given["level"]) if given["level"] else rows
        rows = rows.filter(state=given["state"]) if given["state"] else rows
    if not asked:
        rows = rows.filter(parent=request.post.union)
    page = listing(rows, request.GET, keys=("code", "id"), size=50)
    return render(
        request, "unions/unions.html", {"form": form, "page": page, "own": request.post.union, "asked": asked}
    )


@require_GET
@post_required
def union(request: PostRequest, pk: int) -> HttpResponseBase:
    """One union: its line, its children, its names, its posts, its history."""
    shown = get_object_or_404(
        unions_seen_by(request.post).select_related("parent", "industrial_parent", "recommender", "successor", "chain"),
        pk=pk,
    )
    on = in_beijing(request.now).date()
    children = shown.children.order_by("code", "id")
    posts = _posts(request.post, shown)
    keeps = shown.is_active and manages(request.post, shown, on=on)
    opens = shown.is_active and may_grant(request.post, shown, on=on)
    adds = keeps or (shown.pk == request.post.union_id and allows(request.post, "open_accounts", shown, on=on))
    context = {
        "union": shown,
        "line": line_of(shown),
        "facts": facts(shown),
        "page": listing(children, request.GET, keys=("code", "id"), size=50),
        "names": shown.names.order_by("-since"),
        "posts": posts,
        "keeps": keeps,
        "opens": opens,
        "adds": shown.is_active and adds and bool(kinds_below(shown)),
        "imports": shown.pk == request.post.union_id and adds,
        "entries": history(shown.chain),
    }
    return render(request, "unions/union.html", context)


def facts(union: Union) -> list[tuple[str, object]]:
    """The basic facts of a union, as printed."""
    rows: list[tuple[str, object]] = [
        ("编码", union.code),
        ("层级", union.get_level_display()),
        ("类型", union.get_kind_display()),
        ("推荐单位", union.recommender or "—"),
    ]
    if union.industrial_parent is not None:
        rows.append(("上级产业工会", union.industrial_parent))
    rows += [
        (title, value)
        for title, value in (("行政区划", union.region_code), ("统一社会信用代码", union.credit_code))
        if value
    ]
    if union.founded_on:
        rows.append(("建会时间", day_words(union.founded_on)))
    if union.successor is not None:
        rows.append(("承继工会", union.successor))
    return rows


def _posts(post: Post, union: Union) -> list[Post]:
    """Who holds posts there: known to the union itself and to the one that opens its accounts; to nobody else."""
    return list(posts_seen_by(post).filter(union=union)[:200])
