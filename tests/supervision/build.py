"""Honours that are watched, and re-checks of them, through the real verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from honors.models import Conferral, Round
from regulation.honours import Honour
from regulation.refusals import Refused
from supervision.actions.programmes import draft_programme
from supervision.actions.rechecks import Answer, open_recheck, tick
from supervision.models import Method, Recheck, RecheckProgramme
from supervision.queries.candidates import Scope
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from unions.models import Post

DUE = date(2026, 6, 30)


def code_of(verb: Callable[[], Any]) -> str:
    """With which code the law says no."""
    with pytest.raises(Refused) as refused:
        verb()
    return refused.value.code


def homes(cast: Cast, number: int = 1, *, round: Round | None = None) -> list[Conferral]:
    """之家 at the clerk's union and at its neighbour's, in turn."""
    unions = (cast.union, cast.unions["G2"])
    rows = [to_confer(cast, f"之家{serial}", union=unions[serial % 2]) for serial in range(number)]
    return conferred(cast, round or opened(cast), *rows)


def one_of_each(cast: Cast) -> dict[Honour, Conferral]:
    """All five honours at the clerk's union; the 小家 below it."""
    rows = [
        to_confer(
            cast,
            f"{honour.short}甲",
            honour,
            union=cast.group if honour is Honour.MODEL_SMALL_HOME else cast.union,
            person_key="" if honour.collective else f"key-{honour.value}",
        )
        for honour in Honour
    ]
    return {Honour(row.honour): row for row in conferred(cast, opened(cast), *rows)}


def recheck_of(cast: Cast, conferral: Conferral, by: Post | None = None, **more: Any) -> Recheck:
    """A re-check by the county."""
    given: dict[str, Any] = {"reason": "例行复查", "due_on": DUE, **more}
    return open_recheck(conferral, by=by or cast.county, at=cast.at, **given)


def filled(cast: Cast, recheck: Recheck, by: Post | None = None, **wrong: str) -> Recheck:
    """Every condition met, but for those named with what was found."""
    rows = {
        item.code: Answer("not_met", wrong[item.code]) if item.code in wrong else Answer("met")
        for item in recheck.items.all()
    }
    return tick(recheck, rows=rows, by=by or cast.county, at=cast.at, version=recheck.version)


def draft(cast: Cast, by: Post | None = None, *, scope: Scope | None = None, **more: Any) -> RecheckProgramme:
    """A programme of the county over all that stands below it."""
    given: dict[str, Any] = {"title": "2026年复查", "method": Method.ALL, "due_on": DUE, **more}
    return draft_programme(scope=scope or Scope(), by=by or cast.county, at=cast.at, **given)


def sampled(cast: Cast, size: int, seed: str = "20260302", by: Post | None = None, **more: Any) -> RecheckProgramme:
    """The same by sample."""
    return draft(cast, by, method=Method.SAMPLE, size=size, seed=seed, **more)
