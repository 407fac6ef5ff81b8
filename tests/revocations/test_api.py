"""撤销案 over the API: the same verbs, the same refusals, as problem details."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from honors.models import Conferral
from revocations.models import RevocationCase
from tests.cast import Cast
from tests.nominations.build import paper
from tests.revocations import build
from unions.models import Post

Browser = Callable[[Post], Client]


def call(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.post(f"/api/{path}", body, content_type="application/json")


def test_opened_charged_and_told(cast: Cast, client_of: Browser) -> None:
    home = build.home(cast)
    county, clerk = client_of(cast.county), client_of(cast.clerk)
    made = call(county, "revocations/", {"conferrals": [home.pk], "summary": "虚报票数"})
    assert (made.status_code, made.json()["state"], made.json()["origin"]) == (201, "draft", "工会提出")
    case = f"revocations/{made.json()['id']}/"
    assert clerk.get(f"/api/{case}").status_code == 404
    told = {"facts": "申报时虚报票数", "happened_on": "2025-11-03"}
    foreign = call(county, f"{case}grounds/", {"version": 1, "code": "24.1", "told": told})
    assert (foreign.status_code, foreign.json()["code"]) == (409, "ground_reaches_nobody")
    listed = call(county, f"{case}grounds/", {"version": 1, "code": "23.1", "told": told}).json()
    ground = listed["grounds"][0]
    assert ground["elements"] == [{"key": "fact", "alternatives": ["弄虚作假，骗取荣誉"]}]
    proof = {"ground": ground["id"], "element": ground["elements"][0]["key"], "about": "票数不实"}
    proof["paper"] = str(paper(cast.county, cast.at).key)
    evidenced = call(county, f"{case}evidence/", {"version": listed["version"], **proof}).json()
    assert {finding["result"] for finding in evidenced["findings"]} == {"met"}
    heard = call(county, f"{case}hearing/", {"version": evidenced["version"], "means": "当面送达"})
    assert heard.status_code == 200
    hearing = clerk.get("/api/hearings/").json()["results"][0]
    assert "材料" not in hearing["told"]
    answer = call(clerk, f"hearings/{hearing['id']}/statement/", {"statement": "情况属实"})
    assert answer.json()["statement"].endswith("情况属实")


def test_decided_by_the_secretariat_alone(cast: Cast, client_of: Browser) -> None:
    case = build.requested(cast, build.home(cast))
    meeting = {"held_on": "2026-03-02", "place": "全总机关", "attendees": "书记处全体同志"}
    meeting["minutes"] = str(paper(cast.secretariat, cast.at).key)
    decided = {
        "number": "总工发〔2026〕40号",
        "title": "关于撤销的决定",
        "issued_on": "2026-03-02",
        "due_on": "2026-05-08",
    }
    body = {"version": case.version, "meeting": meeting, "paper": {**decided, "also": ["form"]}}
    refused = call(client_of(cast.nation_signer), f"revocations/{case.pk}/approval/", body)
    assert refused.status_code in (400, 409)
    assert Conferral.objects.get().state == "valid"
    done = call(client_of(cast.secretariat), f"revocations/{case.pk}/approval/", body)
    assert (done.status_code, done.json()["state"], done.json()["decision_number"]) == (
        200,
        "approved",
        "总工发〔2026〕40号",
    )
    public = Client().get(f"/api/honours/{case.subjects.get().conferral_id}/").json()
    assert public["state"] == "revoked"


def test_lists_by_state_and_by_who_waits(cast: Cast, client_of: Browser) -> None:
    case = build.draft(cast, build.home(cast))
    county = client_of(cast.county)
    assert [row["id"] for row in county.get("/api/revocations/?mine=true").json()["results"]] == [case.pk]
    assert county.get("/api/revocations/?state=closed").json()["results"] == []
    assert client_of(cast.prefecture).get("/api/revocations/?mine=true").json()["results"] == []
    assert client_of(cast.next_province).get("/api/revocations/").json()["results"] == []


def test_the_nation_takes_a_whole_decision(cast: Cast, client_of: Browser) -> None:
    home = build.home(cast)
    shown = Client().get(f"/api/honours/{home.pk}/").json()
    body = {"document": shown["decision_id"], "summary": "整份决定有误"}
    assert call(client_of(cast.county), "revocations/whole-decision/", body).status_code == 409
    made = call(client_of(cast.nation_preparer), "revocations/whole-decision/", body)
    assert made.status_code == 201
    assert RevocationCase.objects.get().whole_decision_id == home.decision_id
