"""The whole life of a nomination: every lawful step from draft to honour, and every lawful end."""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import MoveTable, Who


class State(StrEnum):
    DRAFT = "draft"
    ON_NOTICE = "on_notice"
    UNDER_REVIEW = "under_review"
    RETURNED = "returned"
    LISTED = "listed"
    RECOMMENDED = "recommended"
    MENDING = "mending"
    CLEARED = "cleared"
    PROPOSED = "proposed"
    APPROVED = "approved"
    FINAL = "final"
    CONFERRED = "conferred"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNFIT = "unfit"
    DISQUALIFIED = "disqualified"
    STRUCK = "struck"
    LAPSED = "lapsed"


STATE_TITLES = {
    State.DRAFT: "草稿",
    State.ON_NOTICE: "本单位公示",
    State.UNDER_REVIEW: "逐级审查",
    State.RETURNED: "退回修改",
    State.LISTED: "列入推荐名单",
    State.RECOMMENDED: "全总审核",
    State.MENDING: "补正材料",
    State.CLEARED: "审核合格",
    State.PROPOSED: "列入建议名单",
    State.APPROVED: "书记处审议通过",
    State.FINAL: "确定表彰",
    State.CONFERRED: "已表彰",
    State.REFUSED: "未通过审查",
    State.WITHDRAWN: "已撤回",
    State.UNFIT: "审核不合格",
    State.DISQUALIFIED: "撤销评选资格",
    State.STRUCK: "未列入名单",
    State.LAPSED: "期满失效",
}
STATE_TONES = {
    State.DRAFT: "neutral",
    State.ON_NOTICE: "warning",
    State.RETURNED: "warning",
    State.MENDING: "warning",
    State.APPROVED: "success",
    State.FINAL: "success",
    State.CONFERRED: "honour",
    State.REFUSED: "danger",
    State.UNFIT: "danger",
    State.DISQUALIFIED: "danger",
    State.STRUCK: "danger",
    State.WITHDRAWN: "neutral",
    State.LAPSED: "neutral",
}
EDITABLE = (State.DRAFT, State.RETURNED)
ENDED = (State.CONFERRED, State.REFUSED, State.WITHDRAWN, State.UNFIT, State.DISQUALIFIED, State.STRUCK, State.LAPSED)
BEFORE_RECOMMENDATION = (State.DRAFT, State.ON_NOTICE, State.UNDER_REVIEW, State.RETURNED, State.LISTED)
AT_NATION = (State.RECOMMENDED, State.MENDING, State.CLEARED, State.PROPOSED, State.APPROVED, State.FINAL)
# What may still be inquired into: everything that was recommended and is not yet conferred (第十九条第二款).
INQUIRABLE = AT_NATION

NOMINATION = MoveTable("Nomination", State, State.DRAFT)
_add = NOMINATION.add

