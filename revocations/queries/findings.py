"""What the supervision record says that makes a case open by itself: figures of two successive years, recorded events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet

from honors.models import Conferral, SubjectPost
from honors.moves import ConferralState
from regulation.facts import AccidentClass, Grade, Post
from regulation.grounds import GROUNDS
from regulation.honours import Honour
from regulation.observing import rate
from regulation.parameters import DISSATISFACTION_CEILING, DISSATISFIED_YEARS, value
from regulation.revocation import Sanction
from regulation.words import day_words
from supervision.models import Event, EventKind, YearReport
from supervision.moves import YearState

COUNTS = ("issued", "returned", "satisfied", "basically", "dissatisfied")
EXAMINED = (EventKind.REMOVED, EventKind.ACCIDENT, EventKind.DISCIPLINE, EventKind.CRIMINAL)
CHAIRS = (SubjectPost.CHAIR, SubjectPost.VICE_CHAIR)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing found in the record of one honour, with the item that it may come under. It decides nothing."""

    key: str
    conferral: Conferral
    code: str
    text: str
    happened_on: date
    event: Event | None = None
    columns: dict[str, Any] = field(default_factory=dict)


def findings(*, on: date) -> Iterator[Finding]:
    """Everything in the confirmed record that opens a case to examine, whether or not it has opened one already."""
    yield from _dissatisfied(on)
    yield from _graded(on)
    for event in _events(EXAMINED):
        found = _of_event(event)
        if found is not None:
            yield found


def ends_recorded() -> QuerySet[Event]:
    """Recorded ends of units that were not taken up yet: no revocation, but Article 27."""
    return _events((EventKind.DISSOLVED,))


def _dissatisfied(on: date) -> Iterator[Finding]:
    """不满意 ÷ 收回 above one half, exactly half not, in successive years (第二十三条第（九）项、第二十五条第（五）项)."""
    ceiling = value(DISSATISFACTION_CEILING, on)
    above = (
        _confirmed()
        .alias(have=F("dissatisfied") * ceiling.denominator)
        .filter(returned__gt=0, have__gt=F("returned") * ceiling.numerator)
    )
    collective = [honour.value for honour in Honour if honour.collective]
    chairs = Q(conferral__honour=Honour.OUTSTANDING_WORKER.value, conferral__post__in=CHAIRS)
    rows = above.filter(Q(conferral__honour__in=collective) | chairs)
    for conferral, years in _successive(rows, on):
        said = [
            f"{row.year}年评议职工之家收回{row.returned}票，不满意{row.dissatisfied}票，"
            f"不满意率{rate(row.dissatisfied or 0, row.returned or 0)}"
            for row in years
        ]
        ballots = [{"year": row.year, **{name: getattr(row, name) for name in COUNTS}} for row in years]
        code = "23.9" if conferral.kind.collective else "25.5"
        yield _of_years("dissatisfied", conferral, years, code, "；".join(said), {"ballots": ballots}, on)


def _graded(on: date) -> Iterator[Finding]:
    """测评等次 不满意 in successive years of a grassroots chair or vice-chair (第二十五条第（一）项)."""
    rows = _confirmed().filter(
        grade=Grade.DISSATISFIED.value,
        conferral__honour=Honour.OUTSTANDING_WORKER.value,
        conferral__post__in=CHAIRS,
    )
    for conferral, years in _successive(rows, on):
        text = f"{'、'.join(f'{row.year}年' for row in years)}会员代表大会测评等次均为不满意"
        grades = [{"year": row.year, "grade": row.grade} for row in years]
        yield _of_years("graded", conferral, years, "25.1", text, {"grades": grades}, on)


def _of_event(event: Event) -> Finding | None:
    """The item that a recorded event may come under, if it reaches this holder at all."""
    code = _CODES[EventKind(event.kind)](event)
    held = event.conferral.base or event.conferral  # what is recorded of an elevated title is examined at its base
    if (
        not code
        or held.state != ConferralState.VALID
        or not GROUNDS[code].reaches(held.kind, Post(held.post), grassroots=True)
    ):
        return None
    columns: dict[str, Any] = {"sanction": event.sanction, "lawfully_removed": event.kind == EventKind.REMOVED}
    text = f"{day_words(event.happened_on)}{event.get_kind_display()}：{event.text}"
    return Finding(
        key=f"event:{event.pk}",
        conferral=held,
        code=code,
        text=text,
        happened_on=event.happened_on,
        event=event,
        columns=columns,
    )


def _accident(event: Event) -> str:
    """重大 and 特别重大; an entry without a class is one of 职业危害."""
    grave = event.accident_class in ("", AccidentClass.MAJOR.value, AccidentClass.GRAVE.value)
    return "23.6" if grave else ""


def _discipline(event: Event) -> str:
    """严重警告 or 记大过 and above (第二十四条第（四）项)."""
    return "24.4" if event.sanction and Sanction(event.sanction).is_ground else ""


_CODES: dict[EventKind, Callable[[Event], str]] = {
    EventKind.REMOVED: lambda _: "25.1",
    EventKind.ACCIDENT: _accident,
    EventKind.DISCIPLINE: _discipline,
    EventKind.CRIMINAL: lambda _: "24.5",
}


def _events(kinds: tuple[EventKind, ...]) -> QuerySet[Event]:
    """Entries that stand, of honours that stand, that no case has taken up."""
    rows = Event.objects.filter(
        kind__in=kinds, withdrawn_at__isnull=True, trigger__isnull=True, conferral__state=ConferralState.VALID
    )
    return rows.select_related("conferral__union", "conferral__chain", "conferral__base__chain", "paper").order_by("pk")


def _confirmed() -> QuerySet[YearReport]:
    """The confirmed years of standing honours; an elevated title is watched by its base."""
    return YearReport.objects.filter(
        state=YearState.CONFIRMED, conferral__state=ConferralState.VALID, conferral__elevated=""
    )


def _successive(rows: QuerySet[YearReport], on: date) -> Iterator[tuple[Conferral, list[YearReport]]]:
    """Each honour with its latest years in a row, as many as the law asks for."""
    number = value(DISSATISFIED_YEARS, on)
    ordered = rows.select_related("conferral__chain").order_by("conferral_id", "-year")
    for _, group in groupby(ordered.iterator(chunk_size=2000), key=lambda row: row.conferral_id):
        years = list(group)
        for start in range(len(years) - number + 1):
            part = years[start : start + number]
            if part[0].year - part[-1].year == number - 1:
                yield part[0].conferral, part[::-1]
                break


def _of_years(
    kind: str,
    conferral: Conferral,
    years: list[YearReport],
    code: str,
    text: str,
    columns: dict[str, Any],
    on: date,
) -> Finding:
    return Finding(
        key=f"{kind}:{conferral.chain.key}:{years[0].year}-{years[-1].year}",
        conferral=conferral,
        code=code,
        text=text,
        happened_on=min(date(years[-1].year, 12, 31), on),
        columns=columns,
    )
