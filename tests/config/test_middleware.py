import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from config.middleware import RefusedMiddleware
from regulation.refusals import Refused


def unreached(request: HttpRequest) -> HttpResponse:
    raise AssertionError(request)


@pytest.fixture
def door() -> RefusedMiddleware:
    return RefusedMiddleware(unreached)


def test_a_refusal_that_no_page_told_is_told_in_its_words(door: RefusedMiddleware, rf: RequestFactory) -> None:
    answer = door.process_exception(rf.get("/"), Refused("deadline_passed", "申报截止时间已过。", "第十六条"))

    assert answer is not None
    assert answer.status_code == 409
    assert "申报截止时间已过。" in answer.content.decode()


def test_a_fault_stays_a_fault(door: RefusedMiddleware, rf: RequestFactory) -> None:
    assert door.process_exception(rf.get("/"), KeyError("x")) is None
