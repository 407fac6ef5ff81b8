"""The API says no in problem details."""

from typing import Any

import pytest
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from config.problems import problem_handler
from regulation.refusals import Refused, Stale


def answered(exc: Exception) -> Response:
    answer = problem_handler(exc, {})
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("exc", "status", "code"),
    [
        (Refused("not_holder", "这一步不由您办理。", "第十六条"), 409, "not_holder"),
        (Stale(), 409, "stale"),
        (Http404("Nomination 7"), 404, "not_found"),
        (exceptions.PermissionDenied(), 403, "forbidden"),
        (exceptions.ValidationError({"name": ["必填。"]}), 400, "invalid"),
        (exceptions.Throttled(wait=3), 429, "too_many_requests"),
    ],
)
def test_a_refusal_has_status_and_code(exc: Exception, status: int, code: str) -> None:
    answer = answered(exc)

    assert (answer.status_code, answer.data["status"], answer.data["code"]) == (status, status, code)
    assert answer.content_type == "application/problem+json"


def test_a_refusal_carries_sentence_and_article() -> None:
    data: dict[str, Any] = answered(Refused("not_holder", "这一步不由您办理。", "第十六条")).data

    assert (data["detail"], data["article"], data["findings"]) == ("这一步不由您办理。", "第十六条", [])


def test_a_missing_record_is_not_named() -> None:
    assert answered(Http404("Nomination 7")).data["detail"] == "没有这条记录，或者当前岗位看不到它。"


def test_faults_in_a_request_are_told_per_field() -> None:
    assert answered(exceptions.ValidationError({"name": ["必填。"]})).data["errors"] == {"name": ["必填。"]}


def test_what_nobody_expected_stays_a_fault() -> None:
    assert problem_handler(KeyError("x"), {}) is None
