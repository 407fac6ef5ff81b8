"""What a caller would fill in by name: ids, versions, papers, days, sheets; asked for only where a body wants it."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from itertools import islice, product
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from openpyxl import load_workbook

from regulation.honours import Honour
from tests.api.after import AFTER, words_after
from tests.api.callers import Caller
from tests.api.operations import Operation
from tests.api.sampling import WORDS
from tests.api.seeing import Row, Seen
from tests.publicity.pictures import png
from tests.unions.test_accounts import sheet as accounts_sheet

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
CONGRESS = {"year": 2028, "kind": "congress"}
BY_NAME: dict[str, dict[str, Any]] = {
    "nominations_create": {"honour": "union_friend"},
    "nominations_reasons_create": {"reasons": REASONS},
    "proposals_conferral_create": {"number": "总工发〔2026〕99号"},
    "rounds_copies_create": CONGRESS,
    "rounds_notice_create": CONGRESS,
    "revocations_application_create": {"reason": "原推荐单位已经并入"},
    "rounds_honours_create": {"honours": [{"honour": h.value, "total": 0, "elevated_total": 0} for h in Honour]},
    "unions_further_posts_create": {"role": "clerk"},
    "measures_create": {"provisions": [{"text": "不设全国模范职工小家", "kind": "removes", "article": "第七条"}]},
}
"""What one operation asks otherwise than the others."""
TOLD_ONCE = {"notices_items_objections_create": ("code", "code"), "unions_accounts_create": ("person", "username")}
"""What an answer tells, and under which name others ask for it."""
TRIED = 12
"""How many bodies are tried on one record, where a body names another record."""
Way = dict[tuple[str, str], Any]
Known = dict[str, Any]


class Knowing:
    """What callers know, on the day on which they call: words, and what the API has shown them."""

    def __init__(self, seen: Seen, *, at: datetime) -> None:
        self.seen, self.at = seen, at
        self.told: Known = {"code": "XXXX", "person": "somebody"}
        self._of: dict[str, Known] = {}

    def learn(self, operation: Operation, answer: Known) -> None:
        """Something was done for good; what its answer tells only once is remembered."""
        if operation.name in TOLD_ONCE:
            word, key = TOLD_ONCE[operation.name]
            self.told[word] = answer[key]
        self._of.clear()
        self.seen.forget(operation.room)

    def bodies(self, caller: Caller, operation: Operation, way: Way, names: Collection[str]) -> Iterator[Known]:
        """Values by name for the fields of a body; one after the other where it names a record of another kind."""
        known = {**self._always(caller), **self.told}
        if operation.room in AFTER:
            known |= words_after(caller.paper, at=self.at)
        known |= BY_NAME.get(operation.name, {})
        if operation.name == "unions_children_create":
            known["kind"] = "group" if caller.post.role == "clerk" else "single"
        if way:
            (kind, _), pk = next(iter(way.items()))
            known |= self._of_record(caller, kind, pk, names)
        for name in sorted(_ASKED.keys() & set(names)):
            known |= _ASKED[name](self, caller, operation, way)
        choices = [
            _CHOICES[name](self, caller, operation, way) or [{}] for name in sorted(_CHOICES.keys() & set(names))
        ]
        for chosen in islice(product(*choices), TRIED):
            yield {**known, **{name: value for one in chosen for name, value in one.items()}}

    def _always(self, caller: Caller) -> Known:
        if caller.name not in self._of:
            self._of[caller.name] = self._read(caller)
        return self._of[caller.name]

    def _read(self, caller: Caller) -> Known:
        own, today, seen = caller.post.union_id, self.at.date().isoformat(), self.seen
        rounds = [row["id"] for row in seen.rows(caller, "/api/rounds/") if row["state"] == "open"]
        sisters = [row["id"] for row in self._children(caller)]
        provinces = [row["id"] for row in seen.rows(caller, "/api/unions/", "/api/unions/", level="province")]
        later = self.at + timedelta(days=150)
        days = ("held_on", "issued_on", "as_of", "since", "on", "happened_on", "received_on", "sent_on")
        moments = ("visible_at", "medium_visible_at")
        return {
            **WORDS, **dict.fromkeys(PAPERS, caller.paper), **dict.fromkeys(days, today),
            **dict.fromkeys(moments, self.at.isoformat()), "sent_on": None, "round": next(iter(rounds), 1),
            "effective_on": later.date().isoformat(), "due_at": later.isoformat(),
            "received_at": (self.at - timedelta(hours=3)).isoformat(), "union": own, "honours[]": "model_home",
            "honour": "model_home", "nominations[]": 1, "recommender": next(iter(provinces), own),
            "parent": next(iter(sisters), 1), "into": next(iter(sisters), 1),
        }  # fmt: skip

    def _children(self, caller: Caller) -> list[Row]:
        address = f"/api/unions/{caller.post.union_id}/children/"
        return [
            row for row in self.seen.rows(caller, "/api/unions/{id}/children/", address) if row["state"] == "active"
        ]

    def _of_record(self, caller: Caller, kind: str, pk: Any, names: Collection[str]) -> Known:
        """The version of the record, and the union that it is about."""
        if not {"version", "union"} & set(names):
            return {}
        record = self.seen.row(caller, kind, pk)
        known = {"version": record["version"]} if "version" in record else {}
        if kind == "unions":
            known["union"] = pk
        if kind == "nominations":
            known["union"] = record.get("union", 1)
        return known

    # --- other records that a body names ----------------------------------------------------------------------------------

    def honours(self, caller: Caller, _operation: Operation, _way: Way) -> list[Known]:
        """Honours that stand, from the latest to the first."""
        rows = [
            row for row in self.seen.rows(caller, "/api/archive/") if row["state"] == "valid" and not row["elevated"]
        ]
        some = rows[:: max(1, len(rows) // TRIED)]
        return [
            {"conferral": row["id"], "conferrals": [row["id"]], "certificate": row["certificate_number"]}
            for row in some
        ]

    def decisions(self, caller: Caller, operation: Operation, _way: Way) -> list[Known]:
        """Decisions by which honours were conferred; elsewhere a document is a paper."""
        if operation.name != "revocations_whole_decision_create":
            return []
        return [
            {"document": pk} for pk in dict.fromkeys(r["decision_id"] for r in self.seen.rows(caller, "/api/archive/"))
        ]

    def rechecks(self, caller: Caller, _operation: Operation, _way: Way) -> list[Known]:
        """Re-checks that wait for the caller's union."""
        rows = self.seen.rows(caller, "/api/rechecks/", "/api/rechecks/", waiting="true")
        return [{"recheck": row["id"], "version": row["version"]} for row in rows]

    def ended(self, caller: Caller, operation: Operation, _way: Way) -> list[Known]:
        """The caller's own union, or one right below it."""
        if operation.name != "ends_create":
            return []
        return [{"union": pk} for pk in (caller.post.union_id, *(row["id"] for row in self._children(caller)))]

    def names(self, caller: Caller, operation: Operation, _way: Way) -> list[Known]:
        """Names on running notices whose objections the caller's union handles."""
        if operation.name != "letters_create":
            return []
        notices = self.seen.rows(caller, "/api/notices/", "/api/notices/", state="running")
        mine = [
            n["id"]
            for n in notices
            if self.seen.detail(caller, "notices", n["id"])["handler"] == caller.post.union.name
        ]
        return [
            {"item": row["id"]}
            for pk in mine
            for row in self.seen.rows(caller, "/api/notices/{id}/items/", f"/api/notices/{pk}/items/")[:1]
        ]

    def subjects(self, caller: Caller, operation: Operation, way: Way) -> list[Known]:
        """The honours of a case."""
        return [{"subject": row["id"]} for row in self._case(caller, operation, way).get("subjects", [])]

    def grounds(self, caller: Caller, operation: Operation, way: Way) -> list[Known]:
        """The items of a case, with the elements that they have."""
        rows = self._case(caller, operation, way).get("grounds", [])
        return [{"ground": row["id"], "element": one["key"]} for row in rows for one in row["elements"]]

    def evidence(self, caller: Caller, operation: Operation, way: Way) -> list[Known]:
        """The documents of evidence of a case."""
        rows = self._case(caller, operation, way).get("grounds", [])
        return [{"evidence": proof["id"]} for row in rows for proof in row["evidence"]]

    def originals(self, caller: Caller, operation: Operation, way: Way) -> list[Known]:
        """The unions that first recommended the honours of a case."""
        return [{"to": row["original"]["id"]} for row in self._case(caller, operation, way).get("subjects", [])]

    def recommenders(self, caller: Caller, operation: Operation, way: Way) -> list[Known]:
        """The units that recommended the honours of a case to the nation."""
        honours = [row["honour"] for row in self._case(caller, operation, way).get("subjects", [])]
        return [{"recommender": self.seen.detail(caller, "honours", pk)["recommender_id"]} for pk in honours]

    def _case(self, caller: Caller, operation: Operation, way: Way) -> Row:
        return (
            self.seen.detail(caller, "revocations", next(iter(way.values())))
            if operation.room == "revocations" and way
            else {}
        )

    # --- single fields ----------------------------------------------------------------------------------------------------

    def items(self, caller: Caller, operation: Operation, _way: Way) -> Known:
        """What the caller's union collects and can do this to."""
        state = "received" if operation.name == "recovery_destructions_create" else "demanded"
        rows = self.seen.rows(caller, "/api/recovery/", "/api/recovery/", state=state)
        mine = [row for row in rows if row["collector"]["id"] == caller.post.union_id]
        return {"items": [{"id": row["id"], "version": row["version"]} for row in mine]}

    def rows(self, caller: Caller, operation: Operation, way: Way) -> Known:
        if operation.room != "rechecks":
            return {}
        items = self.seen.detail(caller, "rechecks", next(iter(way.values()))).get("items", [])
        return {"rows": [{"code": row["code"], "result": "met"} for row in items]}

    def revision(self, caller: Caller, operation: Operation, way: Way) -> Known:
        found = self.seen.read(caller, operation.filled(way).partition("sections/")[0] + "application/") or {}
        return {"revision": found.get("revision", 1)}

    def key(self, caller: Caller, operation: Operation, way: Way) -> Known:
        rows = self.seen.read(caller, operation.filled(way).removesuffix("removal/")) or []
        return {"key": rows[0]["key"] if rows else "x"}

    def order(self, caller: Caller, _operation: Operation, way: Way) -> Known:
        items = self.seen.detail(caller, "lists", next(iter(way.values()))).get("items", [])
        return {"order": [row["id"] for row in items if row["honour"] == items[0]["honour"]]}

    def nominations(self, caller: Caller, _operation: Operation, way: Way) -> Known:
        address = f"/api/lists/{next(iter(way.values()))}/waiting/"
        rows = self.seen.rows(caller, "/api/lists/{id}/waiting/", address)
        return {"nominations": [row["id"] for row in rows[:1]] or [1]}

    def cases(self, caller: Caller, _operation: Operation, _way: Way) -> Known:
        rows = [row for row in self.seen.rows(caller, "/api/queue/") if row["state"] == "recommended"]
        return {"cases": [{"nomination": row["id"], "version": row["version"]} for row in rows[:2]]}

    def submission(self, _caller: Caller, _operation: Operation, _way: Way) -> Known:
        return {"submission": str(uuid4())}

    def sheet(self, caller: Caller, operation: Operation, way: Way) -> Known:
        """What the check of a sheet hands out for its confirmation."""
        address = operation.filled(way).removesuffix("confirmation/")
        data = encode_multipart(BOUNDARY, {"file": self.file(caller, address)})
        answer = caller.ask("POST", address, data, MULTIPART_CONTENT)
        told = answer.json() if answer.status_code == 200 else {}
        return {name: told[name] for name in ("sheet", "version") if told.get(name)}

    # --- files ------------------------------------------------------------------------------------------------------------

    def files(self, caller: Caller, operation: Operation, way: Way, names: Collection[str]) -> Known:
        """The files of a multipart body that are no paper like any other."""
        found: Known = {}
        if "photo" in names and operation.room == "nominations":
            found["photo"] = SimpleUploadedFile("照片.png", png(), "image/png")
        if operation.path.endswith("import/"):
            found["file"] = self.file(caller, operation.filled(way))
        return found

    def file(self, caller: Caller, address: str) -> SimpleUploadedFile:
        """A sheet that changes something: of accounts for a union below, or of places, one more than there are."""
        if "accounts" in address:
            code = next((row["code"] for row in self._children(caller)), "无")
            row = (code, "", "华小满", "申报经办人", "", self.at.date().isoformat(), "", "", "")
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


_ASKED: dict[str, Callable[[Knowing, Caller, Operation, Way], Known]] = {
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
_CHOICES: dict[str, Callable[[Knowing, Caller, Operation, Way], list[Known]]] = {
    "conferral": Knowing.honours,
    "conferrals": Knowing.honours,
    "certificate": Knowing.honours,
    "document": Knowing.decisions,
    "recheck": Knowing.rechecks,
    "union": Knowing.ended,
    "item": Knowing.names,
    "subject": Knowing.subjects,
    "ground": Knowing.grounds,
    "evidence": Knowing.evidence,
    "to": Knowing.originals,
    "recommender": Knowing.recommenders,
}
