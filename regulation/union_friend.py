"""全国优秀工会之友: leaders up to 厅局级 who support union work (第五条第五款、第十一条)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from regulation.facts import Person, Said
from regulation.words import Worded


class LeaderKind(Worded):
    """What the candidate leads."""

    PARTY_GOVERNMENT = "party_government", "党政领导干部"
    ENTERPRISE = "enterprise", "企业党政负责人"
    INSTITUTION = "institution", "事业单位党政负责人"
    ASSOCIATION = "association", "社会团体（除工会外）党政负责人"
    SOCIAL = "social", "其他社会组织党政负责人"
    UNION = "union", "工会负责人"
    NONE = "none", "不是党政领导干部或单位党政负责人"


@dataclass(frozen=True, kw_only=True)
class Friend(Person):
    """推荐命名全国优秀工会之友的个人情况"""

    kind: Annotated[LeaderKind, "领导职务类型"]
    refuses_dues: Annotated[Said, "所在单位拒绝拨缴工会经费"] = None
