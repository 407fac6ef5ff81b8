"""Every item of Articles 23, 24, 25 × every honour × post: allowed exactly where the article says, and by what evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from regulation import casefile
from regulation.casefile import Accused, CaseOfRevocation
from regulation.facts import Ballot, Grade, Post, YearGrade
from regulation.grounds import GROUNDS, grounds_of
from regulation.honours import Honour
from regulation.revocation import Evidence, Revocation, Sanction, YearBallot, ground_law

DAY = date(2026, 3, 2)
COLLECTIVE = (Honour.MODEL_HOME, Honour.MODEL_SMALL_HOME)
PERSONAL = (Honour.OUTSTANDING_WORKER, Honour.OUTSTANDING_ACTIVIST, Honour.UNION_FRIEND)
ITEMS: dict[str, tuple[str, tuple[Honour, ...], bool]] = {
    "23.1": ("第二十三条第（一）项", COLLECTIVE, False),
    "23.2": ("第二十三条第（二）项", COLLECTIVE, False),
    "23.3": ("第二十三条第（三）项", COLLECTIVE, False),
    "23.4": ("第二十三条第（四）项", COLLECTIVE, False),
    "23.5": ("第二十三条第（五）项", COLLECTIVE, False),
    "23.6": ("第二十三条第（六）项", COLLECTIVE, False),
    "23.7": ("第二十三条第（七）项", COLLECTIVE, False),
    "23.8": ("第二十三条第（八）项", COLLECTIVE, False),
    "23.9": ("第二十三条第（九）项", COLLECTIVE, False),
    "23.10": ("第二十三条第（十）项", COLLECTIVE, False),
    "24.1": ("第二十四条第（一）项", PERSONAL, False),
    "24.2": ("第二十四条第（二）项", PERSONAL, False),
    "24.3": ("第二十四条第（三）项", PERSONAL, False),
    "24.4": ("第二十四条第（四）项", PERSONAL, False),
    "24.5": ("第二十四条第（五）项", PERSONAL, False),
    "24.6": ("第二十四条第（六）项", PERSONAL, False),
    "25.1": ("第二十五条第（一）项", (Honour.OUTSTANDING_WORKER,), True),
    "25.2": ("第二十五条第（二）项", (Honour.OUTSTANDING_WORKER,), True),
    "25.3": ("第二十五条第（三）项", (Honour.OUTSTANDING_WORKER,), True),
    "25.4": ("第二十五条第（四）项", (Honour.OUTSTANDING_WORKER,), True),
    "25.5": ("第二十五条第（五）项", (Honour.OUTSTANDING_WORKER,), True),
}
"""code → the item, whom it reaches, and whether only chairs and vice-chairs of grassroots unions (第二十五条)."""
TWO_ELEMENTS = ("23.6", "23.7", "23.8", "24.2", "24.3")


def bad_years(dissatisfied: int = 60) -> tuple[YearBallot, ...]:
    ballot = Ballot(issued=100, returned=100, satisfied=100 - dissatisfied, dissatisfied=dissatisfied)
    return tuple(YearBallot(year=year, ballot=ballot) for year in (2024, 2025))


def full(code: str, honour: Honour, post: Post = Post.CHAIR, *, grassroots: bool = True) -> Revocation:
    """The item with everything that it can ask for."""
    papers = tuple(Evidence(element=element, document=f"{element}.pdf") for element in ("fact", "consequence"))
    return Revocation(
        honour=honour,
        ground=code,
        post=post,
        grassroots=grassroots,
        evidence=papers,
        sanction=Sanction.SERIOUS_DEMERIT,
        ballots=bad_years(),
        grades=tuple(YearGrade(year=year, grade=Grade.DISSATISFIED) for year in (2024, 2025)),
        reasons="写明的理由",
        happened_on=date(2025, 6, 1),
    )


def stands(facts: Revocation) -> bool:
    return not ground_law.judge(facts, version=DAY, as_of=DAY).open()


def cells() -> Iterator[Any]:
    for (code, (item, honours, chairs)), honour, post, grassroots in product(
        ITEMS.items(), Honour, Post, (True, False)
    ):
        allowed = honour in honours and (not chairs or (grassroots and post is not Post.OTHER))
        where = "基层工会" if grassroots else "非基层工会"
        yield pytest.param(
            code, honour, post, grassroots, allowed, id=f"{item}-{honour.short}-{where}{post.label}-{allowed}"
        )


@pytest.mark.parametrize(("code", "honour", "post", "grassroots", "allowed"), list(cells()))
def test_each_item_reaches_whom_the_article_names(
    code: str, honour: Honour, post: Post, grassroots: bool, allowed: bool
) -> None:
    assert stands(full(code, honour, post, grassroots=grassroots)) == allowed


def test_the_table_holds_every_item_of_the_articles() -> None:
    assert {code: item for code, (item, _, _) in ITEMS.items()} == {g.code: g.article for g in GROUNDS.values()}
    assert [len(grounds_of(honour)) for honour in Honour] == [10, 10, 11, 6, 6]


@pytest.mark.parametrize("code", ITEMS, ids=lambda code: ITEMS[code][0])
def test_no_item_stands_without_evidence(code: str) -> None:
    bare = Revocation(honour=ITEMS[code][1][0], ground=code, post=Post.CHAIR, happened_on=date(2025, 6, 1))
    assert not stands(bare)


@pytest.mark.parametrize("code", ITEMS, ids=lambda code: ITEMS[code][0])
def test_items_of_two_elements_need_both(code: str) -> None:
    facts = full(code, ITEMS[code][1][0])
    for missing in ("fact", "consequence"):
        less = replace(facts, evidence=tuple(e for e in facts.evidence if e.element != missing))
        measured = code in ("23.9", "25.1", "25.5")
        needed = code in TWO_ELEMENTS or (missing == "fact" and not measured)
        assert stands(less) != needed


@pytest.mark.parametrize("sanction", Sanction, ids=lambda sanction: sanction.label)
def test_from_serious_warning_or_serious_demerit_upwards(sanction: Sanction) -> None:
    below = (Sanction.PARTY_WARNING, Sanction.WARNING, Sanction.DEMERIT)
    facts = replace(full("24.4", Honour.UNION_FRIEND), sanction=sanction)
    assert stands(facts) == (sanction not in below)


@pytest.mark.parametrize(("code", "honour"), [("23.9", Honour.MODEL_HOME), ("25.5", Honour.OUTSTANDING_WORKER)])
@pytest.mark.parametrize(("dissatisfied", "allowed"), [(49, False), (50, False), (51, True)])
def test_above_one_half_excludes_one_half(code: str, honour: Honour, dissatisfied: int, allowed: bool) -> None:
    assert stands(replace(full(code, honour), ballots=bad_years(dissatisfied))) == allowed


@pytest.mark.parametrize("code", ["23.10", "24.6"])
@pytest.mark.parametrize(
    ("reasons", "number", "allowed"),
    [("", "", False), ("", "总工办发〔2027〕9号", False), ("理由", "", True), ("理由", "总工办发〔2027〕9号", True)],
)
def test_other_circumstances_need_reasons_and_name_a_document_where_there_is_one(
    code: str, reasons: str, number: str, allowed: bool
) -> None:
    facts = replace(full(code, ITEMS[code][1][0]), reasons=reasons, document_number=number)
    assert stands(facts) == allowed


@pytest.mark.parametrize("code", ITEMS, ids=lambda code: ITEMS[code][0])
@pytest.mark.parametrize(
    ("by_nation", "number", "allowed"),
    [(False, "", False), (False, "总工办发〔2019〕1号", False), (True, "", False), (True, "总工办发〔2019〕1号", True)],
)
def test_acts_before_the_first_day_are_the_nations_on_paper(
    code: str, by_nation: bool, number: str, allowed: bool
) -> None:
    before = replace(
        full(code, ITEMS[code][1][0]), happened_on=date(2020, 8, 9), by_nation=by_nation, document_number=number
    )
    assert stands(before) == allowed
    assert stands(replace(before, happened_on=date(2020, 8, 10)))
    if not allowed:
        (finding,) = ground_law.judge(before, version=DAY, as_of=DAY).open()
        assert finding.article == "第三十一条"


def case(*accused: Accused) -> bool:
    return not casefile.law.judge(CaseOfRevocation(accused=accused), version=DAY, as_of=DAY).open()


def test_every_honour_of_a_case_is_reached_by_an_item() -> None:
    home = Accused(name="甲厂工会", honour=Honour.MODEL_HOME, grounds=("第二十三条第（一）项",))
    assert case(home)
    assert not case()
    assert not case(home, Accused(name="王芳", honour=Honour.UNION_FRIEND))
    judged = casefile.law.judge(
        CaseOfRevocation(accused=tuple(Accused(name=str(n), honour=Honour.MODEL_HOME) for n in range(92))),
        version=DAY,
        as_of=DAY,
    )
    assert judged.findings[0].observations[-1].seen.startswith("另有 72 项")
