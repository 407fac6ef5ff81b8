"""The demo's clock: one row that web, worker and beat share. It does not exist in the production profile."""

from __future__ import annotations

from django.db import models


class DemoClock(models.Model):
    """The moment that the demo lives in; moved forward only (`demo.actions`)."""

    now_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.now_at.isoformat()
