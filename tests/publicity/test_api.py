"""The same verbs over the API: public reading and objecting, staff by token."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.actions import store
from ledger.actors import PUBLIC
from publicity.models import Letter, Notice
from publicity.queries import calendar
from tests.cast import set_clock
from tests.publicity.conftest import MONDAY, Publish, Tree, beijing, named
from tests.publicity.pictures import png
from unions.actions import make_token
from unions.models import Post

TUESDAY = beijing(2026, 3, 3, 10)
OBJECTION = {"sender": "person", "name": "郑市民", "contact": "13800000000", "text": "入会率不符。"}


def bearer(post: Post) -> dict[str, str]:
    _, text = make_token(post, name="测试", days=30, second_factor=True, at=MONDAY)
    return {"Authorization": f"Bearer {text}"}


def send(client: Client, address: str, data: dict[str, Any], post: Post | None = None) -> Any:
    headers = bearer(post) if post else {}
    return client.post(address, data, content_type="application/json", headers=headers)


def test_notices_are_read_without_a_token(client: Client, publish: Publish) -> None:
    notice = publish(items=named("甲工会", "乙工会"))
    (row,) = client.get("/api/notices/").json()["results"]
    assert (row["id"], row["state"], row["last_on"]) == (notice.pk, "running", "2026-03-06")
    detail = client.get(f"/api/notices/{notice.pk}/").json()
    assert (detail["text"], detail["body_digest"]) == ("<p>现予以公示。</p>", notice.body_digest)
    items = client.get(f"/api/notices/{notice.pk}/items/").json()["results"]
    assert [item["name"] for item in items] == ["甲工会", "乙工会"]
    assert client.get("/api/notices/?state=over&kind=unit&q=公示").json()["results"] == []


def test_after_thirty_days_a_unit_notice_gives_neither_text_nor_names(client: Client, publish: Publish) -> None:
    notice = publish()
    set_clock(beijing(2026, 5, 1))
    detail = client.get(f"/api/notices/{notice.pk}/").json()
    assert (detail["state"], detail["text"]) == ("over", "")
    assert client.get(f"/api/notices/{notice.pk}/items/").json()["results"] == []


def test_an_objection_and_its_outcome(client: Client, publish: Publish, tree: Tree) -> None:
    notice = publish()
    set_clock(TUESDAY)
    address = f"/api/notices/{notice.pk}/items/{notice.items.get().pk}/objections/"
    answer = send(client, address, OBJECTION)
    assert (answer.status_code, answer.json()["kind"]) == (201, "objection")
    letter = Letter.objects.get()
    letter.evidence.add(paper := store(SimpleUploadedFile("证据.png", png()), by=PUBLIC, at=TUESDAY))
    listed = client.get("/api/letters/", headers=bearer(tree.reviewer)).json()["results"]
    assert ([row["id"] for row in listed], "name" in listed[0]) == ([letter.pk], False)
    shown = client.get(f"/api/letters/{letter.pk}/", headers=bearer(tree.reviewer)).json()
    assert (shown["name"], shown["contact"]) == ("郑市民", "13800000000")
    assert [file["key"] for file in shown["files"]] == [str(paper.key)]
    address = f"/api/letters/{letter.pk}/files/{paper.key}/"
    assert client.get(address, headers=bearer(tree.reviewer)).getvalue() == png()
    assert client.get(address, headers=bearer(tree.clerk)).status_code == 404
    address = address.replace(str(paper.key), "00000000-0000-0000-0000-000000000000")
    assert client.get(address, headers=bearer(tree.reviewer)).status_code == 404
    assert send(client, f"/api/letters/{letter.pk}/acceptance/", {"version": 1}, tree.reviewer).status_code == 200
    conclusion = {"version": 2, "finding": "已查。", "answer": "经核查，情况不属实。"}
    assert send(client, f"/api/letters/{letter.pk}/dismissal/", conclusion, tree.reviewer).status_code == 200
    entries = client.get(f"/api/letters/{letter.pk}/history/", headers=bearer(tree.reviewer)).json()
    assert [entry["code"] for entry in entries] == ["dismiss", "accept", "object"]
    assert "郑市民" not in str(entries)
    again = send(client, f"/api/letters/{letter.pk}/dismissal/", conclusion, tree.reviewer)
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")
    outcome = send(client, "/api/receipts/", {"code": answer.json()["code"]}).json()
    assert (outcome["state"], outcome["answer"]) == ("dismissed", "经核查，情况不属实。")
    told = {"kind", "subject_name", "handler", "state", "received_at", "decided_at", "substantiated", "answer"}
    assert set(outcome) == told


def test_a_forwarded_letter_is_answered_without_its_sender(client: Client, publish: Publish, tree: Tree) -> None:
    notice = publish()
    address = f"/api/notices/{notice.pk}/items/{notice.items.get().pk}/objections/"
    send(client, address, OBJECTION)
    letter = Letter.objects.get()
    answer = send(
        client, f"/api/letters/{letter.pk}/forwarding/", {"version": 1, "reason": "涉及本级。"}, tree.reviewer
    )
    assert (answer.status_code, "name" in answer.json()) == (200, False)


@pytest.mark.parametrize("who", ["clerk", "recommender", "stranger", "staff"])
def test_nobody_else_reads_a_letter(client: Client, publish: Publish, tree: Tree, who: str) -> None:
    notice = publish()
    send(client, f"/api/notices/{notice.pk}/items/{notice.items.get().pk}/objections/", OBJECTION)
    letter = Letter.objects.get()
    post = getattr(tree, who)
    assert client.get(f"/api/letters/{letter.pk}/", headers=bearer(post)).status_code == 404
    assert send(client, f"/api/letters/{letter.pk}/acceptance/", {"version": 1}, post).status_code == 404
    assert client.get(f"/api/letters/{letter.pk}/").status_code == 401


def test_the_publisher_records_the_medium_with_a_photo(client: Client, publish: Publish, tree: Tree) -> None:
    notice = publish(medium_visible_at=None, medium_page="")
    set_clock(TUESDAY)
    address = f"/api/notices/{notice.pk}/medium/"
    data = {"version": 1, "visible_at": "2026-03-02T10:00:00+08:00"}
    refused = send(client, address, data, tree.clerk)
    assert (refused.status_code, refused.json()["code"]) == (409, "medium_without_proof")
    with_photo = data | {"photo": SimpleUploadedFile("公示栏.png", png())}
    assert client.post(address, with_photo, headers=bearer(tree.clerk)).status_code == 200
    assert Notice.objects.get(pk=notice.pk).has_proof
    proof = client.get(f"/api/notices/{notice.pk}/proof/", headers={"Accept": "image/png"})
    assert (proof.status_code, proof["Content-Type"], proof.getvalue()) == (200, "image/png", png())
    set_clock(beijing(2026, 5, 1))
    assert client.get(f"/api/notices/{notice.pk}/proof/").status_code == 404
    set_clock(TUESDAY)
    assert send(client, address, data, tree.stranger).status_code == 404


def test_the_publisher_corrects_and_voids(client: Client, publish: Publish, tree: Tree) -> None:
    notice = publish()
    answer = send(client, f"/api/notices/{notice.pk}/corrections/", {"version": 1, "text": "更正。"}, tree.clerk)
    assert [one["text"] for one in answer.json()["corrections"]] == ["更正。"]
    answer = send(client, f"/api/notices/{notice.pk}/voiding/", {"version": 2, "reason": "名单有误"}, tree.clerk)
    assert answer.json()["state"] == "void"
    own = client.get("/api/notices/own/", headers=bearer(tree.clerk)).json()["results"]
    assert [(one["id"], one["state"]) for one in own] == [(notice.pk, "void")]
    assert client.get("/api/notices/own/", headers=bearer(tree.stranger)).json()["results"] == []
    assert client.get("/api/notices/own/").status_code == 401


def test_the_calendar_is_read_by_all_and_entered_by_national_staff(client: Client, tree: Tree) -> None:
    assert client.get("/api/calendar/").json()[-1]["year"] == 2026
    year = {"year": 2027, "paper": "国办发明电〔2026〕7号", "off": ["2027-01-01"], "worked": []}
    assert send(client, "/api/calendar/", year).status_code == 401
    assert send(client, "/api/calendar/", year, tree.recommender).json()["code"] == "not_allowed"
    assert send(client, "/api/calendar/", year, tree.staff).status_code == 201
    assert max(calendar().years) == 2027


def test_a_letter_on_paper(client: Client, publish: Publish, tree: Tree) -> None:
    item = publish().items.get()
    set_clock(TUESDAY)
    data = OBJECTION | {"item": item.pk, "received_at": "2026-03-03T09:00:00+08:00", "sent_on": "2026-03-02"}
    assert send(client, "/api/letters/", data, tree.reviewer).json()["kind"] == "objection"
    assert send(client, "/api/letters/", data, tree.prefecture).status_code == 404
