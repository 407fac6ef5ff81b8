"""The parts of an application, as people fill them in: which columns and rows each has, for which honour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from regulation.honours import Honour

HOME, SMALL, WORKER, ACTIVIST, FRIEND = (
    Honour.MODEL_HOME,
    Honour.MODEL_SMALL_HOME,
    Honour.OUTSTANDING_WORKER,
    Honour.OUTSTANDING_ACTIVIST,
    Honour.UNION_FRIEND,
)
PAPERS = "papers"
OPINIONS = "opinions"


@dataclass(frozen=True)
class Section:
    """One page of the application. `rows` names the lists of rows that it keeps beside its columns."""

    code: str
    title: str
    article: str
    honours: tuple[Honour, ...]
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True)
class Filled:
    """What somebody filled in on one section: cleaned values by column, and rows by list."""

    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


_ORGANS = ("has_party_organ", "has_discipline_organ", "organs_absent_statement")
_LEGAL = ("qualifies_for_legal_person", "is_legal_person", "union_credit_code")
_CONTACT = ("industry", "founded_on", "term_since", "term_until", "chair", "contact", "phone")
_WORK = (
    "workplace",
    "workplace_code",
    "workplace_nature",
    "job",
    "rank",
    "leads_unit",
    "front_line",
    "migrant",
    "party_leading_cadre",
    "public_official",
    "managed_by",
)

SECTIONS = (
    Section(
        "basic", "基本情况", "第五条第一款", (HOME,), ("union_kind", "founding", "federation_level", *_CONTACT, *_LEGAL)
    ),
    Section("basic", "基本情况", "第五条第二款", (SMALL,), ("sub_unit", *_CONTACT, *_LEGAL)),
    Section(
        "organisation",
        "组织建设和制度落实",
        "第六条",
        (HOME,),
        (
            "separate_organisation",
            "committee",
            "audit_committee",
            "women_committee",
            "protection_committee",
            "supervision_committee",
            "own_account",
            "account_proof",
            "dues_paid",
            "funds_in_order",
            "assembly_system",
            "election_system",
            "openness_system",
            "review_system",
            "workers_congress",
            "workers_congress_on",
            "factory_openness",
            "collective_bargaining",
            "collective_contract",
            "collective_contract_until",
            "mediation",
        ),
    ),
    Section(
        "organisation",
        "组织建设和民主管理",
        "第七条",
        (SMALL,),
        ("leader_elected", "openness_system", "factory_openness", "collective_bargaining", "innovation", "premises"),
    ),
    Section(
        "years",
        "逐年数据",
        "第六条第（二）（六）项、第七条第（二）（五）项",
        (HOME, SMALL),
        rows=("years",),
        lead="填写申报年度之前三个完整公历年的人数和票数。只填数，比例由系统计算；职工数、会员数都含农民工、劳务派遣工。",
    ),
    Section(
        "employers",
        "所在单位与第十二条情况",
        "第十二条",
        (HOME, SMALL),
        rows=("employers", "records"),
        lead="联合建立的工会，逐个填写成员单位。有事故、群体性事件、欠缴经费、处罚或调查的，在下面逐条列出。",
    ),
    Section(
        "basic",
        "基本情况",
        "第五条",
        (WORKER, ACTIVIST, FRIEND),
        (
            "name",
            "sex",
            "ethnicity",
            "born_on",
            "id_number",
            "phone",
            "native_place",
            "political_status",
            "education",
            "work_since",
        ),
    ),
    Section("work", "工作单位和职务", "第五条第三款、第十六条第二款", (WORKER,), ("cadre", *_WORK, "resume")),
    Section(
        "work",
        "工作单位和岗位",
        "第五条第四款、第十六条第二款",
        (ACTIVIST,),
        ("activist_kind", "keeps_job", *_WORK, "resume"),
    ),
    Section(
        "work",
        "领导职务和单位",
        "第五条第五款、第十六条第二款",
        (FRIEND,),
        ("leader_kind", *_WORK, "refuses_dues", "resume"),
    ),
    Section(
        "terms",
        "任职与测评",
        "第八条第（四）项",
        (WORKER,),
        rows=("terms", "grades"),
        lead="逐段填写工会任职；任基层工会主席、副主席的年度，填写会员代表大会测评等次。",
    ),
    Section(
        "union",
        "所在基层工会情况",
        "第十三条",
        (WORKER,),
        (
            "structure_arbitrarily_removed",
            "elections_on_time",
            "qualifies_for_legal_person",
            "is_legal_person",
            "own_account",
            "serious_funds_problem",
            "workers_congress",
            "factory_openness",
            "collective_bargaining",
            "collective_contract",
        ),
        lead="工会领导机关干部不适用本条，可以不填。",
    ),
    Section(
        "title",
        "省级荣誉",
        "第六、七、八条",
        (HOME, SMALL, WORKER),
        rows=("title",),
        lead="一般从省级同类荣誉中产生。没有的留空，由推荐单位书面说明理由。",
    ),
    Section(
        "deeds",
        "事迹",
        "第十六条第一款",
        tuple(Honour),
        ("deeds_short", "deeds"),
        lead="事迹与名单一起在本单位公示。不要写身份证号、电话等个人信息。",
    ),
    Section(
        OPINIONS,
        "征求意见",
        "第十六条第一、二款",
        tuple(Honour),
        _ORGANS,
        lead="会员大会或会员代表大会必须征求；本单位有党组织、纪检组织的应征求；党员领导干部、公职人员还要征求两个部门意见。",
    ),
    Section(PAPERS, "证明材料与认定", "第十五条", tuple(Honour)),
)
SECRET = {"id_number": "id_number_encrypted", "phone": "phone_encrypted"}
"""Typed fields that are kept encrypted, and in no revision."""


def sections_of(honour: Honour) -> tuple[Section, ...]:
    """The pages of an application for one honour, in order."""
    return tuple(section for section in SECTIONS if honour in section.honours)


def section_of(honour: Honour, code: str) -> Section | None:
    """One page of an application."""
    return next((section for section in sections_of(honour) if section.code == code), None)
