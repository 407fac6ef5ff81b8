"""Keyset pages: every row once, forwards and back, with filters kept and old links forgiven."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from ui.listing import Page, listing

pytestmark = pytest.mark.django_db
KEYS = ("-app_label", "model")


@pytest.fixture
def rows() -> list[str]:
    ContentType.objects.all().delete()
    pairs = [(a, f"m{n:02}") for a in ("c", "b", "a") for n in range(3)]
    ContentType.objects.bulk_create(ContentType(app_label=a, model=m) for a, m in pairs)
    return [a + m for a, m in pairs]


def page(query: str) -> Page[ContentType]:
    return listing(ContentType.objects.all(), QueryDict(query.removeprefix("?")), keys=KEYS, size=4)


def names(found: Page[ContentType]) -> list[str]:
    return [row.app_label + row.model for row in found.rows]


def test_walks_forwards_and_back(rows: list[str]) -> None:
    first = page("")
    second = page(first.next)
    third = page(second.next)
    assert names(first) + names(second) + names(third) == rows
    assert (first.previous, third.next) == ("", "")
    assert names(page(third.previous)) == rows[4:8]
    back = page(page(third.previous).previous)
    assert names(back) == rows[:4]
    assert back.previous == ""


def test_filters_stay_in_the_links(rows: list[str]) -> None:
    assert len(rows) == 9
    assert QueryDict(page("state=review&tag=1&tag=2").next[1:]).getlist("tag") == ["1", "2"]


@pytest.mark.parametrize("query", ["after=nonsense", "after=bnVsbA", "before=WzFd", "after=%ff"])
def test_a_link_that_makes_no_sense_shows_the_first_page(rows: list[str], query: str) -> None:
    assert names(page(query)) == rows[:4]


def test_one_query_with_the_bound_that_lets_the_index_be_used(rows: list[str]) -> None:
    assert rows
    after = page("").next
    with CaptureQueriesContext(
        connection,
    ) as captured:
        page(after)
    assert len(captured) == 1
    assert '"app_label" <= ' in captured[0]["sql"]
