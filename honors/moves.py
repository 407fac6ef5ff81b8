"""The states of rounds, measures and honours."""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import MoveTable, Who


class RoundState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


ROUND = MoveTable("Round", RoundState, RoundState.DRAFT)
OPEN_ROUND = ROUND.add(
    "open_round", "开启评选", sources=(RoundState.DRAFT,), target=RoundState.OPEN, who=Who.NATIONAL, article="第十五条"
)
EXTEND = ROUND.add("extend", "延长期限", sources=(RoundState.OPEN,), target=None, who=Who.NATIONAL, article="第十五条")
GRANT = ROUND.add("grant", "调整名额", sources=(RoundState.OPEN,), target=None, who=Who.NATIONAL, article="第十五条")
CLOSE_ROUND = ROUND.add(
    "close_round",
    "结束评选",
    sources=(RoundState.OPEN,),
    target=RoundState.CLOSED,
    who=Who.NATIONAL,
    article="第二十一条",
)


class MeasureState(StrEnum):
    DRAFT = "draft"
    REFERRED = "referred"
    IN_FORCE = "in_force"
    REPEALED = "repealed"
    DISCARDED = "discarded"


MEASURE = MoveTable("Measure", MeasureState, MeasureState.DRAFT)
ENACT = MEASURE.add(
    "enact",
    "施行办法",
    sources=(MeasureState.DRAFT,),
    target=MeasureState.IN_FORCE,
    who=Who.RECOMMENDER,
    article="第二十九条",
)
REFER = MEASURE.add(
    "refer",
    "报全总解释",
    sources=(MeasureState.DRAFT,),
    target=MeasureState.REFERRED,
    who=Who.RECOMMENDER,
    article="第三十条",
)
INTERPRET = MEASURE.add(
    "interpret",
    "全总作出解释",
    sources=(MeasureState.REFERRED,),
    target=MeasureState.DRAFT,
    who=Who.NATIONAL,
    article="第三十条",
)
REPEAL = MEASURE.add(
    "repeal",
    "废止办法",
    sources=(MeasureState.IN_FORCE,),
    target=MeasureState.REPEALED,
    who=Who.RECOMMENDER,
    article="第二十九条",
)


DISCARD = MEASURE.add(
    "discard",
    "作废拟稿",
    sources=(MeasureState.DRAFT,),
    target=MeasureState.DISCARDED,
    who=Who.RECOMMENDER,
    article="第二十九条",
)


class ConferralState(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"
    RECOVERED = "recovered"


CONFERRAL = MoveTable("Conferral", ConferralState, ConferralState.VALID)
REVOKE = CONFERRAL.add(
    "revoke",
    "撤销荣誉称号、取消命名",
    sources=(ConferralState.VALID,),
    target=ConferralState.REVOKED,
    who=Who.SECRETARIAT,
    article="第二十六条",
)
REINSTATE = CONFERRAL.add(
    "reinstate",
    "撤销决定更正，恢复荣誉",
    sources=(ConferralState.REVOKED,),
    target=ConferralState.VALID,
    who=Who.SECRETARIAT,
    article="第二十六条",
)
RECOVER = CONFERRAL.add(
    "recover",
    "单位终止，收回证书和奖牌",
    sources=(ConferralState.VALID,),
    target=ConferralState.RECOVERED,
    who=Who.SUPERVISOR,
    article="第二十七条",
)
