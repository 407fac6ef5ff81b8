"""A case that ends lets its honours go: another case may name them."""

from __future__ import annotations

from revocations.models import RevocationCase


def release(case: RevocationCase) -> None:
    """No honour stands in this case any longer as in an open one."""
    case.subjects.filter(open=True).update(open=False)
