"""Recovery and ended units over the API: the same verbs, the same refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from supervision.models import RecoveryItem, UnitEnd
from tests.cast import Cast
from tests.supervision.ending import a_home, all_in, home_and_small, revoked
from unions.models import Post

Browser = Callable[[Post], Client]


def call(browser: Client, path: str, said: dict[str, Any] | None = None) -> tuple[int, Any]:
    """POST with a body, GET without one."""
    url = f"/api/{path}"
    answer = browser.get(url) if said is None else browser.post(url, json.dumps(said), content_type="application/json")
    return answer.status_code, answer.json()


def test_one_thing_over_the_api(cast: Cast, client_of: Browser) -> None:
    certificate, plaque = revoked(cast, a_home(cast))
    county = client_of(cast.county)
    status, told = call(county, "recovery/?state=demanded&kind=plaque&number=总工发〔2026〕30号")
    assert (status, [row["id"] for row in told["results"]]) == (200, [plaque.pk])
    assert call(client_of(cast.next_county), f"recovery/{certificate.pk}/")[0] == 404
    status, told = call(county, f"recovery/{certificate.pk}/receipt/", {"received_on": "2026-03-01", "version": 1})
    assert (status, told["code"]) == (409, "before_demand")
    status, told = call(county, f"recovery/{certificate.pk}/receipt/", {"received_on": "2026-03-02", "version": 1})
    assert (status, told["state"], told["version"], told["overdue"]) == (200, "received", 2, False)
    assert call(county, f"recovery/{certificate.pk}/receipt/", {"received_on": "2026-03-02", "version": 1})[0] == 409
    lost = {"statement": "遗失", "version": 1}
    assert call(client_of(cast.clerk), f"recovery/{plaque.pk}/loss/", lost)[1]["code"] == "own_honour"
    assert call(county, f"recovery/{plaque.pk}/loss/", lost)[1]["state"] == "lost"
    destroyed = {"destroyed_on": "2026-03-02", "version": 2}
    assert call(county, f"recovery/{certificate.pk}/destruction/", destroyed)[1]["code"] == "same_person"


def test_many_over_the_api(cast: Cast, client_of: Browser) -> None:
    items = revoked(cast, *home_and_small(cast))
    county = client_of(cast.county)
    said = {"items": [{"id": i.pk, "version": 1 if n else 9} for n, i in enumerate(items)], "received_on": "2026-03-02"}
    status, told = call(county, "recovery/receipts/", said)
    assert (status, [row["done"] for row in told]) == (200, [False, True, True, True])
    assert told[0]["code"] == "stale"
    assert call(county, "recovery/receipts/", {**said, "items": []})[0] == 400
    status, told = call(client_of(cast.next_county), "recovery/reminders/", {"items": said["items"]})
    assert (status, told["code"]) == (409, "nothing_chosen")
    assert RecoveryItem.objects.filter(state="received").count() == 3


def test_an_end_over_the_api(cast: Cast, client_of: Browser) -> None:
    home, small = home_and_small(cast)
    clerk, county = client_of(cast.clerk), client_of(cast.county)
    said = {"union": cast.union.pk, "kind": "bankrupt", "happened_on": "2026-02-20", "text": "法院裁定"}
    assert call(client_of(cast.next_county), "ends/", said)[0] == 404
    status, told = call(clerk, "ends/", said)
    assert (status, told["state"], told["holder"]["name"]) == (201, "reported", "苏州市姑苏区总工会")
    assert [honour["id"] for honour in told["honours"]] == [home.pk, small.pk]
    assert call(clerk, "ends/", said)[1]["code"] == "already_reported"
    pk, version = told["id"], told["version"]
    assert call(client_of(cast.next_county), f"ends/{pk}/")[0] == 404
    given = {"finding": "属实", "due_on": "2026-04-01", "version": version}
    assert call(county, f"ends/{pk}/establishment/", {**given, "honours": [small.pk]})[1]["code"] == "honour_left_out"
    assert call(clerk, f"ends/{pk}/establishment/", given)[1]["code"] == "own_honour"
    status, told = call(county, f"ends/{pk}/establishment/", {**given, "honours": [home.pk]})
    assert (status, told["state"], [step["union_name"] for step in told["steps"]]) == (
        200, "recovering", ["苏州市姑苏区总工会", "苏州市总工会", "江苏省总工会"],
    )  # fmt: skip
    status, refused = call(county, f"ends/{pk}/recovery/", {"version": told["version"]})
    assert (status, refused["code"]) == (422, "unlawful")
    all_in(cast, UnitEnd.objects.get())
    status, told = call(county, f"ends/{pk}/recovery/", {"version": told["version"]})
    assert (status, told["state"], [one["state"] for one in told["honours"]]) == (200, "passed_up", ["recovered"])
    for post, door in (
        (cast.prefecture, "passing"),
        (cast.province_signer, "passing"),
        (cast.nation_signer, "closing"),
    ):
        status, told = call(client_of(post), f"ends/{pk}/{door}/", {"version": told["version"]})
        assert status == 200
    assert [row["state"] for row in call(clerk, "ends/?state=closed")[1]["results"]] == ["closed"]


def test_kept_and_dismissed_over_the_api(cast: Cast, client_of: Browser) -> None:
    a_home(cast)
    county = client_of(cast.county)
    said = {"union": cast.union.pk, "kind": "renamed", "happened_on": "2026-02-20", "text": "更名"}
    first = call(county, "ends/", said)[1]
    kept = {"finding": "更名后继续", "paper_number": "文", "successor": None, "version": 1}
    assert call(county, f"ends/{first['id']}/keeping/", kept)[1]["state"] == "kept"
    second = call(county, "ends/", said)[1]
    refused = call(client_of(cast.prefecture), f"ends/{second['id']}/dismissal/", {"finding": "没有", "version": 1})
    assert (refused[0], refused[1]["code"]) == (409, "not_holder")
    assert call(county, f"ends/{second['id']}/takeover/", {"version": 1})[1]["code"] == "already_holder"
    assert call(county, f"ends/{second['id']}/dismissal/", {"finding": "没有", "version": 1})[1]["state"] == "dismissed"
