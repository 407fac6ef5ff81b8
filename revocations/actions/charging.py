"""情形和证据: which items of Articles 23 to 25 stand against the honours, with facts and evidence of each element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from documents.models import Document
from regulation.facts import Ballot, Grade
from regulation.facts import Post as UnionPost
from regulation.grounds import GROUNDS, Ground
from regulation.refusals import Refused
from regulation.revocation import Sanction
from revocations.actions.arranging import arranging
from revocations.actions.asking import not_ahead, require_text
from revocations.models import CaseGround, CaseSubject, GroundEvidence, RevocationCase
from revocations.queries.standing import subjects_of
from unions.models import Post

ARTICLE = "第二十三条、第二十四条、第二十五条"
COUNTS = ("issued", "returned", "satisfied", "basically", "dissatisfied")
FREE = "fact"
"""An item that is measured by counts takes papers too: its ballots, its removal."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of one item: the facts always, and what the item measures besides."""

    facts: str
    happened_on: date
    sanction: str = ""
    lawfully_removed: bool = False
    ballots: Sequence[Mapping[str, int]] = ()
    grades: Sequence[Mapping[str, Any]] = ()
    document_number: str = ""


def add_ground(
    case: RevocationCase,
    *,
    code: str,
    told: Told,
    subject: CaseSubject | None = None,
    by: Post,
    at: datetime,
    version: int,
) -> CaseGround:
    """列明情形: one item of the articles, against every honour of the case that it reaches, or against one alone.

    Refused: "no_such_ground"; "ground_reaches_nobody" with the article; "ground_stands" already; "facts_missing",
    "day_ahead", "sanction_unknown", "ballots_wrong", "grades_wrong"; and as `arranging`.
    """
    item = _item(code)
    columns = _columns(told, at=at)
    with arranging(case, "列明情形", by=by, at=at, version=version) as writing:
        _reaches_somebody(case, item, subject)
        if CaseGround.objects.filter(case=case, code=code, subject=subject).exists():
            raise Refused("ground_stands", f"{item.article}已经列明，请直接修改。", item.article)
        writing.details |= {"ground": item.article, "facts": told.facts}
        return CaseGround.objects.create(case=case, subject=subject, code=code, **columns)


def change_ground(ground: CaseGround, *, told: Told, by: Post, at: datetime, version: int) -> CaseGround:
    """修改情形的事实. `version` is the case's. Refused: as `add_ground`."""
    columns = _columns(told, at=at)
    with arranging(ground.case, "修改情形", by=by, at=at, version=version) as writing:
        writing.details |= {"ground": GROUNDS[ground.code].article, "facts": told.facts}
        for name, value in columns.items():
            setattr(ground, name, value)
        ground.save(update_fields=list(columns))
    return ground


def remove_ground(ground: CaseGround, *, by: Post, at: datetime, version: int) -> None:
    """删除情形, with its evidence; the papers stay in the ledger by their digests. Refused: as `arranging`."""
    with arranging(ground.case, "删除情形", by=by, at=at, version=version, removing=True) as writing:
        papers = [row.paper.sha256 for row in ground.evidence.select_related("paper")]
        writing.details |= {"ground": GROUNDS[ground.code].article, "facts": ground.facts, "papers": papers}
        ground.delete()


def add_evidence(
    ground: CaseGround, *, element: str, paper: Document, about: str, by: Post, at: datetime, version: int
) -> GroundEvidence:
    """补充证据: a document that proves one element of an item. `version` is the case's.

    Refused: "no_such_element", "about_missing" without the fact it proves, and as `arranging`.
    """
    item = GROUNDS[ground.code]
    known = {each.key for each in item.elements} | {FREE}
    if element not in known:
        raise Refused("no_such_element", f"{item.article}没有这一要件，请从列出的要件中选择。", item.article)
    proves = require_text(about, "about_missing", "请写明这份材料证明的事实。")
    with arranging(ground.case, "补充证据", by=by, at=at, version=version) as writing:
        writing.details |= {"ground": item.article, "element": element, "paper": paper.sha256}
        return GroundEvidence.objects.create(ground=ground, element=element, paper=paper, about=proves[:200])


def remove_evidence(evidence: GroundEvidence, *, by: Post, at: datetime, version: int) -> None:
    """删除证据. Refused: as `arranging`, "own_unit" above all."""
    ground = evidence.ground
    with arranging(ground.case, "删除证据", by=by, at=at, version=version, removing=True) as writing:
        writing.details |= {"ground": GROUNDS[ground.code].article, "paper": evidence.paper.sha256}
        evidence.delete()


def _item(code: str) -> Ground:
    item = GROUNDS.get(code)
    if item is None:
        raise Refused("no_such_ground", "没有这种情形，请从第二十三、二十四、二十五条所列情形中选择。", ARTICLE)
    return item


def _reaches_somebody(case: RevocationCase, item: Ground, subject: CaseSubject | None) -> None:
    standing = subjects_of(case)
    if subject is not None:
        standing = [one for one in standing if one.pk == subject.pk]
    for one in standing:
        if item.reaches(one.conferral.kind, UnionPost(one.conferral.post), grassroots=True):
            return
    titles = "、".join(dict.fromkeys(one.conferral.kind.title for one in standing)) or "本案对象"
    if item.only_chairs and any(one.conferral.kind in item.honours for one in standing):
        raise Refused("ground_reaches_nobody", f"{item.article}只适用于基层工会主席、副主席。", item.article)
    raise Refused("ground_reaches_nobody", f"{item.article}不适用于{titles}，请改用适用的情形。", item.article)


def _columns(told: Told, *, at: datetime) -> dict[str, Any]:
    facts = require_text(told.facts, "facts_missing", "请写明事实。")
    not_ahead(told.happened_on, at=at)
    if told.sanction and told.sanction not in {one.value for one in Sanction}:
        raise Refused("sanction_unknown", "没有这种处分，请从列出的种类中选择。", "第二十四条第（四）项")
    return {
        "facts": facts,
        "happened_on": told.happened_on,
        "sanction": told.sanction,
        "lawfully_removed": told.lawfully_removed,
        "ballots": [_ballot(row) for row in told.ballots],
        "grades": [_grade(row) for row in told.grades],
        "document_number": told.document_number.strip(),
    }


def _ballot(row: Mapping[str, int]) -> dict[str, int]:
    counts = {name: int(row.get(name, 0)) for name in COUNTS}
    if not Ballot(**counts).consistent:
        raise Refused(
            "ballots_wrong", f"{row.get('year')}年的票数有误：各项之和不多于收回票数，收回不多于发出。", ARTICLE
        )
    return {"year": int(row["year"]), **counts}


def _grade(row: Mapping[str, Any]) -> dict[str, object]:
    if row.get("grade") not in {one.value for one in Grade}:
        raise Refused("grades_wrong", "没有这种测评等次，请从满意、基本满意、不满意中选择。", "第二十五条第（一）项")
    return {"year": int(row["year"]), "grade": str(row["grade"])}
