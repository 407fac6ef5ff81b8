"""Programmes and re-checks over the API: the same verbs, every refusal a problem with its code."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from regulation.honours import Honour
from supervision.facts.drawing import digest_of_choice, drawn
from supervision.models import Recheck
from tests.cast import Cast
from tests.supervision.build import draft, filled, homes, one_of_each, recheck_of
from unions.actions import make_token
from unions.models import Post

Call = Callable[..., tuple[int, Any]]
PROGRAMME = {"title": "2026年复查", "due_on": "2026-06-30", "method": "sample", "size": 2, "seed": "20260302"}
OPENING = {"reason": "例行复查", "due_on": "2026-06-30"}


@pytest.fixture
def call(cast: Cast) -> Call:
    """`call(post, "GET", "/api/…", {...})` with a token of that post."""

    def ask(post: Post, method: str, address: str, body: object = None) -> tuple[int, Any]:
        _, text = make_token(post, name="测试", days=1, second_factor=True, at=cast.at)
        data = "" if body is None else json.dumps(body)
        headers = {"authorization": f"Bearer {text}"}
        answer = Client().generic(method, f"/api/{address}", data, "application/json", headers=headers)
        return answer.status_code, answer.json() if answer.content else None

    return ask


def test_a_programme_is_drafted_drawn_and_drawn_again(cast: Cast, call: Call) -> None:
    homes(cast, 4)
    status, made = call(cast.county, "POST", "programmes/", {**PROGRAMME, "honour": "model_home"})
    assert (status, made["state"], made["honour"]) == (201, "draft", "model_home")
    at = f"programmes/{made['id']}/"
    assert call(cast.county, "GET", f"{at}reach/") == (200, {"total": 4, "busy": 0})
    assert call(cast.county, "GET", f"{at}choice/")[0] == 404
    assert call(cast.prefecture, "POST", f"{at}drawing/", {"version": 1})[1]["code"] == "not_handler"
    status, running = call(cast.county, "POST", f"{at}drawing/", {"version": made["version"]})
    assert (status, running["state"], running["chosen_from"]) == (200, "running", 4)
    status, choice = call(cast.prefecture, "GET", f"{at}choice/")
    again = drawn(choice["candidates"], method="sample", seed=choice["seed"], size=2)
    assert (status, choice["chosen"], choice["same"]) == (200, again, True)
    assert choice["digest"] == digest_of_choice(choice["candidates"], again, method="sample", seed=choice["seed"])
    listed = call(cast.county, "GET", f"rechecks/?programme={made['id']}&waiting=true")[1]["results"]
    assert len(listed) == 2
    assert call(cast.county, "POST", f"{at}finishing/", {"version": running["version"]})[1]["code"] == "rechecks_open"
    assert call(cast.next_county, "GET", at)[0] == 404


def test_a_programme_says_what_is_wrong_with_it(cast: Cast, call: Call) -> None:
    def said(**wrong: object) -> tuple[int, str]:
        status, answer = call(cast.county, "POST", "programmes/", {**PROGRAMME, **wrong})
        return status, answer["code"]

    assert said(seed="") == (409, "seed_missing")
    assert said(region=cast.unions["G4"].pk) == (409, "region_outside")
    assert said(indicator="no_such")[0] == 400
    assert said(least_years=-1)[0] == 400
    assert said(due_on="2020-01-01") == (409, "due_passed")
    made = call(cast.county, "POST", "programmes/", PROGRAMME)[1]
    cancelled = call(
        cast.county, "POST", f"programmes/{made['id']}/cancellation/", {"version": made["version"], "reason": "重复"}
    )
    assert cancelled[1]["state"] == "cancelled"


def test_a_recheck_from_its_opening_to_the_acceptance_of_the_mending(cast: Cast, call: Call) -> None:
    home = homes(cast)[0]
    assert call(cast.county, "POST", "rechecks/", {**OPENING, "conferral": 999})[0] == 400
    assert call(cast.clerk, "POST", "rechecks/", {**OPENING, "conferral": home.pk})[0] == 400
    status, made = call(cast.county, "POST", "rechecks/", {**OPENING, "conferral": home.pk})
    assert (status, made["state"], made["reason"]) == (201, "open", "例行复查")
    assert call(cast.county, "POST", "rechecks/", {**OPENING, "conferral": home.pk})[1]["code"] == "recheck_open"
    at = f"rechecks/{made['id']}/"

    def send(door: str, **body: object) -> tuple[int, Any]:
        version = Recheck.objects.get(pk=made["id"]).version
        return call(cast.county, "POST", f"{at}{door}/", {"version": version, **body})

    rows = [{"code": item["code"], "result": "met"} for item in made["items"]]
    assert send("keeping")[1]["code"] == "checklist_open"
    assert send("checklist", rows=[{"code": "no_such", "result": "met"}])[1]["code"] == "unknown_condition"
    assert send("checklist", rows=rows)[1]["items"][0]["result"] == "met"
    assert send("mending", what="补选主席", mend_by="2026-05-01")[1]["state"] == "mending"
    assert send("acceptance", finding="已补选")[1]["outcome"] == "restored"
    acts = [entry["act"] for entry in call(cast.county, "GET", f"{at}history/")[1]]
    assert acts == ["整改合格，恢复", "限期整改", "填写复查情况", "立项复查"]
    (told,) = call(cast.clerk, "GET", "own-rechecks/")[1]["results"]
    assert (told["mend_what"], told["outcome"]) == ("补选主席", "restored")
    assert "reason" not in told
    assert call(cast.clerk, "GET", at)[0] == 404


@pytest.mark.parametrize(
    ("door", "body", "outcome"),
    [
        ("keeping", {}, "kept"),
        ("renaming", {"new_name": "新名", "paper_number": "苏工〔2026〕1号"}, "kept_renamed"),
        ("warning", {"reason": "会务公开不及时"}, "warned"),
    ],
)
def test_each_conclusion(cast: Cast, call: Call, door: str, body: dict[str, str], outcome: str) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    stale = call(cast.county, "POST", f"rechecks/{recheck.pk}/{door}/", {"version": 1, **body})
    assert (stale[0], stale[1]["code"]) == (409, "stale")
    done = call(cast.county, "POST", f"rechecks/{recheck.pk}/{door}/", {"version": recheck.version, **body})
    assert (done[0], done[1]["outcome"]) == (200, outcome)


def test_what_a_lower_union_is_not_told(cast: Cast, call: Call) -> None:
    small = one_of_each(cast)[Honour.MODEL_SMALL_HOME]
    recheck = recheck_of(cast, small, reason="群众有反映")
    status, shown = call(cast.clerk, "GET", f"rechecks/{recheck.pk}/")
    assert (status, shown["reason"]) == (200, "")  # the clerk's union stands above its 小家
    programme = draft(cast)
    Recheck.objects.filter(pk=recheck.pk).update(programme=programme)
    assert call(cast.clerk, "GET", f"rechecks/{recheck.pk}/")[1]["programme"] is None
    assert call(cast.prefecture, "GET", f"rechecks/{recheck.pk}/")[1]["programme"] == programme.pk
