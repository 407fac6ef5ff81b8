"""How far a programme of re-checks reaches: what is shown before it is drafted, and before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from regulation.honours import Honour
from supervision.models import Method, Recheck, RecheckProgramme
from supervision.moves import OPEN_RECHECKS
from supervision.queries.candidates import Scope, candidates, scope_of
from unions.models import Union


@dataclass(frozen=True)
class Reach:
    """Whom filters reach on a day: all of them, those under re-check already, and how many of each honour."""

    total: int
    busy: int
    by_honour: tuple[tuple[Honour, int], ...]

    def chosen(self, programme: RecheckProgramme) -> int:
        """How many a programme would choose of them."""
        return min(programme.size or 0, self.total) if programme.method == Method.SAMPLE else self.total


def reach(union: Union, scope: Scope, *, on: date) -> Reach:
    """Counts only: who is drawn is not shown before it is drawn."""
    rows = candidates(union, scope, on=on).order_by()
    counted = dict(rows.values_list("honour").annotate(number=Count("pk", distinct=True)))
    running = Recheck.objects.filter(state__in=OPEN_RECHECKS, conferral__in=rows.values("pk"))
    by_honour = tuple((honour, counted[honour.value]) for honour in Honour if honour.value in counted)
    return Reach(sum(counted.values()), running.count(), by_honour)


def reach_of(programme: RecheckProgramme, *, on: date) -> Reach:
    """The same for a draft."""
    return reach(programme.union, scope_of(programme), on=on)
