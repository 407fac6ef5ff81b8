"""Letters whose handler is gone, or has become the accused unit, go to the next higher existing union: the sweep's part."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q

from ledger.actions import moving
from ledger.actors import SYSTEM
from publicity.models import Letter
from publicity.moves import REROUTE
from publicity.queries.routing import clear_of
from unions.moves import UnionState


def to_reroute() -> list[int]:
    """The letters, open or closed, whose handler no longer exists or has become or come below the accused unit."""
    rows = Letter.objects.filter(
        ~Q(handler__state=UnionState.ACTIVE)
        | Q(handler__path__startswith=F("about__path"))
        | Q(handler__path__startswith=F("about__successor__path"))
        | Q(handler__path__startswith=F("about__successor__successor__path"))
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def reroute(letter: Letter, *, at: datetime) -> Letter:
    """受理工会变更: the letter keeps its state, and the next union goes on with it. Nothing where it is well placed."""
    handler = clear_of(letter.handler, letter.about)
    if handler.pk == letter.handler_id:
        return letter
    before, expect = letter.handler.name, {"handler": letter.handler_id}
    with moving(letter, REROUTE, by=SYSTEM, at=at, version=letter.version, expect=expect, handler=handler) as writing:
        writing.details |= {"from": before, "to": handler.name}
    return letter
