"""The State Council's calendar, where national staff entered or amended a year (decision 5)."""

from __future__ import annotations

from django.db import models


class CalendarYear(models.Model):
    """One paper about one year. The last one entered for a year holds; earlier ones are kept."""

    year = models.PositiveIntegerField("年份")
    paper = models.CharField("国务院办公厅通知文号", max_length=120)
    # {"2027-01-01": false, "2027-02-06": true}: days off on weekdays, and worked weekends; all others as the week has them.
    days = models.JSONField("放假与调休", default=dict)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=200)

    class Meta:
        ordering = ["year", "id"]

    def __str__(self) -> str:
        return f"{self.year} {self.paper}"
