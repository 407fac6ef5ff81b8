"""The API begins, fills in and files a nomination through the same verbs, and refuses with the same codes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from honors.models import Round
from nominations.actions.papers import record_opinion
from nominations.content import application_of
from nominations.models import Nomination
from regulation.honours import Honour
from reviews.actions.chain import send_back
from tests.cast import AT, Cast, set_clock
from tests.nominations import build
from tests.nominations.test_doors import pdf
from tests.publicity.pictures import png
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
    added = api.post(f"{base}attachments/", {"kind": "title", "document": pdf(), "version": case.version})
    assert added.status_code == 201
    key, version = added.json()["document"]["key"], added.json()["version"]
    for taken in ("*/*", "application/pdf", "application/json"):
        answer = api.get(f"{base}documents/{key}/", headers={"accept": taken})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert client_of(cast.next_province).get(f"{base}documents/{key}/").status_code == 404
    gone = api.post(f"{base}attachments/{added.json()['id']}/removal/", {"version": version}, JSON)
    assert gone.status_code == 200
    answer = api.get(f"{base}documents/{key}/", headers={"accept": "application/pdf"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    case.refresh_from_db()
    assert gone.json()["version"] == case.version
    given = record_opinion(
        case,
        kind="party",
        giver="党委",
        as_of=AT.date(),
        document=build.paper(cast.clerk),
        by=cast.clerk,
        at=AT,
        version=case.version,
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


def test_every_paper_names_the_version_of_its_case(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft(cast, round, Honour.OUTSTANDING_WORKER)
    api, base = client_of(cast.clerk), f"/api/nominations/{case.pk}/"
    heard = {"giver": "党委", "as_of": AT.date().isoformat()}
    attested = {"keys": ["x"], "attested_by": "区总工会", "statement": "属实"}
    rule = "comes_from_provincial_outstanding_workers"
    writes: list[tuple[str, Callable[[int], Any]]] = [
        (
            "opinion",
            lambda v: multipart(api, "PUT", f"{base}opinions/party/", {**heard, "document": pdf(), "version": v}),
        ),
        ("attachments", lambda v: api.post(f"{base}attachments/", {"kind": "title", "document": pdf(), "version": v})),
        ("photo", lambda v: api.post(f"{base}photo/", {"photo": picture(), "version": v})),
        ("attestations", lambda v: api.post(f"{base}attestations/", {**attested, "document": pdf(), "version": v})),
        ("retract", lambda v: api.post(f"{base}attestations/removal/", {"key": "x", "version": v}, JSON)),
        ("reasons", lambda v: api.post(f"{base}reasons/", {"reasons": {rule: "首次申报"}, "version": v}, JSON)),
    ]
    for name, write in writes:
        case.refresh_from_db()
        stale = write(case.version + 1)
        assert (name, stale.status_code, stale.json()["code"]) == (name, 409, "stale")
        done = write(case.version)
        assert (name, done.status_code in (200, 201)) == (name, True)
        told = done.json()[0] if name == "attestations" else done.json()
        assert (name, told["version"]) == (name, case.version + 1)
        assert (name, write(case.version).status_code in (200, 201)) == (name, True)  # said twice, done once
        case.refresh_from_db()
        assert (name, told["version"]) == (name, case.version)
    wrong = api.post(f"{base}photo/", {"photo": pdf(), "version": case.version})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "not_a_picture")
    photo = application_of(case).photo  # type: ignore[union-attr]  # a person's
    assert photo is not None
    assert api.get(f"{base}documents/{photo.key}/")["Content-Type"] == "image/png"


def picture() -> SimpleUploadedFile:
    """A new one for each call: it is read once."""
    return SimpleUploadedFile("照片.png", png(), "image/png")


def multipart(api: Client, method: str, address: str, said: dict[str, Any]) -> Any:
    return api.generic(method, address, encode_multipart(BOUNDARY, said), content_type=MULTIPART_CONTENT)


def test_returns_changes_and_history_are_told(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.filed_case(cast, round)
    send_back(case, by=cast.county, at=AT + timedelta(days=12), version=case.version, reasons=[("事迹", "太简略")])
    api, base = client_of(cast.clerk), f"/api/nominations/{case.pk}/"
    (told,) = api.get(f"{base}returns/").json()
    assert (told["union_name"], told["reasons"]) == (cast.county.union.name, [{"field": "事迹", "reason": "太简略"}])
    revision = api.get(f"{base}application/").json()["revision"]
    assert told["revision"] == revision
    body = {"revision": revision, "columns": {"chair": "周新民"}}
    saved = api.put(f"{base}sections/basic/", body, JSON).json()
    assert saved["version"] == api.get(base).json()["version"]
    changes = api.get(f"{base}changes/").json()
    assert (changes["since"], changes["until"]) == (revision, saved["revision"])
    assert [(c["label"], c["old"], c["new"]) for c in changes["changes"]] == [("工会主席（组长）", "周建国", "周新民")]
    assert api.get(f"{base}changes/?since={saved['revision']}").json()["changes"] == []
    assert api.get(f"{base}changes/?since=x").status_code == 400
    entries = api.get(f"{base}history/").json()
    assert [(e["code"], e["to_state"]) for e in entries[:2]] == [("return", "returned"), ("file", "under_review")]
    assert entries[0]["who"].startswith(cast.county.union.name)
    for name in ("returns", "changes", "history"):
        assert client_of(cast.next_province).get(f"{base}{name}/").status_code == 404
