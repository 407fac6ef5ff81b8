"""The API: the same verbs and queries; every refusal a problem with its code."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from decisions.models import DecisionKind
from honors.actions.register import revoke
from honors.models import Quota, Round
from tests.cast import Cast
from tests.honors.builders import WORDS, conferred, document, drafted, opened, ready, to_confer
from tests.honors.test_pages import HEAD, sheet
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


# --- places from a sheet, requirements, certificates --------------------------------------------------------------------


def test_places_are_checked_by_row_and_then_confirmed(cast: Cast, client_of: Callable[[Post], Client]) -> None:
    round = drafted(cast)
    browser, base = client_of(cast.nation_preparer), f"/api/rounds/{round.pk}/quotas/"
    told = browser.post(f"{base}import/", {"file": sheet(HEAD, ("320500", "苏州市总工会", 1, None))}).json()
    assert (told["faults"], told["sheet"]) == (1, "")
    assert told["rows"][0]["faults"] == ["没有编码为“320500”的推荐单位"]
    rows = (HEAD, ("320000", "江苏省总工会", 5, 2), ("110000", "北京市总工会", 3, None))
    told = browser.post(f"{base}import/", {"file": sheet(*rows)}).json()
    assert (told["changed"], told["faults"], Quota.objects.count()) == (3, 0, 0)
    assert told["rows"][0]["changes"][1] == {"honour": "model_home", "cell": "non_public", "before": 0, "after": 2}
    said = {"sheet": told["sheet"], "version": told["version"]}
    json = "application/json"
    stale = browser.post(f"{base}import/confirmation/", {**said, "version": said["version"] + 1}, json)
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    done = browser.post(f"{base}import/confirmation/", said, json)
    assert (done.status_code, done.json()["changed"], Quota.objects.count()) == (200, 3, 3)
    again = browser.post(f"{base}import/", {"file": sheet(*rows)}).json()
    assert (again["changed"], again["sheet"], again["version"]) == (0, "", done.json()["version"])
    forged = browser.post(f"{base}import/confirmation/", {**said, "sheet": "x"}, json)
    assert (forged.status_code, forged.json()["code"]) == (409, "sheet_expired")
    exported = browser.get(f"{base}sheet/")
    assert (exported.status_code, exported.content[:2]) == (200, b"PK")
    other = client_of(cast.province_preparer)
    assert other.get(f"/api/rounds/{opened(cast).pk}/quotas/sheet/").status_code == 403


def test_a_requirement_is_taken_back_while_the_round_is_a_draft(cast: Cast, call: Call) -> None:
    round, post = drafted(cast), cast.nation_preparer
    body = {"honours": ["model_home"], "trait": "woman", "percent": "20", "source": "通知", "version": round.version}
    status, made = call(post, "POST", f"/api/rounds/{round.pk}/requirements/", body)
    at = f"/api/rounds/{round.pk}/requirements/{made['id']}/removal/"
    assert call(post, "POST", at, {"version": round.version})[1]["code"] == "stale"
    round.refresh_from_db()
    status, told = call(post, "POST", at, {"version": round.version})
    assert (status, told["requirements"]) == (200, [])
    assert call(post, "POST", at, {"version": told["version"]})[0] == 404


def test_a_certificate_is_printed_for_whoever_sees_the_archive(
    cast: Cast, call: Call, client_of: Callable[[Post], Client]
) -> None:
    (row,) = conferred(cast, opened(cast), to_confer(cast, "甲厂工会", subject_code="913205000000000001"))
    address = f"/api/archive/{row.pk}/certificate/"
    for taken in ("*/*", "application/pdf", "application/json"):
        answer = client_of(cast.county).get(address, headers={"accept": taken})
        assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert client_of(cast.next_province).get(address).status_code == 404
    status, entries = call(cast.county, "GET", f"/api/archive/{row.pk}/history/")
    assert (status, [entry["code"] for entry in entries]) == (200, ["表彰和命名"])
    paper = document(cast, "总工发〔2026〕30号", DecisionKind.REVOCATION)
    revoke(row, decision=paper, by=cast.secretariat, at=cast.at, version=row.version)
    refused = client_of(cast.county).get(address, headers={"accept": "application/pdf"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_standing")
