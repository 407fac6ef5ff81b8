"""The states of a revocation case and every lawful step between them (第二十三至二十六条).

Route one: 申请 → 逐级同意 → 推荐单位书面报告 → 核查 → 请示 → 批准. Route two: 核查 → 书记处直接决定. Both end with written notice.
"""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import Move, MoveTable, Who


class State(StrEnum):
    DRAFT = "draft"  # 研判：nothing has been applied for
    UNDER_REVIEW = "under_review"
    REPORTED = "reported"
    VERIFIED = "verified"
    REQUESTED = "requested"
    APPROVED = "approved"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REVERSED = "reversed"


ENDED = (State.CLOSED, State.REJECTED, State.WITHDRAWN, State.REVERSED)
OPEN = tuple(state for state in State if state not in ENDED)
EDITABLE = (State.DRAFT, State.UNDER_REVIEW)
"""Grounds, subjects and evidence may still be worked on by the holder; once the recommending unit has decided, no more."""
TITLES: dict[State, str] = {
    State.DRAFT: "研判",
    State.UNDER_REVIEW: "逐级审查",
    State.REPORTED: "已报全总",
    State.VERIFIED: "核查属实",
    State.REQUESTED: "请示书记处",
    State.APPROVED: "已决定撤销",
    State.CLOSED: "已办结",
    State.REJECTED: "不予撤销",
    State.WITHDRAWN: "不提出、已撤回",
    State.REVERSED: "撤销决定已更正",
}

CASE = MoveTable("RevocationCase", State, State.DRAFT)


def _add(
    code: str, title: str, sources: tuple[State, ...], target: State | None, who: Who, paragraph: str = ""
) -> Move:
    return CASE.add(code, title, sources=sources, target=target, who=who, article=f"第二十六条{paragraph}")


ARRANGE = _add("arrange", "整理对象、情形和证据", EDITABLE, None, Who.SUPERVISOR, "第一款")
HAND_OVER = _add("hand_over", "转请原推荐单位或上级工会研判", (State.DRAFT,), None, Who.SUPERVISOR, "第一款")
NOTIFY_HEARING = _add(
    "notify_hearing",
    "告知拟撤销的情形，听取陈述",
    (State.DRAFT, State.UNDER_REVIEW, State.REPORTED, State.VERIFIED),
    None,
    Who.SUPERVISOR,
)
APPLY = _add("apply", "申请撤销", (State.DRAFT,), State.UNDER_REVIEW, Who.SUPERVISOR, "第一款")
AGREE = _add("agree", "逐级同意上报", (State.UNDER_REVIEW,), None, Who.HOLDER, "第一款")
DECLINE = _add("decline", "不同意撤销", (State.UNDER_REVIEW,), State.REJECTED, Who.HOLDER, "第一款")
CONSENT = _add("consent", "推荐单位集体研究同意", (State.UNDER_REVIEW,), None, Who.RECOMMENDER, "第一款")
RECONSIDER = _add("reconsider", "撤回集体研究，重新整理", (State.UNDER_REVIEW,), None, Who.RECOMMENDER, "第一款")
REPORT = _add("report", "推荐单位提出书面报告", (State.UNDER_REVIEW,), State.REPORTED, Who.RECOMMENDER, "第一款")
WITHDRAW = _add(
    "withdraw", "不提出或撤回申请", (State.DRAFT, State.UNDER_REVIEW), State.WITHDRAWN, Who.SUPERVISOR, "第一款"
)
TAKE_OVER = _add(
    "take_over", "全总直接办理", (State.DRAFT, State.UNDER_REVIEW, State.REPORTED), State.DRAFT, Who.NATIONAL, "第三款"
)
RETURN_REPORT = _add(
    "return_report", "书面报告退回推荐单位补充", (State.REPORTED,), State.UNDER_REVIEW, Who.NATIONAL, "第二款"
)
VERIFY = _add("verify", "核查属实", (State.DRAFT, State.REPORTED), State.VERIFIED, Who.NATIONAL, "第二款、第三款")
DROP = _add(
    "drop",
    "对象不属实，移出本案",
    (State.DRAFT, State.UNDER_REVIEW, State.REPORTED, State.VERIFIED),
    None,
    Who.SUPERVISOR,
    "第二款",
)
REJECT = _add(
    "reject", "核查不属实，不予撤销", (State.REPORTED, State.VERIFIED), State.REJECTED, Who.NATIONAL, "第二款"
)
REQUEST = _add("request", "向书记处书面请示", (State.VERIFIED,), State.REQUESTED, Who.NATIONAL, "第二款")
SEND_BACK = _add("send_back", "书记处退回补充核查", (State.REQUESTED,), State.REPORTED, Who.SECRETARIAT, "第二款")
SEND_BACK_DIRECT = _add(
    "send_back_direct", "书记处退回补充核查（直接办理）", (State.VERIFIED,), State.DRAFT, Who.SECRETARIAT, "第三款"
)
REFUSE_REQUEST = _add("refuse_request", "书记处不予批准", (State.REQUESTED,), State.REJECTED, Who.SECRETARIAT, "第二款")
APPROVE = _add("approve", "书记处批准撤销", (State.REQUESTED,), State.APPROVED, Who.SECRETARIAT, "第二款")
DECIDE_DIRECTLY = _add(
    "decide_directly", "书记处直接决定撤销", (State.VERIFIED,), State.APPROVED, Who.SECRETARIAT, "第三款"
)
NOTIFY = _add("notify", "书面通报推荐单位", (State.APPROVED,), None, Who.NATIONAL, "第三款")
CLOSE = _add("close", "办结", (State.APPROVED,), State.CLOSED, Who.NATIONAL, "第二款、第三款")
ASK_REVERSAL = _add("ask_reversal", "提请更正撤销决定", (State.APPROVED, State.CLOSED), None, Who.NATIONAL)
REVERSE_SOME = _add("reverse_some", "另行决定，更正其中部分对象", (State.APPROVED, State.CLOSED), None, Who.SECRETARIAT)
REVERSE = _add("reverse", "另行决定，更正撤销", (State.APPROVED, State.CLOSED), State.REVERSED, Who.SECRETARIAT)
