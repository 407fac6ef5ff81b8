"""Who acts for a union that was merged or dissolved: its successor, or whatever still exists above it."""

from __future__ import annotations

from django.db.models import Q

from unions.models import Union
from unions.queries import national


def existing(union: Union) -> Union:
    """The union itself while it exists; else what it was merged into; else the next one above."""
    current, seen = union, set[int]()
    while not current.is_active and current.pk not in seen:
        seen.add(current.pk)
        current = current.successor or current.parent or national()
    return current


def taken_over(field: str, union: Union) -> Q:
    """Rows whose `field` names a union or one that was merged into it."""
    return Q(**{field: union.pk}) | Q(**{f"{field}__successor": union.pk})
