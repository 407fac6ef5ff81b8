"""Drafting and opening an invented round: what its notice says, and how the places are shared out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from honors.actions.rounds import Grant, HonourPlan, draft_round, grant_many, open_round, set_deadline
from honors.models import Round
from honors.models.rounds import RoundKind, Step
from regulation.honours import Honour
from unions.models import Post, Union

FRONT_LINE = "直接从事生产、服务的一线岗位职工，含班组长、农民工和劳务派遣工；不含各级管理人员。"
SUBJECTS = (
    "基层工会、基层工会下属工会和工会小组，工会干部，积极分子，党政领导干部和单位党政负责人，范围依照办法第五条。"
)
CONDITIONS = "依照办法第六条至第十三条。近三年指申报年度之前的三个完整公历年。"
PROCEDURE = "基层申报、逐级审查、推荐单位集体研究和公示、全总审核、书记处审议、全国公示、印发决定，依照办法第十六条至第二十一条。"
ORGANISATION = "中华全国总工会基层工作部负责具体实施；各推荐单位按名额推荐，新疆生产建设兵团通过新疆维吾尔自治区推荐。"


@dataclass(frozen=True)
class Plan:
    """What a round is to be."""

    name: str
    year: int
    number: str
    totals: Mapping[Honour, int]
    elevated: int
    deadlines: Mapping[Step, datetime]
    unusual_reason: str = ""
    third_round_document: str = ""


def opened(
    plan: Plan, grants: Sequence[Grant], *, preparer: Post, signer: Post, at: datetime, opens_at: datetime
) -> Round:
    """Draft a congress-year round of all five honours, grant its places, and open it by another person."""
    round = draft_round(
        name=plan.name,
        year=plan.year,
        kind=RoundKind.CONGRESS,
        honours=[HonourPlan(honour, total, plan.elevated) for honour, total in plan.totals.items()],
        notice_number=plan.number,
        notice_title=f"关于开展{plan.name}工作的通知",
        subjects=SUBJECTS,
        conditions=CONDITIONS,
        procedure=PROCEDURE,
        organisation=ORGANISATION,
        front_line_definition=FRONT_LINE,
        contacts="全总基层工作部：010-00000010（演示）",
        discipline_contacts="010-00000020（演示）",
        unusual_reason=plan.unusual_reason,
        third_round_document=plan.third_round_document,
        by=preparer,
        at=at,
        invented=True,
    )
    for step, due_at in plan.deadlines.items():
        set_deadline(round, step, due_at, by=preparer, at=at)
    grant_many(round, grants, by=preparer, at=at)
    round.refresh_from_db()
    return open_round(round, by=signer, at=opens_at, version=round.version)


def shared_out(total: int, weights: Sequence[int], *, least: int = 1) -> list[int]:
    """A number shared in proportion (largest remainder), everybody getting the least; it sums to the total."""
    free = total - least * len(weights)
    if free < 0:
        raise ValueError(f"{total} places are too few for {len(weights)} units")
    whole = sum(weights)
    exact = [free * weight / whole for weight in weights]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (int(exact[i]) - exact[i], i))
    for i in by_remainder[: free - sum(given)]:
        given[i] += 1
    return [least + number for number in given]


def grants_of(shares: Mapping[Honour, Sequence[int]], recommenders: Sequence[Union]) -> list[Grant]:
    """One open cell for each recommending unit and honour."""
    return [
        Grant(recommender, honour.value, amount)
        for honour, amounts in shares.items()
        for recommender, amount in zip(recommenders, amounts, strict=True)
    ]
