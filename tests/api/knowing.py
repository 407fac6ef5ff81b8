"""What a caller would fill in by name: ids, versions, papers, days, sheets; asked for only where a body wants it."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from openpyxl import load_workbook

from honors.models import Round
from publicity.queries.letters import items_handled_by
from regulation.honours import Honour
from revocations.queries import cases_seen_by
from tests.api.after import AFTER, known_after, known_of_case
from tests.api.callers import Caller
from tests.api.operations import Operation
from tests.api.sampling import WORDS
from tests.api.seeing import Seen
from tests.publicity.pictures import png
from tests.unions.test_accounts import sheet as accounts_sheet
from unions.models import Person, Union

PAPERS = (
    "minutes",
    "document",
    "scan",
    "medium_photo",
    "elevated_document",
    "paper",
    "resolution_paper",
    "documents[]",
    "papers[]",
)
REASONS = {"holds_the_provincial_title": "首次申报，尚无省级荣誉"}
BY_NAME: dict[str, dict[str, Any]] = {
    "nominations_create": {"honour": "union_friend"},
    "nominations_reasons_create": {"reasons": REASONS},
    "rounds_honours_create": {"honours": [{"honour": h.value, "total": 0, "elevated_total": 0} for h in Honour]},
    "unions_further_posts_create": {"role": "clerk"},
    "measures_create": {"provisions": [{"text": "不设全国模范职工小家", "kind": "removes", "article": "第七条"}]},
}
"""What one operation asks otherwise than the others."""
Way = dict[tuple[str, str], Any]


class Knowing:
    """What callers know, on the day on which they call."""

    def __init__(self, seen: Seen, *, at: datetime) -> None:
        self.seen, self.at = seen, at
        self.code = "XXXX"
        self._of: dict[str, dict[str, Any]] = {}

    def forget(self, room: str) -> None:
        """Something was done for good in a room."""
        self._of.clear()
        self.seen.forget(room)

    def of(self, caller: Caller, operation: Operation, way: Way, names: Collection[str]) -> dict[str, Any]:
        """Values by name for the fields of a body."""
        known = {**self._always(caller), **BY_NAME.get(operation.name, {})}
        if operation.name == "unions_children_create":
            known["kind"] = "group" if caller.post.role == "clerk" else "single"
        if operation.room in AFTER:
            known |= self._after(caller)
        if way:
            (kind, _), pk = next(iter(way.items()))
            known |= self._of_record(caller, kind, pk, names)
        for name in names:
            if name in _ASKED:
                known |= _ASKED[name](self, caller, operation, way)
        return known

    def _always(self, caller: Caller) -> dict[str, Any]:
        if caller.name not in self._of:
            self._of[caller.name] = self._read(caller)
        return self._of[caller.name]

    def _after(self, caller: Caller) -> dict[str, Any]:
        place = f"{caller.name} after"
        if place not in self._of:
            self._of[place] = known_after(caller.post, caller.paper, at=self.at)
        return self._of[place]

    def _read(self, caller: Caller) -> dict[str, Any]:
        post, today = caller.post, self.at.date().isoformat()
        open_round = Round.objects.filter(state="open").order_by("-pk").first()
        sister = Union.objects.filter(parent=post.union_id, state="active").order_by("-pk").first()
        other = Person.objects.exclude(pk=post.person_id).filter(is_active=True).order_by("pk").first()
        item = items_handled_by(post).order_by("-pk").values_list("pk", flat=True).first()
        later = self.at + timedelta(days=150)
        days = ("held_on", "issued_on", "as_of", "since", "on", "happened_on", "received_on", "sent_on")
        moments = ("visible_at", "medium_visible_at")
        return {
            **WORDS, **dict.fromkeys(PAPERS, caller.paper), **dict.fromkeys(days, today),
            **dict.fromkeys(moments, self.at.isoformat()), "sent_on": None, "code": self.code,
            "round": open_round.pk if open_round else 1, "effective_on": later.date().isoformat(),
            "due_at": later.isoformat(), "received_at": (self.at - timedelta(hours=3)).isoformat(),
            "union": post.union_id, "honours[]": "model_home", "honour": "model_home", "nominations[]": 1,
            "person": other.username if other else "", "item": item or 1,
            "recommender": Union.objects.filter(level="province").values_list("pk", flat=True).first(),
            "parent": sister.pk if sister else 1, "into": sister.pk if sister else 1,
        }  # fmt: skip

    def _of_record(self, caller: Caller, kind: str, pk: Any, names: Collection[str]) -> dict[str, Any]:
        """The version of the record, and the union that it is about."""
        if not {"version", "union"} & set(names):
            return {}
        record = self.seen.row(caller, kind, pk)
        known = {"version": record["version"]} if "version" in record else {}
        if kind == "revocations":
            known |= known_of_case(cases_seen_by(caller.post).get(pk=pk))
        if kind == "unions":
            known["union"] = pk
        if kind == "nominations":
            known["union"] = record.get("union", 1)
        return known

    # --- single fields ----------------------------------------------------------------------------------------------------

    def items(self, caller: Caller, operation: Operation, _way: Way) -> dict[str, Any]:
        rows = [row for row in self.seen.rows(caller, f"/api/{operation.room}/") if "version" in row]
        return {"items": [{"id": row["id"], "version": row["version"]} for row in rows[:1]]}

    def rows(self, caller: Caller, operation: Operation, way: Way) -> dict[str, Any]:
        if operation.room != "rechecks":
            return {}
        items = self.seen.detail(caller, "rechecks", next(iter(way.values()))).get("items", [])
        return {"rows": [{"code": row["code"], "result": "met"} for row in items]}

    def revision(self, caller: Caller, operation: Operation, way: Way) -> dict[str, Any]:
        found = self.seen.read(caller, operation.filled(way).partition("sections/")[0] + "application/") or {}
        return {"revision": found.get("revision", 1)}

    def key(self, caller: Caller, operation: Operation, way: Way) -> dict[str, Any]:
        rows = self.seen.read(caller, operation.filled(way).removesuffix("removal/")) or []
        return {"key": rows[0]["key"] if rows else "x"}

    def order(self, caller: Caller, _operation: Operation, way: Way) -> dict[str, Any]:
        items = self.seen.detail(caller, "lists", next(iter(way.values()))).get("items", [])
        return {"order": [row["id"] for row in items if row["honour"] == items[0]["honour"]]}

    def nominations(self, caller: Caller, _operation: Operation, way: Way) -> dict[str, Any]:
        address = f"/api/lists/{next(iter(way.values()))}/waiting/"
        rows = self.seen.rows(caller, "/api/lists/{id}/waiting/", address)
        return {"nominations": [row["id"] for row in rows[:1]] or [1]}

    def cases(self, caller: Caller, _operation: Operation, _way: Way) -> dict[str, Any]:
        rows = [row for row in self.seen.rows(caller, "/api/queue/") if row["state"] == "recommended"]
        return {"cases": [{"nomination": row["id"], "version": row["version"]} for row in rows[:2]]}

    def submission(self, _caller: Caller, _operation: Operation, _way: Way) -> dict[str, Any]:
        return {"submission": str(uuid4())}

    def sheet(self, caller: Caller, operation: Operation, way: Way) -> dict[str, Any]:
        """What the check of a sheet hands out for its confirmation."""
        address = operation.filled(way).removesuffix("confirmation/")
        data = encode_multipart(BOUNDARY, {"file": self.file(caller, address)})
        answer = caller.ask("POST", address, data, MULTIPART_CONTENT)
        told = answer.json() if answer.status_code == 200 else {}
        return {name: told[name] for name in ("sheet", "version") if told.get(name)}

    # --- files ------------------------------------------------------------------------------------------------------------

    def files(self, caller: Caller, operation: Operation, way: Way, names: Collection[str]) -> dict[str, Any]:
        """The files of a multipart body that are no paper like any other."""
        found: dict[str, Any] = {}
        if "photo" in names and operation.room == "nominations":
            found["photo"] = SimpleUploadedFile("照片.png", png(), "image/png")
        if operation.path.endswith("import/"):
            found["file"] = self.file(caller, operation.filled(way))
        return found

    def file(self, caller: Caller, address: str) -> SimpleUploadedFile:
        """A sheet that changes something: of accounts for a union below, or of places, one more than there are."""
        if "accounts" in address:
            below = Union.objects.filter(parent=caller.post.union_id, state="active").order_by("-pk").first()
            row = (
                below.code if below else "无",
                "",
                "华小满",
                "申报经办人",
                "",
                self.at.date().isoformat(),
                "",
                "",
                "",
            )
            return SimpleUploadedFile("账号.xlsx", accounts_sheet(row).read())
        exported = caller.ask("GET", address.removesuffix("import/") + "sheet/")
        if exported.status_code != 200:
            return SimpleUploadedFile("名额.xlsx", b"-")
        book = load_workbook(io.BytesIO(exported.content))
        cell: Any = book.worksheets[0].cell(2, 3)
        cell.value = int(cell.value or 0) + 1
        out = io.BytesIO()
        book.save(out)
        return SimpleUploadedFile("名额.xlsx", out.getvalue())


_ASKED: dict[str, Callable[[Knowing, Caller, Operation, Way], dict[str, Any]]] = {
    "items": Knowing.items,
    "rows": Knowing.rows,
    "revision": Knowing.revision,
    "key": Knowing.key,
    "order": Knowing.order,
    "nominations": Knowing.nominations,
    "cases": Knowing.cases,
    "submission": Knowing.submission,
    "sheet": Knowing.sheet,
}
