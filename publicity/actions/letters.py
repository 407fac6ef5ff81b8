"""异议 and 举报: one kind of letter. An open objection holds its item; who wrote is read by the handling union alone."""

from __future__ import annotations

import json
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from decisions.queries import refuse_own_case, union_subject
from ledger.actions import moving
from ledger.canonical import digest
from publicity.actions.receiving import Receipt, Sent, object_to, report
from publicity.models import Letter, LetterKind, NoticeItem, NoticeKind
from publicity.moves import ACCEPT, DISMISS, FORWARD, NOT_ACCEPT, UPHOLD
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post, Union
from unions.personal import decrypt
from unions.queries import actor, chain_above, national, require, successor_of


def accept(letter: Letter, *, by: Post, at: datetime, version: int) -> Letter:
    """受理. Refused: "not_allowed", "own_case", "own_notice", "wrong_state", "stale" (第二十二条第（六）项)."""
    may_handle(letter, by=by, at=at)
    with moving(letter, ACCEPT, by=actor(by), at=at, version=version):
        pass
    return letter


def not_accept(letter: Letter, *, reason: str, by: Post, at: datetime, version: int) -> Letter:
    """不予受理, with the reason that the sender reads. Its item is held no longer by it. Refused: also "no_reason"."""
    may_handle(letter, by=by, at=at)
    reason = _words(reason, "no_reason", "请写明不予受理的理由，来信人会看到。")
    who = actor(by)
    with moving(
        letter, NOT_ACCEPT, by=who, at=at, version=version, answer=reason, decided_at=at, decided_by=who.words[:200]
    ) as writing:
        writing.details["answer_digest"] = digest(reason)
        _let_go(letter)
    return letter


def forward(letter: Letter, *, reason: str, by: Post, at: datetime, version: int) -> Letter:
    """转送上级工会: the next higher union handles it; the item stays held. Refused: also "no_reason", "no_higher_union"."""
    may_handle(letter, by=by, at=at)
    reason = _words(reason, "no_reason", "请写明转送的理由。")
    above = next_higher(letter.handler)
    with moving(
        letter, FORWARD, by=actor(by), at=at, version=version, expect={"handler": letter.handler_id}, handler=above
    ) as writing:
        writing.reason = reason
        writing.details["to"] = above.name
    return letter


def uphold(letter: Letter, *, finding: str, answer: str, by: Post, at: datetime, version: int) -> Letter:
    """异议成立（举报属实）: the item cannot advance; what follows is decided by whoever holds the case.

    Refused: as `accept`, and "no_finding", "no_answer".
    """
    return _decide(letter, finding=finding, answer=answer, upheld=True, by=by, at=at, version=version)


def dismiss(letter: Letter, *, finding: str, answer: str, by: Post, at: datetime, version: int) -> Letter:
    """异议不成立（举报不属实）: the item is held no longer by this letter. Refused: as `uphold`."""
    return _decide(letter, finding=finding, answer=answer, upheld=False, by=by, at=at, version=version)


def read_identity(letter: Letter, *, by: Post, at: datetime) -> dict[str, str]:
    """Who wrote: for the handling union's posts alone, and for nobody in whose own case it is (决定 11).

    Refused: "not_allowed", "own_case", "own_notice".
    """
    may_handle(letter, by=by, at=at)
    if not letter.identity_encrypted:
        return {}
    found: dict[str, str] = json.loads(decrypt(letter.identity_encrypted))
    return found


def may_handle(letter: Letter, *, by: Post, at: datetime) -> None:
    """Refused: "not_allowed" (another union's letter), "own_notice" (the nominating union), "own_case" (决定 11、15)."""
    require(by, "handle_letters", successor_of(letter.handler), on=in_beijing(at).date())
    item = letter.item
    if item is None:
        refuse_own_case(by, subjects={letter.subject} if letter.subject else set())
        return
    notice = item.notice
    if notice.kind == NoticeKind.UNIT and by.union_id == notice.publisher_id:
        raise Refused("own_notice", "对本单位公示的异议由上一级工会办理，申报工会不能办理。", "第二十二条第（六）项")
    subjects = {item.subject} | ({union_subject(item.union)} if item.union else set())
    refuse_own_case(
        by, subjects=subjects, drafters=item.drafters, person_keys={item.person_key} if item.person_key else set()
    )


def next_higher(union: Union) -> Union:
    """The union to which a letter is forwarded. Refused "no_higher_union" at the national level."""
    union = successor_of(union)
    if union.is_national:
        raise Refused("no_higher_union", "全总已是最高一级，不能再向上转送。", FORWARD.article)
    return national() if union.is_recommender else chain_above(union)[0]


def _decide(letter: Letter, *, finding: str, answer: str, upheld: bool, by: Post, at: datetime, version: int) -> Letter:
    may_handle(letter, by=by, at=at)
    finding = _words(finding, "no_finding", "请写明核查情况。")
    answer = _words(answer, "no_answer", "请写明给来信人的答复。")
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


def _words(text: str, code: str, sentence: str) -> str:
    if not text.strip():
        raise Refused(code, sentence, "第二十二条第（六）项")
    return text.strip()


__all__ = [
    "Receipt",
    "Sent",
    "accept",
    "dismiss",
    "forward",
    "may_handle",
    "next_higher",
    "not_accept",
    "object_to",
    "read_identity",
    "report",
    "uphold",
]
