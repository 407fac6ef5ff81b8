"""The five honours and the two elevated titles (第二条、第九条)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from regulation.words import Worded

if TYPE_CHECKING:
    from regulation.contract import Contract


class Act(Worded):
    """Three honours are conferred, two are named (第二条); certificates and decisions word them apart (第二十一条)."""

    CONFERRED = "conferred", "授予"
    NAMED = "named", "命名"

    @property
    def undone(self) -> str:
        """What ends it (第二十六条)."""
        return "撤销荣誉称号" if self is Act.CONFERRED else "取消命名"


class Elevated(Worded):
    """A title above an honour, for the best of its holders (第九条)."""

    RED_FLAG_UNIT = "red_flag_unit", "全国模范职工之家红旗单位"
    PACESETTER = "pacesetter", "全国优秀工会工作者标兵"

    @property
    def title(self) -> str:  # type: ignore[override]  # an honour has a title; str.title() is of no use here
        return self.label

    @property
    def base(self) -> Honour:
        """The honour that its holder must have."""
        return Honour.MODEL_HOME if self is Elevated.RED_FLAG_UNIT else Honour.OUTSTANDING_WORKER


class Honour(Worded):
    """One of the five honours; the value names the module that says all about it."""

    MODEL_HOME = "model_home", "全国模范职工之家"
    MODEL_SMALL_HOME = "model_small_home", "全国模范职工小家"
    OUTSTANDING_WORKER = "outstanding_worker", "全国优秀工会工作者"
    OUTSTANDING_ACTIVIST = "outstanding_activist", "全国优秀工会积极分子"
    UNION_FRIEND = "union_friend", "全国优秀工会之友"

    @property
    def title(self) -> str:  # type: ignore[override]  # an honour has a title; str.title() is of no use here
        return self.label

    @property
    def short(self) -> str:
        return _SHORT[self]

    @property
    def act(self) -> Act:
        return Act.NAMED if self in NAMED else Act.CONFERRED

    @property
    def collective(self) -> bool:
        return self in (Honour.MODEL_HOME, Honour.MODEL_SMALL_HOME)

    @property
    def elevated(self) -> Elevated | None:
        """The elevated title that its best holders may get, if there is one."""
        return next((title for title in Elevated if title.base is self), None)


_SHORT = {
    Honour.MODEL_HOME: "之家",
    Honour.MODEL_SMALL_HOME: "小家",
    Honour.OUTSTANDING_WORKER: "工作者",
    Honour.OUTSTANDING_ACTIVIST: "积极分子",
    Honour.UNION_FRIEND: "之友",
}
NAMED = frozenset({Honour.OUTSTANDING_ACTIVIST, Honour.UNION_FRIEND})
CONFERRED = frozenset(Honour) - NAMED


def law_of(honour: Honour) -> Contract:
    """All that the law says about one honour: facts, conditions, opinions, documents, grounds of revocation."""
    return cast("Contract", import_module(f"regulation.{honour.value}").CONTRACT)
