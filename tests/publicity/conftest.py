"""Notices to test with: a round, a line of the cast, and a notice in a known week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
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
from tests.cast import Cast
from unions.models import Post, Union

BEIJING = ZoneInfo("Asia/Shanghai")


def beijing(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment by the clock on the wall in Beijing."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


MONDAY = beijing(2026, 3, 2)


@dataclass(frozen=True)
class Tree:
    """The line of unions that this folder's notices move on, and one post at each."""

    nation: Union
    county: Union
    works: Union
    clerk: Post
    reviewer: Post
    prefecture: Post
    recommender: Post
    staff: Post
    stranger: Post


@pytest.fixture
def tree(cast: Cast) -> Tree:
    return Tree(
        nation=cast.national,
        county=cast.unions["320508"],
        works=cast.union,
        clerk=cast.clerk,
        reviewer=cast.county,
        prefecture=cast.prefecture,
        recommender=cast.province_preparer,
        staff=cast.nation_preparer,
        stranger=cast.next_province,
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
