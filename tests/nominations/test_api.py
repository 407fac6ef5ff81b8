"""The API begins, fills in and files a nomination through the same verbs, and refuses with the same codes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from honors.models import Round
from nominations.actions.papers import record_opinion
from nominations.models import Nomination
from regulation.honours import Honour
from tests.cast import AT, Cast, set_clock
from tests.nominations import build
from tests.nominations.test_doors import pdf
from unions.models import Post

pytestmark = pytest.mark.django_db
Browser = Callable[[Post], Client]
JSON = "application/json"


def plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_a_whole_application_through_the_api(cast: Cast, round: Round, client_of: Browser) -> None:
    api = client_of(cast.clerk)
    made = api.post("/api/nominations/", {"round": round.pk, "honour": "model_home"}, JSON)
    assert made.status_code == 201
    case = Nomination.objects.get(pk=made.json()["id"])
    base = f"/api/nominations/{case.pk}/"
    revision = api.get(f"{base}application/").json()["revision"]
    for code, filled in build.sections_for(case).items():
        columns = {n: plain(v) for n, v in filled.values.items()}
        body = {"revision": revision, "columns": columns, "rows": filled.rows}
        saved = api.put(f"{base}sections/{code}/", body, JSON)
        assert (code, saved.status_code) == (code, 200)
        revision = saved.json()["revision"]
    build.with_opinions(case, by=cast.clerk)
    build.attested(case, by=cast.clerk)
    shown = api.post(
        f"{base}unit-notice/",
        {
            "version": case.version,
            "contacts": build.CONTACTS,
            "medium_visible_at": AT.isoformat(),
            "medium_page": "公示栏",
        },
        JSON,
    )
    assert (shown.status_code, shown.json()["state"]) == (200, "on_notice")
    early = api.post(f"{base}filing/", {"version": shown.json()["version"]}, JSON)
    assert (early.status_code, early.json()["code"]) == (409, "notice_running")
    case.refresh_from_db()
    set_clock(build.after_notice(case))
    filed = api.post(f"{base}filing/", {"version": case.version}, JSON)
    assert (filed.status_code, filed.json()["state"], len(filed.json()["steps"])) == (200, "under_review", 5)


def test_faults_are_named_by_column_and_row(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    api, url = client_of(cast.clerk), f"/api/nominations/{case.pk}/sections/"
    for code, body in (
        ("basic", {"columns": {"founded_on": "昨天"}}),
        ("basic", {"columns": {"chair": {"a": 1}}}),
        ("basic", {"columns": {"nothing": "x"}}),
        ("years", {"rows": {"years": [{"year": 2025, "employees": 10, "members": 11}]}}),
        ("years", {"rows": {"years": [{"year": 2025, "employees": 10**20, "members": 1}]}}),
        ("basic", {"columns": {"chair": "\ud800"}}),
    ):
        answer = api.put(f"{url}{code}/", {"revision": 1, **body}, JSON)
        assert (code, answer.status_code) == (code, 400)
    assert api.put(f"{url}nothing/", {"revision": 1}, JSON).status_code == 404


def test_papers_go_in_and_come_out(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    api, base = client_of(cast.clerk), f"/api/nominations/{case.pk}/"
    added = api.post(f"{base}attachments/", {"kind": "title", "document": pdf()})
    assert added.status_code == 201
    key = added.json()["document"]["key"]
    assert api.get(f"{base}documents/{key}/").status_code == 200
    assert client_of(cast.next_province).get(f"{base}documents/{key}/").status_code == 404
    assert api.delete(f"{base}attachments/{added.json()['id']}/").status_code == 204
    assert api.get(f"{base}documents/{key}/").status_code == 404
    given = record_opinion(
        case, kind="party", giver="党委", as_of=AT.date(), document=build.paper(cast.clerk), by=cast.clerk, at=AT
    )
    assert api.get(f"{base}opinions/").json()[0]["giver"] == given.giver


def test_lists_are_filtered_and_foreign_cases_do_not_exist(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.filed_case(cast, round, Honour.OUTSTANDING_WORKER)
    api = client_of(cast.county)
    assert [row["id"] for row in api.get("/api/nominations/?honour=outstanding_worker").json()["results"]] == [case.pk]
    assert api.get("/api/nominations/?honour=model_home").json()["results"] == []
    assert api.get("/api/nominations/?round=x&state=y").json()["results"] == []
    for name in ("", "application/", "judgement/", "opinions/", "attachments/", "attestations/"):
        assert api.get(f"/api/nominations/{case.pk}/{name}").status_code == 200
        assert client_of(cast.next_province).get(f"/api/nominations/{case.pk}/{name}").status_code == 404


def test_no_personal_number_in_any_answer(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.filed_case(cast, round, Honour.OUTSTANDING_WORKER, serial=5)
    api = client_of(cast.county)
    for name in ("", "application/", "judgement/"):
        assert build.id_number(5) not in api.get(f"/api/nominations/{case.pk}/{name}").content.decode()
