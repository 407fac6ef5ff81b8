"""立项复查: one honouree, with the checklist of its honour; and the end of a re-check whose honour has ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from honors.models import Conferral
from ledger.actions import begin, bulk_move
from ledger.actors import Actor
from ledger.canonical import digest
from publicity.models import Letter
from publicity.moves import LetterState
from publicity.queries import honour_of, letters_seen_by
from regulation.refusals import Refused
from regulation.words import day_words
from supervision.actions.rechecks.authority import hold_standing, law_day, union_above, words
from supervision.facts.rechecks import ARTICLE, checklist
from supervision.models import Outcome, Recheck, RecheckItem
from supervision.moves import CALL_OFF, OPEN_RECHECKS, RECHECK
from unions.models import Post

NOT_TAKEN_ON = (LetterState.RECEIVED, LetterState.NOT_ACCEPTED)


@transaction.atomic
def open_recheck(
    conferral: Conferral, *, reason: str, due_on: date, letter: Letter | None = None, by: Post, at: datetime
) -> Recheck:
    """对一个荣誉立项复查 by a union above, with one line for every condition of the honour (第二十二条第（四）项).

    Refused: "not_allowed", "own_case"; "reason_missing", "due_passed"; "base_is_rechecked" for an elevated title;
    "letter_unknown", "letter_not_accepted"; "honour_ended"; "recheck_open" while another one runs.
    """
    who, writing = union_above(conferral, by=by, at=at)
    told = words(reason, "请写明复查的缘由。")
    in_future(due_on, at)
    if conferral.elevated:
        raise Refused("base_is_rechecked", f"{conferral.title_name}随所依据的荣誉一并复查，请对该荣誉立项。", "第九条")
    if letter is not None:
        _check_letter(letter, conferral, by)
    hold_standing([conferral.pk])
    if Recheck.objects.filter(conferral=conferral, state__in=OPEN_RECHECKS).exists():
        raise Refused("recheck_open", f"{conferral.subject_name}正在复查，请在原复查中办理。", ARTICLE)
    recheck = Recheck(
        conferral=conferral,
        union=by.union,
        letter=letter,
        reason=told,
        due_on=due_on,
        opened_at=at,
        opened_by=who.words[:200],
    )
    # The reason may come from a letter: the ledger keeps its digest, the record its words.
    details: dict[str, object] = {
        "conferral": conferral.certificate_number,
        "due_on": due_on.isoformat(),
        "reason": digest(told),
        "findings": writing.findings,
    }
    begin(recheck, table=RECHECK, by=who, at=at, act="立项复查", article=ARTICLE, details=details)
    write_checklists([recheck])
    return recheck


def write_checklists(rechecks: Sequence[Recheck]) -> None:
    """One line for every condition of each honour, as the law words it."""
    rows = [
        RecheckItem(recheck=recheck, position=position, code=rule.code, article=rule.article, text=rule.title)
        for recheck in rechecks
        for position, rule in enumerate(checklist(recheck.conferral), 1)
    ]
    RecheckItem.objects.bulk_create(rows, batch_size=500)


def call_off_all(conferrals: Iterable[Conferral], *, by: Actor, at: datetime) -> list[Recheck]:
    """终止复查 of honours that have ended. Called by the verb that ends them, in its transaction, after it has."""
    rows = Recheck.objects.filter(conferral__in=[row.pk for row in conferrals], state__in=OPEN_RECHECKS)
    running = list(rows.order_by("pk"))
    bulk_move(
        running,
        CALL_OFF,
        by=by,
        at=at,
        outcome=Outcome.CALLED_OFF,
        concluded_at=at,
        concluded_by=by.words[:200],
    )
    return running


def in_future(due_on: date, at: datetime) -> None:
    """Refused "due_passed" for a day before today."""
    today = law_day(at)
    if due_on < today:
        raise Refused("due_passed", f"完成期限不能早于今天（{day_words(today)}）。", ARTICLE)


def _check_letter(letter: Letter, conferral: Conferral, by: Post) -> None:
    about = honour_of(letter)
    same = about is not None and conferral.pk in (about.pk, about.base_id)
    if not same or not letters_seen_by(by).filter(pk=letter.pk).exists():
        raise Refused("letter_unknown", "本工会没有受理反映这一荣誉的这封来信。", "第二十二条第（六）项")
    if letter.state in NOT_TAKEN_ON:
        raise Refused("letter_not_accepted", "请先受理来信，再据以复查。", "第二十二条第（六）项")
