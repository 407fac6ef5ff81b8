"""第十七、十九、二十、二十一条: from the recommending unit's list to the decision that confers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.honours import Act, Honour
from regulation.notices import Medium, Notice, long_enough, published_in
from regulation.observing import met, not_met
from regulation.refusals import Refused
from regulation.words import Worded

recommendation_law = Law("recommendation", "第十七条：推荐单位审核、公示、推荐")
disqualification_law = Law("disqualification", "第十九条第二款：撤销评选资格")
final_law = Law("final_list", "第二十条：审议、公示、最终名单")

PROVINCIAL_MEDIA = (Medium.PROVINCIAL_PRESS, Medium.PROVINCIAL_ONLINE)
NATIONAL_MEDIA = (Medium.WORKERS_DAILY, Medium.WORKERS_ONLINE)


@dataclass(frozen=True, kw_only=True)
class CollectiveDecision:
    """领导班子集体研究的记录"""

    body: Annotated[str, "研究决定的机构（如党组会议、主席办公会）"] = ""
    attendees: Annotated[tuple[str, ...], "出席人员"] = ()
    minutes: Annotated[str, "会议纪要"] = ""
    digest: Annotated[str, "所研究名单的摘要值"] = ""


def decided_collectively(decision: CollectiveDecision | None, digest: str) -> Iterator[Observation]:
    """A body, more than one person, minutes, and this very list (决定 14)."""
    if decision is None:
        yield not_met("没有领导班子集体研究的记录", "经领导班子集体研究，填写会议、出席人员并上传会议纪要")
        return
    body = decision.body.strip() or "研究机构未填"
    seen = f"{body}，{len(decision.attendees)} 人出席"
    complete = decision.body.strip() and len(set(decision.attendees)) > 1 and decision.minutes.strip()
    yield met(seen) if complete else not_met(f"{seen}，记录不完整", "填写会议名称、两名以上出席人员并上传会议纪要")
    if digest and decision.digest == digest:
        yield met("所研究的名单与本名单一致")
    else:
        yield not_met("名单在集体研究后有改动", "对改动后的名单重新集体研究")


# --- 第十七条 ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class RecommendedList:
    """推荐单位拟推荐的名单"""

    digest: Annotated[str, "集体研究并公示的名单的摘要值"]
    decision: Annotated[CollectiveDecision | None, "领导班子集体研究"] = None
    notice: Annotated[Notice | None, "推荐单位公示"] = None
    notice_digest: Annotated[str, "公示名单的摘要值"] = ""
    entered_since: Annotated[tuple[str, ...], "公示后新列入的对象"] = ()
    examined: Annotated[bool, "已按推荐评选条件审核把关"] = False


@recommendation_law.rule("第十七条第一款")
def was_examined(facts: RecommendedList, at: Dates) -> Iterator[Observation]:
    """推荐单位按照推荐评选条件进行审核把关"""
    yield met("已审核") if facts.examined else not_met("没有审核把关", "逐个审核后再推荐")


@recommendation_law.rule("第十七条第二款")
def was_decided_by_the_leadership(facts: RecommendedList, at: Dates) -> Iterator[Observation]:
    """推荐集体和个人名单应经领导班子集体研究确定"""
    yield from decided_collectively(facts.decision, facts.digest)


@recommendation_law.rule("第十七条第二款")
def was_published_by_the_recommender(facts: RecommendedList, at: Dates) -> Iterator[Observation]:
    """在省（区、市）工会报刊或网络媒体上进行不少于五个工作日的公示"""
    yield from _published(facts.notice, facts.notice_digest, facts.digest, PROVINCIAL_MEDIA, at)


@recommendation_law.rule("第十七条第二款")
def nothing_entered_after_the_notice(facts: RecommendedList, at: Dates) -> Iterator[Observation]:
    """公示后符合条件的，向中华全国总工会推荐

    Items may leave a decided list; none may enter without a new decision and new five days (决定 9).
    """
    yield _subset(facts.entered_since, "重新集体研究，并重新公示不少于五个工作日")


def _published(
    notice: Notice | None, shown: str, digest: str, media: tuple[Medium, ...], at: Dates
) -> Iterator[Observation]:
    if notice is None:
        yield not_met("没有公示", f"在{'或'.join(m.label for m in media)}公示不少于五个工作日")
        return
    yield published_in(notice, media)
    yield from long_enough(notice, at)
    yield met("公示的就是本名单") if digest and shown == digest else not_met("公示的不是本名单", "对本名单重新公示")


def _subset(entered: tuple[str, ...], mend: str) -> Observation:
    if entered:
        return not_met(f"新列入 {len(entered)} 个：{'、'.join(entered)}", mend)
    return met("没有新列入的对象")


# --- 第十九条 ---------------------------------------------------------------------------------------------------------


class Fault(Worded):
    """What an audit may find; only the first three cost the place."""

    FORGED = "forged", "伪造材料"
    CONDITIONS = "conditions", "未按照推荐评选条件推荐"
    PROCEDURE = "procedure", "未按照规定程序推荐"
    FORMAL = "formal", "形式缺漏"


@dataclass(frozen=True, kw_only=True)
class Disqualification:
    """拟撤销评选资格"""

    fault: Annotated[Fault, "事由"]
    verified: Annotated[bool, "已查实"] = False
    document: Annotated[str, "查实的结论材料"] = ""


@disqualification_law.rule("第十九条第二款")
def fault_is_verified(facts: Disqualification, at: Dates) -> Iterator[Observation]:
    """对伪造材料或未按照推荐评选条件和规定程序推荐的，经查实后撤销其评选资格"""
    if facts.fault is Fault.FORMAL:
        yield not_met("仅有形式缺漏", "退回补正，不撤销评选资格")
    else:
        yield met(facts.fault.label)
    if facts.verified and facts.document.strip():
        yield met(f"已查实：{facts.document.strip()}")
    elif facts.verified:
        yield not_met("没有查实的结论材料", "上传查实的结论材料")
    else:
        yield not_met("尚未查实", "先调查核实，查实后再撤销评选资格")


@dataclass(frozen=True, kw_only=True)
class Disqualified:
    """A subject barred from the round, under every code and name it used."""

    codes: frozenset[str]
    names: frozenset[str]


def require_not_barred(codes: frozenset[str], names: frozenset[str], barred: tuple[Disqualified, ...]) -> None:
    """不得递补或重报: a disqualified subject, under any name it used, may not be filed again in the round.

    Refused: `barred` on a code or name that the disqualified subject used.
    """
    for subject in barred:
        if (subject.codes & codes) or (subject.names & names):
            sentence = "该对象在本轮已被撤销评选资格，改名也不得重报。"
            raise Refused("barred", sentence, "第十九条第二款")


def require_no_refill(burned: int, granted: int, used: int) -> None:
    """取消相应名额，不得递补: a burned place is never used again. Refused: `place_burned`."""
    if used + burned >= granted:
        sentence = f"名额 {granted} 个，已用 {used} 个、取消 {burned} 个；取消的名额不得递补。"
        raise Refused("place_burned" if burned else "over_quota", sentence, "第十九条第二款" if burned else "第十五条")


# --- 第二十条 ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class FinalList:
    """拟最终确定的表彰和命名名单"""

    approved_digest: Annotated[str, "书记处审议通过的名单的摘要值"]
    proposed_digest: Annotated[str, "提交审议的建议名单的摘要值"] = ""
    approved: Annotated[bool, "书记处审议通过"] = False
    approval_document: Annotated[str, "审议通过的会议和文号"] = ""
    notice: Annotated[Notice | None, "全国公示"] = None
    notice_digest: Annotated[str, "公示名单的摘要值"] = ""
    entered_since: Annotated[tuple[str, ...], "审议通过后新列入的对象"] = ()
    held: Annotated[tuple[str, ...], "最终名单中仍有异议未办结的对象"] = ()


@final_law.rule("第二十条第一款")
def was_approved_by_the_secretariat(facts: FinalList, at: Dates) -> Iterator[Observation]:
    """拟表彰和命名的建议名单，经中华全国总工会书记处审议通过"""
    if facts.approved and facts.approval_document.strip():
        yield met(f"书记处审议通过：{facts.approval_document.strip()}")
    else:
        yield not_met("没有书记处审议通过的记录", "提请书记处审议，填写会议和文号")
    if facts.approved_digest and facts.proposed_digest == facts.approved_digest:
        yield met("审议通过的就是建议名单")
    else:
        yield not_met("名单与审议通过的不一致", "对改动后的名单重新提请书记处审议")


@final_law.rule("第二十条第一款")
def was_published_nationally(facts: FinalList, at: Dates) -> Iterator[Observation]:
    """在《工人日报》或中工网上进行不少于五个工作日的公示"""
    yield from _published(facts.notice, facts.notice_digest, facts.approved_digest, NATIONAL_MEDIA, at)


@final_law.rule("第二十条第二款")
def is_part_of_what_was_approved(facts: FinalList, at: Dates) -> Iterator[Observation]:
    """根据公示结果，最终确定表彰和命名名单

    Always a subset of the approved list, without those to whom an objection is still open.
    """
    yield _subset(facts.entered_since, "只能从审议通过并公示的名单中确定；撤下后空出的名额不再补")
    if facts.held:
        yield not_met(f"异议未办结：{'、'.join(facts.held)}", "暂缓该对象，办结后列入补充决定")


# --- 第二十一条 -------------------------------------------------------------------------------------------------------


def wording(honour: Honour, *, elevated: str = "") -> str:
    """The words of decision and certificate: 授予……荣誉称号, or 命名……为 (第二条、第二十一条)."""
    title = elevated or honour.title
    return f"授予{title}荣誉称号" if honour.act is Act.CONFERRED else f"命名为{title}"


def require_wording(honour: Honour, text: str) -> None:
    """Named honours are not conferred, conferred ones are not named. Refused: `wrong_words`."""
    right = honour.act.label
    wrong = "授予" if honour.act is Act.NAMED else "命名"
    named_as_title = honour.act is Act.NAMED and "荣誉称号" in text
    if wrong in text or right not in text or named_as_title:
        raise Refused("wrong_words", f"{honour.title}的用语应为“{wording(honour)}”。", "第二条、第二十一条")
