"""举报, step by step: 调查核实有关情况，提出处理意见 (第二十二条第（六）项). A late or anonymous objection goes the same way."""

from __future__ import annotations

from datetime import date, datetime

from ledger.actions import moving
from ledger.canonical import digest
from publicity.actions.handling import may_handle, of_kind, words
from publicity.models import Investigation, Letter, LetterKind
from publicity.moves import ANSWER, FIND, HANDLE, INVESTIGATE, LETTER_ARTICLE
from publicity.queries import follow_ups
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor


def investigate(letter: Letter, *, on: date, by_whom: str, text: str, by: Post, at: datetime, version: int) -> Letter:
    """调查核实: who inquired, on which day, how, and what came out. May be added to until the finding.

    Refused: as `letters.accept`, and "wrong_kind", "no_investigators", "no_investigation", "investigated_in_future",
    "investigated_too_early".
    """
    _ready(letter, by=by, at=at)
    who = actor(by)
    by_whom = words(by_whom, "no_investigators", "请写明调查人员。")
    text = words(text, "no_investigation", "请写明调查方式和查明的情况。")
    if on > in_beijing(at).date():
        raise Refused("investigated_in_future", "调查日期不能晚于今天。", LETTER_ARTICLE)
    if on < in_beijing(letter.received_at).date():
        raise Refused("investigated_too_early", "调查日期早于收到来信的日期，请核对。", LETTER_ARTICLE)
    with moving(letter, INVESTIGATE, by=who, at=at, version=version) as writing:
        Investigation.objects.create(
            letter=letter, on=on, by_whom=by_whom[:200], text=text, recorded_at=at, recorded_by=who.words[:200]
        )
        # Digests only, here and below: what staff write about a letter may name whoever sent it.
        writing.details |= {"on": on.isoformat(), "text_digest": digest(text)}
    return letter


def find(letter: Letter, *, substantiated: bool, finding: str, by: Post, at: datetime, version: int) -> Letter:
    """作出调查结论: true or not, with what was established. Refused: as `investigate`, and "no_finding"."""
    _ready(letter, by=by, at=at)
    finding = words(finding, "no_finding", "请写明核查结论。")
    who = actor(by)
    with moving(letter, FIND, by=who, at=at, version=version, finding=finding, substantiated=substantiated) as writing:
        writing.details |= {"substantiated": substantiated, "finding_digest": digest(finding)}
    return letter


def handle(letter: Letter, *, follow_up: str, handling: str, by: Post, at: datetime, version: int) -> Letter:
    """提出处理意见: a re-check, a case of revocation, a talk, nothing; with the reason. It ends no honour by itself.

    Refused: also "no_handling"; "wrong_follow_up": revocation of what was not found true, or a re-check where nothing
    was conferred, or has ended.
    """
    _ready(letter, by=by, at=at)
    handling = words(handling, "no_handling", "请写明处理意见的理由。")
    allowed = follow_ups(letter)
    if follow_up not in allowed:
        named = "、".join(one.label for one in allowed)
        raise Refused("wrong_follow_up", f"这件举报可以选择的处理意见：{named}。", LETTER_ARTICLE)
    who = actor(by)
    with moving(letter, HANDLE, by=who, at=at, version=version, follow_up=follow_up, handling=handling) as writing:
        writing.details |= {"follow_up": follow_up, "handling_digest": digest(handling)}
    return letter


def answer(letter: Letter, *, answer: str, by: Post, at: datetime, version: int) -> Letter:
    """答复来信人: read by the receipt code, whether or not somebody gave a name. Refused: also "no_answer"."""
    _ready(letter, by=by, at=at)
    text, who = words(answer, "no_answer", "请写明给来信人的答复。"), actor(by)
    with moving(
        letter, ANSWER, by=who, at=at, version=version, answer=text, decided_at=at, decided_by=who.words[:200]
    ) as writing:
        writing.details["answer_digest"] = digest(text)
    return letter


def _ready(letter: Letter, *, by: Post, at: datetime) -> None:
    may_handle(letter, by=by, at=at)
    of_kind(letter, LetterKind.REPORT)
