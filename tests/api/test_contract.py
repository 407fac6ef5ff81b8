"""The API keeps its document: every operation is called by somebody who may, and generated calls never break it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.api.after import AFTER
from tests.api.callers import Caller, callers, unthrottled
from tests.api.driver import Report, walk
from tests.api.fuzz import fuzz
from tests.api.operations import document, operations
from tests.api.sampling import resolved
from tests.api.world import richer_world
from tests.contracts.world import NOW

pytestmark = pytest.mark.django_db  # each test inside a savepoint of the module's transaction

ROLES = ("clerk", "county", "province_preparer", "province_signer", "nation_preparer", "nation_signer", "secretariat")
GENERATED = ("notices_items_objections_create", "receipts_lookup", "unions_list", "nominations_sections_update",
             "nominations_endorsement_create", "rounds_interpretations_create", "lists_order_create",
             "nominations_sending_back_create", "measures_create", "calendar_enter", "relations_create")  # fmt: skip
"""The operations with the widest doors; `bin/schemathesis` tries all of them, on the demo, as every role."""
BEGINNING = {
    "archive_reports_create", "honours_reports_create", "notices_items_objections_create", "rounds_copies_create",
    "rounds_quotas_import_create", "tokens_withdrawal_create", "unions_accounts_create", "unions_children_create",
    "unions_further_posts_create",
}  # fmt: skip
"""What overwrites nothing that anybody read: it begins a record of its own, only checks, or ends a token for good."""


@pytest.fixture(scope="module")
def people(
    django_db_setup: None,  # noqa: ARG001  the database is there
    django_db_blocker: DjangoDbBlocker,
    own_folders: Any,  # noqa: ARG001  attachments go there
) -> Iterator[list[Caller]]:
    """A token for each role, in a world in which objects of every kind exist."""
    with django_db_blocker.unblock(), unthrottled(), transaction.atomic():
        world = richer_world()
        yield callers({name: getattr(world.cast, name) for name in ROLES}, at=NOW)
        transaction.set_rollback(True)


def test_operations_answer_2xx_to_somebody_and_none_breaks(people: list[Caller]) -> None:
    report, told = Report(), document()
    walk(told, people, report, at=NOW)
    assert report.faults == []
    every = list(operations(told))
    silent = {operation.name: report.why(operation) for operation in report.silent(every)}
    after = {operation.name for operation in every if operation.room in AFTER}
    rounds = {name: why for name, why in silent.items() if name not in after}
    assert len(rounds) <= (len(every) - len(after)) // 20, rounds
    # After the honour there is one case, one re-check, one report of each kind, in one state: the others are on the demo.
    assert len(silent) - len(rounds) <= 2 * len(after) // 5, sorted(after & set(silent))


def test_every_write_to_a_record_names_the_version_that_its_caller_read() -> None:
    told, unsaid = document(), set()
    for operation in operations(told):
        if operation.method == "GET" or not operation.keys or operation.room in AFTER:
            continue
        content = operation.said.get("requestBody", {}).get("content", {})
        fields = {name for part in content.values() for name in resolved(told, part["schema"])["properties"]}
        if not fields & {"version", "revision"}:
            unsaid.add(operation.name)
    assert unsaid == BEGINNING


def test_generated_calls_never_break_the_api(people: list[Caller]) -> None:
    report = Report()
    made = fuzz([people[4]], report, examples=4, only=GENERATED)
    assert report.faults == []
    assert made >= len(GENERATED) * 4


def test_bad_input_is_answered_in_chinese_problem_details(people: list[Caller]) -> None:
    client = people[1].client
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
    answer = people[1].client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_pages_follow_one_another_by_their_last_row(people: list[Caller]) -> None:
    client = people[4].client
    seen, address = [], "/api/unions/?page_size=7"
    while address:
        page = client.get(address).json()
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 24
