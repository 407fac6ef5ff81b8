"""The pages of unions and posts: who gets in, what they show, what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from ledger.actors import SYSTEM
from tests.cast import Cast
from unions.actions import Row, end_post, grant_post, plant
from unions.context import acting
from unions.models import Kind, Post, Role, Union, UnionName
from unions.queries import SESSION_POST

ClientOf = Callable[[Post], Client]


def test_every_page_opens_for_somebody_who_may(cast: Cast, client_of: ClientOf) -> None:
    county, union = client_of(cast.county), cast.union
    post = cast.clerk
    addresses = [
        reverse("unions:unions"),
        reverse("unions:posts"),
        reverse("unions:tokens"),
        reverse("unions:password"),
        reverse("unions:import"),
        reverse("unions:import-template"),
        reverse("unions:second-factor-enrolment"),
        *(
            reverse(f"unions:{name}", args=[union.pk])
            for name in ("union", "new-union", "rename", "move", "merge", "close", "open-account", "grant-post")
        ),
        *(reverse(f"unions:{name}", args=[post.pk]) for name in ("end-post", "issue-code", "reset-second-factor")),
    ]
    assert [(a, county.get(a).status_code) for a in addresses] == [(a, 200) for a in addresses]


@pytest.mark.usefixtures("cast")
def test_nobody_gets_in_without_signing_in(client: Client) -> None:
    answer = client.get(reverse("unions:unions"))
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=%2Funions%2F")


@pytest.mark.parametrize(
    "name", ["union", "new-union", "rename", "move", "merge", "close", "open-account", "grant-post"]
)
def test_a_foreign_union_is_not_found(cast: Cast, client_of: ClientOf, name: str) -> None:
    foreign = client_of(cast.next_province)
    address = reverse(f"unions:{name}", args=[cast.union.pk])
    assert foreign.get(address).status_code == 404
    assert foreign.post(address, {}).status_code == (405 if name == "union" else 404)


@pytest.mark.parametrize("name", ["end-post", "issue-code", "reset-second-factor"])
def test_a_foreign_post_is_not_found(cast: Cast, client_of: ClientOf, name: str) -> None:
    address = reverse(f"unions:{name}", args=[cast.clerk.pk])
    assert client_of(cast.next_county).post(address, {}).status_code == 404
    assert client_of(cast.nation_signer).post(address, {}).status_code == 404


def test_the_search_finds_below_only(cast: Cast, client_of: ClientOf) -> None:
    shown = client_of(cast.prefecture).get(reverse("unions:unions"), {"q": "有限公司"}).content.decode()
    assert [name in shown for name in ("苏州某某有限公司工会委员会", "杭州某某有限公司工会委员会")] == [True, False]


def test_of_two_posts_only_the_acting_one_counts(cast: Cast, client_of: ClientOf) -> None:
    """A clerk who is also a reviewer next door sees each union with the post that is held there, and not otherwise."""
    further = grant_post(
        person=cast.clerk.person,
        union=cast.unions["330106"],
        role=Role.REVIEWER,
        since=date(2026, 1, 1),
        by=SYSTEM,
        at=cast.at,
    )
    own, other = (reverse("unions:union", args=[cast.unions[code].pk]) for code in ("G1", "330106"))
    client = client_of(cast.clerk)
    assert [client.get(own).status_code, client.get(other).status_code] == [200, 404]
    assert client.post(reverse("unions:act"), {"post": further.pk}).status_code == 302
    assert [client.get(own).status_code, client.get(other).status_code] == [404, 200]


def test_with_two_posts_one_has_to_be_chosen(cast: Cast, client_of: ClientOf) -> None:
    grant_post(
        person=cast.clerk.person,
        union=cast.unions["G2"],
        role=Role.CLERK,
        since=date(2026, 1, 1),
        by=SYSTEM,
        at=cast.at,
    )
    client = client_of(cast.clerk)
    session = client.session
    del session[SESSION_POST]
    session.save()
    assert client.get(reverse("unions:unions"))["Location"] == "/posts/?next=%2Funions%2F"


def test_an_ended_post_opens_nothing(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.clerk)
    assert client.get(reverse("unions:unions")).status_code == 200
    end_post(cast.clerk, on=date(2026, 3, 1), by=cast.county, at=cast.at, version=1)
    assert client.get(reverse("unions:unions"))["Location"] == "/posts/?next=%2Funions%2F"
    assert client.post(reverse("unions:act"), {"post": cast.clerk.pk})["Location"] == "/posts/"


def test_somebody_elses_post_cannot_be_chosen(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.clerk)
    client.post(reverse("unions:act"), {"post": cast.nation_signer.pk})
    assert client.session[SESSION_POST] == cast.clerk.pk


def test_a_union_is_set_up_and_renamed_by_the_one_above(cast: Cast, client_of: ClientOf) -> None:
    county = client_of(cast.county)
    answer = county.post(
        reverse("unions:new-union", args=[cast.county.union_id]), {"name": "姑苏区某某商会工会", "kind": "joint"}
    )
    union = Union.objects.get(name="姑苏区某某商会工会")
    assert (answer.status_code, answer["Location"]) == (302, reverse("unions:union", args=[union.pk]))
    assert (union.parent, union.level, union.recommender) == (
        cast.unions["320508"],
        "grassroots",
        cast.unions["320000"],
    )
    county.post(
        reverse("unions:rename", args=[union.pk]),
        {"name": "姑苏区某某商会工会联合会", "on": "2026-03-02", "paper": "姑工〔2026〕2号", "version": 1},
    )
    union.refresh_from_db()
    assert (union.name, union.version) == ("姑苏区某某商会工会联合会", 2)
    names = UnionName.objects.filter(union=union).values_list("name", "until")
    assert list(names) == [("姑苏区某某商会工会", date(2026, 3, 2)), ("姑苏区某某商会工会联合会", None)]


def test_a_stale_page_changes_nothing_and_keeps_what_was_typed(cast: Cast, client_of: ClientOf) -> None:
    county = client_of(cast.county)
    given = {"name": "新名称工会", "on": "2026-03-02", "paper": "文", "version": 7}
    answer = county.post(reverse("unions:rename", args=[cast.union.pk]), given)
    assert answer.status_code == 409
    assert answer.context["refusal"].code == "stale"
    assert answer.context["form"]["name"].value() == "新名称工会"
    assert answer.context["form"]["version"].value() == "1"


def test_a_clerk_may_not_rename_the_own_union(cast: Cast, client_of: ClientOf) -> None:
    given = {"name": "新名称工会", "on": "2026-03-02", "paper": "文", "version": 1}
    answer = client_of(cast.clerk).post(reverse("unions:rename", args=[cast.union.pk]), given)
    assert (answer.status_code, answer.context["refusal"].code) == (409, "not_allowed")


def test_posts_are_shown_to_those_who_open_accounts_only(cast: Cast, client_of: ClientOf) -> None:
    address = reverse("unions:union", args=[cast.union.pk])
    shown = {
        part: cast.clerk.person.name in client_of(getattr(cast, part)).get(address).content.decode().split("<main")[1]
        for part in ("clerk", "county", "prefecture", "nation_preparer")
    }
    assert shown == {"clerk": True, "county": True, "prefecture": False, "nation_preparer": False}


def test_lists_ask_the_same_number_of_queries_however_long(
    cast: Cast, client_of: ClientOf, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """With 5 children and with 25."""
    client, address = client_of(cast.county), reverse("unions:unions")
    client.get(address)
    plant([Row(f"N{n}", f"新建{n}号工会", Kind.SINGLE, "320508") for n in range(20)], by=SYSTEM, at=cast.at)
    with django_assert_num_queries(5):
        assert len(client.get(address).context["page"].rows) == 25


def test_a_reader_without_a_session_is_not_asked_who_it_is() -> None:
    """A request that carries no `user` at all: asking for it would make every public page differ by its reader."""
    assert acting(RequestFactory().get("/")) == {"post": None, "my_posts": []}
