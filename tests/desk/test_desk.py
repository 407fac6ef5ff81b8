"""The first page of each person lists what waits, until when, and what was sent up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from desk.queries import sent_by, tasks_of
from tests.cast import Cast
from tests.honors.builders import opened
from tests.nominations.build import filed_case
from unions.models import Post

pytestmark = pytest.mark.django_db


def titles(post: Post, cast: Cast) -> list[str]:
    return [task.title for task in tasks_of(post, at=cast.at)]


def test_a_filed_case_waits_at_the_county_and_nowhere_else(cast: Cast) -> None:
    case = filed_case(cast, opened(cast))

    assert titles(cast.county, cast) == ["待审查申报 1 件"]
    assert titles(cast.prefecture, cast) == []
    assert titles(cast.next_county, cast) == []
    assert [row.pk for row in sent_by(cast.clerk)] == [case.pk]


def test_every_post_has_a_first_page(cast: Cast, client_of: Callable[[Post], Client]) -> None:
    filed_case(cast, opened(cast))

    for post in (cast.clerk, cast.county, cast.province_preparer, cast.nation_preparer, cast.secretariat):
        answer = client_of(post).get("/desk/")
        assert answer.status_code == 200
        assert post.union.name in answer.content.decode()


def test_the_public_sees_notices_and_whoever_is_signed_in_goes_to_the_desk(
    cast: Cast, client_of: Callable[[Post], Client]
) -> None:
    assert Client().get("/").status_code == 200
    assert client_of(cast.clerk).get("/").headers["Location"] == "/desk/"