OPEN_UNIT_NOTICE = _add(
    "open_unit_notice",
    "发布本单位公示",
    sources=EDITABLE,
    target=State.ON_NOTICE,
    who=Who.CLERK,
    article="第十六条第一款",
)
REVISE = _add(
    "revise",
    "停止公示，修改后重新公示",
    sources=(State.ON_NOTICE,),
    target=State.DRAFT,
    who=Who.CLERK,
    article="第十六条第一款",
)
FILE = _add(
    "file", "申报", sources=(State.ON_NOTICE,), target=State.UNDER_REVIEW, who=Who.CLERK, article="第十六条第三款"
)
RESUBMIT = _add(
    "resubmit",
    "修改后重新报送",
    sources=(State.RETURNED,),
    target=State.UNDER_REVIEW,
    who=Who.CLERK,
    article="第十六条第三款",
)
WITHDRAW = _add(
    "withdraw",
    "撤回申报",
    sources=(*BEFORE_RECOMMENDATION, State.RECOMMENDED, State.MENDING, State.CLEARED, State.PROPOSED, State.APPROVED),
    target=State.WITHDRAWN,
    who=Who.CLERK,
    article="第十六条第一款",
)
ENDORSE = _add(
    "endorse",
    "审查通过，逐级上报",
    sources=(State.UNDER_REVIEW,),
    target=None,
    who=Who.HOLDER,
    article="第十六条第三款",
)
RETURN = _add(
    "return", "退回修改", sources=(State.UNDER_REVIEW,), target=State.RETURNED, who=Who.HOLDER, article="第十六条第三款"
)
REFUSE = _add(
    "refuse",
    "审查不通过",
    sources=(State.UNDER_REVIEW,),
    target=State.REFUSED,
    who=Who.HOLDER,
    article="第十六条第三款",
)
ENTER_LIST = _add(
    "enter_list",
    "列入推荐名单",
    sources=(State.UNDER_REVIEW,),
    target=State.LISTED,
    who=Who.RECOMMENDER,
    article="第十七条第一款",
)
LEAVE_LIST = _add(
    "leave_list",
    "移出推荐名单",
    sources=(State.LISTED,),
    target=State.UNDER_REVIEW,
    who=Who.RECOMMENDER,
    article="第十七条第一款",
)
STRIKE = _add(
    "strike",
    "公示后不予推荐",
    sources=(State.LISTED,),
    target=State.STRUCK,
    who=Who.RECOMMENDER,
    article="第十七条第二款",
)
RECOMMEND = _add(
    "recommend",
    "向中华全国总工会推荐",
    sources=(State.LISTED,),
    target=State.RECOMMENDED,
    who=Who.RECOMMENDER,
    article="第十七条第二款",
)
CLEAR = _add(
    "clear", "审核合格", sources=(State.RECOMMENDED,), target=State.CLEARED, who=Who.NATIONAL, article="第十九条第一款"
)
ASK_MENDING = _add(
    "ask_mending",
    "退回补正材料",
    sources=(State.RECOMMENDED,),
    target=State.MENDING,
    who=Who.NATIONAL,
    article="第十九条第一款",
)
MEND = _add(
    "mend", "补正后报送", sources=(State.MENDING,), target=State.RECOMMENDED, who=Who.HOLDER, article="第十九条第一款"
)
FIND_UNFIT = _add(
    "find_unfit",
    "审核不合格",
    sources=(State.RECOMMENDED, State.MENDING, State.CLEARED),
    target=State.UNFIT,
    who=Who.NATIONAL,
    article="第十九条第一款",
)
DISQUALIFY = _add(
    "disqualify",
    "撤销评选资格，取消名额",
    sources=AT_NATION,
    target=State.DISQUALIFIED,
    who=Who.NATIONAL,
    article="第十九条第二款",
)
PROPOSE = _add(
    "propose",
    "列入建议名单",
    sources=(State.CLEARED,),
    target=State.PROPOSED,
    who=Who.NATIONAL,
    article="第十九条第三款",
)
UNPROPOSE = _add(
    "unpropose",
    "移出建议名单",
    sources=(State.PROPOSED,),
    target=State.CLEARED,
    who=Who.NATIONAL,
    article="第十九条第三款",
)
APPROVE = _add(
    "approve",
    "书记处审议通过",
    sources=(State.PROPOSED,),
    target=State.APPROVED,
    who=Who.SECRETARIAT,
    article="第二十条第一款",
)
STRIKE_FINAL = _add(
    "strike_final",
    "公示后不予表彰",
    sources=(State.APPROVED, State.FINAL),
    target=State.STRUCK,
    who=Who.NATIONAL,
    article="第二十条第二款",
)
FINALISE = _add(
    "finalise",
    "根据公示结果确定",
    sources=(State.APPROVED,),
    target=State.FINAL,
    who=Who.NATIONAL,
    article="第二十条第二款",
)
CONFER = _add(
    "confer", "授予、命名", sources=(State.FINAL,), target=State.CONFERRED, who=Who.NATIONAL, article="第二十一条"
)
LAPSE = _add(
    "lapse",
    "期满失效",
    sources=(*BEFORE_RECOMMENDATION, *AT_NATION),
    target=State.LAPSED,
    who=Who.NATIONAL,
    article="第十五条",
)
SUCCEED = _add(
    "succeed",
    "审查工会更替，转由承继工会办理",
    sources=(State.ON_NOTICE, State.UNDER_REVIEW, State.RETURNED, State.LISTED, *AT_NATION),
    target=None,
    who=Who.SYSTEM,
    article="第十六条第三款",
)
