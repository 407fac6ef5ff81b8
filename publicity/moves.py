"""The states of notices and of letters."""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import Move, MoveTable, Who


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
    # An objection is decided at once.
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    # A report (举报) is looked into step by step: 调查核实有关情况，提出处理意见.
    INVESTIGATED = "investigated"
    FOUND = "found"
    HANDLED = "handled"
    ANSWERED = "answered"


OPEN_LETTER_STATES = (
    LetterState.RECEIVED,
    LetterState.ACCEPTED,
    LetterState.INVESTIGATED,
    LetterState.FOUND,
    LetterState.HANDLED,
)
OBJECTION_ENDS = (LetterState.UPHELD, LetterState.DISMISSED)
REPORT_STEPS = (LetterState.INVESTIGATED, LetterState.FOUND, LetterState.HANDLED, LetterState.ANSWERED)

LETTER_ARTICLE = "第二十二条第（六）项"
LETTER = MoveTable("Letter", LetterState, LetterState.RECEIVED)


def _handled(code: str, title: str, *sources: LetterState, to: LetterState) -> Move:
    """One step of whoever handles the letter."""
    return LETTER.add(code, title, sources=sources, target=to, who=Who.HANDLER, article=LETTER_ARTICLE)


ACCEPT = _handled("accept", "受理", LetterState.RECEIVED, to=LetterState.ACCEPTED)
NOT_ACCEPT = _handled("not_accept", "不予受理", LetterState.RECEIVED, to=LetterState.NOT_ACCEPTED)
FORWARD = _handled(
    "forward",
    "转送上级工会",
    LetterState.RECEIVED,
    LetterState.ACCEPTED,
    LetterState.INVESTIGATED,
    to=LetterState.RECEIVED,
)
UPHOLD = _handled("uphold", "异议成立", LetterState.ACCEPTED, to=LetterState.UPHELD)
DISMISS = _handled("dismiss", "异议不成立", LetterState.ACCEPTED, to=LetterState.DISMISSED)
INVESTIGATE = _handled(
    "investigate", "调查核实", LetterState.ACCEPTED, LetterState.INVESTIGATED, to=LetterState.INVESTIGATED
)
FIND = _handled("find", "作出调查结论", LetterState.INVESTIGATED, to=LetterState.FOUND)
HANDLE = _handled("handle", "提出处理意见", LetterState.FOUND, to=LetterState.HANDLED)
ANSWER = _handled("answer", "答复来信人", LetterState.HANDLED, to=LetterState.ANSWERED)
REROUTE = LETTER.add(
    "reroute",
    "受理工会已合并、撤销或与被举报单位重合，改由上级工会受理",
    sources=tuple(LetterState),
    target=None,
    who=Who.SYSTEM,
    article=LETTER_ARTICLE,
)
