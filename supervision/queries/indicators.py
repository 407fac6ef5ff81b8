"""What in the supervision record makes a programme look at an honouree. It chooses whom to look at, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from honors.models import Conferral
from publicity.queries import substantiated_reports
from regulation.honours import Honour
from regulation.parameters import DISSATISFACTION_CEILING, LEAST_MEMBERSHIP_RATE, LEAST_SATISFACTION_RATE, value
from supervision.models import DueStep, Event, Indicator, YearReport
from supervision.models.events import IMPORTANT
from supervision.moves import YearState
from supervision.queries.years import due_days, last_year, unreported
from unions.models import Union

HOMES = [honour.value for honour in Honour if honour.collective]
Rows = QuerySet[Conferral]


def showing(rows: Rows, indicator: str, *, union: Union, on: date) -> Rows:
    """Those of the honours that show the indicator to this union on this day; all of them without one."""
    return _SHOWING[Indicator(indicator)](rows, union, on) if indicator else rows


def _dissatisfied(rows: Rows, _union: Union, on: date) -> Rows:
    """不满意 ÷ 收回 above one half in the latest confirmed year (决定 1: 超过 excludes the number)."""
    ceiling = value(DISSATISFACTION_CEILING, on)
    above = YearReport.objects.alias(have=F("dissatisfied") * ceiling.denominator)
    return _in_latest(rows, above.filter(returned__gt=0, have__gt=F("returned") * ceiling.numerator))


def _below_conditions(rows: Rows, _union: Union, on: date) -> Rows:
    """Of 之家 and 小家: members ÷ employees or 满意 ÷ 收回 below what the honour is given for."""
    members = _short("members", "employees", value(LEAST_MEMBERSHIP_RATE, on))
    satisfied = _short("satisfied", "returned", value(LEAST_SATISFACTION_RATE, on))
    either = YearReport.objects.filter(Q(pk__in=members.values("pk")) | Q(pk__in=satisfied.values("pk")))
    return _in_latest(rows.filter(honour__in=HOMES), either)


def _unreported(rows: Rows, _union: Union, on: date) -> Rows:
    """Nobody has reported the last year that was due."""
    year = last_year(on)
    return unreported(rows, year if on > due_days(year)[DueStep.UNIT] else year - 1)


def _important_event(rows: Rows, _union: Union, _on: date) -> Rows:
    events = Event.objects.filter(conferral=OuterRef("pk"), kind__in=IMPORTANT, withdrawn_at__isnull=True)
    return rows.filter(Exists(events))


def _reported_to(rows: Rows, union: Union, _on: date) -> Rows:
    """A report found true that this union or one below it handled: what others handle is not for its eyes."""
    handled = substantiated_reports().filter(Q(handler__path__startswith=union.path) | Q(handler__successor=union))
    about = Q(pk__in=handled.values("conferral")) | Q(title__in=handled.values("conferral"))
    return rows.filter(about | Q(nomination__in=handled.values("subject")))


def _short(part: str, whole: str, least: Fraction) -> QuerySet[YearReport]:
    """part ÷ whole < least, in whole numbers."""
    rows = YearReport.objects.alias(have=F(part) * least.denominator)
    return rows.filter(**{f"{whole}__gt": 0, "have__lt": F(whole) * least.numerator})


def _in_latest(rows: Rows, wrong: QuerySet[YearReport]) -> Rows:
    """Whose latest confirmed year is among these."""
    confirmed = YearReport.objects.filter(conferral=OuterRef("pk"), state=YearState.CONFIRMED).order_by("-year")
    return rows.alias(latest=Subquery(confirmed.values("pk")[:1])).filter(latest__in=wrong.values("pk"))


_SHOWING: dict[Indicator, Callable[[Rows, Union, date], Rows]] = {
    Indicator.DISSATISFIED: _dissatisfied,
    Indicator.BELOW_CONDITIONS: _below_conditions,
    Indicator.UNREPORTED: _unreported,
    Indicator.IMPORTANT_EVENT: _important_event,
    Indicator.REPORTED_TO: _reported_to,
}
