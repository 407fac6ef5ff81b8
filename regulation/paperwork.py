"""The papers that a filing is expected to carry, by who the candidate is."""

from __future__ import annotations

from dataclasses import dataclass

from regulation.facts import Candidate, Person
from regulation.opinions import OpinionKind, opinions_required
from regulation.words import Worded


class PaperKind(Worded):
    """Kinds of papers."""

    FORM = "form", "推荐审批表（盖章）"
    MEMBERS_MINUTES = "members_minutes", "会员大会或会员代表大会征求意见记录"
    PARTY_OPINION = "party_opinion", "本单位党组织意见"
    DISCIPLINE_OPINION = "discipline_opinion", "本单位纪检组织意见"
    SUPERVISION_OPINION = "supervision_opinion", "纪检监察机关意见"
    PERSONNEL_OPINION = "personnel_opinion", "组织人事部门意见"
    NOTICE_PROOF = "notice_proof", "单位公示证明（名单和事迹）"
    PROVINCIAL_TITLE = "provincial_title", "省级同类荣誉表彰文件"
    YEARLY_FIGURES = "yearly_figures", "近三年职工、会员人数和评议票数材料"
    ACCOUNT = "account", "工会经费独立账户证明"
    LEGAL_PERSON = "legal_person", "工会法人资格登记证书"
    YEARLY_GRADES = "yearly_grades", "近三年会员代表大会测评结果"
    PHOTO = "photo", "照片"


@dataclass(frozen=True)
class Paper:
    """One paper: whether it must be there, and the article that asks for it."""

    kind: PaperKind
    required: bool
    article: str


_OPINION_PAPERS = {
    OpinionKind.MEMBERS: Paper(PaperKind.MEMBERS_MINUTES, True, "第十六条第一款"),
    OpinionKind.PARTY: Paper(PaperKind.PARTY_OPINION, True, "第十六条第一款"),
    OpinionKind.DISCIPLINE: Paper(PaperKind.DISCIPLINE_OPINION, True, "第十六条第一款"),
    OpinionKind.SUPERVISION: Paper(PaperKind.SUPERVISION_OPINION, True, "第十六条第二款"),
    OpinionKind.PERSONNEL: Paper(PaperKind.PERSONNEL_OPINION, True, "第十六条第二款"),
}


def papers_of_filing(candidate: Candidate) -> tuple[Paper, ...]:
    """The form, one paper for each opinion required, and proof of the unit notice; a photo of a person."""
    papers = [Paper(PaperKind.FORM, True, "第十六条第一款")]
    papers += [_OPINION_PAPERS[kind] for kind in opinions_required(candidate)]
    papers.append(Paper(PaperKind.NOTICE_PROOF, True, "第十六条第一款"))
    if isinstance(candidate, Person):
        papers.append(Paper(PaperKind.PHOTO, True, "第十五条"))
    return tuple(papers)
