"""The text of a 表彰决定: three honours are conferred (授予), two are named (命名), elevated titles stand by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from honors.models import Round
from regulation.honours import Act, Elevated, Honour
from regulation.words import day_words
from reviews.facts.notice_text import earlier_in_order, in_order
from reviews.models import ElevationItem, ProposedItem


def decision_text(
    round: Round,
    rows: Sequence[ProposedItem],
    titles: Sequence[ElevationItem] = (),
    *,
    number: str,
    title: str,
    issued_on: date,
) -> str:
    """The whole body, generated from the final list (第二十一条)."""
    return "\n".join(
        [
            title,
            number,
            "",
            f"为发挥先进典型的示范引领作用，经逐级推荐、审核和公示，中华全国总工会决定，在{round.name}中：",
            *_resolutions(rows, titles),
            "",
            "希望受到表彰和命名的集体和个人珍惜荣誉，再接再厉，不断取得新的成绩。",
            "",
            "中华全国总工会",
            day_words(issued_on),
            *_annexes(rows, titles),
        ]
    )


def _resolutions(rows: Sequence[ProposedItem], titles: Sequence[ElevationItem]) -> list[str]:
    said = []
    for act in Act:
        for honour in Honour:
            names = [row for row in rows if row.nomination.honour == honour.value]
            if honour.act is not act or not names:
                continue
            unit = "个集体" if honour.collective else "名同志"
            grant = f"“{honour.title}”荣誉称号" if act is Act.CONFERRED else f"“{honour.title}”"
            verb = "授予" if act is Act.CONFERRED else "命名"
            said.append(f"{verb}{_first(names)}等 {len(names)} {unit}{'' if act is Act.CONFERRED else '为'}{grant}；")
    for elevated in Elevated:
        risen = _risen(elevated, rows, titles)
        if risen:
            unit = "个集体" if elevated.base.collective else "名同志"
            said.append(f"授予{risen[0][0]}等 {len(risen)} {unit}“{elevated.title}”荣誉称号；")
    if said:
        said[-1] = said[-1][:-1] + "。"
    return said


def _first(rows: Sequence[ProposedItem]) -> str:
    return in_order([row.nomination for row in rows])[0].subject_name


def _risen(elevated: Elevated, rows: Sequence[ProposedItem], titles: Sequence[ElevationItem]) -> list[tuple[str, str]]:
    """Name and unit of everybody who gets the title: this round's first, then earlier holders (第九条)."""
    own = in_order([row.nomination for row in rows if row.elevated == elevated.value])
    earlier = earlier_in_order([row for row in titles if row.elevated == elevated.value])
    found = [(n.subject_name, n.unit_name) for n in own]
    return found + [(row.conferral.subject_name, row.conferral.unit_name) for row in earlier]


def _annexes(rows: Sequence[ProposedItem], titles: Sequence[ElevationItem]) -> list[str]:
    lines: list[str] = []
    for honour in Honour:
        named = in_order([row.nomination for row in rows if row.nomination.honour == honour.value])
        if named:
            lines += ["", f"附：{honour.title}名单（{len(named)}）"]
            lines += [_printed(n.subject_name, n.unit_name, honour) for n in named]
    for elevated in Elevated:
        risen = _risen(elevated, rows, titles)
        if risen:
            lines += ["", f"附：{elevated.title}名单（{len(risen)}）"]
            lines += [_printed(name, unit, elevated.base) for name, unit in risen]
    return lines


def _printed(name: str, unit: str, honour: Honour) -> str:
    return name if honour.collective or not unit else f"{name}　{unit}"
