"""异议 and 举报: one kind of letter. An open objection holds its item; who wrote is read by the handling union alone."""

from __future__ import annotations

import json
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from ledger.actions import moving
from ledger.canonical import digest
from publicity.actions.handling import may_handle, of_kind, words
from publicity.actions.receiving import Receipt, Reported, Sent, object_to, report
from publicity.actions.reports import answer, find, handle, investigate
from publicity.models import Letter, LetterKind, NoticeItem
from publicity.moves import ACCEPT, DISMISS, FORWARD, NOT_ACCEPT, UPHOLD
from publicity.queries.routing import higher_than, next_higher
from unions.models import Post
from unions.personal import decrypt
from unions.queries import actor


def accept(letter: Letter, *, by: Post, at: datetime, version: int) -> Letter:
    """受理. Refused: "not_allowed", "own_case", "own_unit", "wrong_state", "stale" (第二十二条第（六）项)."""
    may_handle(letter, by=by, at=at)
    with moving(letter, ACCEPT, by=actor(by), at=at, version=version):
        pass
    return letter


def not_accept(letter: Letter, *, reason: str, by: Post, at: datetime, version: int) -> Letter:
    """不予受理, with the reason that the sender reads. Its item is held no longer by it. Refused: also "no_reason"."""
    may_handle(letter, by=by, at=at)
    reason = words(reason, "no_reason", "请写明不予受理的理由，来信人会看到。")
    who = actor(by)
    with moving(
        letter, NOT_ACCEPT, by=who, at=at, version=version, answer=reason, decided_at=at, decided_by=who.words[:200]
    ) as writing:
        writing.details["answer_digest"] = digest(reason)
        _let_go(letter)
    return letter


def forward(letter: Letter, *, reason: str, by: Post, at: datetime, version: int) -> Letter:
    """转送上级工会: the next higher union handles it from the start; an item stays held. A report: before the finding.

    Refused: also "no_reason", "no_higher_union".
    """
    may_handle(letter, by=by, at=at)
    reason = words(reason, "no_reason", "请写明转送的理由。")
    above = higher_than(letter)
    with moving(
        letter, FORWARD, by=actor(by), at=at, version=version, expect={"handler": letter.handler_id}, handler=above
    ) as writing:
        writing.reason = reason
        writing.details["to"] = above.name
    return letter


def uphold(letter: Letter, *, finding: str, answer: str, by: Post, at: datetime, version: int) -> Letter:
    """异议成立: the item cannot advance; what follows is decided by whoever holds the case.

    Refused: as `accept`, and "wrong_kind" (a report), "no_finding", "no_answer".
    """
    return _decide(letter, finding=finding, answer=answer, upheld=True, by=by, at=at, version=version)


def dismiss(letter: Letter, *, finding: str, answer: str, by: Post, at: datetime, version: int) -> Letter:
    """异议不成立: the item is held no longer by this letter. Refused: as `uphold`."""
    return _decide(letter, finding=finding, answer=answer, upheld=False, by=by, at=at, version=version)


def read_identity(letter: Letter, *, by: Post, at: datetime) -> dict[str, str]:
    """Who wrote: for the handling union's posts alone, and for nobody in whose own case it is (决定 11).

    Refused: "not_allowed", "own_case", "own_unit".
    """
    may_handle(letter, by=by, at=at)
    if not letter.identity_encrypted:
        return {}
    found: dict[str, str] = json.loads(decrypt(letter.identity_encrypted))
    return found


def _decide(letter: Letter, *, finding: str, answer: str, upheld: bool, by: Post, at: datetime, version: int) -> Letter:
    may_handle(letter, by=by, at=at)
    of_kind(letter, LetterKind.OBJECTION)
    finding = words(finding, "no_finding", "请写明核查情况。")
    answer = words(answer, "no_answer", "请写明给来信人的答复。")
    who = actor(by)
    with moving(
        letter,
        UPHOLD if upheld else DISMISS,
        by=who,
        at=at,
        version=version,
        finding=finding,
        answer=answer,
        decided_at=at,
        decided_by=who.words[:200],
    ) as writing:
        # Digests only: what staff write about a letter may name whoever sent it.
        writing.details |= {"finding_digest": digest(finding), "answer_digest": digest(answer)}
        _let_go(letter, upheld=upheld)
    return letter


def _let_go(letter: Letter, *, upheld: bool = False) -> None:
    """Count a closed objection out of its item. The claim on the letter has made sure that this happens once."""
    if letter.kind != LetterKind.OBJECTION or letter.item_id is None:
        return
    changes = {"upheld": True} if upheld else {}
    NoticeItem.objects.filter(pk=letter.item_id).update(
        open_objections=Greatest(F("open_objections") - 1, 0), version=F("version") + 1, **changes
    )


__all__ = [
    "Receipt",
    "Reported",
    "Sent",
    "accept",
    "answer",
    "dismiss",
    "find",
    "forward",
    "handle",
    "investigate",
    "may_handle",
    "next_higher",
    "not_accept",
    "object_to",
    "read_identity",
    "report",
    "uphold",
]
