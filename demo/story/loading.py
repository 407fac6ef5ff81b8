"""The demo as a whole, loaded once and in one piece."""

from __future__ import annotations

from datetime import datetime

from django.core.management import call_command
from django.db import transaction

from clock.models import DemoClock
from demo.story import after, reports, year_2023, year_2026
from demo.story.cast import engaged
from demo.story.timeline import Timeline, moment
from demo.walking import store_papers
from publicity.actions import sweep

BEFORE = moment(2023, 1, 4)
ANCHOR = moment(2026, 3, 2)
"""Monday, 2 March 2026, nine o'clock in Beijing."""


def is_loaded() -> bool:
    """Whether the demo is there: its clock is the last thing that is set."""
    return DemoClock.objects.filter(pk=1, now_at__gte=ANCHOR).exists()


def load(*, quiet: bool = False) -> datetime:
    """Load the demo, all or nothing: an interrupted loading leaves nothing behind that could be taken for a demo."""
    with transaction.atomic():
        DemoClock.objects.update_or_create(pk=1, defaults={"now_at": BEFORE})
        call_command("load_unions", verbosity=0)
        cast = engaged(at=BEFORE)
        held = store_papers(at=BEFORE)
        for title, tales in (
            ("2023 年评选和表彰之后", (year_2023.tell, after.tell_before)),
            ("2026 年评选（进行中），群众举报", (year_2026.tell, reports.tell, after.tell_now)),
        ):
            line = Timeline()
            for tell in tales:
                tell(line, cast, held)
            line.happen(title, quiet=quiet)
        sweep.run(at=ANCHOR)
        DemoClock.objects.filter(pk=1).update(now_at=ANCHOR)
    return ANCHOR
