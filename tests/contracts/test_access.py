"""Every address × every person of the cast × own and foreign objects, read from the URL conf."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import Count, Max, Sum
from django.http import HttpResponseBase
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from pytest_django.plugin import DjangoDbBlocker
from rest_framework.throttling import SimpleRateThrottle

from documents.actions import store
from ledger.models import Record
from tests.contracts.access import MAY, PERSONAL, PUBLIC
from tests.contracts.bodies import body
from tests.contracts.routes import Route, routes
from tests.contracts.world import NEXT_DOOR, NOW, POWERLESS, World, document_of, make_world
from tests.honors.builders import a_pdf
from unions.queries import actor

pytestmark = pytest.mark.django_db  # each test inside a savepoint of the module's transaction

PEOPLE = ("clerk", "county", "province_preparer", "nation_preparer", "secretariat")
ROUTES = routes()
KEPT_OUT = {
    "nominations/<pk>", "lists/<pk>", "own-notices/<pk>", "letters/<pk>", "mendings/<pk>", "inquiries/<pk>",
    "proposals/<pk>", "tokens/<pk>", "posts/<pk>", "unions/<pk>", "archive/<pk>", "paper/<item_pk>", "measures/<pk>",
    "programmes/<pk>", "rechecks/<pk>", "recovery/<pk>", "ends/<pk>",
    "years/<pk>", "events/<pk>", "support/<pk>", "revocations/<pk>", "hearings/<pk>",
}  # fmt: skip
"""What the next province's line must never see; a notice and an honour are public, a round is everybody's."""
UNSAID = {"publicity_noticepage", "django_session", "cache", "unions_apitoken"}
"""What a GET may write: the stored page of a notice, the session, the throttle, the day a token was last used."""
FOREIGN_STATES = ("draft", "on_unit_notice", "filed", "listed", "conferred")
APT = {
    "departure": "listed", "striking": "on_provincial_notice", "clearance": "recommended", "audit": "recommended",
    "mending": "recommended", "mended": "mending", "unfit": "recommended", "unfitness": "recommended",
    "inquiries": "recommended", "disqualification": "inquired", "unproposal": "proposed", "lapse": "waiting",
    "resubmission": "returned", "revision": "on_unit_notice", "filing": "on_unit_notice", "entry": "waiting",
    "sections": "draft", "unit-notice": "draft", "opinions": "draft", "attachments": "draft", "photo": "draft",
    "papers": "draft", "attestations": "draft", "judgement": "draft", "reasons": "draft",
}  # fmt: skip
"""In which state a case stands where a move starts, by the noun in the address; at the county's desk otherwise."""
NOT_COUNTED = {"Session", "NoticePage", "Document", "Attempt", "LoginFailure"}
"""What a refused POST may leave behind: an uploaded file that nothing names, a count of attempts."""


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,  # noqa: ARG001  the database is there
    django_db_blocker: DjangoDbBlocker,
    own_folders: Any,  # noqa: ARG001  attachments go there
) -> Iterator[World]:
    """One world for the whole module, rolled back at its end; nobody is throttled in it."""
    rates = dict(SimpleRateThrottle.THROTTLE_RATES)
    SimpleRateThrottle.THROTTLE_RATES.update(dict.fromkeys(rates))
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
    SimpleRateThrottle.THROTTLE_RATES.update(rates)


