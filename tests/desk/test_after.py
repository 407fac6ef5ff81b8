"""What waits after the honour stands on the desk of whoever has to act; the figures are counted over what the reader may know."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.test import Client
from openpyxl import load_workbook

from decisions.actions import declare_relation
from decisions.queries import union_subject
from desk.queries import tasks_of
from desk.statistics import By, statistics
from supervision.models import Outcome
from tests.cast import Cast
from tests.revocations import build
from tests.supervision.build import homes, recheck_of
from unions.models import Post

Browser = Callable[[Post], Client]


def titles(post: Post, cast: Cast) -> list[str]:
    return [task.title for task in tasks_of(post, at=cast.at)]


def counted(post: Post, cast: Cast, by: By = By.HONOUR) -> dict[str, int]:
    return dict(statistics(post, by=by, on=cast.at.date()).total.counts)


def test_a_case_waits_where_it_is_held_and_a_statement_at_the_accused(cast: Cast) -> None:
    case = build.informed(build.draft(cast, build.home(cast)), by=cast.county)
    assert titles(cast.county, cast) == ["待办理的撤销案 1 件"]
    assert titles(cast.clerk, cast) == ["待陈述意见 1 件"]
    assert [titles(post, cast) for post in (cast.prefecture, cast.next_county, cast.other_clerk)] == [[], [], []]
    assert case.state == "draft"


def test_what_the_secretariat_decides_and_what_is_to_be_handed_in(cast: Cast) -> None:
    build.requested(cast, build.home(cast))
    assert titles(cast.secretariat, cast) == ["待办理的撤销案 1 件"]


def test_papers_of_an_ended_honour_wait_with_their_day(cast: Cast) -> None:
    build.approved(cast, build.home(cast))
    assert "待收回证书、奖牌 2 件" in titles(cast.county, cast)
    assert "待交回证书、奖牌 2 件" in titles(cast.clerk, cast)
    task = next(task for task in tasks_of(cast.county, at=cast.at) if "收回" in task.title)
    assert task.due is not None
    assert task.due.date() == build.DUE


def test_a_recheck_waits_with_its_day(cast: Cast) -> None:
    recheck_of(cast, homes(cast)[0])
    assert titles(cast.county, cast) == ["待复查 1 件"]


def test_figures_by_round_region_and_honour(cast: Cast) -> None:
    case = build.approved(cast, build.home(cast))
    for by, label in ((By.ROUND, "2026年评选表彰"), (By.REGION, "江苏省总工会"), (By.HONOUR, "全国模范职工之家")):
        found = statistics(cast.nation_preparer, by=by, on=cast.at.date())
        assert [line.label for line in found.lines] == [label]
        told = {
            name: found.total.counts[name] for name in ("honours", "standing", "revoked", "demanded", "outstanding")
        }
        assert told == {"honours": 1, "standing": 0, "revoked": 1, "demanded": 2, "outstanding": 2}
        assert [(article, number) for article, _, number in found.grounds] == [("第二十三条第（一）项", 1)]
    assert case.state == "approved"


def test_outcomes_of_rechecks(cast: Cast) -> None:
    recheck_of(cast, homes(cast)[0])
    found = counted(cast.prefecture, cast)
    assert (found["rechecks"], found["rechecking"], found[f"outcome_{Outcome.KEPT.value}"]) == (1, 1, 0)


def test_nobody_counts_the_own_honour_or_what_they_are_recused_from(cast: Cast) -> None:
    build.home(cast)
    assert [counted(post, cast)["honours"] for post in (cast.clerk, cast.county, cast.next_province)] == [0, 1, 0]
    declare_relation(
        person=cast.county.person, subject=union_subject(cast.union), ground="近亲属", by=cast.county, at=cast.at
    )
    assert counted(cast.county, cast)["honours"] == 0


def test_the_page_the_sheet_and_the_api(cast: Cast, client_of: Browser) -> None:
    build.approved(cast, build.home(cast))
    nation = client_of(cast.nation_preparer)
    page = nation.get("/statistics/?by=region").content.decode()
    assert ("江苏省总工会" in page, "第二十三条第（一）项" in page) == (True, True)
    book = load_workbook(io.BytesIO(nation.get("/statistics/sheet.xlsx").content))
    assert book.sheetnames == ["按评选轮次", "按推荐单位", "按荣誉", "撤销的情形"]
    told: Any = nation.get("/api/statistics/?by=honour").json()
    assert (told["total"]["counts"]["revoked"], told["grounds"][0]["number"]) == (1, 1)
    assert client_of(cast.clerk).get("/statistics/").status_code == 403
