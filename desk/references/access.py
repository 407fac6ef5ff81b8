"""Who may do what: the permissions of each role, the moves they open, and every address of the site."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from desk.references.gathering import tables
from unions.actions.posts import PERMISSIONS
from unions.models import Role

PROJECT = ("unions", "honors", "publicity", "nominations", "reviews", "revocations", "supervision", "desk", "demo")


def access() -> str:
    """The page docs/reference/access.md."""
    lines = [
        "# 谁可以办理什么",
        "",
        "由代码生成（`manage.py references`），不手工修改。权限来自岗位，只及于岗位所在工会；查看及于下级，办理只限于当前办理单位。",
        "",
        "## 岗位的权限",
        "",
        "| 岗位 | 权限 |",
        "|---|---|",
    ]
    lines += [f"| {role.label} | {'、'.join(f'`{p}`' for p in sorted(PERMISSIONS[role]))} |" for role in Role]
    lines += ["", "## 步骤与岗位", "", "| 步骤 | 岗位 |", "|---|---|"]
    for table in tables():
        for move in table:
            roles = "、".join(r.label for r in Role if move.who.value in PERMISSIONS[r]) or move.who.title
            lines.append(f"| `{table.record}.{move.code}` {move.title} | {roles} |")
    lines += ["", "## 地址", "", "| 名称 | 地址 |", "|---|---|"]
    lines += [f"| `{name}` | `/{route}` |" for name, route in sorted(set(routes()))]
    return "\n".join([*lines, ""])


def routes(resolver: URLResolver | None = None, prefix: str = "", namespace: str = "") -> Iterator[tuple[str, str]]:
    """Every named address of the project's apps, from the URL conf itself."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, prefix + str(pattern.pattern), inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{namespace}{pattern.name}", prefix + str(pattern.pattern)
