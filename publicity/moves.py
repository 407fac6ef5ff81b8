"""The states of notices and of letters."""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import MoveTable, Who


class NoticeState(StrEnum):
    OPEN = "open"
    OVER = "over"
    VOID = "void"


NOTICE = MoveTable("Notice", NoticeState, NoticeState.OPEN)
RECORD_MEDIUM = NOTICE.add(
    "record_medium",
    "登记法定公示载体",
    sources=(NoticeState.OPEN,),
    target=None,
    who=Who.PUBLISHER,
    article="第十六、十七、二十条",
)
CORRECT = NOTICE.add(
    "correct",
    "更正",
    sources=(NoticeState.OPEN, NoticeState.OVER),
    target=None,
    who=Who.PUBLISHER,
    article="第四条第（二）项",
)
EXTEND_WINDOW = NOTICE.add(
    "extend_window",
    "公示期顺延",
    sources=(NoticeState.OPEN,),
    target=None,
    who=Who.SYSTEM,
    article="第十六、十七、二十条",
)
COMPLETE = NOTICE.add(
    "complete",
    "公示期满",
    sources=(NoticeState.OPEN,),
    target=NoticeState.OVER,
    who=Who.SYSTEM,
    article="第十六、十七、二十条",
)
VOID = NOTICE.add(
    "void",
    "公示作废，须重新公示",
    sources=(NoticeState.OPEN, NoticeState.OVER),
    target=NoticeState.VOID,
    who=Who.PUBLISHER,
    article="第四条第（二）项",
)


class LetterState(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


OPEN_LETTER_STATES = (LetterState.RECEIVED, LetterState.ACCEPTED)

LETTER = MoveTable("Letter", LetterState, LetterState.RECEIVED)
ACCEPT = LETTER.add(
    "accept",
    "受理",
    sources=(LetterState.RECEIVED,),
    target=LetterState.ACCEPTED,
    who=Who.HANDLER,
    article="第二十二条第（六）项",
)
NOT_ACCEPT = LETTER.add(
    "not_accept",
    "不予受理",
    sources=(LetterState.RECEIVED,),
    target=LetterState.NOT_ACCEPTED,
    who=Who.HANDLER,
    article="第二十二条第（六）项",
)
FORWARD = LETTER.add(
    "forward",
    "转送上级工会",
    sources=(LetterState.RECEIVED, LetterState.ACCEPTED),
    target=LetterState.RECEIVED,
    who=Who.HANDLER,
    article="第二十二条第（六）项",
)
UPHOLD = LETTER.add(
    "uphold",
    "异议成立",
    sources=(LetterState.ACCEPTED,),
    target=LetterState.UPHELD,
    who=Who.HANDLER,
    article="第二十二条第（六）项",
)
DISMISS = LETTER.add(
    "dismiss",
    "异议不成立",
    sources=(LetterState.ACCEPTED,),
    target=LetterState.DISMISSED,
    who=Who.HANDLER,
    article="第二十二条第（六）项",
)
