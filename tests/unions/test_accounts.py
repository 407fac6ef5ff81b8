"""Accounts: opened from above, activated once, locked after failures."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from openpyxl import Workbook, load_workbook
from pytest_django import Settings

from ledger.actors import SYSTEM
from ledger.models import Entry
from regulation.refusals import Refused
from tests.cast import Cast
from unions.actions import activate, add_union, grant_post, issue_code, open_account
from unions.actions.lockout import MOST
from unions.models import ActivationCode, Kind, LoginFailure, Person, Post, Role, Union
from unions.personal import decrypt
from unions.sheets import COLUMNS

ClientOf = Callable[[Post], Client]
PASSWORD = "Chunfeng-2026-huayu"
ID_NUMBER = "11010519491231002X"


def refusal_of(verb: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        verb()
    return refused.value.code


def opened(cast: Cast, **more: object) -> tuple[Person, str]:
    given: dict[str, object] = {
        "name": "华小满", "union": cast.unions["G2"], "role": Role.CLERK, "since": date(2026, 3, 2),
        "by": cast.county, "at": cast.at, **more,
    }  # fmt: skip
    return open_account(**given)  # type: ignore[arg-type]  # a test's mixed bag


def test_a_union_opens_accounts_for_its_direct_children_only(cast: Cast) -> None:
    person, _ = opened(cast)
    assert person.posts.get().union == cast.unions["G2"]
    assert refusal_of(lambda: opened(cast, by=cast.prefecture)) == "not_allowed"
    assert refusal_of(lambda: opened(cast, by=cast.next_county)) == "not_allowed"
    assert refusal_of(lambda: opened(cast, by=cast.clerk)) == "not_allowed"
    assert refusal_of(lambda: opened(cast, by=cast.secretariat, union=cast.province)) == "not_allowed"


def test_nothing_is_left_of_a_refused_account(cast: Cast) -> None:
    before = Person.objects.count()
    assert refusal_of(lambda: opened(cast, by=cast.prefecture)) == "not_allowed"
    assert Person.objects.count() == before


@pytest.mark.parametrize(("code", "role"), [("G2", Role.RECOMMENDER), ("G2", Role.NATIONAL), ("S1", Role.CLERK)])
def test_a_role_is_held_at_its_own_level(cast: Cast, code: str, role: Role) -> None:
    assert refusal_of(lambda: opened(cast, union=cast.unions[code], role=role, by=SYSTEM)) == "role_not_here"


def test_nobody_grants_to_himself(cast: Cast) -> None:
    def verb() -> object:
        return grant_post(
            person=cast.county.person,
            union=cast.unions["G2"],
            role=Role.CLERK,
            since=date(2026, 3, 2),
            by=cast.county,
            at=cast.at,
        )

    assert refusal_of(verb) == "own_post"


def test_a_post_is_held_once(cast: Cast) -> None:
    def verb() -> object:
        return grant_post(
            person=cast.clerk.person,
            union=cast.union,
            role=Role.CLERK,
            since=date(2026, 3, 2),
            by=cast.county,
            at=cast.at,
        )

    assert refusal_of(verb) == "post_held"


def test_phone_and_id_number_are_nowhere_to_read(cast: Cast) -> None:
    person, _ = opened(cast, phone="13800000000", id_number=ID_NUMBER)
    assert decrypt(person.phone_encrypted) == "13800000000"
    row = str(Person.objects.filter(pk=person.pk).values_list().get())
    ledger = "".join(Entry.objects.values_list("text", flat=True))
    assert [secret in row + ledger for secret in ("13800000000", ID_NUMBER)] == [False, False]
    assert refusal_of(lambda: opened(cast, id_number="110105194912310021")) == "id_number"


def test_an_activation_code_works_once(cast: Cast) -> None:
    person, code = opened(cast)
    assert not person.has_usable_password()
    assert code not in str(ActivationCode.objects.values_list("code_hash", flat=True).get())
    activate(code=code.lower().replace("-", " "), password=PASSWORD, at=cast.at)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert refusal_of(lambda: activate(code=code, password=PASSWORD, at=cast.at)) == "code_invalid"


def test_an_activation_code_ends_and_a_new_one_ends_the_old(cast: Cast) -> None:
    person, code = opened(cast)
    late = cast.at + timedelta(days=14)
    assert refusal_of(lambda: activate(code=code, password=PASSWORD, at=late)) == "code_invalid"
    fresh = issue_code(person.posts.get(), by=cast.county, at=cast.at, version=1)
    assert refusal_of(lambda: activate(code=code, password=PASSWORD, at=cast.at)) == "code_invalid"
    assert activate(code=fresh, password=PASSWORD, at=cast.at) == person


def test_a_weak_password_keeps_the_code(cast: Cast) -> None:
    _, code = opened(cast)
    assert refusal_of(lambda: activate(code=code, password="1234567890", at=cast.at)) == "password_weak"
    activate(code=code, password=PASSWORD, at=cast.at)


def test_the_whole_way_from_opening_to_the_first_page(cast: Cast, client_of: ClientOf) -> None:
    shown = client_of(cast.county).post(
        reverse("unions:open-account", args=[cast.unions["G2"].pk]),
        {"name": "华小满", "role": "clerk", "since": "2026-03-02", "username": "hua.xiaoman"},
    )
    assert (shown.status_code, "no-store" in shown["Cache-Control"]) == (201, True)
    browser = Client()
    given = {"code": shown.context["code"], "new": PASSWORD, "again": PASSWORD}
    assert browser.post(reverse("unions:activation"), given)["Location"] == "/login/"
    answer = browser.post(
        reverse("unions:login"), {"username": "hua.xiaoman", "password": PASSWORD, "next": "/unions/"}
    )
    assert answer["Location"] == "/unions/"
    assert browser.get("/unions/").status_code == 200
    browser.post(reverse("unions:logout"))
    assert browser.get("/unions/")["Location"] == "/login/?next=%2Funions%2F"


def test_login_leads_to_no_other_site(cast: Cast) -> None:
    cast.clerk.person.set_password(PASSWORD)
    cast.clerk.person.save()
    given = {"username": "cast-clerk", "password": PASSWORD, "next": "https://example.org/"}
    assert Client().post(reverse("unions:login"), given)["Location"] == "/"


def test_too_many_failures_lock_the_account_and_tell_nothing(cast: Cast) -> None:
    cast.clerk.person.set_password(PASSWORD)
    cast.clerk.person.save()
    said = {}
    for username in ("cast-clerk", "nobody-at-all"):
        tries = [
            Client()
            .post(reverse("unions:login"), {"username": username, "password": "wrong"})
            .context["refusal"]
            .sentence
            for _ in range(MOST["account"] + 1)
        ]
        said[username] = tries
    assert said["cast-clerk"] == said["nobody-at-all"]
    right = Client().post(reverse("unions:login"), {"username": "cast-clerk", "password": PASSWORD})
    assert (right.status_code, right.context["refusal"].code) == (409, "locked")
    LoginFailure.objects.update(locked_until=None)
    assert Client().post(reverse("unions:login"), {"username": "cast-clerk", "password": PASSWORD}).status_code == 302


def test_an_address_is_locked_whatever_account_it_tries(cast: Cast) -> None:
    for number in range(MOST["address"]):
        Client().post(reverse("unions:login"), {"username": f"name-{number}", "password": "wrong"})
    cast.clerk.person.set_password(PASSWORD)
    cast.clerk.person.save()
    right = Client().post(reverse("unions:login"), {"username": "cast-clerk", "password": PASSWORD})
    assert right.context["refusal"].code == "locked"


def test_changing_the_password_asks_for_the_old_one(cast: Cast, client_of: ClientOf) -> None:
    cast.clerk.person.set_password(PASSWORD)
    cast.clerk.person.save()
    browser = client_of(cast.clerk)
    new = "Qiuyue-2026-manlou"
    wrong = browser.post(reverse("unions:password"), {"old": "x", "new": new, "again": new})
    assert wrong.context["refusal"].code == "wrong"
    assert browser.post(reverse("unions:password"), {"old": PASSWORD, "new": new, "again": new}).status_code == 302
    assert browser.get("/unions/").status_code == 200


# --- 动态口令 ------------------------------------------------------------------------------------------------------------


def enrol(browser: Client, person: Person) -> list[str]:
    browser.post(reverse("unions:second-factor-start"))
    device = TOTPDevice.objects.get(user=person)
    token = f"{totp(device.bin_key):06d}"
    codes: list[str] = browser.post(reverse("unions:second-factor-enrolment"), {"token": token}).context["codes"]
    return codes


def test_a_recommending_unit_acts_after_the_second_factor(cast: Cast, client_of: ClientOf, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    browser = client_of(cast.province_preparer)
    assert browser.get("/unions/")["Location"] == "/second-factor/?next=%2Funions%2F"
    assert browser.get("/second-factor/")["Location"] == "/second-factor/enrolment/"
    browser.post(reverse("unions:second-factor-start"))
    picture = browser.get(reverse("unions:second-factor-qr"))
    assert (picture["Content-Type"], "no-store" in picture["Cache-Control"]) == ("image/svg+xml", True)
    codes = enrol(browser, cast.province_preparer.person)
    assert browser.get("/unions/").status_code == 200
    assert browser.get(reverse("unions:second-factor-qr")).status_code == 404
    later = client_of(cast.province_preparer)
    assert later.get("/unions/").status_code == 302
    assert later.post("/second-factor/", {"token": "000000"}).context["refusal"].code == "token_wrong"
    assert StaticToken.objects.count() == 10
    TOTPDevice.objects.update(throttling_failure_count=0)
    StaticDevice.objects.update(throttling_failure_count=0)
    assert later.post("/second-factor/", {"token": codes[0], "next": "/unions/"})["Location"] == "/unions/"
    assert later.get("/unions/").status_code == 200
    assert StaticToken.objects.count() == 9


def test_a_lost_device_is_reset_from_above(cast: Cast, client_of: ClientOf) -> None:
    enrol(client_of(cast.province_preparer), cast.province_preparer.person)
    address = reverse("unions:reset-second-factor", args=[cast.province_preparer.pk])
    assert client_of(cast.province_signer).post(address).context["refusal"].code == "not_allowed"
    assert client_of(cast.nation_signer).post(address).context["refusal"].code == "stale"
    assert TOTPDevice.objects.count() == 1
    assert client_of(cast.nation_signer).post(address, {"version": 1}).status_code == 302
    assert TOTPDevice.objects.count() == 0


# --- Excel ------------------------------------------------------------------------------------------------------------


def sheet(*rows: tuple[str, ...]) -> io.BytesIO:
    book = Workbook()
    assert book.active is not None
    book.active.append(list(COLUMNS.values()))
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "账号.xlsx"
    return out


GOOD = ("姑苏区某某事业单位工会委员会", "", "华小满", "申报经办人", "干事", "2026-03-02", "13800000000", "", "")
FRESH = ("姑苏区某某社区工会", "村（社区）工会", "严冬", "申报经办人", "", "2026年3月2日", "", "", "yandong")


def test_a_dry_run_names_every_fault_and_writes_nothing(cast: Cast, client_of: ClientOf) -> None:
    before = (Person.objects.count(), Union.objects.count(), Entry.objects.count())
    rows = sheet(
        GOOD,
        ("没有登记的工会", "", "金秋", "申报经办人", "", "2026-03-02", "", "", ""),
        ("姑苏区某某事业单位工会委员会", "", "魏来", "书记处", "", "2026-03-02", "", "", ""),
        ("姑苏区某某事业单位工会委员会", "", "陶然", "申报经办人", "", "三月二日", "", "", ""),
        GOOD,
    )
    answer = client_of(cast.county).post(reverse("unions:import"), {"file": rows})
    assert [(o.row.number, o.result) for o in answer.context["outcomes"]] == [
        (2, "opened"),
        (3, "fault"),
        (4, "fault"),
        (5, "fault"),
        (6, "exists"),
    ]
    assert (Person.objects.count(), Union.objects.count(), Entry.objects.count()) == before


def test_a_confirmed_sheet_opens_the_accounts_and_twice_adds_nothing(cast: Cast, client_of: ClientOf) -> None:
    county = client_of(cast.county)
    shown = county.post(reverse("unions:import"), {"file": sheet(GOOD, FRESH)})
    assert (shown.context["faults"], shown.context["fresh"]) == (0, 2)
    signed = {"rows": shown.context["signed"]}
    done = county.post(reverse("unions:import-confirmation"), signed)
    assert (done.status_code, [o.username for o in done.context["opened"]][1]) == (201, "yandong")
    assert Union.objects.get(name="姑苏区某某社区工会").kind == Kind.VILLAGE
    activate(code=done.context["opened"][0].code, password=PASSWORD, at=cast.at)
    before = (Person.objects.count(), Union.objects.count(), Entry.objects.count())
    again = county.post(reverse("unions:import-confirmation"), signed)
    assert (again.context["opened"], again.context["skipped"]) == ([], 2)
    assert county.post(reverse("unions:import"), {"file": sheet(GOOD, FRESH)}).context["fresh"] == 0
    assert (Person.objects.count(), Union.objects.count(), Entry.objects.count()) == before


def test_a_signed_sheet_serves_the_union_that_read_it(cast: Cast, client_of: ClientOf) -> None:
    shown = client_of(cast.county).post(reverse("unions:import"), {"file": sheet(GOOD)})
    other = client_of(cast.next_county).post(reverse("unions:import-confirmation"), {"rows": shown.context["signed"]})
    assert (other.status_code, other.context["refusal"].code) == (409, "sheet_expired")
    forged = client_of(cast.county).post(reverse("unions:import-confirmation"), {"rows": "x"})
    assert (forged.status_code, forged.context["refusal"].code) == (409, "sheet_expired")


@pytest.mark.parametrize(("content", "code"), [(b"no sheet", "file_broken"), (b"PK\x03\x04", "file_broken")])
def test_a_broken_sheet_is_refused_with_a_sentence(cast: Cast, client_of: ClientOf, content: bytes, code: str) -> None:
    file = io.BytesIO(content)
    file.name = "a.xlsx"
    answer = client_of(cast.county).post(reverse("unions:import"), {"file": file})
    assert (answer.status_code, answer.context["refusal"].code) == (409, code)


def test_the_template_offers_what_fits_below(cast: Cast, client_of: ClientOf) -> None:
    content = client_of(cast.county).get(reverse("unions:import-template")).content
    book = load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book.worksheets[0][1]] == list(COLUMNS.values())


# --- Where a union may stand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "parent", "code"),
    [
        (Kind.REGIONAL, "320508", "wrong_parent"),  # nothing regional below a county
        (Kind.GROUP, "320508", "wrong_parent"),  # a group only below a grassroots union
        (Kind.SINGLE, "000000", "wrong_parent"),
        (Kind.INDUSTRIAL, "320000", "wrong_parent"),
        (Kind.TOWNSHIP, "G1", "wrong_parent"),
        (Kind.SINGLE, "S1", "wrong_parent"),
    ],
)
def test_never_below_a_wrong_parent(cast: Cast, kind: Kind, parent: str, code: str) -> None:
    union = cast.unions[parent]
    assert refusal_of(lambda: add_union(name="某某工会", kind=kind, parent=union, by=SYSTEM, at=cast.at)) == code


def test_an_industrial_parent_is_an_industrial_union(cast: Cast) -> None:
    def verb() -> object:
        return add_union(
            name="某某工会",
            kind=Kind.SINGLE,
            parent=cast.unions["320508"],
            industrial_parent=cast.province,
            by=SYSTEM,
            at=cast.at,
        )

    assert refusal_of(verb) == "wrong_industrial_parent"


def test_the_clerk_of_a_grassroots_union_sets_up_its_groups(cast: Cast) -> None:
    group = add_union(name="总装车间第五班工会小组", kind=Kind.GROUP, parent=cast.union, by=cast.clerk, at=cast.at)
    assert (group.parent, group.level, group.recommender) == (cast.union, "sub", cast.province)
    assert (
        refusal_of(
            lambda: add_union(name="甲工会", kind=Kind.SINGLE, parent=cast.unions["G2"], by=cast.clerk, at=cast.at)
        )
        == "not_allowed"
    )
