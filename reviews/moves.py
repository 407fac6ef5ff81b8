"""The states of recommendation lists, of the national list, and of inquiries."""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import MoveTable, Who


class ListState(StrEnum):
    DRAFT = "draft"
    DECIDED = "decided"
    ON_NOTICE = "on_notice"
    RECOMMENDED = "recommended"


RECOMMENDATION = MoveTable("RecommendationList", ListState, ListState.DRAFT)
RANK = RECOMMENDATION.add(
    "rank", "拟定名单和排序", sources=(ListState.DRAFT,), target=None, who=Who.RECOMMENDER, article="第十七条第一款"
)
DECIDE = RECOMMENDATION.add(
    "decide",
    "领导班子集体研究确定",
    sources=(ListState.DRAFT,),
    target=ListState.DECIDED,
    who=Who.RECOMMENDER,
    article="第十七条第二款",
)
REOPEN = RECOMMENDATION.add(
    "reopen",
    "重新拟定名单",
    sources=(ListState.DECIDED, ListState.ON_NOTICE),
    target=ListState.DRAFT,
    who=Who.RECOMMENDER,
    article="第十七条第二款",
)
PUBLISH = RECOMMENDATION.add(
    "publish",
    "推荐单位公示",
    sources=(ListState.DECIDED,),
    target=ListState.ON_NOTICE,
    who=Who.RECOMMENDER,
    article="第十七条第二款",
)
RECOMMEND = RECOMMENDATION.add(
    "recommend",
    "向中华全国总工会推荐",
    sources=(ListState.ON_NOTICE,),
    target=ListState.RECOMMENDED,
    who=Who.RECOMMENDER,
    article="第十七条第二款",
)
SUPPLEMENT = RECOMMENDATION.add(
    "supplement",
    "补充推荐异议已办结的对象",
    sources=(ListState.RECOMMENDED,),
    target=None,
    who=Who.RECOMMENDER,
    article="第十七条第二款",
)


class ProposalState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ON_NOTICE = "on_notice"
    FINAL = "final"
    CONFERRED = "conferred"


PROPOSAL = MoveTable("ProposedList", ProposalState, ProposalState.DRAFT)
DRAW_UP = PROPOSAL.add(
    "draw_up", "拟定建议名单", sources=(ProposalState.DRAFT,), target=None, who=Who.NATIONAL, article="第十九条第三款"
)
SUBMIT = PROPOSAL.add(
    "submit",
    "提请书记处审议",
    sources=(ProposalState.DRAFT,),
    target=ProposalState.SUBMITTED,
    who=Who.NATIONAL,
    article="第十九条第三款",
)
SEND_BACK = PROPOSAL.add(
    "send_back",
    "退回建议名单",
    sources=(ProposalState.SUBMITTED,),
    target=ProposalState.DRAFT,
    who=Who.SECRETARIAT,
    article="第二十条第一款",
)
APPROVE = PROPOSAL.add(
    "approve",
    "书记处审议通过",
    sources=(ProposalState.SUBMITTED,),
    target=ProposalState.APPROVED,
    who=Who.SECRETARIAT,
    article="第二十条第一款",
)
PUBLISH_NATIONAL = PROPOSAL.add(
    "publish_national",
    "全国公示",
    sources=(ProposalState.APPROVED,),
    target=ProposalState.ON_NOTICE,
    who=Who.NATIONAL,
    article="第二十条第一款",
)
FINALISE = PROPOSAL.add(
    "finalise",
    "根据公示结果确定名单",
    sources=(ProposalState.ON_NOTICE,),
    target=ProposalState.FINAL,
    who=Who.NATIONAL,
    article="第二十条第二款",
)
CONFER = PROPOSAL.add(
    "confer",
    "印发表彰决定",
    sources=(ProposalState.FINAL,),
    target=ProposalState.CONFERRED,
    who=Who.NATIONAL,
    article="第二十一条",
)
SUPPLEMENT_FINAL = PROPOSAL.add(
    "supplement_final",
    "补充确定异议已办结的对象",
    sources=(ProposalState.CONFERRED,),
    target=ProposalState.FINAL,
    who=Who.NATIONAL,
    article="第二十条第二款",
)


class InquiryState(StrEnum):
    OPEN = "open"
    VERIFIED = "verified"
    UNFOUNDED = "unfounded"


INQUIRY = MoveTable("Inquiry", InquiryState, InquiryState.OPEN)
VERIFY = INQUIRY.add(
    "verify",
    "查证属实",
    sources=(InquiryState.OPEN,),
    target=InquiryState.VERIFIED,
    who=Who.NATIONAL,
    article="第十九条第二款",
)
UNFOUND = INQUIRY.add(
    "unfound",
    "查无实据",
    sources=(InquiryState.OPEN,),
    target=InquiryState.UNFOUNDED,
    who=Who.NATIONAL,
    article="第十九条第二款",
)
