"""第十六条: how a grassroots union files, the same for every honour: opinions, then a notice of names and deeds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from regulation.engine import Dates, Law, Observation
from regulation.facts import Candidate, Person, Said
from regulation.notices import Notice, long_enough
from regulation.observing import met, not_met
from regulation.opinions import Assembly, Opinion, OpinionKind, authorities_required
from regulation.words import day_words

law = Law("article_16", "第十六条：申报程序")
endorsement_law = Law("article_16_endorsement", "第十六条第三款：逐级审查")


@dataclass(frozen=True, kw_only=True)
class Filing:
    """申报时的程序情况：征求意见和单位公示"""

    candidate: Annotated[Candidate, "申报推荐对象"]
    opinions: Annotated[tuple[Opinion, ...], "已征求的意见"] = ()
    notice: Annotated[Notice | None, "本单位公示"] = None

    def of(self, kind: OpinionKind) -> Opinion | None:
        """The last opinion of that kind."""
        return next((o for o in reversed(self.opinions) if o.kind is kind), None)


@dataclass(frozen=True, kw_only=True)
class Endorsement:
    """一级工会审查通过时的记录"""

    opinions_heard: Annotated[str, "听取了哪些方面的意见"] = ""


def _opinion(opinion: Opinion | None, kind: OpinionKind, at: Dates) -> Iterator[Observation]:
    if opinion is None:
        yield not_met(f"没有{kind.label}意见", f"征求{kind.label}意见，填写截至日期并上传书面意见")
        return
    seen = f"{opinion.given_by or kind.label}意见：{'同意推荐' if opinion.agrees else '不同意推荐'}"
    if not opinion.document:
        yield not_met(f"{seen}，没有书面材料", "上传书面意见或会议记录")
    elif opinion.as_of is None:
        yield not_met(f"{seen}，没有截至日期", "填写意见截至日期")
    elif opinion.as_of > at.as_of:
        yield not_met(f"{seen}，截至日期{day_words(opinion.as_of)}晚于检查日", "核对意见截至日期")
    else:
        yield met(f"{seen}，截至{day_words(opinion.as_of)}")
    if not opinion.agrees:
        yield _answered(opinion, f"{kind.label}不同意推荐")


def _answered(opinion: Opinion, dissent: str) -> Observation:
    """The article sets no majority: dissent is stored and answered in writing (决定 16)."""
    if opinion.answer.strip():
        return met(f"{dissent}；答复：{opinion.answer.strip()}")
    return not_met(f"{dissent}，没有书面答复", "对不同意见作出书面答复，或不再推荐")


@law.rule("第十六条第一款")
def members_were_heard(facts: Filing, at: Dates) -> Iterator[Observation]:
    """应通过基层工会会员大会或会员代表大会征求会员群众意见"""
    opinion = facts.of(OpinionKind.MEMBERS)
    yield from _opinion(opinion, OpinionKind.MEMBERS, at)
    if opinion is None:
        return
    votes = f"赞成 {opinion.in_favour} 人，反对 {opinion.against} 人，弃权 {opinion.abstained} 人"
    if opinion.assembly in (Assembly.GENERAL, Assembly.REPRESENTATIVES):
        yield met(f"通过{opinion.assembly.label}征求意见，{votes}")
    else:
        form = opinion.assembly.label if opinion.assembly else "未说明的形式"
        yield not_met(f"通过{form}征求意见", "召开会员大会或会员代表大会征求意见")
    if opinion.agrees and opinion.against:
        yield _answered(opinion, f"{opinion.against} 人反对")


@law.rule("第十六条第一款")
def party_organ_was_heard(facts: Filing, at: Dates) -> Iterator[Observation]:
    """本单位有党组织的，应征求党组织意见"""
    has = facts.candidate.has_party_organ
    yield from _organ(facts, has, OpinionKind.PARTY, at)


@law.rule("第十六条第一款")
def discipline_organ_was_heard(facts: Filing, at: Dates) -> Iterator[Observation]:
    """本单位有纪检组织的，应征求纪检组织意见"""
    has = facts.candidate.has_discipline_organ
    yield from _organ(facts, has, OpinionKind.DISCIPLINE, at)


def _organ(facts: Filing, has: Said, kind: OpinionKind, at: Dates) -> Iterator[Observation]:
    if has is False and facts.candidate.organs_absent_statement.strip():
        yield met(f"没有{kind.label}：{facts.candidate.organs_absent_statement.strip()}")
    elif has is False:
        yield not_met(f"没有{kind.label}，没有写明情况", "填写没有党组织或纪检组织的情况说明")
    elif has is None and facts.of(kind) is None:
        yield not_met(f"未说明有没有{kind.label}", f"有的，征求意见；没有的，写明情况：{kind.label}")
    else:
        yield from _opinion(facts.of(kind), kind, at)


@law.rule("第十六条第二款")
def authorities_were_heard(facts: Filing, at: Dates) -> Iterator[Observation]:
    """人选是党员领导干部或公职人员的，应按照干部管理权限，征求纪检监察机关和组织人事部门意见"""
    person = facts.candidate
    if not isinstance(person, Person):
        yield met("申报集体，不适用本款")
        return
    required = authorities_required(person)
    if required is False:
        yield met("不是党员领导干部，也不是公职人员")
        return
    if required is None:
        yield not_met("未说明是否党员领导干部、公职人员", "填写是否党员领导干部、是否公职人员")
        return
    for kind in (OpinionKind.SUPERVISION, OpinionKind.PERSONNEL):
        opinion = facts.of(kind)
        yield from _opinion(opinion, kind, at)
        if opinion and not (opinion.within_authority and opinion.given_by.strip()):
            managed = f"（本人由{person.managed_by}管理）" if person.managed_by else ""
            mend = f"按照干部管理权限，由有管理权限的{kind.label}出具意见{managed}"
            yield not_met(f"{opinion.given_by or kind.label}不符合干部管理权限或名称未填", mend)


@law.rule("第十六条第一款")
def unit_notice_ran(facts: Filing, at: Dates) -> Iterator[Observation]:
    """推荐名单和事迹应在本单位进行不少于五个工作日的公示"""
    if facts.notice is None:
        yield not_met("没有在本单位公示", "在本单位公示推荐名单和事迹不少于五个工作日")
        return
    notice = facts.notice
    yield met("公示了名单") if notice.names_shown else not_met("没有公示名单", "重新公示，写明推荐名单")
    yield met("公示了事迹") if notice.deeds_shown else not_met("没有公示事迹", "重新公示，名单和事迹一并公示")
    yield from long_enough(notice, at)


@endorsement_law.rule("第十六条第三款")
def opinions_of_all_sides_were_heard(facts: Endorsement, at: Dates) -> Iterator[Observation]:
    """地市级以下地方工会、各产业工会在充分听取各方面意见的基础上审查通过后，逐级上报"""
    heard = facts.opinions_heard.strip()
    yield met(f"听取意见：{heard}") if heard else not_met("没有写明听取了哪些方面的意见", "填写听取意见的方面和结果")
