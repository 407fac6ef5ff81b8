"""The states of yearly reports, re-checks, ended units, papers to be recovered, and money given, with every lawful step."""

from __future__ import annotations

from enum import StrEnum

from ledger.moves import MoveTable, Who

# --- 年度情况 ---------------------------------------------------------------------------------------------------------


class YearState(StrEnum):
    REPORTED = "reported"
    RETURNED = "returned"
    CONFIRMED = "confirmed"


YEAR = MoveTable("YearReport", YearState, YearState.REPORTED)
RETURN_YEAR = YEAR.add(
    "return_year",
    "退回补正",
    sources=(YearState.REPORTED,),
    target=YearState.RETURNED,
    who=Who.SUPERVISOR,
    article="第二十二条第（二）项",
)
REPORT_AGAIN = YEAR.add(
    "report_again",
    "重新报送",
    sources=(YearState.REPORTED, YearState.RETURNED),
    target=YearState.REPORTED,
    who=Who.SUPERVISOR,
    article="第二十二条第（二）项",
)
CONFIRM_YEAR = YEAR.add(
    "confirm_year",
    "核对无误",
    sources=(YearState.REPORTED,),
    target=YearState.CONFIRMED,
    who=Who.SUPERVISOR,
    article="第二十二条第（二）项",
)
AMEND_YEAR = YEAR.add(
    "amend_year",
    "更正年度情况",
    sources=(YearState.CONFIRMED,),
    target=None,
    who=Who.SUPERVISOR,
    article="第二十二条第（二）项",
)

# --- 复查 -------------------------------------------------------------------------------------------------------------


