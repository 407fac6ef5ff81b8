"""A session that ends in the middle of a long form: what was typed is neither lost nor sent without its writer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from unions.actions import end_post
from unions.models import Post
from unions.queries import SESSION_POST

ClientOf = Callable[[Post], Client]
TYPED = {"name": "苏州某某有限公司数控车间工会", "csrfmiddlewaretoken": "x", "version": "1"}


def sign_in_again(browser: Client, post: Post) -> None:
    browser.force_login(post.person)
    session = browser.session
    session[SESSION_POST] = post.pk
    session.save()


def test_what_was_typed_waits_for_its_writer(cast: Cast, client: Client) -> None:
    address = reverse("unions:rename", args=[cast.union.pk])
    answer = client.post(address, TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=%2Finterrupted%2F")
    assert "数控车间" not in str(dict(client.session))  # encrypted at rest
    sign_in_again(client, cast.county)
    page = client.get(reverse("unions:interrupted")).content.decode()
    assert page.count(TYPED["name"]) == 2  # to be sent, and to be read
    sent = client.post(reverse("unions:interrupted"), TYPED)
    assert (sent.status_code, sent["Location"]) == (307, address)
    assert client.get(reverse("unions:interrupted")).status_code == 302


def test_whose_post_has_ended_can_still_copy(cast: Cast, client_of: ClientOf) -> None:
    browser = client_of(cast.county)
    end_post(cast.county, on=date(2026, 2, 27), by=cast.prefecture, at=cast.at, version=cast.county.version)
    answer = browser.post(reverse("unions:rename", args=[cast.union.pk]), TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/posts/?next=%2Finterrupted%2F")
    told = browser.get(answer["Location"]).content.decode()
    assert ("现在没有在任的岗位" in told, "现在查看和复制" in told) == (True, True)
    assert browser.get(reverse("unions:interrupted")).content.decode().count(TYPED["name"]) == 2


def test_it_can_be_dropped(cast: Cast, client: Client) -> None:
    client.post(reverse("unions:rename", args=[cast.union.pk]), TYPED)
    sign_in_again(client, cast.county)
    sent = client.post(reverse("unions:interrupted"), {"drop-interrupted": "yes"})
    assert (sent.status_code, sent["Location"]) == (302, "/")
    assert client.get(reverse("unions:interrupted"))["Location"] == "/"


def test_a_page_from_before_another_sign_in_keeps_its_words(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    sign_in_again(browser, cast.county)
    address = reverse("unions:rename", args=[cast.union.pk])
    own = browser.post(address, TYPED, headers={"origin": "http://testserver"})
    assert (own.status_code, own["Location"]) == (302, reverse("unions:interrupted"))


def test_what_comes_from_another_site_is_not_offered_for_sending(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    sign_in_again(browser, cast.county)
    address = reverse("unions:rename", args=[cast.union.pk])
    assert browser.post(address, TYPED, headers={"origin": "http://elsewhere.example"}).status_code == 403
    assert browser.post(address, TYPED).status_code == 403
    assert browser.get(reverse("unions:interrupted"))["Location"] == "/"


def test_a_reader_without_account_gets_the_words_back_for_copying(db: None) -> None:  # noqa: ARG001
    answer = Client(enforce_csrf_checks=True).post("/receipts/", {"text": "关于公示对象的情况反映，一共二十多个字。"})
    assert answer.status_code == 403
    assert answer.content.decode().count("关于公示对象的情况反映") == 1


def test_passwords_and_bare_buttons_are_never_kept(cast: Cast, client: Client) -> None:
    address = reverse("unions:password")
    assert client.post(address, {"old": "a", "new": "b", "again": "b"})["Location"] == "/login/"
    assert client.post(reverse("unions:rename", args=[cast.union.pk]), {"version": "1"})["Location"] == "/login/"
