"""The states of unions and of posts."""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import MoveTable, Who


class UnionState(StrEnum):
    ACTIVE = "active"
    MERGED = "merged"
    CLOSED = "closed"


UNION = MoveTable("Union", UnionState, UnionState.ACTIVE)
RENAME = UNION.add(
    "rename", "工会更名", sources=(UnionState.ACTIVE,), target=None, who=Who.HOLDER, article="第二十二条第（二）项"
)
MOVE_UNDER = UNION.add(
    "move_under",
    "调整隶属关系",
    sources=(UnionState.ACTIVE,),
    target=None,
    who=Who.HOLDER,
    article="第二十二条第（二）项",
)
MERGE = UNION.add(
    "merge",
    "工会合并",
    sources=(UnionState.ACTIVE,),
    target=UnionState.MERGED,
    who=Who.HOLDER,
    article="第二十二条第（二）项",
)
CLOSE = UNION.add(
    "close", "工会撤销", sources=(UnionState.ACTIVE,), target=UnionState.CLOSED, who=Who.HOLDER, article="第二十七条"
)


class PostState(StrEnum):
    HELD = "held"
    ENDED = "ended"


POST = MoveTable("Post", PostState, PostState.HELD)
END_POST = POST.add(
    "end_post", "终止岗位", sources=(PostState.HELD,), target=PostState.ENDED, who=Who.HOLDER, article="第十四条第二款"
)
