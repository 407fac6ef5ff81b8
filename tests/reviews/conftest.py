"""A round with places at 江苏 and 北京, open on 2026-03-02."""

from __future__ import annotations

import pytest

from honors.models import Round
from tests.cast import Cast
from tests.honors.builders import opened


@pytest.fixture
def round(cast: Cast) -> Round:
    return opened(cast, places=3)
