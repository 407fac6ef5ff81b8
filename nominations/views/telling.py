"""What the ledger tells on the case page: the words in it are what was printed then."""

from __future__ import annotations

import json
from typing import Any

from ledger.models import Entry
from nominations.models import AttachmentKind, Nomination, OpinionKind
from nominations.moves import NOMINATION, RETURN, State

ACTS = {
    "begin": "建立草稿",
    "record_opinion": "登记意见",
    "attach": "上传材料",
    "detach": "移除材料",
    "attest": "认定",
    "retract": "撤回认定",
}
SHOWN = 60
"""So many of the latest entries stand on the page."""
_PAPERS = dict(AttachmentKind.choices)
KINDS: dict[str, dict[Any, Any]] = {
    "record_opinion": dict(OpinionKind.choices),
    "attach": _PAPERS,
    "detach": _PAPERS,
}


def latest(nomination: Nomination) -> list[Entry]:
    """The latest entries, so many as the page shows."""
    return list(Entry.objects.filter(chain=nomination.chain_id).order_by("-number")[:SHOWN])


def line(entry: Entry) -> dict[str, Any]:
    """One ledger entry as a line: the words in it are what was printed then."""
    said = json.loads(entry.text)
    try:
        act = NOMINATION[entry.act].title
    except KeyError:
        act = ACTS.get(entry.act, entry.act)
    kind = str(said["details"].get("kind", ""))
    if entry.act in KINDS and kind in KINDS[entry.act]:
        act = f"{act}：{KINDS[entry.act][kind]}"
    who = " ".join(part for part in (said["union"], said["role"], said["person"]) if part)
    return {"when": entry.at, "act": act, "who": who, "article": entry.article, "reason": said["reason"]}


def last_findings(entries: list[Entry]) -> list[dict[str, Any]]:
    """The findings of the last judgement in the ledger: what a reader sees is what was decided on."""
    for entry in entries:
        found = json.loads(entry.text)["findings"]
        if found:
            return list(found)
    return []


def last_return(nomination: Nomination, entries: list[Entry]) -> dict[str, Any] | None:
    """The last return with all its reasons, until the case has gone on."""
    under_way = nomination.state in (State.RETURNED, State.DRAFT, State.ON_NOTICE, State.UNDER_REVIEW)
    if not under_way or nomination.filed_at is None:
        return None
    found = next((entry for entry in entries if entry.act == RETURN.code), None)
    if found is None and len(entries) == SHOWN:
        older = Entry.objects.filter(chain=nomination.chain_id, act=RETURN.code)
        found = older.order_by("-number").first()
    if found is None:
        return None
    said = json.loads(found.text)
    rows = [{"field": row["field"] or "整体", "reason": row["reason"]} for row in said["details"]["reasons"]]
    return {"summary": said["reason"], "union": said["union"], "when": found.at, "rows": rows}
