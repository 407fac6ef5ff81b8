"""The main navigation, by role: only what the acting post can open."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from unions.models import Role

_PLACES: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("工作台", "desk:desk", frozenset(Role)),
    ("申报", "nominations:list", frozenset(Role)),
    ("审查", "reviews:queue", frozenset({Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL})),
    ("推荐名单", "reviews:lists", frozenset({Role.RECOMMENDER, Role.NATIONAL})),
    ("建议名单", "reviews:proposals", frozenset({Role.NATIONAL, Role.SECRETARIAT})),
    ("公示", "publicity:mine", frozenset(Role) - {Role.SECRETARIAT}),
    ("异议举报", "publicity:letters", frozenset({Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL})),
    ("监督管理", "supervision:home", frozenset(Role) - {Role.SECRETARIAT}),
    ("撤销", "revocations:cases", frozenset(Role)),
    ("统计", "desk:statistics", frozenset({Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL, Role.SECRETARIAT})),
    ("工作日历", "publicity:calendar", frozenset({Role.NATIONAL})),
    ("评选", "honors:rounds", frozenset(Role)),
    ("荣誉登记", "honors:honours", frozenset(Role)),
    ("工会与账号", "unions:unions", frozenset(Role) - {Role.SECRETARIAT}),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """`nav_items` for base.html."""
    post = getattr(request, "post", None)
    if post is None:
        return {}
    items = []
    for label, name, roles in _PLACES:
        if post.role in roles:
            url = reverse(name)
            items.append({"label": label, "url": url, "current": request.path.startswith(url)})
    return {"nav_items": items}