def values_for(route: Route, world: World, *, foreign: bool = False, only: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What the parameters of a route stand for: once, or where it is about a case, once for each of these cases."""
    base, cases = (world.foreign, world.next_door_cases) if foreign else (world.own, world.cases)
    missing = [key for key in route.keys if key not in base]
    assert not missing, (
        f"“{route.name}”（{route.template}）的参数 {missing} 没有样本："
        "请在 tests/contracts/world.py 里为它造一个对象，写进 world.own 和 world.foreign。"
    )
    if "nominations/<pk>" not in route.keys:
        return [base]
    chosen = [cases[name] for name in only if name in cases] or [cases["filed"]]
    return [{**base, "nominations/<pk>": case.pk, **document_of(case)} for case in chosen]


def some_states(route: Route, world: World) -> list[str]:
    """Some of the states, other ones at each address: all of them are seen somewhere."""
    names = list(world.cases)
    return names[ROUTES.index(route) % 6 :: 6]


def none(found: list[str], why: str = "") -> None:
    """Nothing was found; otherwise every line of it is shown."""
    if found:
        pytest.fail("\n".join([why, *found]))


def told(route: Route, who: str, answer: HttpResponseBase, values: dict[str, Any]) -> str:
    return f"{who} {route.name} {route.path(values)} → {answer.status_code} {answer.headers.get('Location', '')}"


def accepts(route: Route, method: str) -> bool:
    return method in (route.methods or ("GET", "POST"))


@contextmanager
def watching(written: list[str]) -> Iterator[None]:
    """Note every statement that writes, but for what a reader may leave behind."""

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        word = sql.lstrip().split(" ", 1)[0].upper()
        if word in ("INSERT", "UPDATE", "DELETE") and not any(f'"{table}"' in sql[:80] for table in UNSAID):
            written.append(sql[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


def state_of_the_world() -> dict[str, Any]:
    """Rows, last key and sum of versions of every table of the project."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in settings.PROJECT_APPS and model.__name__ not in NOT_COUNTED:
            asked: dict[str, Any] = {"n": Count("pk"), "last": Max("pk")}
            if issubclass(model, Record):
                asked["versions"] = Sum("version")
            found[model.__name__] = model._default_manager.aggregate(**asked)
    return found


# --- reading ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["anonymous", *PEOPLE, "next_province"])
def test_reading_is_never_a_fault_and_changes_nothing(world: World, who: str) -> None:
    """Nor does a page that is reloaded after its form was sent answer with a bare 405."""
    before, faults = state_of_the_world(), []
    for route in ROUTES:
        if route.is_api and not accepts(route, "GET"):
            continue
        cases = some_states(route, world)
        for values in [*values_for(route, world, only=cases), *values_for(route, world, foreign=True)]:
            written: list[str] = []
            with watching(written):
                answer = world.client(who).get(route.path(values))
            bare = answer.status_code == 405 and not route.is_api
            if answer.status_code >= 500 or bare or written:
                faults.append(told(route, who, answer, values) + " ".join(written))
    none(faults)
    assert state_of_the_world() == before


@pytest.mark.parametrize("who", ["anonymous", *POWERLESS])
def test_nobody_without_an_acting_post_reads_what_is_not_public(world: World, who: str) -> None:
    open_doors = PUBLIC | (PERSONAL if who in POWERLESS else set())
    got = []
    for route in ROUTES:
        if route.name in open_doors or not accepts(route, "GET"):
            continue
        for values in values_for(route, world):
            answer = world.client(who).get(route.path(values))
            if not kept_out(answer):
                got.append(told(route, who, answer, values))
    none(got, "要么这些地址少了门，要么请把公开的地址写进 tests/contracts/access.py 的 PUBLIC。")


def kept_out(answer: HttpResponseBase) -> bool:
    """Sent to sign in or to choose a post, or told that there is nothing, or that this is not asked so."""
    if answer.status_code == 302:
        return answer.headers["Location"].split("?")[0] in ("/login/", "/posts/")
    return answer.status_code in (401, 403, 404, 405)


@pytest.mark.parametrize("who", NEXT_DOOR)
def test_next_door_finds_nothing_of_a_foreign_case(world: World, who: str) -> None:
    """404 on every page and API route, whatever the method; 403 only where no post of that role ever enters."""
    seen = []
    for route in ROUTES:
        if not KEPT_OUT & set(route.keys):
            continue
        for values in values_for(route, world, only=FOREIGN_STATES):
            for method in ("GET", "POST", "PUT", "DELETE"):
                if not accepts(route, method):
                    continue
                answer = send(world, who, method, route, values, {} if method in ("POST", "PUT") else None)
                if answer.status_code not in (404, 405) and not role_is_kept_out(route, method, answer, world, who):
                    seen.append(f"{method} {told(route, who, answer, values)}")
    none(seen)


def role_is_kept_out(route: Route, method: str, answer: HttpResponseBase, world: World, who: str) -> bool:
    """403 says nothing of the object when the very same role gets it on its own side too."""
    if answer.status_code != 403 or route.is_api:
        return False
    return all(send(world, who, method, route, v).status_code == 403 for v in values_for(route, world, foreign=True))


# --- writing ------------------------------------------------------------------------------------------------------------


def send(world: World, who: str, method: str, route: Route, values: dict[str, Any], said: Any = None) -> Any:
    """One request, inside a savepoint that is taken back."""
    client, path = world.client(who), route.path(values)
    with transaction.atomic():
        answer = client.get(path) if method == "GET" else call(client, method, path, route, said or {})
        transaction.set_rollback(True)
    return answer


def takes_files(route: Route) -> bool:
    """These doors of the API take multipart."""
    return route.name in {
        "document-list", "nomination-attachments", "nomination-attestations", "nomination-opinion", "nomination-photo",
    }  # fmt: skip


@pytest.fixture(scope="module")
def papers(world: World) -> dict[str, str]:
    """An uploaded paper of each person, by key."""
    found = {}
    for who, post in world.people.items():
        if post is not None:
            upload = SimpleUploadedFile("纪要.pdf", a_pdf(), "application/pdf")
            found[who] = str(store(upload, by=actor(post), at=NOW).key)
    return found


def call(client: Client, method: str, path: str, route: Route, said: dict[str, Any]) -> Any:
    if route.is_api and not takes_files(route):
        return client.generic(method, path, json.dumps(said), content_type="application/json")
    if route.is_api:
        said = {n: v for n, v in said.items() if not isinstance(v, dict)}
        said |= {n: SimpleUploadedFile("材料.pdf", a_pdf(), "application/pdf") for n in ("file", "document")}
        data = encode_multipart(BOUNDARY, {n: v for n, v in said.items() if v is not None})
        return client.generic(method, path, data, content_type=MULTIPART_CONTENT)
    return client.post(path, said)


@pytest.mark.parametrize("who", [*PEOPLE, "next_province", "ended", "anonymous"])
def test_only_who_may_changes_anything(world: World, papers: dict[str, str], who: str) -> None:
    """Every door that writes, with a body in which everything is filled in: who is not named changes nothing."""
    before, wrong, faults = state_of_the_world(), set(), []
    for route in ROUTES:
        if route.methods is not None and set(route.methods) <= {"GET"}:
            continue
        apt = next((case for noun, case in APT.items() if f"/{noun}/" in f"/{route.template}"), "filed")
        for foreign in (False, True):
            for values in values_for(route, world, foreign=foreign, only=(apt,)):
                for method in ("POST", "PUT", "DELETE"):
                    if not accepts(route, method):
                        continue
                    written: list[str] = []
                    said = body(route, values, world, who=who, papers=papers)
                    with transaction.atomic():
                        with watching(written):
                            answer = call(world.client(who), method, route.path(values), route, said)
                        if written and state_of_the_world() != before:
                            place = f"{'foreign ' if foreign else ''}{method} {route.name}"
                            if place not in MAY[who]:
                                wrong.add(place)
                        transaction.set_rollback(True)
                    if answer.status_code >= 500:
                        faults.append(f"{method} {told(route, who, answer, values)}")
    none(faults)
    none(sorted(wrong), f"{who} 改动了数据。确实可以的，请写进 tests/contracts/access.py 的 MAY。")
