"""From whom a programme of re-checks may choose: standing honours that its union stands over, by the filters it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from honors.models import Conferral, Round
from honors.moves import ConferralState
from regulation.periods import anniversary
from supervision.models import RecheckProgramme
from supervision.queries.indicators import showing
from supervision.queries.responsible import stood_over_by
from unions.models import Union


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The filters of a programme. What is left out does not narrow."""

    honour: str = ""
    region: Union | None = None
    round: Round | None = None
    least_years: int | None = None
    most_years: int | None = None
    indicator: str = ""


def scope_of(programme: RecheckProgramme) -> Scope:
    """The filters that a programme was drafted with."""
    return Scope(**{name: getattr(programme, name) for name in Scope.__dataclass_fields__})


def candidates(union: Union, scope: Scope, *, on: date) -> QuerySet[Conferral]:
    """Every honour that matches on this day, whoever asks: the draw is the union's, not a person's.

    An elevated title is not looked at by itself: it stands on its base (决定 20).
    """
    rows = stood_over_by(union).filter(state=ConferralState.VALID, elevated="")
    if scope.honour:
        rows = rows.filter(honour=scope.honour)
    if scope.round is not None:
        rows = rows.filter(round=scope.round)
    if scope.region is not None:
        rows = rows.filter(_within(scope.region))
    if scope.least_years is not None:
        rows = rows.filter(conferred_on__lte=_before(on, scope.least_years))
    if scope.most_years is not None:
        rows = rows.filter(conferred_on__gte=_before(on, scope.most_years))
    return showing(rows, scope.indicator, union=union, on=on)


def candidates_of(programme: RecheckProgramme, *, on: date) -> QuerySet[Conferral]:
    """Whom a draft would choose from if it were drawn on this day."""
    return candidates(programme.union, scope_of(programme), on=on)


def _before(day: date, years: int) -> date:
    return anniversary(day, -years)


def _within(region: Union) -> Q:
    below = Q(union__path__startswith=region.path) | Q(union__industrial_parent__path__startswith=region.path)
    return below | Q(recommender=region)
