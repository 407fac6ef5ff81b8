"""听取陈述: the unit or person concerned is told the items and facts, and may answer; it never vetoes the secretariat (决定 41)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from documents.models import Document
from ledger.actions import moving, note, touch
from publicity.queries import calendar
from regulation.parameters import HEARING_WORKING_DAYS, value
from regulation.refusals import Refused
from revocations.actions.asking import (
    ARTICLE,
    holder_of,
    law_day,
    not_own_case,
    require_holder,
    require_text,
)
from revocations.facts import heard, told_text
from revocations.models import Hearing, RevocationCase
from revocations.moves import NOTIFY_HEARING, State
from revocations.queries.hearings import answers_for
from revocations.queries.standing import grounds_of
from unions.models import Post
from unions.queries import actor, require

UNDECIDED = (State.DRAFT, State.UNDER_REVIEW, State.REPORTED, State.VERIFIED, State.REQUESTED)
"""Until the secretariat has decided, what is said late is taken in too."""


def notify_hearing(case: RevocationCase, *, means: str, by: Post, at: datetime, version: int) -> list[Hearing]:
    """告知拟撤销的情形: every honour not told of what stands against it now; working days run from the next one.

    Refused: "no_grounds" while there is nothing to tell, "nothing_to_tell" when all were told, "means_missing",
    "unknown_year" where the calendar ends, "not_holder", "own_case".
    """
    require_holder(case, by, at=at)
    not_own_case(case, by)
    how = require_text(means, "means_missing", "请写明告知的方式，如送达书面告知书。")
    day = law_day(at)
    due_on = due_day(day)
    who = actor(by)
    with moving(case, NOTIFY_HEARING, by=who, at=at, version=version, expect={"holder_id": case.holder_id}) as writing:
        grounds = grounds_of(case)
        if not grounds:
            raise Refused("no_grounds", "还没有列明情形，不能告知。", ARTICLE)
        untold = heard(case, on=day).untold
        if not untold:
            raise Refused("nothing_to_tell", "各对象均已告知，无须再次告知。", ARTICLE)
        writing.details |= {"told": len(untold), "due_on": due_on.isoformat(), "means": how}
        return Hearing.objects.bulk_create(
            [
                Hearing(
                    subject=subject,
                    notified_on=day,
                    means=how[:200],
                    due_on=due_on,
                    told=told_text(subject, grounds),
                    told_by=who.words[:200],
                )
                for subject in untold
            ],
            batch_size=500,
        )


def due_day(day: date) -> date:
    """The last day for an answer to what was told on a day. Refused "unknown_year" where the calendar has no data."""
    known = calendar()
    return known.last_day(known.next_working_day(day), value(HEARING_WORKING_DAYS, day))


@transaction.atomic
def state(
    hearing: Hearing,
    *,
    statement: str = "",
    papers: Sequence[Document] = (),
    waived: bool = False,
    by: Post,
    at: datetime,
) -> Hearing:
    """陈述意见: by the unit concerned for itself or its people, or entered by the holder from a paper; late ones too.

    What is said again is added below what was said. Refused: "not_allowed", "told_anew" for a hearing that a later one
    replaced, "statement_missing", "stated_already" for the very same once more (a second click), "wrong_state" once the
    secretariat has decided.
    """
    case = hearing.subject.case
    _may_state(hearing, by, at=at)
    if not waived and not statement.strip() and not papers:
        raise Refused("statement_missing", "请填写陈述意见、上传材料，或者注明不陈述。", ARTICLE)
    # The case's version is taken first: whoever decides at this moment is overtaken, and reads the statement.
    touch(case, states=UNDECIDED)
    hearing.refresh_from_db()
    if hearing.subject.hearings.filter(pk__gt=hearing.pk).exists():
        raise Refused("told_anew", "拟撤销的情形已重新告知，请针对最近一次告知陈述。", ARTICLE)
    if _received(hearing, statement.strip(), papers, waived=waived):
        raise Refused("stated_already", "这份陈述意见已经收到，没有重复登记。有补充的，请写明补充的内容。", ARTICLE)
    who = actor(by)
    hearing.statement = "\n\n".join(part for part in (hearing.statement, statement.strip()) if part)
    hearing.waived = waived and not hearing.statement
    hearing.stated_at, hearing.stated_by = at, who.words[:200]
    hearing.save(update_fields=["statement", "waived", "stated_at", "stated_by"])
    hearing.papers.add(*papers)
    details: dict[str, object] = {
        "honour": hearing.subject.conferral.certificate_number,
        "waived": hearing.waived,
        "papers": [paper.sha256 for paper in papers],
    }
    note(case, act="陈述意见", article=ARTICLE, by=who, at=at, reason=statement.strip(), details=details)
    return hearing


def _received(hearing: Hearing, text: str, papers: Sequence[Document], *, waived: bool) -> bool:
    """Whether exactly this has come in before: the last words, no other paper."""
    if hearing.stated_at is None:
        return False
    if not text and not papers:
        return waived and hearing.waived
    held = set(hearing.papers.values_list("sha256", flat=True))
    same_words = hearing.statement == text or hearing.statement.endswith(f"\n\n{text}")
    return (not text or same_words) and {paper.sha256 for paper in papers} <= held


def _may_state(hearing: Hearing, by: Post, *, at: datetime) -> None:
    if answers_for(by, hearing.subject.conferral):
        require(by, "see", by.union, on=law_day(at))
        return
    case = hearing.subject.case
    if by.union_id != holder_of(case).pk:
        raise Refused("not_allowed", "由当事单位陈述，或者由办理本案的工会登记其陈述意见。", ARTICLE)
    require(by, "supervise", by.union, on=law_day(at))
