"""工作日历: what is known of each year, and the page on which national staff enter a paper."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from publicity.actions.calendar import checked_days, enter_year
from publicity.forms import CalendarYearForm
from publicity.models import CalendarYear
from publicity.queries import base_calendar, calendar
from publicity.queries.calendar import with_paper
from publicity.queries.running import lengthened_by
from publicity.views.public import day_of
from regulation.refusals import Refused
from regulation.workdays import Calendar
from ui.doors import Refusal, perform
from unions.doors import PostRequest, TimedRequest, role_required
from unions.models import Post, Role

LATEST = 4


@require_safe
def years(request: TimedRequest) -> HttpResponse:
    """The years whose working days are known, with the papers entered."""
    known = calendar()
    papers: dict[int, CalendarYear] = {paper.year: paper for paper in CalendarYear.objects.order_by("id")}
    shown = sorted(known.years, reverse=True)[:LATEST]
    rows = [
        {
            "year": year,
            "paper": papers.get(year),
            "off": holidays_in(known, year),
            "worked": sorted(d for d, worked in known.exceptions.items() if d.year == year and worked),
        }
        for year in shown
    ]
    post: Post | None = getattr(request, "post", None)
    day = day_of(request)
    context = {
        "rows": rows,
        "last_year": max(known.years),
        "base_last": max(base_calendar().years),
        "may_enter": post is not None and post.role == Role.NATIONAL,
        "next_missing": day.year + 1 not in known.years,
        "next_year": day.year + 1,
        "base_template": "base.html" if post else "public_base.html",
    }
    return render(request, "publicity/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.NATIONAL)
def new_year(request: PostRequest) -> HttpResponse:
    """Enter or amend a year: first a preview of the running windows that it lengthens, then the entry."""
    form = CalendarYearForm(request.POST or None, initial=_initial(request))
    refusal, preview = None, None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if request.POST.get("act") == "enter":
            outcome = perform(
                request,
                lambda: enter_year(**given, by=request.post, at=request.now),
                success=f"已录入{given['year']}年放假安排。正在公示的，只会顺延，不会缩短。",
                to=reverse("publicity:calendar"),
            )
            if not isinstance(outcome, Refusal):
                return outcome
            refusal = outcome
        else:
            try:
                days = checked_days(given["year"], given["off"], given["worked"])
                preview = given | {"windows": lengthened_by(with_paper(given["year"], days))}
            except Refused as refused:
                refusal = Refusal.of(refused)
    status = 200 if request.method != "POST" or preview else refusal.status if refusal else 422
    return render(
        request, "publicity/calendar_year.html", {"form": form, "refusal": refusal, "preview": preview}, status=status
    )


def holidays_in(known: Calendar, year: int) -> list[str]:
    """The holidays of a year as papers word them: each stretch of days off, with the weekends that touch it."""
    stretches: list[list[date]] = []
    days = (date(year, 1, 1) + timedelta(n) for n in range(366 if isleap(year) else 365))
    for day in (day for day in days if not known.is_working(day)):
        if stretches and day - stretches[-1][-1] == timedelta(1):
            stretches[-1].append(day)
        else:
            stretches.append([day])
    off = {day for day, worked in known.exceptions.items() if not worked}
    return [_words(stretch[0], stretch[-1]) for stretch in stretches if not off.isdisjoint(stretch)]


def _words(first: date, last: date) -> str:
    start = f"{first.month}月{first.day}日"
    if first == last:
        return start
    return f"{start}至{last.day}日" if first.month == last.month else f"{start}至{last.month}月{last.day}日"


def _initial(request: TimedRequest) -> dict[str, object]:
    """The year asked for, with the days known of it, so that an amendment starts from what holds."""
    year = request.GET.get("year", "")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        return {"year": day_of(request).year + 1}
    known = calendar()
    days = sorted((d, worked) for d, worked in known.exceptions.items() if d.year == int(year))
    return {
        "year": int(year),
        "off": "\n".join(d.isoformat() for d, worked in days if not worked),
        "worked": "\n".join(d.isoformat() for d, worked in days if worked),
    }
