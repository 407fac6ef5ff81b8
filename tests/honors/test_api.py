"""The API: the same verbs and queries; every refusal a problem with its code."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from decisions.models import DecisionKind
from honors.actions.register import revoke
from honors.models import Round
from tests.cast import Cast
from tests.honors.builders import WORDS, conferred, document, opened, ready, to_confer
from unions.actions import make_token
from unions.models import Post

Call = Callable[..., tuple[int, Any]]


@pytest.fixture
def call(cast: Cast) -> Call:
    """`call(post, "GET", "/api/…", {...})` with a token of that post."""

    def ask(post: Post | None, method: str, address: str, body: object = None) -> tuple[int, Any]:
        headers = {}
        if post is not None:
            _, text = make_token(post, name="测试", days=1, second_factor=True, at=cast.at)
            headers["authorization"] = f"Bearer {text}"
        answer = Client().generic(
            method, address, "" if body is None else json.dumps(body), "application/json", headers=headers
        )
        return answer.status_code, answer.json() if answer.content else None

    return ask


def test_a_round_is_planned_and_opened(cast: Cast, call: Call) -> None:
    preparer, signer = cast.nation_preparer, cast.nation_signer
    status, made = call(
        preparer, "POST", "/api/rounds/", {"name": "届中", "year": 2026, "kind": "mid_term", "honours": ["model_home"]}
    )
    assert (status, made["state"], [h["honour"] for h in made["honours"]]) == (201, "draft", ["model_home"])
    at = f"/api/rounds/{made['id']}"

    def send(door: str, **body: object) -> tuple[int, Any]:
        version = Round.objects.get(pk=made["id"]).version
        return call(preparer, "POST", f"{at}/{door}/", {"version": version, **body})

    assert send("notice", **{k: v for k, v in WORDS.items() if k != "unusual_reason"})[0] == 200
    assert send("honours", honours=[{"honour": "model_home", "total": 10, "elevated_total": 1}])[0] == 200
    due = [
        {"step": step, "due_at": f"2026-0{month}-28T18:00:00+08:00"}
        for step, month in (("file", 5), ("recommend", 7), ("audit", 9))
    ]
    assert send("deadlines", deadlines=due)[0] == 200
    assert (
        send("interpretations", settings=[{"code": "strict_first_day", "value": True, "paper": "基层〔2026〕1号"}])[0]
        == 200
    )
    requirement = {"honours": ["model_home"], "trait": "non_public", "percent": "30", "source": "通知第三条"}
    assert send("requirements", **requirement)[0] == 201
    status, quota = send("grants", recommender=cast.province.pk, honour="model_home", amount=3)
    assert (status, quota["granted"], quota["left"]) == (200, 3, 3)
    status, refused = send("opening")
    assert (status, refused["code"]) == (409, "same_person")
    version = Round.objects.get(pk=made["id"]).version
    status, open_round = call(signer, "POST", f"{at}/opening/", {"version": version})
    assert (status, open_round["state"], open_round["settings"]["strict_first_day"]) == (200, "open", True)
    status, places = call(cast.clerk, "GET", f"{at}/quotas/")
    assert (status, [row["recommender"] for row in places["results"]]) == (200, ["江苏省总工会"])
    assert call(cast.next_province, "GET", f"{at}/quotas/")[1]["results"] == []


def test_what_stands_in_the_way_is_told(cast: Cast, call: Call) -> None:
    round = ready(cast, contacts="")
    status, verdicts = call(cast.nation_signer, "GET", f"/api/rounds/{round.pk}/verdicts/")
    assert (status, [v["code"] for v in verdicts if v["result"] == "not met"]) == (200, ["people_can_be_reached"])
    status, refused = call(cast.nation_signer, "POST", f"/api/rounds/{round.pk}/opening/", {"version": round.version})
    assert (status, refused["code"], [f["code"] for f in refused["findings"]]) == (
        422,
        "unlawful",
        ["people_can_be_reached"],
    )


def test_a_draft_is_hidden_and_nobody_else_writes(cast: Cast, call: Call) -> None:
    draft, running = ready(cast, name="拟稿"), opened(cast)
    assert call(cast.province_signer, "GET", f"/api/rounds/{draft.pk}/")[0] == 404
    assert call(cast.clerk, "GET", f"/api/rounds/{running.pk}/")[0] == 200
    status, refused = call(
        cast.province_signer, "POST", f"/api/rounds/{running.pk}/closing/", {"version": running.version}
    )
    assert (status, refused["code"]) == (409, "not_allowed")
    body = {"version": running.version - 1}
    assert call(cast.nation_signer, "POST", f"/api/rounds/{running.pk}/closing/", body)[1]["code"] == "stale"


def test_a_looser_measure_is_refused_with_its_article(cast: Cast, call: Call) -> None:
    body = {
        "title": "办法",
        "number": "苏工发〔2026〕1号",
        "text": "全文",
        "effective_on": "2026-03-01",
        "parameters": [{"code": "least_membership_rate", "numerator": 89, "denominator": 100}],
    }
    status, refused = call(cast.province_preparer, "POST", "/api/measures/", body)
    assert (status, [f["article"] for f in refused["findings"]]) == (422, ["第二十九条"])
    body["parameters"] = [{"code": "least_membership_rate", "numerator": 95, "denominator": 100}]
    status, made = call(cast.province_preparer, "POST", "/api/measures/", body)
    assert (status, made["parameters"]) == (201, {"least_membership_rate": "19/20"})
    enact = f"/api/measures/{made['id']}/enactment/"
    assert call(cast.province_signer, "POST", enact, {"version": made["version"]})[1]["state"] == "in_force"


def test_honours_and_certificates_are_public(cast: Cast, call: Call) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "甲厂工会", subject_code="913205000000000001"))
    status, found = call(None, "GET", "/api/honours/?q=甲厂")
    assert (status, [one["certificate_number"] for one in found["results"]]) == (200, ["总工模家〔2026〕0001号"])
    assert {"check_code", "person_key", "subject_code"} & set(found["results"][0]) == set()
    assert call(None, "GET", f"/api/certificates/{row.check_code}/")[1]["result"] == "valid"
    assert call(None, "GET", "/api/certificates/unknown/")[0] == 404
    paper = document(cast, "总工发〔2026〕30号", DecisionKind.REVOCATION)
    revoke(row, decision=paper, by=cast.secretariat, at=cast.at, version=row.version)
    checked = call(None, "GET", f"/api/certificates/{row.check_code}/")[1]
    assert (checked["result"], checked["ended_by_number"]) == ("revoked", "总工发〔2026〕30号")
    assert call(None, "GET", "/api/archive/")[0] == 401
    assert call(cast.next_province, "GET", f"/api/archive/{row.pk}/")[0] == 404
    assert call(cast.county, "GET", f"/api/archive/{row.pk}/")[1]["check_code"] == row.check_code
