"""The cast and its one-click login; the clock that is moved by hand."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from clock.models import DemoClock
from demo import hands
from demo.parts import PARTS
from demo.story.cast import Cast
from demo.story.timeline import moment
from regulation.refusals import Refused
from tests.cast import Cast as Others
from unions.models import Person
from unions.queries import SESSION_POST


@pytest.mark.usefixtures("players")
def test_the_cast_page_names_everybody_and_what_they_can_do(client: Client) -> None:
    page = client.get("/demo/")

    text = page.content.decode()
    assert page.status_code == 200
    assert [part.name for part in PARTS if part.name not in text] == []
    assert text.count('action="/demo/play/"') == len(PARTS)
    assert "演示" in text
    assert "2026年3月2日（周一） 09:00" in text


def test_one_click_signs_in_with_that_very_post(players: Cast, client: Client) -> None:
    second = players.posts["township/clerk"]

    answer = client.post("/demo/play/", {"post": second.pk})

    assert answer.status_code == 302
    assert client.session[SESSION_POST] == second.pk
    assert client.session["_auth_user_id"] == str(second.person_id)


@pytest.mark.usefixtures("players")
def test_get_signs_nobody_in(client: Client) -> None:
    assert client.get("/demo/play/").headers["Location"] == "/demo/"
    assert "_auth_user_id" not in client.session


def test_only_the_cast_can_be_played(cast: Others, client: Client) -> None:
    assert client.post("/demo/play/", {"post": cast.secretariat.pk}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("players")
def test_the_clock_goes_to_nine_on_the_next_working_day(client: Client) -> None:
    answer = client.post("/demo/clock/", {"step": "day", "next": "/demo/"})

    assert (answer.status_code, answer["Location"]) == (302, "/demo/")
    assert DemoClock.objects.get().now_at == moment(2026, 3, 3, 9)
    assert "演示时间已到 2026年3月3日 09:00" in client.get("/demo/").content.decode()


@pytest.mark.usefixtures("players")
def test_five_working_days_pass_over_the_weekend(client: Client) -> None:
    client.post("/demo/clock/", {"days": "5"})

    assert DemoClock.objects.get().now_at == moment(2026, 3, 9, 9)


@pytest.mark.usefixtures("players")
def test_the_afternoon_of_the_same_day_comes_once(client: Client) -> None:
    assert client.post("/demo/clock/", {"step": "afternoon"}).status_code == 302
    assert DemoClock.objects.get().now_at == moment(2026, 3, 2, 16)

    again = client.post("/demo/clock/", {"step": "afternoon"})

    assert again.status_code == 409
    assert DemoClock.objects.get().now_at == moment(2026, 3, 2, 16)


@pytest.mark.usefixtures("players")
@pytest.mark.django_db
@pytest.mark.parametrize("days", ["-5", "100000", "ever"])
def test_a_step_that_cannot_be_gone_says_why(client: Client, days: str) -> None:
    answer = client.post("/demo/clock/", {"days": days})
    assert (answer.status_code, len(answer.context["form"].errors["days"])) == (422, 1)


@pytest.mark.usefixtures("players")
def test_the_clock_never_goes_back() -> None:
    hands.move(moment(2026, 3, 4))

    with pytest.raises(Refused) as refused:
        hands.move(moment(2026, 3, 3))

    assert refused.value.code == "not_forward"


@pytest.mark.django_db
def test_the_clock_passes_over_a_holiday_and_stops_at_a_year_without_a_calendar() -> None:
    assert hands.working_days_later(moment(2026, 4, 3), 1) == moment(2026, 4, 7)
    with pytest.raises(Refused) as refused:
        hands.working_days_later(moment(2026, 12, 30), 5)
    assert refused.value.code == "unknown_year"


@pytest.mark.usefixtures("players")
def test_a_foreign_address_is_not_where_the_clock_leads(client: Client) -> None:
    answer = client.post("/demo/clock/", {"step": "day", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/demo/clock/"


def test_every_page_carries_the_strip(players: Cast, client: Client) -> None:
    client.post("/demo/play/", {"post": players.posts["js1"].pk})

    text = client.get("/desk/").content.decode()

    assert re.findall(r'class="demo-strip"', text) == ['class="demo-strip"']
    assert 'name="step" value="day"' in text


@pytest.mark.usefixtures("players")
def test_everybody_is_marked_as_invented() -> None:
    assert set(Person.objects.values_list("invented", flat=True)) == {True}
