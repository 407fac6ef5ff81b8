"""Keyset pagination: a deep page costs what the first one costs."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet

M = TypeVar("M", bound=Model)
R = TypeVar("R", covariant=True)

AFTER, BEFORE = "after", "before"


@dataclass(frozen=True)
class Page(Generic[R]):
    """One page of a list, with the queries that lead to its neighbours."""

    rows: Sequence[R]
    previous: str = ""
    next: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def listing(queryset: QuerySet[M], query: Mapping[str, Any], *, keys: Sequence[str], size: int = 50) -> Page[M]:
    """The page of `queryset` that the address asks for (`after` or `before`), in one query.

    `keys` order the list ("rank", or "-filed_at" for newest first); none may be null and together they are unique.
    An address that makes no sense shows the first page: links grow old, and that is nobody's fault.
    """
    backwards = bool(query.get(BEFORE))
    bound = _decode(queryset.model, keys, str(query.get(BEFORE) or query.get(AFTER) or ""))
    backwards = backwards and bound is not None
    order = [_flip(key) for key in keys] if backwards else list(keys)
    rows = queryset.order_by(*order)
    if bound is not None:
        rows = rows.filter(beyond(order, bound))
    found = list(rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_previous = more if backwards else bound is not None
    has_next = True if backwards else more
    return Page(
        found,
        previous=_address(query, BEFORE, found[0], keys) if found and has_previous else "",
        next=_address(query, AFTER, found[-1], keys) if found and has_next else "",
    )


def beyond(order: Sequence[str], bound: Sequence[Any]) -> Q:
    """Rows after `bound` in this order.

    `a > x OR (a = x AND b > y)` alone reads the index from its start; the redundant `a >= x` gives the database
    the place to begin (134 ms against 0.28 at 500,000 rows).
    """
    condition = Q()
    for depth in reversed(range(len(order))):
        name, descending = _name(order[depth]), order[depth].startswith("-")
        step = "lt" if descending else "gt"
        further = Q(**{f"{name}__{step}": bound[depth]})
        condition = further if depth == len(order) - 1 else further | (Q(**{name: bound[depth]}) & condition)
    first = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{_name(order[0])}__{first}": bound[0]}) & condition if len(order) > 1 else condition


def _name(key: str) -> str:
    return key.removeprefix("-")


def _flip(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _address(query: Mapping[str, Any], side: str, row: Model, keys: Sequence[str]) -> str:
    values = [_value(row, _name(key)) for key in keys]
    token = base64.urlsafe_b64encode(json.dumps(values, cls=DjangoJSONEncoder).encode()).decode().rstrip("=")
    return "?" + urlencode([*_kept(query), (side, token)])


def _kept(query: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """The filters of the list, without the old place in it."""
    lists = query.lists() if hasattr(query, "lists") else ((k, [v]) for k, v in query.items())
    return [(name, value) for name, values in lists if name not in {AFTER, BEFORE} for value in values]


def _value(row: Any, path: str) -> Any:
    for step in path.split("__"):
        row = getattr(row, step)
    return row


def _decode(model: type[Model], keys: Sequence[str], token: str) -> list[Any] | None:
    if not token:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        if not isinstance(values, list) or len(values) != len(keys) or None in values:
            return None
        return [_field(model, _name(key)).to_python(value) for key, value in zip(keys, values, strict=True)]
    except (binascii.Error, ValueError, ValidationError, RecursionError):
        return None


def _field(model: type[Model], path: str) -> "Field[Any, Any]":
    """The field at the end of a path such as `union__code` (annotations cannot be keys: no index carries them)."""
    *relations, last = path.split("__")
    for relation in relations:
        related = model._meta.get_field(relation).related_model
        if not isinstance(related, type):
            raise FieldDoesNotExist(path)
        model = related
    found = model._meta.pk if last == "pk" else model._meta.get_field(last)
    if not isinstance(found, Field):
        raise FieldDoesNotExist(path)
    return found
