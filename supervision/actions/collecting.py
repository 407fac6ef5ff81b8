"""One certificate, one plaque: asked for again, taken in, declared lost, destroyed (第二十三至二十七条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F

from decisions.queries import recused_subjects, refuse_own_case, union_subject
from documents.models import Document
from ledger.actions import moving
from ledger.actors import SYSTEM, Actor
from regulation.refusals import Refused, Stale
from regulation.windows import in_beijing
from regulation.words import day_words
from supervision.models import RecoveryItem
from supervision.moves import DECLARE_LOST, DESTROY, RECEIVE, REMIND
from supervision.periods import REMIND_EVERY, after
from supervision.queries import unit_of
from supervision.queries.recovery import overdue
from supervision.queries.standing_in import existing
from unions.models import Post, Union
from unions.queries import actor, require

ARTICLE = "第二十三至二十七条"
READING = ("conferral",)


class Collecting:
    """What a post may do with items; each question about the post is asked once, however many items there are.

    The union that collects them, its successor, or any union above it; never the unit that has to hand them in.
    """

    def __init__(self, by: Post, *, at: datetime) -> None:
        self.by, self.on = by, in_beijing(at).date()
        self.actor = actor(by)
        self._asked: dict[int, Refused | None] = {}
        self._recused: set[str] | None = None

    def check(self, item: RecoveryItem) -> None:
        """Refused "own_honour", "not_allowed", "own_case"."""
        conferral = item.conferral
        if self.by.union_id in (unit_of(conferral).pk, conferral.union_id):
            raise Refused("own_honour", "本工会的证书、奖牌由上级工会收回，不能自行登记。", ARTICLE)
        self._permitted(existing(item.union))
        if self._recused is None:
            self._recused = recused_subjects(self.by.person)
        subjects = {conferral.chain.key, conferral.nomination, union_subject(conferral.union)} & self._recused
        refuse_own_case(self.by, subjects=subjects, person_keys={conferral.person_key} - {""})

    def _permitted(self, union: Union) -> None:
        if union.pk not in self._asked:
            try:
                require(self.by, "supervise", union, on=self.on)
                self._asked[union.pk] = None
            except Refused as refused:
                self._asked[union.pk] = refused
        refused_before = self._asked[union.pk]
        if refused_before is not None:
            raise refused_before


def remind(
    item: RecoveryItem, *, by: Post, at: datetime, version: int, collecting: Collecting | None = None
) -> RecoveryItem:
    """催交. Refused "reminded_today" on the day of the last reminder; "own_honour", "not_allowed", "own_case"."""
    asked = collecting or Collecting(by, at=at)
    asked.check(item)
    if item.reminded_at is not None and in_beijing(item.reminded_at).date() == asked.on:
        raise Refused("reminded_today", "今天已经催交过。", ARTICLE)
    return _remind(item, by=asked.actor, at=at, version=version)


def receive(
    item: RecoveryItem,
    *,
    received_on: date,
    by: Post,
    at: datetime,
    version: int,
    collecting: Collecting | None = None,
) -> RecoveryItem:
    """收回: it came in, also one that had been declared lost.

    Refused "before_demand", "day_ahead"; "own_honour", "not_allowed", "own_case".
    """
    asked = collecting or Collecting(by, at=at)
    asked.check(item)
    demanded = in_beijing(item.demanded_at).date()
    if received_on < demanded:
        raise Refused("before_demand", f"收回日期不能早于责令交回的{day_words(demanded)}。", ARTICLE)
    _not_ahead(received_on, asked.on)
    with moving(
        item,
        RECEIVE,
        by=asked.actor,
        at=at,
        version=version,
        reading=READING,
        received_on=received_on,
        received_by=by.person,
    ) as writing:
        writing.details |= _told(item, received_on)
    return item


def declare_lost(
    item: RecoveryItem,
    *,
    statement: str,
    paper: Document | None = None,
    by: Post,
    at: datetime,
    version: int,
    collecting: Collecting | None = None,
) -> RecoveryItem:
    """登记遗失, with the statement how it was lost and what was done to find it.

    Refused "statement_missing"; "own_honour", "not_allowed", "own_case".
    """
    asked = collecting or Collecting(by, at=at)
    asked.check(item)
    if not statement.strip():
        raise Refused("statement_missing", "请写明遗失或无法收回的情况，以及查找的经过。", ARTICLE)
    with moving(
        item,
        DECLARE_LOST,
        by=asked.actor,
        at=at,
        version=version,
        reading=READING,
        statement=statement.strip(),
        paper=paper,
    ) as writing:
        writing.reason = statement.strip()
        writing.details |= _told(item) | ({"paper": paper.sha256} if paper else {})
    return item


def destroy(
    item: RecoveryItem,
    *,
    destroyed_on: date,
    by: Post,
    at: datetime,
    version: int,
    collecting: Collecting | None = None,
) -> RecoveryItem:
    """销毁, by another person than the one who took it in (决定 15).

    Refused "same_person", "before_receipt", "day_ahead"; "own_honour", "not_allowed", "own_case".
    """
    asked = collecting or Collecting(by, at=at)
    asked.check(item)
    if item.received_by_id == by.person_id:
        raise Refused("same_person", "收件人和销毁人必须是两个人。请由另一位同志或上级工会办理销毁。", ARTICLE)
    if item.received_on is not None and destroyed_on < item.received_on:
        raise Refused("before_receipt", f"销毁日期不能早于收回的{day_words(item.received_on)}。", ARTICLE)
    _not_ahead(destroyed_on, asked.on)
    with moving(
        item, DESTROY, by=asked.actor, at=at, version=version, reading=READING, destroyed_on=destroyed_on
    ) as writing:
        writing.details |= _told(item, destroyed_on)
    return item


def remind_overdue(*, at: datetime) -> int:
    """催交 of everything that is overdue and was not asked for within the period; may run any number of times."""
    on = in_beijing(at).date()
    reminded = 0
    for item in overdue(RecoveryItem.objects.all(), on=on).select_related("conferral", "chain").order_by("pk"):
        last = in_beijing(item.reminded_at).date() if item.reminded_at else None
        if last is not None and after(REMIND_EVERY, last) > on:
            continue
        try:
            _remind(item, by=SYSTEM, at=at, version=item.version)
        except Stale:
            continue  # somebody took it in, or asked for it, at this very moment
        reminded += 1
    return reminded


def _remind(item: RecoveryItem, *, by: Actor, at: datetime, version: int) -> RecoveryItem:
    with moving(
        item,
        REMIND,
        by=by,
        at=at,
        version=version,
        reading=READING,
        reminded_at=at,
        reminders=F("reminders") + 1,
    ) as writing:
        writing.details |= _told(item) | {"due_on": item.due_on.isoformat()}
    return item


def _not_ahead(day: date, today: date) -> None:
    if day > today:
        raise Refused("day_ahead", "日期不能晚于今天，请在办理之后登记。", ARTICLE)


def _told(item: RecoveryItem, on: date | None = None) -> dict[str, object]:
    told: dict[str, object] = {"conferral": item.conferral.certificate_number, "item": item.kind}
    return told | ({"on": on.isoformat()} if on else {})
