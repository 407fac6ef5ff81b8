"""What every change of a draft shares: permission, the round's version taken first, who prepared it, one line of history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from honors.actions.acting import national_staff
from honors.models import Round
from honors.moves import RoundState
from ledger.actions import note, touch
from ledger.actors import Actor
from unions.models import Post


@contextmanager
def changing(
    round: Round, *, act: str, by: Post, at: datetime, version: int | None, details: dict[str, object]
) -> Iterator[Actor]:
    """Change a draft. Refused "wrong_state" once it is open: everything was frozen then (决定 14)."""
    who = national_staff(by, at=at)
    with transaction.atomic():
        touch(round, states=[RoundState.DRAFT], version=version)
        Round.objects.filter(pk=round.pk).update(prepared_by=by.person_id)
        round.prepared_by_id = by.person_id
        yield who
        note(round, act=act, article="第十五条", by=who, at=at, details=details)
