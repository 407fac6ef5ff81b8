"""全国优秀工会积极分子: members who keep their job and work for their union (第五条第四款、第十条)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from regulation.facts import Person, Said
from regulation.words import Worded


class ActivistKind(Worded):
    """In what capacity a member works for the union."""

    BACKBONE = "backbone", "基层工会骨干会员"
    PART_TIME = "part_time", "兼职工会干部"
    FULL_TIME = "full_time", "专职工会干部"
    NOT_MEMBER = "not_member", "不是工会会员"


@dataclass(frozen=True, kw_only=True)
class Activist(Person):
    """推荐命名全国优秀工会积极分子的个人情况"""

    kind: Annotated[ActivistKind, "在工会中的身份"]
    keeps_job: Annotated[Said, "不脱离生产、工作岗位"] = None
    front_line: Annotated[bool, "一线职工（按本轮通知的口径）"] = False
