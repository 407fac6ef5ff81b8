"""The demo's cast on the real tree, without its rounds."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from clock.models import DemoClock
from demo.story.cast import Cast, engaged
from demo.story.loading import ANCHOR, BEFORE


@pytest.fixture
def players(db: None) -> Cast:
    """Everybody of the cast; the clock stands at its anchor."""
    DemoClock.objects.create(pk=1, now_at=ANCHOR)
    call_command("load_unions", verbosity=0)
    return engaged(at=BEFORE)
