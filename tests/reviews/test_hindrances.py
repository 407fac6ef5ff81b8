"""The case page and the page of its moves show the button, or why there is none: what the verb would say, said before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from decisions.actions import declare_relation
from decisions.queries import SENTENCE, union_subject
from honors.models import Round
from nominations.models import Nomination
from nominations.moves import NOMINATION
from nominations.views.case import PAGES
from regulation.honours import Honour
from tests.cast import Cast, set_clock
from tests.honors.builders import FILE_BY, RECOMMEND_BY, opened
from tests.nominations.build import complete as complete_case
from tests.nominations.build import draft_home, filed_case, on_notice
from tests.reviews import build
from unions.models import Post, Union

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Post], Client]


def shown(client: Client, case: Nomination) -> tuple[set[str], list[dict[str, str]]]:
    """The buttons of the case page, and what it says of those that are missing; the page of the moves says the same."""
    found = client.get(reverse("nominations:case", args=[case.pk])).context
    moves = client.get(reverse("reviews:moves", args=[case.pk])).context
    assert bool(moves["moves"]) == bool({m["move"].code for m in found["moves"]} & {c for c in PAGES if c != "file"})
    assert [each["why"] for each in moves["hindered"]] == [each["why"] for each in found["hindered"]]
    return {each["move"].code for each in found["moves"]}, found["hindered"]


def recuse(post: Post, union: Union, cast: Cast) -> None:
    declare_relation(person=post.person, subject=union_subject(union), ground="配偶在该单位任职", by=post, at=cast.at)


def test_who_is_recused_reads_why_there_is_no_button(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = filed_case(cast, round)
    set_clock(build.FILED)
    client = client_of(cast.county)
    assert shown(client, case) == ({"endorse", "return", "refuse"}, [])
    recuse(cast.county, cast.union, cast)
    said = [{"titles": "审查通过，逐级上报、退回修改、审查不通过", "why": f"{SENTENCE}（第四条第（二）项）"}]
    assert shown(client, case) == (set(), said)
    page = client.get(reverse("nominations:case", args=[case.pk])).content.decode()
    assert ("现在不能办理" in page, "可以办理" in page) == (True, False)
    target = client.get(reverse("reviews:endorsement", args=[case.pk]))
    assert (target.context["possible"], target.context["page"].why) == (False, said[0]["why"])


@pytest.mark.parametrize("code", ["G1", "S1"])
def test_a_small_home_concerns_its_own_unit_and_the_union_that_files(
    cast: Cast, round: Round, client_of: ClientOf, code: str
) -> None:
    case = filed_case(cast, round, Honour.MODEL_SMALL_HOME)
    set_clock(build.FILED)
    recuse(cast.county, cast.unions[code], cast)
    assert shown(client_of(cast.county), case)[0] == set()


def test_nobody_at_the_nation_ends_the_own_case(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = filed_case(cast, round)
    set_clock(build.FILED)
    nation = client_of(cast.nation_preparer)
    assert shown(nation, case) == ({"lapse"}, [])
    recuse(cast.nation_preparer, cast.union, cast)
    assert shown(nation, case)[0] == set()
    said = {"version": case.version, "reason": "本轮截止"}
    refused = nation.post(reverse("reviews:lapse", args=[case.pk]), said)
    assert (refused.status_code, refused.context["refusal"].code) == (409, "own_case")


def test_after_the_deadline_of_a_level(cast: Cast, client_of: ClientOf) -> None:
    round = opened(cast)
    case = build.at_province(cast, round)
    province = client_of(cast.province_preparer)
    set_clock(RECOMMEND_BY)
    assert shown(province, case) == ({"enter_list", "return", "refuse"}, [])
    set_clock(RECOMMEND_BY + timedelta(minutes=1))
    buttons, (said,) = shown(province, case)
    assert buttons == set()
    assert "2026年7月31日18:00截止" in said["why"]
    assert said["why"] == province.get(reverse("reviews:entry", args=[case.pk])).context["page"].why


def test_after_the_deadline_of_filing_one_can_still_withdraw(cast: Cast, client_of: ClientOf) -> None:
    round = opened(cast)
    case = complete_case(draft_home(cast, round), by=cast.clerk)
    on_notice(case, by=cast.clerk)
    set_clock(FILE_BY + timedelta(minutes=1))
    found = client_of(cast.clerk).get(reverse("nominations:case", args=[case.pk])).context
    assert {each["move"].code for each in found["moves"]} == {"revise", "withdraw"}
    assert found["hindered"][0]["titles"] == NOMINATION["file"].title
    filing = client_of(cast.clerk).get(reverse("nominations:filing", args=[case.pk])).context
    assert (filing["possible"], filing["why"]) == (False, found["hindered"][0]["why"])
