"""What the beat asks every minute: windows that are over or longer, letters without a handler. Idempotent throughout."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ledger.sealing import seal_all
from publicity.actions.notices import complete, extend
from publicity.actions.rerouting import reroute, to_reroute
from publicity.models import Letter, Notice, NoticePage
from publicity.queries import calendar
from publicity.queries.running import in_window, lengthened_by, running
from regulation.windows import in_beijing
from regulation.workdays import Calendar

logger = logging.getLogger(__name__)
PAGES_KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Swept:
    """What one run did."""

    extended: int
    completed: int
    rerouted: int
    seals: int


def run(*, at: datetime) -> Swept:
    """Extend what a changed calendar lengthens, complete what is over, give letters a handler, seal the ledger.

    Each notice in its own transaction: a worker killed in the middle leaves the rest to the next run, and two runs at
    once do nothing twice, because each move claims its notice.
    """
    known = calendar()
    day = in_beijing(at).date()
    longer = _each(to_extend(known), lambda notice: extend(notice, at=at, calendar=known))
    due = running().filter(last_on__lt=day, medium_visible_at__isnull=False, end_unknown=False)
    completed = _each(
        list(due.order_by("last_on", "pk").values_list("pk", flat=True)),
        lambda notice: complete(notice, at=at, calendar=known),
    )
    NoticePage.objects.filter(day__lt=day - PAGES_KEPT).delete()
    return Swept(longer, completed, _rerouted(at), seal_all(at=at))


def to_extend(known: Calendar) -> list[int]:
    """The running notices whose window a calendar lengthens, or whose end it may make known."""
    found = list(running().filter(end_unknown=True).order_by("pk").values_list("pk", flat=True))
    for window in lengthened_by(known):
        found += in_window(window).order_by("pk").values_list("pk", flat=True)
    return found


def _rerouted(at: datetime) -> int:
    """Letters given to another union, each in its own transaction."""
    moved = 0
    for pk in to_reroute():
        try:
            letter = Letter.objects.select_related("handler", "about", "chain").get(pk=pk)
            before = letter.handler_id
            moved += reroute(letter, at=at).handler_id != before
        except Exception:
            logger.exception("来信 %s 未能改由上级工会受理", pk)
    return moved


def _each(ids: Iterable[int], verb: Callable[[Notice], Notice]) -> int:
    """Run a verb on each notice; how many it moved. A fault in one must not hold up all the others."""
    moved = 0
    for pk in ids:
        try:
            notice = Notice.objects.defer("body").select_related("chain").get(pk=pk)
            before = notice.version
            moved += verb(notice).version != before
        except Exception:
            logger.exception("公示 %s 未能办理期满或顺延", pk)
    return moved
