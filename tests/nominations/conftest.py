"""An open round for every test of nominations."""

from __future__ import annotations

import pytest

from honors.models import Round
from tests.cast import Cast
from tests.honors.builders import opened


@pytest.fixture
def round(cast: Cast) -> Round:
    """2026, a congress year, with all five honours, open since 2026-03-02."""
    return opened(cast)
