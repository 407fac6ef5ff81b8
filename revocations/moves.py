"""The states of a revocation case and every lawful step between them (第二十三至二十六条)."""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import MoveTable, Who


class State(StrEnum):
    DRAFT = "draft"
    UNDER_REVIEW = "under_review"
    REPORTED = "reported"
    VERIFIED = "verified"
    REQUESTED = "requested"
    APPROVED = "approved"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


CASE = MoveTable("RevocationCase", State, State.DRAFT)
_add = CASE.add

APPLY = _add(
    "apply",
    "申请撤销",
    sources=(State.DRAFT,),
    target=State.UNDER_REVIEW,
    who=Who.SUPERVISOR,
    article="第二十六条第一款",
)
AGREE = _add(
    "agree", "逐级同意上报", sources=(State.UNDER_REVIEW,), target=None, who=Who.HOLDER, article="第二十六条第一款"
)
REPORT = _add(
    "report",
    "推荐单位同意，提出书面报告",
    sources=(State.UNDER_REVIEW,),
    target=State.REPORTED,
    who=Who.RECOMMENDER,
    article="第二十六条第一款",
)
VERIFY = _add(
    "verify",
    "核查属实",
    sources=(State.DRAFT, State.REPORTED),
    target=State.VERIFIED,
    who=Who.NATIONAL,
    article="第二十六条第二款",
)
REQUEST = _add(
    "request",
    "向书记处请示",
    sources=(State.VERIFIED,),
    target=State.REQUESTED,
    who=Who.NATIONAL,
    article="第二十六条第二款",
)
APPROVE = _add(
    "approve",
    "书记处批准撤销",
    sources=(State.REQUESTED,),
    target=State.APPROVED,
    who=Who.SECRETARIAT,
    article="第二十六条第二款",
)
DECIDE_DIRECTLY = _add(
    "decide_directly",
    "书记处直接决定撤销",
    sources=(State.VERIFIED,),
    target=State.APPROVED,
    who=Who.SECRETARIAT,
    article="第二十六条第三款",
)
CLOSE = _add(
    "close",
    "收回证书和奖牌，书面通报",
    sources=(State.APPROVED,),
    target=State.CLOSED,
    who=Who.NATIONAL,
    article="第二十六条第三款",
)
REJECT = _add(
    "reject",
    "不予撤销",
    sources=(State.UNDER_REVIEW, State.REPORTED, State.VERIFIED, State.REQUESTED),
    target=State.REJECTED,
    who=Who.NATIONAL,
    article="第二十六条第二款",
)
WITHDRAW = _add(
    "withdraw",
    "撤回申请",
    sources=(State.DRAFT, State.UNDER_REVIEW),
    target=State.WITHDRAWN,
    who=Who.SUPERVISOR,
    article="第二十六条第一款",
)
