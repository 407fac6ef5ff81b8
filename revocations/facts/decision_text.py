"""The text of a 撤销决定 and of its reversal: 撤销荣誉称号 for what was conferred, 取消命名 for what was named (第二十六条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from honors.models import Conferral
from regulation.grounds import GROUNDS
from regulation.honours import Act, Elevated, Honour
from regulation.revocation_route import Route
from regulation.words import day_words
from revocations.facts.charges import Charge
from revocations.models import RevocationCase


def revocation_text(
    case: RevocationCase,
    fallen: Sequence[Conferral],
    charges: Sequence[Charge],
    *,
    number: str,
    title: str,
    issued_on: date,
    due_on: date,
) -> str:
    """The whole body, generated from the case: `fallen` are its honours and the elevated titles that fall with them."""
    paragraph = "第二款" if case.kind is Route.STEP_BY_STEP else "第三款"
    lines = [
        title,
        number,
        "",
        f"经核查属实，依据《全国模范职工之家、全国模范职工小家、全国优秀工会工作者评选表彰管理办法》第二十六条{paragraph}，"
        "中华全国总工会书记处决定：",
        *_resolutions(fallen),
        f"以上集体和个人的证书、奖牌，于{day_words(due_on)}前交回。",
    ]
    return "\n".join([*lines, "", "中华全国总工会", day_words(issued_on), *_annex(fallen, _articles(charges))])


def reversal_text(case: RevocationCase, risen: Sequence[Conferral], *, number: str, title: str, issued_on: date) -> str:
    """The decision that puts a revocation right: which decision, why, and whose honours stand again."""
    document = case.document
    assert document is not None
    lines = [
        title,
        number,
        "",
        f"经复核，{document.title}（{document.number}）对下列集体和个人的决定应予更正：{case.reversal_reason}",
        "中华全国总工会书记处决定恢复其荣誉称号、命名，已收回的证书、奖牌予以发还。",
        "",
        "中华全国总工会",
        day_words(issued_on),
    ]
    return "\n".join([*lines, *_annex(risen, {})])


def _resolutions(fallen: Sequence[Conferral]) -> list[str]:
    said = []
    for act in Act:
        for honour in Honour:
            rows = [row for row in fallen if row.kind is honour and not row.elevated]
            if honour.act is act and rows:
                said.append(_resolution(rows, honour.title, act, honour.collective))
    for elevated in Elevated:
        rows = [row for row in fallen if row.elevated == elevated.value]
        if rows:
            said.append(_resolution(rows, elevated.title, Act.CONFERRED, elevated.base.collective))
    if said:
        said[-1] = said[-1][:-1] + "。"
    return said


def _resolution(rows: Sequence[Conferral], title: str, act: Act, collective: bool) -> str:
    many = f"等 {len(rows)} {'个集体' if collective else '名同志'}" if len(rows) > 1 else ""
    undone = f"“{title}”荣誉称号" if act is Act.CONFERRED else f"“{title}”命名"
    return f"{'撤销' if act is Act.CONFERRED else '取消'}{rows[0].subject_name}{many}的{undone}；"


def _articles(charges: Sequence[Charge]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for charge in charges:
        if charge.stands:
            found.setdefault(charge.subject.conferral_id, []).append(GROUNDS[charge.ground.code].article)
    return found


def _annex(rows: Sequence[Conferral], articles: dict[int, list[str]]) -> list[str]:
    lines = ["", f"附：名单（{len(rows)}）"]
    for row in rows:
        unit = f"　{row.unit_name}" if row.unit_name and not row.kind.collective else ""
        grounds = articles.get(row.pk) or articles.get(row.base_id or 0)
        why = f"（{'、'.join(grounds)}）" if grounds else ""
        lines.append(f"{row.subject_name}{unit}　{row.title_name}　{row.certificate_number}{why}")
    return lines
