"""What a caller sees, learned as any program would: from the lists and details of the API itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from tests.api.callers import Caller
from tests.api.operations import Operation
from unions.models import Union

PAGES = 5
OF_EACH = {"nominations": 2, "unions": 8, "posts": 8}
"""How many records of one state are tried; five of every other kind."""
AT_MOST = 24
TOGETHER = (
    {"nominations", "lists", "proposals", "queue", "inquiries", "mendings", "notices", "letters"},
    {"revocations", "hearings", "rechecks", "own-rechecks", "programmes", "ends", "recovery", "archive", "honours"},
)
"""What moves in one of these rooms shows in the others of its group."""
NAMED = {"opinions": ["members"], "sections": ["basic"]}
"""What is named by a word of the law and need not be there yet."""
DESKS = ("holder", "holder_id", "handler", "handler_id", "parent")
"""Where a row says at which union it stands: by id, by name, or by both."""
Row = dict[str, Any]


class Seen:
    """Lists and details, each read once, until something is done for good."""

    def __init__(self, known: Iterable[Operation]) -> None:
        self.readable = {operation.path for operation in known if operation.method == "GET"}
        self._kept: dict[tuple[str, str], Any] = {}

    def forget(self, room: str) -> None:
        """Something has changed in a room: it is read again, with those that show the same records."""
        rooms = next((group for group in TOGETHER if room in group), {room})
        self._kept = {place: kept for place, kept in self._kept.items() if place[1].split("/")[2] not in rooms}

    def read(self, caller: Caller, address: str) -> Any:
        """What stands at an address for this caller; None where it gets no answer."""
        place = (caller.name, address)
        if place not in self._kept:
            answer = caller.ask("GET", address)
            self._kept[place] = answer.json() if answer.status_code == 200 else None
        return self._kept[place]

    def rows(self, caller: Caller, path: str, address: str = "", **asked: str) -> list[Row]:
        """The rows of a list, some pages of it; none where the document knows no such list."""
        if path not in self.readable:
            return []
        found: list[Row] = []
        following: str | None = f"{address or path}?{urlencode({'page_size': 200, **asked})}"
        for _ in range(PAGES):
            page = self.read(caller, following) if following else None
            if page is None:
                break
            if isinstance(page, list):
                return page
            found += page.get("results", [])
            following = page.get("next")
        return found

    def records(self, caller: Caller, operation: Operation) -> list[Any]:
        """What the first parameter of an operation may stand for."""
        return [value for _, value in self.standing(caller, operation)]

    def standing(self, caller: Caller, operation: Operation) -> list[tuple[Any, Any]]:
        """Some records of every state and kind, each with its state; those at the caller's own desk first."""
        kind, name = operation.keys[0]
        if kind == "certificates":
            return [("", row["check_code"]) for row in self.rows(caller, "/api/archive/")[:1]]
        rows = self._rows_of(caller, kind, writing=operation.method != "GET")
        chosen: dict[tuple[Any, bool, Any], list[Any]] = {}
        for row in rows:
            mine = any(_is(row.get(name), caller.post.union) for name in DESKS)
            chosen.setdefault((row.get("state"), mine, row.get("kind")), []).append(row.get(name, row.get("id")))
        ordered = sorted(chosen.items(), key=lambda one: not one[0][1])
        found = [(state, value) for (state, *_), values in ordered for value in values[: OF_EACH.get(kind, 5)]]
        own = {"unions": caller.post.union_id, "posts": caller.post.pk}.get(kind)
        return [*([("own", own)] if own else []), *found][:AT_MOST]

    def _rows_of(self, caller: Caller, kind: str, *, writing: bool) -> list[Row]:
        if kind == "notices" and writing:
            return [*self.rows(caller, "/api/notices/own/"), *self.rows(caller, "/api/notices/")[:3]]
        return self.rows(caller, f"/api/{kind}/")

    def below(self, caller: Caller, operation: Operation, first: Any) -> list[Any]:
        """What the second parameter may stand for: from the list below the record, or from the record itself."""
        (kind, name), (word, key) = operation.keys
        path = operation.path[: operation.path.index(f"{word}/{{") + len(word) + 1]
        address = path.replace(f"{{{name}}}", str(first))
        rows = self.rows(caller, path, address) or self._within(caller, kind, first, word)
        values = [row.get(key, row.get("key" if key == "key" else "id")) for row in rows]
        return [value for value in values if value is not None][:3] or NAMED.get(word, [])

    def _within(self, caller: Caller, kind: str, pk: Any, word: str) -> list[Row]:
        if word == "documents":
            opinions = self.rows(caller, f"/api/{kind}/{{id}}/opinions/", f"/api/{kind}/{pk}/opinions/")
            return [row["document"] for row in opinions]
        found = self.detail(caller, kind, pk).get(word)
        return found if isinstance(found, list) else []

    def row(self, caller: Caller, kind: str, pk: Any) -> Row:
        """A record as its list shows it, or where the list does not hold it, by itself."""
        rows = self._rows_of(caller, kind, writing=True)
        return next((row for row in rows if row.get("id") == pk and "version" in row), None) or self.detail(
            caller, kind, pk
        )

    def detail(self, caller: Caller, kind: str, pk: Any) -> Row:
        """One record, as far as the caller sees it."""
        found: Row = self.read(caller, f"/api/{kind}/{pk}/") or {}
        return found


def _is(said: Any, union: Union) -> bool:
    if isinstance(said, dict):
        said = said.get("id")
    return said is not None and said in (union.pk, union.name)
