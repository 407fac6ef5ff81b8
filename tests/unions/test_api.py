"""The API acts with one post: by its token, or by the session's choice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from ledger.actors import SYSTEM
from regulation.refusals import Refused
from tests.cast import Cast, set_clock
from tests.unions.test_accounts import FRESH, GOOD, sheet
from unions.actions import close, end_post, grant_post, make_token, withdraw_token
from unions.models import ApiToken, Person, Post, Role, Union

ClientOf = Callable[[Post], Client]


@pytest.fixture
def token(cast: Cast) -> str:
    return make_token(cast.clerk, name="取数", days=30, second_factor=True, at=cast.at)[1]


def seen(client: Client, token: str, address: str = "/api/unions/") -> int:
    return client.get(address, HTTP_AUTHORIZATION=f"Bearer {token}").status_code


def test_a_token_sees_what_its_post_sees(cast: Cast, client: Client, token: str) -> None:
    answer = client.get("/api/unions/", HTTP_AUTHORIZATION=f"Bearer {token}").json()
    assert {row["code"] for row in answer["results"]} == {"G1", "S1"}
    assert seen(client, token, f"/api/unions/{cast.unions['G2'].pk}/") == 404


def test_another_post_of_the_person_lends_a_token_nothing(cast: Cast, client: Client, token: str) -> None:
    grant_post(
        person=cast.clerk.person,
        union=cast.unions["330106"],
        role=Role.REVIEWER,
        since=date(2026, 1, 1),
        by=SYSTEM,
        at=cast.at,
    )
    assert seen(client, token, f"/api/unions/{cast.unions['330106'].pk}/") == 404


@pytest.mark.usefixtures("cast")
def test_a_token_is_kept_as_a_hash(token: str) -> None:
    assert token not in str(ApiToken.objects.values_list().get())


def test_the_token_of_an_ended_post_is_refused(cast: Cast, client: Client, token: str) -> None:
    assert seen(client, token) == 200
    end_post(cast.clerk, on=date(2026, 3, 2), by=SYSTEM, at=cast.at, version=1)
    assert seen(client, token) == 401


def test_the_token_of_a_dissolved_union_is_refused(cast: Cast, client: Client) -> None:
    token = make_token(cast.other_clerk, name="取数", days=30, second_factor=True, at=cast.at)[1]
    close(cast.unions["G2"], on=date(2026, 3, 2), paper="文", by=SYSTEM, at=cast.at, version=1)
    assert seen(client, token) == 401


def test_an_expired_a_withdrawn_and_an_invented_token_are_refused(cast: Cast, client: Client, token: str) -> None:
    assert seen(client, token + "x") == 401
    set_clock(cast.at + timedelta(days=30))
    assert seen(client, token) == 401
    set_clock(cast.at)
    assert seen(client, token) == 200
    withdraw_token(ApiToken.objects.get(), by=cast.clerk, at=cast.at)
    assert seen(client, token) == 401


def test_an_inactive_person_is_refused(cast: Cast, client: Client, token: str) -> None:
    cast.clerk.person.is_active = False
    cast.clerk.person.save()
    assert seen(client, token) == 401


def test_a_session_acts_with_the_chosen_post_and_needs_csrf(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.clerk)
    assert [row["acting"] for row in client.get("/api/posts/me/").json()] == [True]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post("/api/tokens/", {"name": "取数"}, content_type="application/json").status_code == 403
    assert client.post("/api/tokens/", {"name": "取数"}, content_type="application/json").status_code == 201


@pytest.mark.usefixtures("cast")
def test_nobody_without_a_token_or_a_session(client: Client) -> None:
    assert client.get("/api/unions/").status_code == 401


@pytest.mark.parametrize(
    ("days", "factor", "code"), [(366, True, "token_too_long"), (30, False, "second_factor_needed")]
)
def test_a_token_lasts_a_year_at_most_and_needs_the_second_factor(
    cast: Cast, days: int, factor: bool, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_token(cast.province_signer, name="取数", days=days, second_factor=factor, at=cast.at)
    assert refused.value.code == code


def test_with_the_second_factor_required_a_session_without_it_makes_no_token(
    cast: Cast, client_of: ClientOf, settings: Settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = client_of(cast.province_signer)
    assert client.post("/api/tokens/", {"name": "取数"}, content_type="application/json").status_code == 401
    assert client.get("/unions/")["Location"] == "/second-factor/?next=%2Funions%2F"
    assert client_of(cast.clerk).get("/unions/").status_code == 200


# --- accounts from a sheet, and what a holder has lost ------------------------------------------------------------------


def test_a_sheet_is_checked_row_by_row_and_then_confirmed(cast: Cast, client_of: ClientOf) -> None:
    county = client_of(cast.county)
    before = (Person.objects.count(), Union.objects.count())
    bad = ("没有登记的工会", "", "金秋", "申报经办人", "", "2026-03-02", "", "", "")
    told = county.post("/api/unions/accounts/import/", {"file": sheet(GOOD, bad)}).json()
    assert (told["fresh"], told["faults"], told["sheet"]) == (1, 1, "")
    assert [(row["number"], row["result"]) for row in told["rows"]] == [(2, "opened"), (3, "fault")]
    told = county.post("/api/unions/accounts/import/", {"file": sheet(GOOD, FRESH)}).json()
    assert (told["fresh"], told["faults"]) == (2, 0)
    assert (Person.objects.count(), Union.objects.count()) == before
    confirm, said = "/api/unions/accounts/import/confirmation/", {"sheet": told["sheet"]}
    done = county.post(confirm, said, content_type="application/json")
    assert (done.status_code, done.json()["skipped"], done.json()["opened"][1]["username"]) == (201, 0, "yandong")
    assert len(done.json()["opened"][0]["code"]) > 16
    again = county.post(confirm, said, content_type="application/json").json()
    assert (again["opened"], again["skipped"]) == ([], 2)
    other = client_of(cast.next_county).post(confirm, said, content_type="application/json")
    assert (other.status_code, other.json()["code"]) == (409, "sheet_expired")


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("a.xlsx", b"not a sheet", 409, "file_broken"),
        ("a.pdf", b"%PDF", 400, "invalid"),
        ("a.xlsx", b"", 400, "invalid"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(
    cast: Cast, client_of: ClientOf, name: str, content: bytes, status: int, code: str
) -> None:
    file = SimpleUploadedFile(name, content)
    answer = client_of(cast.county).post("/api/unions/accounts/import/", {"file": file})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not answer.json()["detail"].isascii()


def test_the_template_is_a_sheet_whatever_is_accepted(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.county).get("/api/unions/accounts/template/", headers={"accept": "application/pdf"})
    assert (answer.status_code, answer.content[:2]) == (200, b"PK")


def test_a_lost_device_and_a_lost_code_name_the_version_of_the_post(cast: Cast, client_of: ClientOf) -> None:
    nation, base = client_of(cast.nation_signer), f"/api/posts/{cast.province_preparer.pk}/"
    json = "application/json"
    assert nation.post(f"{base}second-factor-reset/", {"version": 9}, json).json()["code"] == "stale"
    done = nation.post(f"{base}second-factor-reset/", {"version": 1}, json)
    assert (done.status_code, done.json()["version"]) == (200, 2)
    assert nation.post(f"{base}activation-code/", {"version": 1}, json).json()["code"] == "stale"
    assert nation.post(f"{base}activation-code/", {"version": 2}, json).status_code == 201
    end_post(cast.province_preparer, on=date(2026, 3, 2), by=SYSTEM, at=cast.at, version=3)
    ended = nation.post(f"{base}activation-code/", {"version": 4}, json)
    assert (ended.status_code, ended.json()["code"]) in {(409, "wrong_state"), (404, "not_found")}
