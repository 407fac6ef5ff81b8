"""The references in docs/reference/: made from the code, compared in CI, so that they cannot be wrong."""

from __future__ import annotations

from collections.abc import Callable

from desk.references.access import access
from desk.references.articles import articles
from desk.references.states import states

PAGES: dict[str, Callable[[], str]] = {
    "articles.md": articles,
    "states.md": states,
    "access.md": access,
}
