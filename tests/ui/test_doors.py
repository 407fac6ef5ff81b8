"""A door runs one verb; when the law refuses, the page shows why and nothing typed is lost."""

from http import HTTPStatus

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.test import RequestFactory

from regulation.refusals import Refused, Stale, Unlawful
from ui.doors import Refusal, VersionForm, perform, reasons_from


@pytest.fixture
def request_() -> HttpRequest:
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # what the middleware would set
    return request


class Note(VersionForm):
    reason = forms.CharField()


def refuse(refused: Refused) -> int:
    raise refused


def test_done_says_so_and_redirects(request_: HttpRequest) -> None:
    outcome = perform(request_, lambda: 7, success="已上报。", to=lambda n: f"/cases/{n}/")
    assert isinstance(outcome, HttpResponseRedirect)
    assert outcome.url == "/cases/7/"
    assert [str(m) for m in get_messages(request_)] == ["已上报。"]


@pytest.mark.parametrize(
    ("refused", "code", "status"),
    [
        (Stale(), "stale", HTTPStatus.CONFLICT),
        (Refused("not-holder", "这条申报不在本级。", "第十六条"), "not-holder", HTTPStatus.CONFLICT),
        (Unlawful(()), "unlawful", HTTPStatus.UNPROCESSABLE_ENTITY),
    ],
)
def test_refused_is_handed_back(request_: HttpRequest, refused: Refused, code: str, status: HTTPStatus) -> None:
    outcome = perform(request_, lambda: refuse(refused), success="已上报。", to="/")
    assert isinstance(outcome, Refusal)
    assert (outcome.code, outcome.status, outcome.sentence, outcome.article) == (
        code,
        status,
        refused.sentence,
        refused.article,
    )
    assert list(get_messages(request_)) == []


def test_other_faults_are_not_swallowed(request_: HttpRequest) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        perform(request_, broken, success="", to="/")


def test_a_renewed_form_keeps_what_was_typed() -> None:
    form = Note(QueryDict("version=3&reason=已核实"))
    assert form.is_valid()
    form.renew(4)
    assert form["version"].value() == "4"
    assert form["reason"].value() == "已核实"


def test_reasons_come_by_rule() -> None:
    assert reasons_from({"reason-provincial_title": " 已停评 ", "reason-x": "  ", "reason": "y"}) == {
        "provincial_title": "已停评"
    }
