"""Collective decisions, decision documents, and nobody's own case."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from decisions.actions import decide, declare_relation, issue_document
from decisions.invariants import check
from decisions.models import CollectiveDecision, DecisionDocument, DecisionKind, Relation
from decisions.queries import recused_subjects, refuse_own_case, union_subject
from documents.actions import store
from documents.models import Document
from regulation.refusals import Refused
from tests.cast import Cast
from unions.models import Person, Post
from unions.queries import actor

ClientOf = Callable[[Post], Client]


@pytest.fixture
def minutes(cast: Cast) -> Document:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "PNG")
    return store(SimpleUploadedFile("会议纪要.png", out.getvalue()), by=actor(cast.province_preparer), at=cast.at)


def decided(cast: Cast, minutes: Document, **more: object) -> CollectiveDecision:
    given: dict[str, object] = {
        "kind": DecisionKind.RECOMMENDATION, "body": cast.province, "held_on": date(2026, 3, 2), "place": "三楼会议室",
        "attendees": "李文博、吴海燕", "minutes": minutes, "subject": "recommendationlist:1", "digest": "a" * 64,
        "prepared_by": cast.province_preparer.person, "signed_by": cast.province_signer.person, "at": cast.at, **more,
    }  # fmt: skip
    return decide(**given)  # type: ignore[arg-type]  # a test's mixed bag


def refusal_of(verb: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        verb()
    return refused.value.code


def test_one_person_prepares_and_another_signs(cast: Cast, minutes: Document) -> None:
    same: Person = cast.province_preparer.person
    assert refusal_of(lambda: decided(cast, minutes, signed_by=same)) == "same_person"
    with pytest.raises(IntegrityError), transaction.atomic():
        CollectiveDecision.objects.create(
            kind="final", body=cast.province, held_on=date(2026, 3, 2), place="a", attendees="b", minutes=minutes,
            subject="x", digest="a" * 64, prepared_by=same, signed_by=same, signed_at=cast.at,
        )  # fmt: skip
    assert decided(cast, minutes).signed_by == cast.province_signer.person


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"held_on": date(2026, 3, 3)}, "meeting_ahead"),
        ({"held_on": date(2016, 3, 2), "not_before": (date(2026, 3, 2), "名单开始拟定")}, "meeting_too_early"),
        ({"attendees": " "}, "attendees_needed"),
        ({"place": ""}, "place_needed"),
        ({"digest": ""}, "digest_needed"),
    ],
)
def test_a_decision_says_when_where_who_and_what(
    cast: Cast, minutes: Document, more: dict[str, object], code: str
) -> None:
    assert refusal_of(lambda: decided(cast, minutes, **more)) == code
    assert CollectiveDecision.objects.count() == 0


def test_a_meeting_of_the_first_day_is_not_too_early(cast: Cast, minutes: Document) -> None:
    assert decided(cast, minutes, not_before=(date(2026, 3, 2), "名单开始拟定")).held_on == date(2026, 3, 2)
    with pytest.raises(Refused) as refused:
        decided(cast, minutes, held_on=date(2026, 3, 1), not_before=(date(2026, 3, 2), "名单开始拟定"))
    assert refused.value.sentence == (
        "会议日期（2026年3月1日）不能早于名单开始拟定的日期（2026年3月2日），请按会议纪要核对。"
    )


def test_a_number_is_used_once(cast: Cast, minutes: Document) -> None:
    decision = decided(cast, minutes)
    day = date(2026, 3, 2)

    def issue(number: str, on: date = day) -> object:
        return issue_document(number=number, title="关于表彰的决定", issued_on=on, body="正文", decision=decision)

    issue("总工发〔2026〕1号")
    assert refusal_of(lambda: issue(" 总工发〔2026〕1号 ")) == "number_taken"
    assert refusal_of(lambda: issue("")) == "number_needed"
    assert refusal_of(lambda: issue("总工发〔2026〕2号", date(2026, 3, 1))) == "before_decision"


def test_nobody_decides_on_the_own_case(cast: Cast) -> None:
    union, person = cast.union, cast.county.person
    subjects = {union_subject(union), "nomination:" + "0" * 32}
    refuse_own_case(cast.county, subjects=subjects, drafters={cast.clerk.person_id}, person_keys={"k"})
    assert (
        refusal_of(lambda: refuse_own_case(cast.clerk, subjects=set(), drafters={cast.clerk.person_id})) == "own_case"
    )
    declare_relation(person=person, subject=union_subject(union), ground="配偶在该单位任职", by=cast.county, at=cast.at)
    assert refusal_of(lambda: refuse_own_case(cast.county, subjects=subjects)) == "own_case"
    assert recused_subjects(person) == {union_subject(union)}
    refuse_own_case(cast.county, subjects={union_subject(cast.unions["G2"])})


def test_a_nominee_is_known_by_the_hash_of_the_id_number(cast: Cast) -> None:
    cast.county.person.person_key = "k"
    assert refusal_of(lambda: refuse_own_case(cast.county, subjects=set(), person_keys={"k"})) == "own_case"
    cast.county.person.person_key = ""
    refuse_own_case(cast.county, subjects=set(), person_keys={""})


def test_a_relation_is_declared_by_oneself_or_a_colleague(cast: Cast) -> None:
    def declare(by: Post) -> object:
        person = cast.province_preparer.person
        return declare_relation(person=person, subject="union:1", ground="亲属", by=by, at=cast.at)

    assert refusal_of(lambda: declare(cast.next_province)) == "not_allowed"
    assert declare(cast.province_signer) == declare(cast.province_preparer)
    assert Relation.objects.count() == 1


def test_the_page_declares_and_lists_for_the_own_union_only(cast: Cast, client_of: ClientOf) -> None:
    county = client_of(cast.county)
    address = reverse("decisions:declare-relation")
    assert county.get(address).status_code == 200
    given = {"person": cast.county.person_id, "union": "G1", "ground": "配偶在该单位任职"}
    assert county.post(address, given)["Location"] == reverse("decisions:relations")
    assert [words for _, words in county.get(reverse("decisions:relations")).context["rows"]] == [cast.union.name]
    assert client_of(cast.prefecture).get(reverse("decisions:relations")).context["rows"] == []
    record = {"person": cast.county.person_id, "record": "nomination:" + "0" * 32, "ground": "参与起草"}
    assert county.post(address, record).status_code == 302
    assert recused_subjects(cast.county.person) == {union_subject(cast.union), record["record"]}
    assert county.post(address, {**given, "union": "", "record": ""}).status_code == 422
    assert county.post(address, {**given, "person": cast.next_county.person_id}).status_code == 422


def test_an_altered_document_is_named(cast: Cast, minutes: Document) -> None:
    decision = decided(cast, minutes)
    issue_document(number="1号", title="决定", issued_on=date(2026, 3, 2), body="正文", decision=decision)
    assert list(check()) == []
    DecisionDocument.objects.update(body="改过")
    assert [str(fault) for fault in check()] == ["文件 1号：正文与摘要不符"]
