"""第二十二、二十七、二十八条: after the honour: re-checks, recovery when a unit ends, subsidy and reward."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.honours import Honour
from regulation.observing import met, not_met
from regulation.words import Worded

recovery_law = Law("recovery", "第二十七条：收回证书和奖牌")
support_law = Law("support", "第二十八条：补助和奖励")
recheck_law = Law("recheck", "第二十二条第（四）项：复查")


# --- 第二十七条 -------------------------------------------------------------------------------------------------------


class UnitEnd(Worded):
    """How a unit comes to its end."""

    BANKRUPT = "bankrupt", "破产"
    ENDED = "ended", "终止"
    DISSOLVED = "dissolved", "撤销"
    RENAMED = "renamed", "更名或合并后存续"


@dataclass(frozen=True, kw_only=True)
class Recovery:
    """单位不复存在时收回证书和奖牌"""

    honour: Annotated[Honour, "荣誉"]
    end: Annotated[UnitEnd, "单位情况"]
    by_next_higher_union: Annotated[bool, "由上一级工会收回"] = True
    certificate_recovered: Annotated[bool, "已收回证书"] = False
    plaque_recovered: Annotated[bool, "已收回奖牌"] = False
    loss_statement: Annotated[str, "证书和奖牌无法收回的说明"] = ""
    certificate_loss: Annotated[str, "证书无法收回的说明"] = ""
    plaque_loss: Annotated[str, "奖牌无法收回的说明"] = ""
    reported_to: Annotated[str, "逐级上报的工会"] = ""


@recovery_law.rule("第二十七条")
def next_higher_union_recovers(facts: Recovery, at: Dates) -> Iterator[Observation]:
    """所在单位破产、终止或撤销的，上一级工会应及时收回证书和奖牌，并逐级上报

    Not a revocation. The text names grassroots unions; a small home is treated alike.
    """
    if not facts.honour.collective:
        yield not_met(f"{facts.honour.title}是个人荣誉", "个人荣誉不因单位终止而收回")
    if facts.end is UnitEnd.RENAMED:
        yield not_met("单位更名或合并后存续", "保留荣誉，登记更名")
    else:
        yield met(f"所在单位{facts.end.label}")
    if not facts.by_next_higher_union:
        yield not_met("不是由上一级工会收回", "由上一级工会收回")
    items = (
        ("证书", facts.certificate_recovered, facts.certificate_loss or facts.loss_statement),
        ("奖牌", facts.plaque_recovered, facts.plaque_loss or facts.loss_statement),
    )
    for item, done, lost in items:
        if done:
            yield met(f"已收回{item}")
        elif lost.strip():
            yield met(f"{item}无法收回：{lost.strip()}")
        else:
            yield not_met(f"没有收回{item}", f"收回{item}；确实无法收回的，写明情况")
    reported = facts.reported_to.strip()
    yield met(f"已上报{reported}") if reported else not_met("没有逐级上报", "收回后逐级上报")


# --- 第二十八条 -------------------------------------------------------------------------------------------------------


class Payer(Worded):
    """Who would pay."""

    LOCAL = "local", "县级以上地方工会"
    INDUSTRIAL = "industrial", "产业工会"
    GRASSROOTS = "grassroots", "基层工会"
    OTHER = "other", "其他工会"


class SupportKind(Worded):
    """What would be given."""

    SUBSIDY = "subsidy", "工作经费补助"
    REWARD = "reward", "物质奖励"
    TREATMENT = "treatment", "设置待遇（津贴等）"
    HELP = "help", "第二十二条第（五）项的困难帮助"


@dataclass(frozen=True, kw_only=True)
class Support:
    """对受表彰、命名的集体或个人的补助、奖励、帮助"""

    payer: Annotated[Payer, "给予的工会"]
    kind: Annotated[SupportKind, "种类"]
    honour: Annotated[Honour, "对象的荣誉"]
    below_payer: Annotated[bool, "对象属于该基层工会下属或所在单位"] = True
    members_agreed: Annotated[str, "会员代表大会审议通过的决议"] = ""
    spending_rules: Annotated[str, "符合工会经费支出规定的说明"] = ""


@support_law.rule("第二十八条第一款、第二款")
def support_is_allowed(facts: Support, at: Dates) -> Iterator[Observation]:
    """可对先进集体进行工作经费补助；基层工会经会员代表大会审议通过，可对先进个人进行一定的物质奖励"""
    kind = facts.kind
    if kind is SupportKind.HELP:
        yield met("帮助解决困难，不是奖励")
    elif kind is SupportKind.TREATMENT:
        yield not_met("对先进集体和个人设置待遇", "不设置待遇")
    elif kind is SupportKind.SUBSIDY:
        yield _subsidy(facts)
    else:
        yield _reward(facts)


def _subsidy(facts: Support) -> Observation:
    if not facts.honour.collective:
        return not_met("对个人进行工作经费补助", "工作经费补助只给先进集体")
    if facts.payer is Payer.OTHER:
        return not_met(f"{facts.payer.label}进行补助", "由县级以上地方工会、产业工会或基层工会补助")
    if facts.payer is Payer.GRASSROOTS and not facts.below_payer:
        return not_met("对象不是该基层工会的下属工会", "基层工会只补助其下属工会中的先进集体")
    return met(f"{facts.payer.label}对先进集体补助工作经费")


def _reward(facts: Support) -> Observation:
    if facts.honour.collective:
        return not_met("对先进集体进行物质奖励", "对先进集体改为工作经费补助")
    if facts.payer is not Payer.GRASSROOTS:
        return not_met(f"{facts.payer.label}对个人进行物质奖励", "县级以上地方工会、产业工会不对个人进行物质奖励")
    if not facts.below_payer:
        return not_met("对象不属于该基层工会", "基层工会只奖励本工会的先进个人")
    if not facts.members_agreed.strip():
        return not_met("没有会员代表大会审议通过的决议", "提请会员代表大会审议，通过后再奖励")
    return met(f"会员代表大会审议通过：{facts.members_agreed.strip()}")


@support_law.rule("第二十八条第三款")
def spending_rules_are_kept(facts: Support, at: Dates) -> Iterator[Observation]:
    """工作经费补助、物质奖励应符合工会经费支出有关规定"""
    rules = facts.spending_rules.strip()
    if facts.kind is SupportKind.HELP:
        yield met("困难帮助按帮扶规定办理")
    elif rules:
        yield met(f"经费支出：{rules}")
    else:
        yield not_met("没有说明符合工会经费支出规定", "写明经费科目和所依据的规定")


# --- 第二十二条 -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Recheck:
    """对获得荣誉的集体或个人的复查"""

    honour: Annotated[Honour, "荣誉"]
    by_union_above: Annotated[bool, "由上级工会复查"]


@recheck_law.rule("第二十二条第（四）项")
def union_above_rechecks(facts: Recheck, at: Dates) -> Iterator[Observation]:
    """上级工会应加强对获得荣誉的集体和个人的复查"""
    if facts.by_union_above:
        yield met(f"上级工会复查{facts.honour.title}")
    else:
        yield not_met("不是由上级工会复查", "由上级工会复查")
