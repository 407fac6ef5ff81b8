"""举报: received, accepted or not, investigated, found, handled, answered; and never near the accused unit (第二十二条第（六）项)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from decisions.actions import declare_relation
from decisions.queries import union_subject
from ledger.actors import SYSTEM
from ledger.models import Entry
from publicity.actions import sweep
from publicity.actions.letters import (
    Reported,
    Sent,
    accept,
    answer,
    dismiss,
    find,
    forward,
    handle,
    investigate,
    not_accept,
    object_to,
    read_identity,
    report,
    uphold,
)
from publicity.invariants import check
from publicity.models import Letter
from publicity.moves import LETTER, OPEN_LETTER_STATES, LetterState
from publicity.queries import letter_of_receipt, letters_seen_by, open_letters, substantiated_reports
from publicity.queries.letters import items_handled_by
from regulation.refusals import Refused
from tests.cast import Cast
from tests.publicity.conftest import Publish, Tree, beijing, named
from unions.actions import Row, close, grant_post, merge, move_under, plant
from unions.models import Kind, Person, Post, Role, Union

TUESDAY = beijing(2026, 3, 3)
FRIDAY = beijing(2026, 3, 6, 15)
PERSON = Sent(sender="person", name="郑市民", contact="13800000000", text="评家满意率与实际不符。")
NOBODY = Sent(sender="anonymous", text="有人弄虚作假。")
INQUIRED = {"on": date(2026, 3, 4), "by_whom": "张某、李某", "text": "查阅台账，走访职工二十人。"}
WAY = ("accept", "investigate", "find", "handle", "answer")


def reported(about: Union | None, handler: Union, sent: Sent = PERSON, *, key: str = "r", **more: Any) -> Letter:
    """A report kept at a union."""
    whom = Reported(subject="conferral:1", name="某某", about=about, **more)
    return report(whom, handler=handler, sent=sent, submission=key, at=TUESDAY).letter


def take(letter: Letter, step: str, by: Post, **other: Any) -> Letter:
    """One step of the way, everything filled in."""
    table: dict[str, dict[str, Any]] = {
        "accept": {},
        "not_accept": {"reason": "没有具体线索。"},
        "forward": {"reason": "涉及本级。"},
        "investigate": INQUIRED,
        "find": {"substantiated": True, "finding": "反映的情况属实。"},
        "handle": {"follow_up": "talk", "handling": "情节轻微，已经改正。"},
        "answer": {"answer": "经核查属实，已约谈。"},
        "uphold": {"finding": "属实", "answer": "属实"},
        "dismiss": {"finding": "不属实", "answer": "不属实"},
    }
    return VERBS[step](letter, by=by, **({"at": FRIDAY, "version": letter.version} | table[step] | other))


VERBS: dict[str, Callable[..., Letter]] = {
    verb.__name__: verb for verb in (accept, not_accept, forward, investigate, find, handle, answer, uphold, dismiss)
}


def go(letter: Letter, *steps: str, by: Post) -> Letter:
    for step in steps:
        take(letter, step, by)
    return letter


def code_of(verb: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        verb()
    return refused.value.code


@pytest.fixture
def letter(tree: Tree) -> Letter:
    return reported(tree.works, tree.county)


# --- the way ------------------------------------------------------------------------------------------------------------


def test_a_report_is_looked_into_step_by_step_and_answered(letter: Letter, tree: Tree) -> None:
    states = [go(letter, step, by=tree.reviewer).state for step in WAY]
    assert states == ["accepted", "investigated", "found", "handled", "answered"]
    assert (letter.substantiated, letter.follow_up, letter.decided_at) == (True, "talk", FRIDAY)
    acts = list(Entry.objects.filter(chain=letter.chain).order_by("number").values_list("act", flat=True))
    assert acts == ["report", *WAY]
    assert list(open_letters(tree.reviewer)) == []
    assert list(check()) == []


@pytest.mark.parametrize("state", [str(state) for state in LetterState])
@pytest.mark.parametrize("step", [*WAY, "not_accept", "forward"])
def test_every_step_starts_where_the_table_says(letter: Letter, tree: Tree, state: str, step: str) -> None:
    kept = {"finding": "属实", "substantiated": True, "follow_up": "talk", "handling": "理由", "answer": "已答复"}
    Letter.objects.filter(pk=letter.pk).update(state=state, decided_at=FRIDAY, **kept)
    letter.refresh_from_db()
    lawful = state in LETTER[step].sources
    if lawful:
        take(letter, step, tree.reviewer)
    else:
        assert code_of(lambda: take(letter, step, tree.reviewer)) == "wrong_state"


def test_an_inquiry_may_be_added_to_until_the_finding(letter: Letter, tree: Tree) -> None:
    go(letter, "accept", "investigate", by=tree.reviewer)
    take(letter, "investigate", tree.reviewer, by_whom="王某", text="复核账目。")
    assert list(letter.investigations.values_list("by_whom", flat=True)) == ["张某、李某", "王某"]
    go(letter, "find", by=tree.reviewer)
    assert code_of(lambda: take(letter, "investigate", tree.reviewer)) == "wrong_state"


@pytest.mark.parametrize(
    ("before", "step", "asked", "code"),
    [
        ((), "not_accept", {"reason": " "}, "no_reason"),
        (("accept",), "investigate", {"by_whom": " "}, "no_investigators"),
        (("accept",), "investigate", {"text": ""}, "no_investigation"),
        (("accept",), "investigate", {"on": date(2026, 3, 7)}, "investigated_in_future"),
        (("accept",), "investigate", {"on": date(2026, 3, 2)}, "investigated_too_early"),
        (WAY[:2], "find", {"finding": ""}, "no_finding"),
        (WAY[:3], "handle", {"handling": ""}, "no_handling"),
        (WAY[:3], "handle", {"follow_up": "recheck"}, "wrong_follow_up"),
        (WAY[:3], "handle", {"follow_up": "dismissal"}, "wrong_follow_up"),
        (WAY[:4], "answer", {"answer": " "}, "no_answer"),
        (WAY[:4], "answer", {"version": 1}, "stale"),
    ],
)
def test_what_a_step_needs(
    letter: Letter, tree: Tree, before: tuple[str, ...], step: str, asked: dict[str, Any], code: str
) -> None:
    go(letter, *before, by=tree.reviewer)
    assert code_of(lambda: take(letter, step, tree.reviewer, **asked)) == code


def test_objections_are_decided_and_reports_are_not(letter: Letter, publish: Publish, tree: Tree) -> None:
    item = publish().items.get()
    objection = object_to(item, sent=PERSON, submission="o", at=TUESDAY).letter
    go(objection, "accept", by=tree.reviewer)
    go(letter, "accept", by=tree.reviewer)
    assert [code_of(lambda s=s: take(objection, s, tree.reviewer)) for s in WAY[1:]] == ["wrong_kind"] * 4  # type: ignore[misc]  # a default binds the loop's value
    assert [code_of(lambda s=s: take(letter, s, tree.reviewer)) for s in ("uphold", "dismiss")] == ["wrong_kind"] * 2  # type: ignore[misc]  # a default binds the loop's value


@pytest.mark.parametrize("sent", [PERSON, NOBODY])
def test_a_late_or_anonymous_objection_goes_the_same_way_and_is_answered_by_its_code(
    publish: Publish, tree: Tree, sent: Sent
) -> None:
    receipt = object_to(publish().items.get(), sent=sent, submission="late", at=beijing(2026, 3, 9))
    kept = receipt.letter
    assert (kept.kind, kept.late, kept.about) == ("report", True, tree.works)
    asked: dict[str, dict[str, Any]] = {
        "accept": {},
        "investigate": {"on": date(2026, 3, 10)},
        "find": {"substantiated": False, "finding": "查无实据。"},
        "handle": {"follow_up": "candidacy"},
        "answer": {"answer": "经核查不属实。"},
    }
    for step in WAY:
        take(kept, step, tree.reviewer, at=beijing(2026, 3, 11), **asked[step])
    found = letter_of_receipt(receipt.code)
    assert found is not None
    assert (found.state, found.substantiated, found.answer) == ("answered", False, "经核查不属实。")


def test_only_what_was_found_true_counts(tree: Tree) -> None:
    first, second = (reported(tree.works, tree.county, key=key) for key in "ab")
    for found, true in ((first, True), (second, False)):
        go(found, "accept", "investigate", by=tree.reviewer)
        take(found, "find", tree.reviewer, substantiated=true)
    assert list(substantiated_reports()) == [first]


def test_nothing_is_found_handled_or_answered_without_words(letter: Letter) -> None:
    for state in ("found", "handled", "answered"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(state=state)


def test_a_finding_without_an_inquiry_is_a_fault(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk).update(state="found", finding="属实", substantiated=True)
    assert ["没有调查核实的记录" in fault.what for fault in check()] == [True]


def test_what_staff_and_sender_write_stays_out_of_the_ledger(letter: Letter, tree: Tree) -> None:
    go(letter, *WAY, by=tree.reviewer)
    texts = "".join(Entry.objects.filter(chain=letter.chain).values_list("text", flat=True))
    for words in ("郑市民", "13800000000", "满意率", "走访职工", "反映的情况", "情节轻微", "已约谈"):
        assert words not in texts
    assert "郑市民" not in letter.identity_encrypted


# --- forwarded --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [(), WAY[:1], WAY[:2]])
def test_forwarded_before_the_finding_it_starts_over_above(letter: Letter, tree: Tree, before: tuple[str, ...]) -> None:
    go(letter, *before, "forward", by=tree.reviewer)
    assert (letter.state, letter.handler) == ("received", tree.prefecture.union)
    assert (list(letters_seen_by(tree.reviewer)), list(letters_seen_by(tree.prefecture))) == ([], [letter])
    go(letter, *WAY, by=tree.prefecture)
    assert list(check()) == []


def test_forwarding_passes_over_the_accused(letter: Letter, tree: Tree) -> None:
    Letter.objects.filter(pk=letter.pk).update(about=tree.prefecture.union)
    letter.refresh_from_db()
    letter.about = tree.prefecture.union
    assert list(letters_seen_by(tree.reviewer)) == []  # it stands below the accused
    Letter.objects.filter(pk=letter.pk).update(handler=tree.stranger.union)
    letter.refresh_from_db()
    go(letter, "forward", by=tree.stranger)
    assert letter.handler == tree.nation


# --- never the accused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accused", "handler"),
    [("G1", "320508"), ("320508", "320500"), ("320500", "320000"), ("320000", "000000"), ("980000", "000000")],
)
def test_it_goes_above_the_accused_unit(cast: Cast, accused: str, handler: str) -> None:
    """Even where it was handed to that very unit, or to one below it."""
    for given in (accused, "S1" if accused == "G1" else accused):
        found = reported(cast.unions[accused], cast.unions[given], key=given + accused)
        assert found.handler == cast.unions[handler]
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=found.pk).update(handler=cast.unions[accused])


def test_a_recommending_unit_on_its_own_notice_does_not_handle_the_objection(
    publish: Publish, tree: Tree, cast: Cast
) -> None:
    own = named("江苏省总工会张某")[0]
    item = publish(
        kind="provincial",
        publisher=cast.province,
        handler=cast.province,
        items=[own.__class__(**own.__dict__ | {"union_id": cast.province.pk})],
        by=SYSTEM,
    ).items.get()
    found = object_to(item, sent=PERSON, submission="o", at=TUESDAY).letter
    assert (found.kind, found.handler) == ("objection", cast.national)
    assert [list(letters_seen_by(post)) for post in (tree.recommender, tree.staff)] == [[], [found]]
    assert [list(items_handled_by(post)) for post in (tree.recommender, tree.staff)] == [[], [item]]
    on_paper = object_to(item, sent=PERSON, submission="p", by=tree.staff, received_at=TUESDAY, at=FRIDAY)
    assert on_paper.letter.handler == cast.national


def _reviewer(union: Union, name: str, cast: Cast) -> Post:
    person = Person.objects.create_user(f"reports-{name}", name=name)
    return grant_post(person=person, union=union, role=Role.REVIEWER, since=date(2024, 1, 1), by=SYSTEM, at=cast.at)


def test_when_the_accused_merges_into_the_handler_the_next_higher_union_goes_on(cast: Cast, tree: Tree) -> None:
    township = cast.unions["T1"]
    works = plant([Row("G7", "平江某某公司工会委员会", Kind.SINGLE, "T1")], by=SYSTEM, at=cast.at)[0]
    reviewer = _reviewer(township, "华某", cast)
    found = reported(works, township)
    go(found, "accept", "investigate", by=reviewer)
    assert list(letters_seen_by(reviewer)) == [found]

    merge(works, into=township, on=FRIDAY.date(), paper="文", by=SYSTEM, at=FRIDAY, version=1)
    found.refresh_from_db()
    assert list(letters_seen_by(reviewer)) == []
    assert code_of(lambda: read_identity(found, by=reviewer, at=FRIDAY)) == "own_unit"
    assert code_of(lambda: take(found, "find", reviewer)) == "own_unit"

    assert (sweep.run(at=FRIDAY).rerouted, sweep.run(at=FRIDAY).rerouted) == (1, 0)
    found.refresh_from_db()
    assert (found.state, found.handler, list(letters_seen_by(tree.reviewer))) == ("investigated", tree.county, [found])
    go(found, "find", "handle", "answer", by=tree.reviewer)
    assert list(check()) == []


def test_when_both_merge_into_one_the_next_higher_union_goes_on(cast: Cast, tree: Tree) -> None:
    township = cast.unions["T1"]
    rows = [
        Row("T2", "白塔街道总工会", Kind.TOWNSHIP, "320508"),
        Row("G7", "平江某某公司工会委员会", Kind.SINGLE, "T1"),
    ]
    other, works = plant(rows, by=SYSTEM, at=cast.at)
    found = reported(works, township)
    for union in (works, township):
        merge(union, into=other, on=FRIDAY.date(), paper="文", by=SYSTEM, at=FRIDAY, version=union.version)
    reviewer = _reviewer(other, "华某", cast)
    assert list(letters_seen_by(reviewer)) == []
    sweep.run(at=FRIDAY)
    assert (list(letters_seen_by(reviewer)), list(letters_seen_by(tree.reviewer))) == ([], [found])


def test_a_handler_that_comes_below_the_accused_hands_over(cast: Cast, tree: Tree) -> None:
    """T1 handles a report on G2 of the same county, and is moved: below a union that had been accused."""
    zone = plant([Row("Z1", "姑苏开发区工会", Kind.ZONE, "320508")], by=SYSTEM, at=cast.at)[0]
    works = plant([Row("G8", "某某园区公司工会委员会", Kind.SINGLE, "Z1")], by=SYSTEM, at=cast.at)[0]
    reviewer = _reviewer(works, "华某", cast)
    found = reported(cast.unions["G2"], works)  # a group's union that reviews what stands below it
    move_under(works, parent=cast.unions["G2"], paper="文", by=SYSTEM, at=FRIDAY, version=1)
    assert (zone.is_active, list(letters_seen_by(reviewer))) == (True, [])
    sweep.run(at=FRIDAY)
    assert list(letters_seen_by(tree.reviewer)) == [found]


def test_letters_of_a_dissolved_union_go_up(cast: Cast, tree: Tree) -> None:
    zone = plant([Row("Z1", "姑苏开发区工会", Kind.ZONE, "320508")], by=SYSTEM, at=cast.at)[0]
    found = reported(cast.unions["G2"], zone)
    close(zone, on=FRIDAY.date(), paper="文", by=SYSTEM, at=FRIDAY, version=1)
    sweep.run(at=FRIDAY)
    assert list(letters_seen_by(tree.reviewer)) == [found]


# --- who reads it -----------------------------------------------------------------------------------------------------------


def test_only_the_handling_union_reads_and_handles_it(letter: Letter, cast: Cast) -> None:
    others = [cast.clerk, cast.other_clerk, cast.prefecture, cast.province_preparer, cast.nation_preparer]
    others += [cast.next_province, cast.next_county, cast.secretariat, _reviewer(cast.union, "华某", cast)]
    for post in others:
        assert list(letters_seen_by(post)) == []
        assert code_of(lambda p=post: read_identity(letter, by=p, at=FRIDAY)) == "not_allowed"  # type: ignore[misc]  # a default binds the loop's value
        for step in ("accept", "not_accept", "forward"):
            assert code_of(lambda p=post, s=step: take(letter, s, p)) == "not_allowed"  # type: ignore[misc]  # a default binds the loop's value
    assert read_identity(letter, by=cast.county, at=FRIDAY) == {"name": "郑市民", "contact": "13800000000"}


def test_who_has_a_part_in_it_sees_nothing(tree: Tree) -> None:
    """The accused person, whoever drafted the nomination, and those with a declared relation."""
    person = tree.reviewer.person
    person.person_key = "k" * 64
    person.save(update_fields=["person_key"])
    parts: list[dict[str, Any]] = [{"person_key": "k" * 64}, {"drafted_by": f",{person.pk},"}]
    kept = [reported(tree.works, tree.county, key=f"{n}", **more) for n, more in enumerate(parts)]
    assert list(letters_seen_by(tree.reviewer)) == []
    assert [code_of(lambda x=x: take(x, "accept", tree.reviewer)) for x in kept] == ["own_case"] * 2  # type: ignore[misc]  # a default binds the loop's value

    plain = reported(tree.works, tree.county, key="plain")
    for subject in (union_subject(tree.works), "conferral:1", plain.chain.key):
        with transaction.atomic():
            declare_relation(person=person, subject=subject, ground="近亲属", by=tree.reviewer, at=FRIDAY)
            assert list(letters_seen_by(tree.reviewer)) == []
            assert code_of(lambda: take(plain, "accept", tree.reviewer)) == "own_case"
            transaction.set_rollback(True)
    assert list(letters_seen_by(tree.reviewer)) == [plain]


def test_the_states_in_which_a_letter_waits() -> None:
    closed = {"not_accepted", "upheld", "dismissed", "answered"}
    assert {str(s) for s in LetterState} - {str(s) for s in OPEN_LETTER_STATES} == closed
