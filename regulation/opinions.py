"""Whose opinions Article 16 asks for, decided by who the candidate is (第十六条第一款、第二款)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from regulation.facts import Candidate, Person
from regulation.words import Worded


class OpinionKind(Worded):
    """Who is asked."""

    MEMBERS = "members", "会员大会或会员代表大会"
    PARTY = "party", "本单位党组织"
    DISCIPLINE = "discipline", "本单位纪检组织"
    SUPERVISION = "supervision", "纪检监察机关"
    PERSONNEL = "personnel", "组织人事部门"


class Assembly(Worded):
    """In what form the members were heard; a committee is not an assembly."""

    GENERAL = "general", "会员大会"
    REPRESENTATIVES = "representatives", "会员代表大会"
    COMMITTEE = "committee", "工会委员会"


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """An opinion given: by whom, with what answer, as of which day, on which paper."""

    kind: Annotated[OpinionKind, "征求意见的对象"]
    given_by: Annotated[str, "出具意见的单位或会议名称"] = ""
    agrees: Annotated[bool, "同意推荐"] = True
    as_of: Annotated[date | None, "意见截至日期"] = None
    document: Annotated[str, "书面意见或会议记录"] = ""
    assembly: Annotated[Assembly | None, "会员大会或会员代表大会（仅会员意见）"] = None
    in_favour: Annotated[int, "赞成人数（仅会员意见）"] = 0
    against: Annotated[int, "反对人数（仅会员意见）"] = 0
    abstained: Annotated[int, "弃权人数（仅会员意见）"] = 0
    answer: Annotated[str, "对不同意见的书面答复"] = ""
    within_authority: Annotated[bool, "出具意见的单位符合干部管理权限"] = True


def opinions_required(candidate: Candidate) -> tuple[OpinionKind, ...]:
    """Members always; party and discipline organ unless declared absent; both authorities for a leading cadre or official.

    What nobody has said yet counts as required, so that an omission never makes the list shorter.
    """
    kinds = [OpinionKind.MEMBERS]
    if candidate.has_party_organ is not False:
        kinds.append(OpinionKind.PARTY)
    if candidate.has_discipline_organ is not False:
        kinds.append(OpinionKind.DISCIPLINE)
    if isinstance(candidate, Person) and authorities_required(candidate) is not False:
        kinds += [OpinionKind.SUPERVISION, OpinionKind.PERSONNEL]
    return tuple(kinds)


def authorities_required(person: Person) -> bool | None:
    """Whether the second paragraph reaches this person: 党员领导干部 or 公职人员; None while that is not said."""
    if person.party_leading_cadre or person.public_official:
        return True
    if person.party_leading_cadre is None or person.public_official is None:
        return None
    return False
