"""Entering or amending a year of the calendar: by paper, kept beside the earlier ones, in force for every window (决定 5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from ledger.actions import note
from ledger.canonical import canonical, digest
from publicity.models import CalendarYear
from regulation.refusals import Refused
from regulation.windows import in_beijing
from regulation.words import day_words
from unions.models import Post
from unions.queries import actor, national, require

ARTICLE = "第三十条"


def enter_year(
    *, year: int, paper: str, off: Collection[date], worked: Collection[date], by: Post, at: datetime
) -> CalendarYear:
    """录入或调整一年的放假安排, with the number of the State Council's paper. Running windows are only ever extended.

    Refused: "not_allowed" (national staff only), "no_paper", "bad_days".
    """
    whole = national()
    require(by, "audit", whole, on=in_beijing(at).date())
    paper = paper.strip()
    if not paper:
        raise Refused("no_paper", "请填写国务院办公厅通知的文号。", ARTICLE)
    days = checked_days(year, off, worked)
    who = actor(by)
    with transaction.atomic():
        entered = CalendarYear.objects.create(
            year=year, paper=paper, days=days, entered_at=at, entered_by=who.words[:200]
        )
        note(
            whole,
            act="enter_calendar_year",
            article=ARTICLE,
            by=who,
            at=at,
            details={"year": year, "paper": paper, "days_digest": digest(canonical(days))},
        )
    return entered


def checked_days(year: int, off: Collection[date], worked: Collection[date]) -> dict[str, bool]:
    """The days of a year as they are kept. Refused "bad_days": none, of another year, both, or worked on a weekday."""
    if not off:
        raise Refused("bad_days", "请列出全年的放假日期：没有放假日的年份不能录入。", ARTICLE)
    for day in (*off, *worked):
        if day.year != year:
            raise Refused("bad_days", f"{day_words(day)}不在 {year} 年，请核对。", ARTICLE)
    both = sorted(set(off) & set(worked))
    if both:
        raise Refused("bad_days", f"{day_words(both[0])}既列为放假又列为上班，请核对。", ARTICLE)
    for day in sorted(worked):
        if day.weekday() < 5:
            raise Refused("bad_days", f"{day_words(day)}不是周末，本来就上班，不用列为调休上班日。", ARTICLE)
    return {day.isoformat(): False for day in sorted(off)} | {day.isoformat(): True for day in sorted(worked)}
