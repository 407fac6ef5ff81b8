"""Every address of the site, read from the URL conf: nobody has to remember a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

_CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
_NAMED = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True)
class Route:
    """One address: `template` is its path with <names>, `methods` what it answers; None where only a try can tell."""

    name: str
    template: str
    methods: tuple[str, ...] | None

    @property
    def is_api(self) -> bool:
        return self.template.startswith("api/")

    @property
    def keys(self) -> tuple[str, ...]:
        """Each parameter with the word before it: "nominations/<pk>"."""
        parts = self.template.removeprefix("api/").split("/")
        pairs = zip(["", *parts], parts, strict=False)
        return tuple(f"{before}/<{name}>" for before, part in pairs for name in _CONVERTED.findall(part))

    def path(self, values: dict[str, Any]) -> str:
        """The address with its parameters filled in, by key."""
        path = self.template
        for key in self.keys:
            path = path.replace(key[key.index("<") :], str(values[key]), 1)
        return f"/{path}"


def routes() -> list[Route]:
    """All of them, without the API's catch-all."""
    found = [r for r in _walk(get_resolver().url_patterns, "", "") if r.name != "api-nothing"]
    return sorted(found, key=lambda r: (r.is_api, r.template))


def _walk(patterns: list[URLPattern | URLResolver], before: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + _template(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, path, inner)
        else:
            yield Route(f"{namespace}{pattern.name}", path, _methods(pattern.callback))


def _template(pattern: URLPattern | URLResolver) -> str:
    text = str(pattern.pattern)
    if isinstance(pattern.pattern, RoutePattern):
        return _CONVERTED.sub(r"<\1>", text)
    return _plain(text).removeprefix("^").removesuffix("$").removesuffix("\\Z").replace("\\.", ".")


def _plain(regex: str) -> str:
    """A regular expression with its named groups as <names>."""
    found = _NAMED.search(regex)
    if found is None:
        return regex
    depth, end = 1, found.end()
    while depth:
        depth += {"(": 1, ")": -1}.get(regex[end], 0)
        end += 1
    return regex[: found.start()] + f"<{found.group(1)}>" + _plain(regex[end:])


def _methods(view: Any) -> tuple[str, ...] | None:
    actions = getattr(view, "actions", None)
    if actions:
        return tuple(sorted(method.upper() for method in actions if method != "head"))
    cls = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if cls is None:
        return None
    return tuple(m.upper() for m in cls.http_method_names if m not in ("options", "head", "trace") and hasattr(cls, m))
