"""What everybody reads: the same bytes for all, right by the dates, without a cookie."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from publicity.actions.notices import complete, correct, void
from publicity.models import Letter, Notice, NoticePage
from tests.cast import set_clock
from tests.publicity.conftest import MONDAY, Publish, Tree, beijing, named


def page(notice: Notice) -> str:
    return reverse("publicity:notice", args=[notice.pk])


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def state_shown(client: Client, notice: Notice) -> list[str]:
    return re.findall(r'class="badge"[^>]*>(公示中|已结束|已作废)<', text_of(client, page(notice)))


def test_a_notice_is_the_same_bytes_for_everybody_and_sets_no_cookie(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    notice = publish()
    first = client.get(page(notice))
    with django_assert_num_queries(2):  # the demo's clock, and the stored page
        second = client.get(page(notice))
    assert (first.status_code, first.content == second.content) == (200, True)
    assert (second.cookies, second.headers.get("Vary")) == ({}, "Accept-Encoding")
    assert second["Cache-Control"] == "public, max-age=5"
    assert bytes(notice.body) in first.content
    assert NoticePage.objects.count() == 1


def test_an_unchanged_page_is_not_sent_twice(client: Client, publish: Publish) -> None:
    notice = publish()
    first = client.get(page(notice))
    again = client.get(page(notice), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_its_state_follows_the_dates_with_every_worker_down(client: Client, publish: Publish) -> None:
    notice = publish()
    assert state_shown(client, notice) == ["公示中"]
    set_clock(beijing(2026, 3, 6, 23, 59))
    assert state_shown(client, notice) == ["公示中"]
    set_clock(beijing(2026, 3, 7))
    assert state_shown(client, notice) == ["已结束"]
    assert f"{notice.title}（已结束）" in text_of(client, page(notice))


def test_a_correction_and_a_void_show_at_once(client: Client, publish: Publish, tree: Tree) -> None:
    notice = publish()
    text_of(client, page(notice))
    correct(notice, text="“某某”应为“某”。", by=tree.clerk, at=MONDAY, version=1)
    assert "“某某”应为“某”。" in text_of(client, page(notice))
    void(notice, reason="名单有误", by=tree.clerk, at=MONDAY, version=2)
    assert "本公示已作废" in text_of(client, page(notice))


def test_a_unit_notice_shows_title_and_digest_only_after_thirty_days(client: Client, publish: Publish) -> None:
    notice = publish()
    complete(notice, at=beijing(2026, 3, 7))
    body = bytes(notice.body).decode()
    for day, shown in ((beijing(2026, 4, 5, 23), True), (beijing(2026, 4, 6, 0), False)):
        set_clock(day)
        text = text_of(client, page(notice))
        assert (body in text, notice.body_digest in text, notice.title in text) == (shown, True, True)


def test_other_notices_keep_their_text(client: Client, publish: Publish, tree: Tree) -> None:
    notice = publish(kind="provincial", publisher=tree.recommender.union, handler=tree.recommender.union)
    set_clock(beijing(2026, 9, 1))
    assert bytes(notice.body).decode() in text_of(client, page(notice))


@pytest.mark.parametrize("number", [1, 3])
def test_the_index_costs_the_same_for_one_notice_and_for_three(
    client: Client, publish: Publish, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for n in range(number):
        publish(title=f"第{n}号公示")
    with django_assert_num_queries(4):  # the clock, the regions, the rounds, the notices
        text = text_of(client, reverse("publicity:index"))
    assert len(re.findall(r"第\d号公示", text)) == number


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?kind=unit", 1),
        ("?kind=national", 0),
        ("?state=over", 1),
        ("?state=running", 1),
        ("?state=void", 0),
        ("?q=小家", 1),
        ("?q=姑苏", 0),
        ("?region=999999", 2),
    ],
)
def test_the_index_is_searched_by_words_level_and_state(
    client: Client, publish: Publish, tree: Tree, query: str, found: int
) -> None:
    publish(title="关于模范职工小家的公示")
    publish(
        beijing(2026, 3, 5),
        title="推荐名单公示",
        kind="provincial",
        publisher=tree.recommender.union,
        handler=tree.recommender.union,
    )
    set_clock(beijing(2026, 3, 9))
    text = text_of(client, reverse("publicity:index") + query)
    assert len(re.findall(r'<td data-label="公示">', text)) == found


def test_the_index_of_one_region(client: Client, publish: Publish, tree: Tree) -> None:
    publish()
    for post, found in ((tree.recommender, 1), (tree.stranger, 0)):
        text = text_of(client, reverse("publicity:index") + f"?region={post.union_id}")
        assert len(re.findall(r'<td data-label="公示">', text)) == found


def letter_data(page: str, **other: str) -> dict[str, str]:
    key = re.findall(r'name="submission" value="([^"]+)"', page)
    return {
        "submission": key[0],
        "sender": "person",
        "name": "郑市民",
        "contact": "13800000000",
        "text": "公示的入会率与实际不符。",
        "consent": "on",
    } | other


def test_an_objection_gives_a_receipt_by_which_its_outcome_is_followed(client: Client, publish: Publish) -> None:
    notice = publish(items=named("甲工会", "乙工会"))
    names = text_of(client, reverse("publicity:objections", args=[notice.pk]) + "?q=乙")
    (address,) = re.findall(r'href="(/notices/\d+/objections/\d+/)"', names)
    data = letter_data(text_of(client, address))
    first, second = client.post(address, data), client.post(address, data)
    (code,) = set(re.findall(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}", first.content.decode()))
    assert (first.status_code, second.status_code, code in second.content.decode()) == (201, 201, True)
    assert Letter.objects.count() == 1
    assert notice.items.get(name="乙工会").open_objections == 1
    answer = client.post(reverse("publicity:receipts"), {"code": code.lower()})
    assert ("已收到，待受理" in answer.content.decode(), "郑市民" in answer.content.decode()) == (True, False)
    assert client.post(reverse("publicity:receipts"), {"code": "AAAA-AAAA-AAAA-AAAA"}).status_code == 422


def test_what_was_typed_stays_when_something_is_missing(client: Client, publish: Publish) -> None:
    notice = publish()
    address = reverse("publicity:objection", args=[notice.pk, notice.items.get().pk])
    answer = client.post(address, letter_data(text_of(client, address), contact=""))
    assert (answer.status_code, "公示的入会率与实际不符。" in answer.content.decode()) == (422, True)
    assert Letter.objects.count() == 0


def test_one_address_cannot_flood_the_union(client: Client, publish: Publish) -> None:
    notice = publish()
    address = reverse("publicity:objection", args=[notice.pk, notice.items.get().pk])
    statuses = [
        client.post(address, letter_data(text_of(client, address), text=f"第{n}件事")).status_code for n in range(11)
    ]
    assert statuses == [201] * 10 + [409]


def test_an_unknown_or_void_notice_takes_no_objection(client: Client, publish: Publish, tree: Tree) -> None:
    notice = publish()
    item = notice.items.get()
    void(notice, reason="名单有误", by=tree.clerk, at=MONDAY, version=1)
    assert client.get(reverse("publicity:objection", args=[notice.pk, item.pk])).status_code == 404
    assert client.get(reverse("publicity:notice", args=[notice.pk + 100])).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/notices/99999999999999999999999/",
        "/notices/99999999999999999999999/objections/",
        "/notices/1/objections/99999999999999999999999/",
        "/notices/99999999999999999999999/proof/",
        "/api/notices/99999999999999999999999/",
        "/api/notices/99999999999999999999999/items/",
    ],
)
@pytest.mark.django_db
def test_a_number_beyond_every_database_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_characters_that_no_database_takes_find_nothing(client: Client, publish: Publish) -> None:
    notice = publish()
    for address in ("/notices/?q=%00", f"/notices/{notice.pk}/objections/?q=%00", "/api/notices/?q=%00"):
        assert client.get(address).status_code == 200
    assert client.get("/api/notices/?kind=%00").status_code == 400
