"""Until when a step may be taken: the round's deadline, or a later one granted to a union or one above it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Value

from honors.models import Extension, Round
from honors.models.rounds import Deadline, Step
from regulation.refusals import Refused
from regulation.windows import in_beijing
from regulation.words import day_words
from unions.models import Union

STEP_OF_LEVEL = {
    "township": Step.TOWNSHIP,
    "county": Step.COUNTY,
    "prefecture": Step.PREFECTURE,
    "province": Step.RECOMMEND,
    "national": Step.AUDIT,
}


def deadlines(round: Round, union: Union) -> dict[str, datetime]:
    """The last moment of every step that has a deadline, as it holds for a union, in one query."""
    extended = Extension.objects.filter(round=round, union__in=[*union.ancestor_ids, union.pk])
    columns = ("step", "due_at", "later")
    rows = (
        Deadline.objects.filter(round=round)
        .annotate(later=Value(False))
        .values_list(*columns)
        .union(extended.annotate(later=Value(True)).values_list(*columns), all=True)
    )
    told: dict[bool, list[tuple[str, datetime]]] = {False: [], True: []}
    for step, due_at, later in rows:
        told[bool(later)].append((step, due_at))
    return latest(told[False], told[True])


def latest(due: Iterable[tuple[str, datetime]], extended: Iterable[tuple[str, datetime]]) -> dict[str, datetime]:
    """The round's deadlines with the extensions that hold for a union: an extension only of what has a deadline."""
    found = dict(due)
    for step, due_at in extended:
        if step in found:
            found[step] = max(found[step], due_at)
    return found


def deadline(round: Round, step: str, union: Union) -> datetime | None:
    """The last moment for a step at a union: the latest of the round's and the extensions for it or any union above."""
    return deadlines(round, union).get(str(step))


def require_before(round: Round, step: str, union: Union, *, at: datetime) -> None:
    """Refused "deadline_passed" once the deadline of the step is over (第十五条); no deadline bars nothing."""
    late = overdue(step, union, due_at=deadline(round, step, union), at=at)
    if late is not None:
        raise late


def overdue(step: str, union: Union, *, due_at: datetime | None, at: datetime) -> Refused | None:
    """What is said once a deadline is over; None before, and where there is none."""
    if due_at is None or at <= due_at:
        return None
    return Refused(
        "deadline_passed",
        f"“{Step(step).label}”已于{moment_words(due_at)}截止。确需延期的，由全总基层工作部为{union.name}延长期限并写明理由。",
        "第十五条",
    )


def moment_words(moment: datetime) -> str:
    """A moment as a sentence says it, in Beijing time."""
    local = in_beijing(moment)
    return f"{day_words(local)}{local:%H:%M}"
