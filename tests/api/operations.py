"""The operations of the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from drf_spectacular.generators import SchemaGenerator

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    name: str
    method: str
    path: str
    said: dict[str, Any]

    @cached_property
    def keys(self) -> list[tuple[str, str]]:
        """Each path parameter with the word before it."""
        parts = self.path.split("/")
        return [(before, part[1:-1]) for before, part in pairwise(parts) if part.startswith("{")]

    @property
    def room(self) -> str:
        """The first word of the address."""
        return self.path.split("/")[2]

    def filled(self, way: dict[tuple[str, str], Any]) -> str:
        """The address with its parameters."""
        path = self.path
        for (before, name), value in way.items():
            path = path.replace(f"{before}/{{{name}}}", f"{before}/{value}", 1)
        return path


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # the library carries no types
    return found


def operations(told: dict[str, Any]) -> Iterator[Operation]:
    """Every operation of a document."""
    for path, item in told["paths"].items():
        for method in METHODS:
            if method in item:
                yield Operation(item[method]["operationId"], method.upper(), path, item[method])
