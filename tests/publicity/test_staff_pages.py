"""The pages of publishers, of those who handle letters, and of national staff."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from publicity.actions.letters import Sent, object_to
from publicity.forms.staff import days_in
from publicity.models import CalendarYear, Letter, Notice
from publicity.queries import calendar
from tests.cast import client_for, set_clock
from tests.publicity.conftest import Publish, Tree, beijing
from tests.publicity.pictures import png

TUESDAY = beijing(2026, 3, 3, 10)
NO_MEDIUM = {"medium_visible_at": None, "medium_page": ""}


@pytest.fixture
def letter(publish: Publish) -> Letter:
    item = publish().items.get()
    sent = Sent(sender="person", name="郑市民", contact="13800000000", text="公示的入会率与实际不符。")
    return object_to(item, sent=sent, submission="form", at=TUESDAY).letter


def test_a_publisher_records_the_medium_with_a_photo_that_all_may_see(publish: Publish, tree: Tree) -> None:
    notice = publish(**NO_MEDIUM)
    set_clock(TUESDAY)
    browser = client_for(tree.clerk)
    assert "待登记" in browser.get(reverse("publicity:mine")).content.decode()
    address = reverse("publicity:medium", args=[notice.pk])
    data = {"version": 1, "visible_at": "2026-03-02T10:00", "address": "", "page": ""}
    assert browser.post(address, data).status_code == 422
    answer = browser.post(address, data | {"photo": SimpleUploadedFile("公示栏.png", png())})
    assert (answer.status_code, answer["Location"]) == (302, reverse("publicity:own-notice", args=[notice.pk]))
    assert Notice.objects.get(pk=notice.pk).has_proof
    public, own = (reverse(f"publicity:{name}", args=[notice.pk]) for name in ("proof", "own-proof"))
    assert client_for(tree.stranger).get(public).status_code == 200
    set_clock(beijing(2026, 5, 6))
    gone = {client_for(tree.stranger).get(address).status_code for address in (public, own)}
    assert (gone, client_for(tree.clerk).get(own).status_code) == ({404}, 200)


def test_a_stale_correction_keeps_what_was_typed(publish: Publish, tree: Tree) -> None:
    notice = publish()
    set_clock(TUESDAY)
    browser = client_for(tree.clerk)
    address = reverse("publicity:correction", args=[notice.pk])
    data = {"version": 1, "text": "“某”应为“某某”。"}
    assert browser.post(address, data).status_code == 302
    again = browser.post(address, data)
    assert (again.status_code, "“某”应为“某某”。" in again.content.decode()) == (409, True)
    assert notice.corrections.count() == 1


def test_nobody_else_finds_a_unions_own_notices(publish: Publish, tree: Tree) -> None:
    notice = publish()
    for post in (tree.reviewer, tree.recommender, tree.staff, tree.stranger):
        browser = client_for(post)
        found = [
            browser.get(reverse(f"publicity:{name}", args=[notice.pk])).status_code
            for name in ("own-notice", "medium", "correction", "voiding")
        ]
        assert found == [404, 404, 404, 404]


def test_a_handler_accepts_and_dismisses_and_the_sender_reads_the_answer(letter: Letter, tree: Tree) -> None:
    set_clock(TUESDAY)
    browser = client_for(tree.reviewer)
    shown = browser.get(reverse("publicity:letter", args=[letter.pk])).content.decode()
    assert ("郑市民" in shown, "13800000000" in shown) == (True, True)
    answer = browser.post(reverse("publicity:acceptance", args=[letter.pk]), {"acceptance-version": 1})
    assert answer.status_code == 302
    address = reverse("publicity:dismissal", args=[letter.pk])
    assert browser.post(address, {"dismissal-version": 2, "dismissal-finding": "已查"}).status_code == 422
    data = {"dismissal-version": 2, "dismissal-finding": "查阅了名册。", "dismissal-answer": "经核查，情况不属实。"}
    assert browser.post(address, data).status_code == 302
    letter.refresh_from_db()
    assert (letter.state, letter.answer) == ("dismissed", "经核查，情况不属实。")
    assert browser.post(address, data).status_code == 409
    assert browser.get(reverse("publicity:letters") + "?state=closed").status_code == 200


def test_a_second_click_is_told_why_nothing_was_done(letter: Letter, tree: Tree) -> None:
    """The form of a step that was taken is not on the page any more: its refusal stands above everything else."""
    set_clock(TUESDAY)
    browser = client_for(tree.reviewer)
    address = reverse("publicity:acceptance", args=[letter.pk])
    assert browser.post(address, {"acceptance-version": 1}).status_code == 302
    again = browser.post(address, {"acceptance-version": 1})
    assert (again.status_code, again.content.decode().count('id="refusal"')) == (409, 1)
    finding = reverse("publicity:finding", args=[letter.pk])
    of_a_report = browser.post(
        finding, {"finding-version": 2, "finding-substantiated": "yes", "finding-finding": "属实"}
    )
    assert (of_a_report.status_code, of_a_report.content.decode().count('id="refusal"')) == (409, 1)


def test_nobody_else_finds_the_letter(letter: Letter, tree: Tree) -> None:
    for post, status in ((tree.clerk, 403), (tree.prefecture, 404), (tree.staff, 404), (tree.stranger, 404)):
        browser = client_for(post)
        assert browser.get(reverse("publicity:letter", args=[letter.pk])).status_code == status
        answer = browser.post(reverse("publicity:acceptance", args=[letter.pk]), {"acceptance-version": 1})
        assert answer.status_code == status


def test_a_letter_on_paper_is_entered_by_its_handler(publish: Publish, tree: Tree) -> None:
    item = publish().items.get()
    set_clock(TUESDAY)
    browser = client_for(tree.reviewer)
    assert item.name in browser.get(reverse("publicity:paper-names")).content.decode()
    address = reverse("publicity:paper", args=[item.pk])
    key = re.findall(r'name="submission" value="([^"]+)"', browser.get(address).content.decode())[0]
    data = {
        "submission": key,
        "sender": "person",
        "name": "郑市民",
        "contact": "某路1号",
        "text": "信",
        "received_at": "2026-03-03T09:00",
        "sent_on": "2026-03-02",
    }
    assert browser.post(address, data).status_code == 201
    letter = Letter.objects.get()
    assert (letter.kind, letter.sent_on, letter.received_at) == ("objection", date(2026, 3, 2), beijing(2026, 3, 3))


def test_national_staff_preview_and_enter_a_year(publish: Publish, tree: Tree) -> None:
    publish()
    set_clock(TUESDAY)
    browser = client_for(tree.staff)
    off = "\n".join(d.isoformat() for d, w in calendar().exceptions.items() if d.year == 2026 and not w)
    worked = "\n".join(d.isoformat() for d, w in calendar().exceptions.items() if d.year == 2026 and w)
    data = {
        "year": 2026,
        "paper": "国办发明电〔2026〕1号",
        "off": f"{off}\n2026年3月5日至2026年3月6日",
        "worked": worked,
    }
    address = reverse("publicity:calendar-year")
    preview = browser.post(address, data | {"act": "preview"})
    assert (preview.status_code, "2026年3月10日" in preview.content.decode()) == (200, True)
    assert CalendarYear.objects.count() == 0
    assert browser.post(address, data | {"act": "enter"}).status_code == 302
    assert CalendarYear.objects.get().paper == "国办发明电〔2026〕1号"
    assert client_for(tree.recommender).get(address).status_code == 403


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2027-01-01", [date(2027, 1, 1)]),
        ("2027年1月1日至2027年1月3日，", [date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)]),
        ("2027/1/1\n2027.1.1", [date(2027, 1, 1)]),
        ("", []),
    ],
)
def test_days_are_read_as_people_paste_them(text: str, days: list[date]) -> None:
    assert days_in(text) == days


@pytest.mark.django_db
def test_everybody_sees_which_years_are_known(client: Client) -> None:
    set_clock(TUESDAY)
    text = client.get(reverse("publicity:calendar")).content.decode()
    found = [words in text for words in ("还没有明年的放假安排", "2月15日至23日", "10月1日至7日", "录入放假安排")]
    assert found == [True, True, True, False]
