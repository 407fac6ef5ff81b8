"""How many queries each main page asks, session, person, post, clock and navigation counted; more rows ask no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honors.models import Round
from nominations.models import Nomination
from regulation.honours import Honour
from tests.cast import Cast, set_clock
from tests.honors.builders import opened
from tests.nominations.build import filed_case
from tests.reviews import build
from unions.models import Post

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Post], Client]
MANY = (Honour.MODEL_HOME, Honour.OUTSTANDING_WORKER, Honour.OUTSTANDING_ACTIVIST)


@pytest.fixture
def round(cast: Cast) -> Round:
    return opened(cast, places=3)


def asked(client: Client, url: str) -> int:
    """The queries of the second reading: the first one fills what the process keeps."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(url)
    return len(seen)


def filed(cast: Cast, round: Round, number: int) -> list[Nomination]:
    return [filed_case(cast, round, honour, serial=place + 3) for place, honour in enumerate(MANY[:number])]


def at_province(cast: Cast, cases: list[Nomination]) -> list[Nomination]:
    return [build.endorsed(case, cast.county, cast.prefecture) for case in cases]


@pytest.mark.parametrize("number", [1, 3])
def test_before_the_province(cast: Cast, round: Round, client_of: ClientOf, number: int) -> None:
    cases = filed(cast, round, number)
    clerk, county = client_of(cast.clerk), client_of(cast.county)
    case = reverse("nominations:case", args=[cases[0].pk])
    assert {
        "the clerk's case": asked(clerk, case),
        "the county's case": asked(county, case),
        "the clerk's list": asked(clerk, "/nominations/"),
        "the clerk's desk": asked(clerk, "/desk/"),
        "the county's desk": asked(county, "/desk/"),
        "the county's queue": asked(county, "/reviews/queue/"),
        "the round": asked(clerk, reverse("honors:round", args=[round.pk])),
        "the notices": asked(Client(), "/notices/"),
    } == {
        "the clerk's case": 11,
        "the county's case": 12,
        "the clerk's list": 7,
        "the clerk's desk": 12,
        "the county's desk": 15,
        "the county's queue": 10,
        "the round": 10,
        "the notices": 4,
    }


@pytest.mark.parametrize("number", [1, 3])
def test_at_the_province(cast: Cast, round: Round, client_of: ClientOf, number: int) -> None:
    cases = at_province(cast, filed(cast, round, number))
    found = build.listed(cast, *cases)
    province = client_of(cast.province_preparer)
    assert {
        "the province's case": asked(province, reverse("nominations:case", args=[cases[0].pk])),
        "the draft list": asked(province, reverse("reviews:list", args=[found.pk])),
        "all lists": asked(province, reverse("reviews:lists")),
        "the province's desk": asked(province, "/desk/"),
        "the province's queue": asked(province, "/reviews/queue/"),
    } == {
        "the province's case": 12,
        "the draft list": 11,
        "all lists": 6,
        "the province's desk": 16,
        "the province's queue": 9,
    }


@pytest.mark.parametrize("number", [1, 3])
def test_at_the_nation(cast: Cast, round: Round, client_of: ClientOf, number: int) -> None:
    cases = at_province(cast, filed(cast, round, number))
    at = build.to_nation(cast, *cases)
    build.cleared(cast, *cases, at=at)
    found = build.submitted(cast, round, at=at)
    set_clock(at)
    nation = client_of(cast.nation_preparer)
    counts = {
        "the nation's case": asked(nation, reverse("nominations:case", args=[cases[0].pk])),
        "the national list": asked(nation, reverse("reviews:proposal", args=[found.pk])),
        "all national lists": asked(nation, reverse("reviews:proposals")),
        "the nation's desk": asked(nation, "/desk/"),
        "the nation's queue": asked(nation, "/reviews/queue/"),
        "the secretariat's desk": asked(client_of(cast.secretariat), "/desk/"),
    }
    found = build.on_national_notice(cast, build.approved(cast, found, at=at), at=at)
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    build.conferred(cast, found, at=done)
    counts["the register"] = asked(Client(), reverse("honors:honours"))
    assert counts == {
        "the nation's case": 12,
        "the national list": 11,
        "all national lists": 7,
        "the nation's desk": 16,
        "the nation's queue": 9,
        "the secretariat's desk": 10,
        "the register": 4,
    }
