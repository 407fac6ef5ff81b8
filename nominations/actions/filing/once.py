"""One person or collective once in a round (决定 18): the subject's own row is taken, so that two never file it at once."""

from __future__ import annotations

from django.db import connection

from nominations.actions.drafts import barred_this_round
from nominations.dossier import guard_key
from nominations.gathering import Rows
from nominations.models import Nomination, SubjectGuard
from nominations.moves import State
from nominations.queries import excluded_by, excluding
from regulation.refusals import Refused


def require_one_of_its_kind(nomination: Nomination, known: Rows) -> None:
    """One person or collective once in a round (决定 18). The subject's own row is taken first, so that two never pass."""
    others = _others(nomination, known)
    barred = next((other for other in others if other.state == State.DISQUALIFIED), None)
    if barred is not None:
        raise barred_this_round(barred)
    if others:
        said = "、".join(f"{o.union.name}申报的{o.kind.title}（{o.number}）" for o in others)
        raise Refused(
            "duplicate", f"“{nomination.subject_name}”在本轮已有申报：{said}。同一对象不重复申报。", "第五条第六款"
        )


def _others(nomination: Nomination, known: Rows) -> list[Nomination]:
    """What was read of the subject holds if nobody has taken its row since; else, or under other names, ask again."""
    guard: SubjectGuard | None = known.one("guard")
    untouched = _take_guard(nomination.round_id, guard_key(nomination)) == 1 + (guard.filings if guard else 0)
    subject = nomination.subject_union
    renamed = bool(known.of("renamed")) or (subject is not None and subject.successor_id is not None)
    return excluding(nomination, known.of("rivals")) if untouched and not renamed else excluded_by(nomination)


def _take_guard(round_id: int, key: str) -> int:
    """Take the subject's row, or make it, and say how often it was taken.

    One statement, so that two at once queue and neither collides.
    """
    table = SubjectGuard._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (round_id, key, filings) VALUES (%s, %s, 1) "
            f"ON CONFLICT (round_id, key) DO UPDATE SET filings = {table}.filings + 1 RETURNING filings",
            [round_id, key],
        )
        return int(cursor.fetchone()[0])
