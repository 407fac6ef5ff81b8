"""Notices to test with: a round, four unions one above the other, their people, and a notice in a known week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from honors.models import Round
from honors.models.rounds import RoundKind
from honors.moves import ROUND
from ledger.actions import begin
from ledger.actors import SYSTEM
from ledger.canonical import digest
from publicity.actions.notices import ItemToShow, open_notice
from publicity.models import Notice, NoticeItem
from unions.actions import Row, grant_post, plant
from unions.models import Kind, Person, Post, Role, Union

BEIJING = ZoneInfo("Asia/Shanghai")
LONG_AGO = date(2020, 1, 1)


def beijing(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment by the clock on the wall in Beijing."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


MONDAY = beijing(2026, 3, 2)


@dataclass(frozen=True)
class Tree:
    """One line of unions, and one person with a post at each."""

    nation: Union
    province: Union
    county: Union
    works: Union
    other: Union
    clerk: Post
    reviewer: Post
    recommender: Post
    staff: Post
    stranger: Post


def _post(username: str, name: str, union: Union, role: Role) -> Post:
    person = Person.objects.create_user(username, name=name, password="Kx7-long-enough")
    return grant_post(person=person, union=union, role=role, since=LONG_AGO, by=SYSTEM, at=MONDAY)


@pytest.fixture
def tree(db: None) -> Tree:  # noqa: ARG001  the fixture opens the database
    rows = [
        Row("N", "中华全国总工会", Kind.FEDERATION),
        Row("P1", "甲省总工会", Kind.REGIONAL, "N", region_code="110000"),
        Row("P2", "乙省总工会", Kind.REGIONAL, "N", region_code="120000"),
        Row("C1", "甲省东城区总工会", Kind.REGIONAL, "P1", region_code="110101"),
        Row("W1", "甲省某某有限公司工会委员会", Kind.SINGLE, "C1", region_code="110101"),
    ]
    plant(rows, by=SYSTEM, at=MONDAY)
    n, p1, p2, c1, w1 = (Union.objects.get(code=row.code) for row in rows)
    return Tree(
        nation=n,
        province=p1,
        county=c1,
        works=w1,
        other=p2,
        clerk=_post("pub-clerk", "钱经办", w1, Role.CLERK),
        reviewer=_post("pub-reviewer", "孙审查", c1, Role.REVIEWER),
        recommender=_post("pub-recommender", "李推荐", p1, Role.RECOMMENDER),
        staff=_post("pub-staff", "周全总", n, Role.NATIONAL),
        stranger=_post("pub-stranger", "吴邻省", p2, Role.RECOMMENDER),
    )


@pytest.fixture
def congress_round(db: None) -> Round:  # noqa: ARG001
    return begin(
        Round(name="2026年换届之年评选表彰", year=2026, kind=RoundKind.CONGRESS),
        table=ROUND,
        by=SYSTEM,
        at=MONDAY,
        act="draft_round",
        article="第十五条",
    )


Publish = Callable[..., Notice]


def named(*names: str) -> list[ItemToShow]:
    """Items with a subject of their own for each name."""
    return [
        ItemToShow(subject=f"nomination:{n:032x}", honour="model_home", name=name, text_digest=digest(name))
        for n, name in enumerate(names, start=1)
    ]


@pytest.fixture
def publish(tree: Tree, congress_round: Round) -> Publish:
    """Open a unit notice with one name, already proven by its medium, unless told otherwise."""

    def opened(at: datetime = MONDAY, **other: Any) -> Notice:
        asked: dict[str, Any] = {
            "kind": "unit",
            "round": congress_round,
            "publisher": tree.works,
            "handler": tree.county,
            "title": "关于推荐全国模范职工之家候选单位的公示",
            "contacts": "甲省东城区总工会，电话 010-00000000",
            "items": named("甲省某某有限公司工会委员会"),
            "body": "<p>现予以公示。</p>".encode(),
            "medium": "本单位厂务公开栏",
            "days_needed": 5,
            "strict_first_day": False,
            "medium_visible_at": at,
            "medium_page": "厂务公开栏",
            "by": SYSTEM,
            "at": at,
        }
        return open_notice(**asked | other)

    return opened


def only_item(notice: Notice) -> NoticeItem:
    return notice.items.get()