class ProgrammeState(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


PROGRAMME = MoveTable("RecheckProgramme", ProgrammeState, ProgrammeState.DRAFT)
DRAW = PROGRAMME.add(
    "draw",
    "确定复查对象，开始复查",
    sources=(ProgrammeState.DRAFT,),
    target=ProgrammeState.RUNNING,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
FINISH = PROGRAMME.add(
    "finish",
    "复查结束",
    sources=(ProgrammeState.RUNNING,),
    target=ProgrammeState.FINISHED,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
CANCEL_PROGRAMME = PROGRAMME.add(
    "cancel_programme",
    "取消复查计划",
    sources=(ProgrammeState.DRAFT,),
    target=ProgrammeState.CANCELLED,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)


class RecheckState(StrEnum):
    OPEN = "open"
    MENDING = "mending"
    CONCLUDED = "concluded"


OPEN_RECHECKS = (RecheckState.OPEN, RecheckState.MENDING)

RECHECK = MoveTable("Recheck", RecheckState, RecheckState.OPEN)
TICK = RECHECK.add(
    "tick",
    "填写复查情况",
    sources=OPEN_RECHECKS,
    target=None,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
KEEP = RECHECK.add(
    "keep",
    "复查合格，保留荣誉",
    sources=(RecheckState.OPEN,),
    target=RecheckState.CONCLUDED,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
KEEP_RENAMED = RECHECK.add(
    "keep_renamed",
    "更名后保留荣誉",
    sources=(RecheckState.OPEN,),
    target=RecheckState.CONCLUDED,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
WARN = RECHECK.add(
    "warn",
    "警示",
    sources=(RecheckState.OPEN,),
    target=RecheckState.CONCLUDED,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
ORDER_MENDING = RECHECK.add(
    "order_mending",
    "限期整改",
    sources=(RecheckState.OPEN,),
    target=RecheckState.MENDING,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
ACCEPT_MENDING = RECHECK.add(
    "accept_mending",
    "整改合格，恢复",
    sources=(RecheckState.MENDING,),
    target=RecheckState.CONCLUDED,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
FIND_UNFIT = RECHECK.add(
    "find_unfit",
    "复查不合格",
    sources=OPEN_RECHECKS,
    target=RecheckState.CONCLUDED,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)
CALL_OFF = RECHECK.add(
    "call_off",
    "终止复查（荣誉已终止）",
    sources=OPEN_RECHECKS,
    target=RecheckState.CONCLUDED,
    who=Who.SUPERVISOR,
    article="第二十二条第（四）项",
)

# --- 单位破产、终止、撤销 ---------------------------------------------------------------------------------------------


class EndState(StrEnum):
    REPORTED = "reported"
    RECOVERING = "recovering"
    PASSED_UP = "passed_up"
    CLOSED = "closed"
    KEPT = "kept"
    DISMISSED = "dismissed"


OPEN_ENDS = (EndState.REPORTED, EndState.RECOVERING, EndState.PASSED_UP)

UNIT_END = MoveTable("UnitEnd", EndState, EndState.REPORTED)
ESTABLISH = UNIT_END.add(
    "establish",
    "核实单位终止，责令交回证书和奖牌",
    sources=(EndState.REPORTED,),
    target=EndState.RECOVERING,
    who=Who.SUPERVISOR,
    article="第二十七条",
)
KEEP_IN_SUCCESSOR = UNIT_END.add(
    "keep_in_successor",
    "更名或合并后存续，保留荣誉",
    sources=(EndState.REPORTED, EndState.RECOVERING),
    target=EndState.KEPT,
    who=Who.SUPERVISOR,
    article="第二十七条",
)
DISMISS_END = UNIT_END.add(
    "dismiss_end",
    "核实单位没有终止",
    sources=(EndState.REPORTED, EndState.RECOVERING),
    target=EndState.DISMISSED,
    who=Who.SUPERVISOR,
    article="第二十七条",
)
TAKE_OVER_END = UNIT_END.add(
    "take_over_end",
    "转由现在的上一级工会办理",
    sources=(EndState.REPORTED, EndState.RECOVERING),
    target=None,
    who=Who.SUPERVISOR,
    article="第二十七条",
)
RECOVER_ALL = UNIT_END.add(
    "recover_all",
    "收回证书和奖牌，逐级上报",
    sources=(EndState.RECOVERING,),
    target=EndState.PASSED_UP,
    who=Who.SUPERVISOR,
    article="第二十七条",
)
PASS_UP = UNIT_END.add(
    "pass_up",
    "逐级上报",
    sources=(EndState.PASSED_UP,),
    target=None,
    who=Who.SUPERVISOR,
    article="第二十七条",
)
CLOSE_END = UNIT_END.add(
    "close_end",
    "全总备案",
    sources=(EndState.PASSED_UP,),
    target=EndState.CLOSED,
    who=Who.NATIONAL,
    article="第二十七条",
)

# --- 证书、奖牌的收回 -------------------------------------------------------------------------------------------------


class ItemState(StrEnum):
    DEMANDED = "demanded"
    RECEIVED = "received"
    LOST = "lost"
    DESTROYED = "destroyed"
    GIVEN_BACK = "given_back"
    CALLED_OFF = "called_off"


SETTLED_ITEMS = (ItemState.RECEIVED, ItemState.LOST, ItemState.DESTROYED)
LIVE_ITEMS = (ItemState.DEMANDED, *SETTLED_ITEMS)

ITEM = MoveTable("RecoveryItem", ItemState, ItemState.DEMANDED)
REMIND = ITEM.add(
    "remind",
    "催交",
    sources=(ItemState.DEMANDED,),
    target=None,
    who=Who.SUPERVISOR,
    article="第二十三至二十七条",
)
RECEIVE = ITEM.add(
    "receive",
    "收回",
    sources=(ItemState.DEMANDED, ItemState.LOST),
    target=ItemState.RECEIVED,
    who=Who.SUPERVISOR,
    article="第二十三至二十七条",
)
DECLARE_LOST = ITEM.add(
    "declare_lost",
    "登记遗失，附情况说明",
    sources=(ItemState.DEMANDED,),
    target=ItemState.LOST,
    who=Who.SUPERVISOR,
    article="第二十三至二十七条",
)
DESTROY = ITEM.add(
    "destroy",
    "销毁",
    sources=(ItemState.RECEIVED,),
    target=ItemState.DESTROYED,
    who=Who.SUPERVISOR,
    article="第二十三至二十七条",
)
GIVE_BACK = ITEM.add(
    "give_back",
    "更正，发还",
    sources=(ItemState.RECEIVED,),
    target=ItemState.GIVEN_BACK,
    who=Who.SUPERVISOR,
    article="第二十六、二十七条",
)
CALL_OFF_ITEM = ITEM.add(
    "call_off_item",
    "更正，不再收回",
    sources=(ItemState.DEMANDED, ItemState.LOST, ItemState.DESTROYED),
    target=ItemState.CALLED_OFF,
    who=Who.SUPERVISOR,
    article="第二十六、二十七条",
)

# --- 补助和奖励 -------------------------------------------------------------------------------------------------------


class SupportState(StrEnum):
    RECORDED = "recorded"
    VOID = "void"


SUPPORT = MoveTable("Support", SupportState, SupportState.RECORDED)
VOID_SUPPORT = SUPPORT.add(
    "void_support",
    "登记有误，作废",
    sources=(SupportState.RECORDED,),
    target=SupportState.VOID,
    who=Who.SUPERVISOR,
    article="第二十八条",
)
