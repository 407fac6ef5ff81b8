"""Objections hold one name until the handling union has closed them; who wrote is for that union's eyes alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from decisions.actions import declare_relation
from documents.actions import store
from documents.models import Document
from ledger.actors import PUBLIC
from ledger.models import Entry
from publicity.actions.letters import (
    Receipt,
    Reported,
    Sent,
    accept,
    dismiss,
    forward,
    not_accept,
    object_to,
    read_identity,
    report,
    uphold,
)
from publicity.actions.notices import complete, take_items, void
from publicity.invariants import check
from publicity.models import Letter, Notice, NoticeItem
from publicity.queries import letter_of_receipt, letters_seen_by
from regulation.refusals import Refused
from tests.publicity.conftest import Publish, Tree, beijing, named
from tests.publicity.pictures import png

TUESDAY = beijing(2026, 3, 3)
DAY_AFTER = beijing(2026, 3, 7)
PERSON = Sent(sender="person", name="郑市民", contact="13800000000", text="公示的入会率与实际不符。")

Write = Callable[..., Receipt]


def write(
    notice: Notice, sent: Sent = PERSON, *, at: object = TUESDAY, key: str = "form-1", **other: object
) -> Receipt:
    return object_to(notice.items.first(), sent=sent, submission=key, at=at, **other)  # type: ignore[arg-type]  # keywords of several types


def item_of(notice: Notice) -> NoticeItem:
    found = notice.items.first()
    assert found is not None
    return found


def code_of(verb: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        verb()
    return refused.value.code


def test_an_open_objection_holds_its_item_and_not_the_others(publish: Publish) -> None:
    notice = publish(items=named("甲工会", "乙工会"))
    write(notice)
    complete(notice, at=DAY_AFTER)
    held, free = notice.items.all()
    assert code_of(lambda: take_items(notice, [held.subject, free.subject])) == "objection_open"
    take_items(notice, [free.subject])
    assert list(notice.items.values_list("advanced", "open_objections")) == [(False, 1), (True, 0)]


def test_dismissed_it_holds_no_longer_and_upheld_it_stays(publish: Publish, tree: Tree) -> None:
    for verb, code in ((dismiss, ""), (uphold, "objection_upheld")):
        notice = publish()
        letter = write(notice, key=code).letter
        accept(letter, by=tree.reviewer, at=TUESDAY, version=1)
        verb(letter, finding="查阅了会员名册。", answer="经核查……", by=tree.reviewer, at=TUESDAY, version=2)
        complete(notice, at=DAY_AFTER)
        item = item_of(notice)
        assert item.open_objections == 0
        if code:
            assert code_of(lambda n=notice, i=item: take_items(n, [i.subject])) == code  # type: ignore[misc]  # a default binds the loop's value
        else:
            take_items(notice, [item.subject])
    assert list(check()) == []


def test_closing_twice_counts_once(publish: Publish, tree: Tree) -> None:
    notice = publish()
    write(notice, key="other")
    letter = write(notice).letter
    stale = Letter.objects.get(pk=letter.pk)
    not_accept(letter, reason="反映内容与公示无关。", by=tree.reviewer, at=TUESDAY, version=1)
    again = [
        code_of(lambda: not_accept(letter, reason="再", by=tree.reviewer, at=TUESDAY, version=2)),
        code_of(lambda: not_accept(stale, reason="再", by=tree.reviewer, at=TUESDAY, version=1)),
    ]
    assert again == ["wrong_state", "stale"]
    assert item_of(notice).open_objections == 1


def test_the_same_form_sent_twice_is_one_letter_and_one_receipt(publish: Publish) -> None:
    notice = publish()
    first, second = write(notice), write(notice)
    assert (first.letter.pk, first.code) == (second.letter.pk, second.code)
    assert item_of(notice).open_objections == 1
    other = write(notice, Sent(sender="person", name="郑市民", contact="13800000000", text="另一件事。"))
    assert other.code != first.code
    assert item_of(notice).open_objections == 2


def test_after_the_window_it_is_kept_as_a_report_and_says_so(publish: Publish) -> None:
    notice = publish()
    receipt = write(notice, at=DAY_AFTER)
    assert (receipt.letter.kind, receipt.why_report, item_of(notice).open_objections) == ("report", "late", 0)
    assert write(notice, at=beijing(2026, 3, 6, 23, 59), key="in time").why_report == ""


def test_an_anonymous_one_is_kept_as_a_report(publish: Publish) -> None:
    notice = publish()
    receipt = write(notice, Sent(sender="anonymous", text="有人弄虚作假。"))
    assert (receipt.letter.kind, receipt.why_report, receipt.letter.identity_encrypted) == ("report", "anonymous", "")
    assert item_of(notice).open_objections == 0


def test_without_proof_of_the_medium_the_window_has_not_ended(publish: Publish) -> None:
    notice = publish(medium_visible_at=None, medium_page="")
    assert write(notice, at=beijing(2026, 3, 12)).letter.kind == "objection"


def test_an_item_that_has_moved_on_is_not_held_any_more(publish: Publish) -> None:
    """The objection was read in time, but the move took the row first."""
    notice = publish()
    seen = item_of(notice)
    complete(notice, at=DAY_AFTER)
    take_items(notice, [seen.subject])
    receipt = object_to(seen, sent=PERSON, submission="late commit", at=beijing(2026, 3, 6, 23, 59))
    assert (receipt.letter.kind, receipt.why_report) == ("report", "left")
    assert list(check()) == []


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (Sent(sender="person", name="郑市民", contact="", text="文"), "name_and_contact_needed"),
        (Sent(sender="person", name="", contact="13800000000", text="文"), "name_and_contact_needed"),
        (Sent(sender="unit", name="某公司", contact="010-1", text="文"), "seal_needed"),
        (Sent(sender="person", name="郑市民", contact="13800000000", text=" "), "no_text"),
    ],
)
def test_an_objection_needs_name_contact_seal_and_text(publish: Publish, sent: Sent, code: str) -> None:
    notice = publish()
    assert code_of(lambda: write(notice, sent)) == code
    assert Letter.objects.count() == 0


def test_a_void_notice_takes_no_objection(publish: Publish, tree: Tree) -> None:
    notice = publish()
    void(notice, reason="名单有误", by=tree.clerk, at=TUESDAY, version=1)
    assert code_of(lambda: write(notice)) == "not_public"


def test_the_nominating_union_never_sees_or_handles_it(publish: Publish, tree: Tree) -> None:
    letter = write(publish()).letter
    for post in (tree.clerk, tree.prefecture, tree.recommender, tree.stranger, tree.staff):
        assert list(letters_seen_by(post)) == []
        assert code_of(lambda p=post: read_identity(letter, by=p, at=TUESDAY)) == "not_allowed"  # type: ignore[misc]  # a default binds the loop's value
        assert code_of(lambda p=post: accept(letter, by=p, at=TUESDAY, version=1)) == "not_allowed"  # type: ignore[misc]  # a default binds the loop's value
    assert list(letters_seen_by(tree.reviewer)) == [letter]
    assert read_identity(letter, by=tree.reviewer, at=TUESDAY) == {"name": "郑市民", "contact": "13800000000"}


def test_identity_is_encrypted_and_never_in_the_ledger(publish: Publish, tree: Tree) -> None:
    letter = write(publish()).letter
    accept(letter, by=tree.reviewer, at=TUESDAY, version=1)
    dismiss(letter, finding="郑市民所反映", answer="经核查……", by=tree.reviewer, at=TUESDAY, version=2)
    assert "郑市民" not in letter.identity_encrypted
    texts = "".join(Entry.objects.filter(chain=letter.chain).values_list("text", flat=True))
    assert ("郑市民" in texts, "13800000000" in texts) == (False, False)


def test_forwarded_it_goes_to_the_next_higher_union_and_still_holds(publish: Publish, tree: Tree) -> None:
    notice = publish()
    letter = write(notice).letter
    forward(letter, reason="涉及本级工作人员。", by=tree.reviewer, at=TUESDAY, version=1)
    assert (list(letters_seen_by(tree.reviewer)), list(letters_seen_by(tree.prefecture))) == ([], [letter])
    forward(letter, reason="涉及本级。", by=tree.prefecture, at=TUESDAY, version=2)
    forward(letter, reason="涉及本级。", by=tree.recommender, at=TUESDAY, version=3)
    assert code_of(lambda: forward(letter, reason="再", by=tree.staff, at=TUESDAY, version=4)) == "no_higher_union"
    assert item_of(notice).open_objections == 1


def test_nobody_handles_a_letter_in_the_own_case(publish: Publish, tree: Tree) -> None:
    drafted = named("甲工会")[0]
    for item in (
        drafted.__class__(**drafted.__dict__ | {"drafters": (tree.reviewer.person_id,)}),
        drafted.__class__(**drafted.__dict__ | {"person_key": "k" * 64}),
    ):
        tree.reviewer.person.person_key = "k" * 64
        letter = write(publish(items=[item]), key=item.person_key).letter
        assert list(letters_seen_by(tree.reviewer)) == []
        assert code_of(lambda x=letter: accept(x, by=tree.reviewer, at=TUESDAY, version=1)) == "own_case"  # type: ignore[misc]  # a default binds the loop's value


def test_a_declared_relation_keeps_out(publish: Publish, tree: Tree) -> None:
    notice = publish()
    letter = write(notice).letter
    declare_relation(person=tree.reviewer.person, subject=letter.subject, ground="近亲属", by=tree.reviewer, at=TUESDAY)
    assert list(letters_seen_by(tree.reviewer)) == []
    assert code_of(lambda: accept(letter, by=tree.reviewer, at=TUESDAY, version=1)) == "own_case"


def test_a_receipt_code_finds_its_letter_however_it_is_written(publish: Publish) -> None:
    receipt = write(publish())
    for code in (receipt.code, receipt.code.lower(), receipt.code.replace("-", " ")):
        assert letter_of_receipt(code) == receipt.letter
    assert letter_of_receipt("AAAA-AAAA-AAAA-AAAA") is None
    assert receipt.code not in receipt.letter.receipt_hash


def test_a_report_holds_nothing(tree: Tree) -> None:
    reported = Reported(subject="conferral:1", name="某某")
    receipt = report(reported, handler=tree.county, sent=PERSON, submission="r", at=TUESDAY)
    assert (receipt.letter.kind, receipt.letter.item) == ("report", None)
    assert list(letters_seen_by(tree.reviewer)) == [receipt.letter]


def test_a_letter_on_paper_counts_by_arrival(publish: Publish, tree: Tree) -> None:
    notice = publish()
    on_paper = Sent(sender="person", name="郑市民", contact="信址", text="信。", sent_on=beijing(2026, 3, 5).date())
    arrived = beijing(2026, 3, 6)
    receipt = write(notice, on_paper, at=beijing(2026, 3, 9), received_at=arrived, by=tree.reviewer)
    assert (receipt.letter.kind, receipt.letter.received_at) == ("objection", arrived)
    late = write(notice, on_paper, at=beijing(2026, 3, 9), received_at=beijing(2026, 3, 8), by=tree.reviewer, key="2")
    assert late.why_report == "late"
    assert code_of(lambda: write(notice, on_paper, by=tree.stranger, key="3")) == "not_allowed"
    for moment, code in ((beijing(2026, 3, 1), "received_too_early"), (beijing(2026, 3, 4), "received_in_future")):
        again = {"received_at": moment, "by": tree.reviewer, "key": code}
        assert code_of(lambda a=again: write(notice, on_paper, **a)) == code  # type: ignore[misc]  # a default binds the loop's value


@pytest.fixture
def seal() -> Document:
    return store(SimpleUploadedFile("章.png", png()), by=PUBLIC, at=TUESDAY)


def test_a_unit_objects_under_its_seal(publish: Publish, seal: Document) -> None:
    sent = Sent(sender="unit", name="某公司", contact="010-1", text="文", seal=seal, evidence=[seal])
    receipt = write(publish(), sent)
    assert (receipt.letter.kind, receipt.letter.seal, receipt.letter.evidence.count()) == ("objection", seal, 1)
