"""The API keeps its document: every operation is called by somebody who may, and generated calls never break it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.api.driver import Caller, Report, callers, document, operations, unthrottled, walk
from tests.api.fuzz import fuzz
from tests.contracts.world import NOW, make_world

pytestmark = pytest.mark.django_db  # each test inside a savepoint of the module's transaction

ROLES = ("clerk", "county", "province_preparer", "province_signer", "nation_preparer", "nation_signer", "secretariat")
GENERATED = ("notices_items_objections_create", "receipts_lookup", "unions_list", "nominations_sections_update",
             "nominations_endorsement_create", "rounds_interpretations_create", "lists_order_create",
             "nominations_sending_back_create", "measures_create", "calendar_enter", "relations_create")  # fmt: skip
"""The operations with the widest doors; `bin/schemathesis` tries all of them, on the demo, as every role."""


@pytest.fixture(scope="module")
def people(
    django_db_setup: None,  # noqa: ARG001  the database is there
    django_db_blocker: DjangoDbBlocker,
    own_folders: Any,  # noqa: ARG001  attachments go there
) -> Iterator[list[Caller]]:
    """A token for each role, in a world in which objects of every kind exist."""
    with django_db_blocker.unblock(), unthrottled(), transaction.atomic():
        world = make_world()
        yield callers({name: getattr(world.cast, name) for name in ROLES}, at=NOW)
        transaction.set_rollback(True)


def test_operations_answer_2xx_to_somebody_and_none_breaks(people: list[Caller]) -> None:
    report, told = Report(), document()
    walk(told, people, report, at=NOW)
    names = [operation.name for operation in operations(told)]
    silent = {name: report.last.get(name, "") for name in names if name not in report.answered}
    assert report.faults == []
    # This world is one line of unions on one day; on the demo, with its two rounds, nine in ten answer (docs/api.md).
    assert len(silent) <= len(names) // 7, silent


def test_generated_calls_never_break_the_api(people: list[Caller]) -> None:
    report = Report()
    made = fuzz([people[4]], report, examples=4, only=GENERATED)
    assert report.faults == []
    assert made >= len(GENERATED) * 4


def test_bad_input_is_answered_in_chinese_problem_details(people: list[Caller]) -> None:
    county = people[1]
    client = Client(headers={"authorization": f"Bearer {county.token}"})
    for path, said, field in (
        ("/api/tokens/", '{"name": "", "days": 0}', "days"),
        ("/api/tokens/", "[1]", "non_field_errors"),
        ("/api/relations/", '{"ground": "a", "union": "x"}', "union"),
    ):
        answer = client.post(path, said, content_type="application/json")
        problem = answer.json()
        assert (answer.status_code, answer["Content-Type"], problem["code"]) == (
            400,
            "application/problem+json",
            "invalid",
        )
        assert not "".join(problem["errors"][field]).isascii()
    assert client.post("/api/tokens/", "{", content_type="application/json").json()["detail"] == (
        "请求的内容有误，请按各字段的说明改正。"
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/nothing/here/", 404),
        ("/api/unions/?cursor=x", 400),
        ("/api/unions/?cursor=cD1h", 400),
        ("/api/unions/?page_size=0", 400),
        ("/api/unions/?level=galaxy", 400),
        ("/api/unions/?q=%00", 400),
        ("/api/unions/999999999999999999999999/", 404),
    ],
)
def test_a_wrong_address_or_question_is_no_fault(people: list[Caller], address: str, status: int) -> None:
    client = Client(headers={"authorization": f"Bearer {people[1].token}"})
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_pages_follow_one_another_by_their_last_row(people: list[Caller]) -> None:
    client = Client(headers={"authorization": f"Bearer {people[4].token}"})
    seen, address = [], "/api/unions/?page_size=7"
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 24
