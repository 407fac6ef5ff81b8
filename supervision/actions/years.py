"""年度情况: reported by the unit, confirmed by the next higher union (第二十二条第（二）项)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from documents.models import Document
from honors.models import Conferral
from honors.moves import ConferralState
from ledger.actions import begin, moving, touch
from regulation.refusals import Refused
from regulation.windows import in_beijing
from supervision.facts.years import ARTICLE, Figures
from supervision.models import DueStep, YearDue, YearReport
from supervision.moves import AMEND_YEAR, CONFIRM_YEAR, REPORT_AGAIN, RETURN_YEAR, YEAR
from supervision.queries import supervised_by
from supervision.queries.years import reports_on
from unions.models import Post
from unions.queries import actor, national, require


def report_year(
    conferral: Conferral, *, year: int, figures: Figures, paper: Document | None = None, by: Post, at: datetime
) -> YearReport:
    """报送一个年度: by the unit itself (for a 小家 by the union above it), or for it by a union above.

    Refused: "not_allowed"; "year_ahead", "before_conferral"; "already_reported"; "honour_ended"; "paper_missing"; and as
    `Figures.check`.
    """
    today = in_beijing(at).date()
    require(by, "supervise", by.union, on=today)
    _answers_for(conferral, by)
    if conferral.state != ConferralState.VALID:
        raise Refused("honour_ended", "该荣誉已经终止，不再报送年度情况。", ARTICLE)
    if year >= today.year:
        raise Refused("year_ahead", f"{year}年尚未结束，请在年度结束后报送。", ARTICLE)
    if year < conferral.conferred_on.year:
        raise Refused(
            "before_conferral", f"该荣誉于{conferral.conferred_on.year}年授予（命名），从当年起报送。", ARTICLE
        )
    figures.check()
    if figures.ballot is not None and paper is None:
        raise Refused("paper_missing", "填写了评议票数，请附会员（代表）大会评议结果材料。", ARTICLE)
    who = actor(by)
    report = YearReport(
        conferral=conferral,
        year=year,
        paper=paper,
        union=by.union,
        reported_at=at,
        reported_by=who.words[:200],
        **figures.columns(),
    )
    try:
        with transaction.atomic():
            touch(conferral, states=(ConferralState.VALID,))
            details = {"conferral": conferral.certificate_number, "year": year, "figures": _told(figures)}
            return begin(report, table=YEAR, by=who, at=at, act="报送年度情况", article=ARTICLE, details=details)
    except IntegrityError as twice:
        if not YearReport.objects.filter(conferral=conferral, year=year).exists():
            raise
        raise Refused("already_reported", f"{year}年的情况已经报送，请在原记录上修改。", ARTICLE) from twice


def report_again(
    report: YearReport,
    *,
    figures: Figures,
    paper: Document | None = None,
    by: Post,
    at: datetime,
    version: int,
) -> YearReport:
    """重新报送 what was returned, or was not yet confirmed. Refused as `report_year`."""
    require(by, "supervise", by.union, on=in_beijing(at).date())
    _answers_for(report.conferral, by)
    figures.check()
    kept = paper or report.paper
    if figures.ballot is not None and kept is None:
        raise Refused("paper_missing", "填写了评议票数，请附会员（代表）大会评议结果材料。", ARTICLE)
    who = actor(by)
    changes: dict[str, Any] = {**figures.columns(), "paper": kept, "union": by.union, "reported_at": at}
    changes |= {"reported_by": who.words[:200], "returned_for": ""}
    with moving(report, REPORT_AGAIN, by=who, at=at, version=version, **changes) as writing:
        writing.details["figures"] = _told(figures)
    return report


def return_year(report: YearReport, *, reason: str, by: Post, at: datetime, version: int) -> YearReport:
    """退回补正, with what is to be put right. Refused: "not_allowed", "own_report", "reason_missing"."""
    _stands_over(report, by, at=at)
    reason = _needed(reason, "请写明需要补正的内容，报送单位会看到。")
    with moving(report, RETURN_YEAR, by=actor(by), at=at, version=version, returned_for=reason) as writing:
        writing.reason = reason
    return report


def confirm_year(report: YearReport, *, by: Post, at: datetime, version: int) -> YearReport:
    """核对无误: from now on triggers and re-checks read it. Refused: "not_allowed", "own_report"."""
    _stands_over(report, by, at=at)
    who = actor(by)
    with moving(report, CONFIRM_YEAR, by=who, at=at, version=version, confirmed_at=at, confirmed_by=who.words[:200]):
        touch(report.conferral, states=tuple(ConferralState))
    return report


def amend_year(
    report: YearReport, *, figures: Figures, reason: str, by: Post, at: datetime, version: int
) -> YearReport:
    """更正 a confirmed year; what was there before stays in the ledger. Refused: also "reason_missing"."""
    _stands_over(report, by, at=at)
    reason = _needed(reason, "请写明更正的理由和依据。")
    figures.check()
    before = {name: getattr(report, name) for name in figures.columns()}
    with moving(report, AMEND_YEAR, by=actor(by), at=at, version=version, **figures.columns()) as writing:
        writing.reason = reason
        before.pop("remarks")
        writing.details |= {"before": before, "figures": _told(figures)}
        touch(report.conferral, states=tuple(ConferralState))
    return report


def set_due_days(year: int, days: Mapping[DueStep, date], *, paper: str = "", by: Post, at: datetime) -> list[YearDue]:
    """设定年度期限 of every level, by national staff.

    Refused: "not_allowed"; "due_before_year_end"; "due_out_of_order" when a level would be due before the one below it.
    """
    require(by, "audit", national(), on=in_beijing(at).date())
    in_order = [days[step] for step in DueStep if step in days]
    if in_order and min(in_order) <= date(year, 12, 31):
        raise Refused("due_before_year_end", f"期限应在{year}年结束之后。", ARTICLE)
    if in_order != sorted(in_order):
        raise Refused("due_out_of_order", "下级的期限不能晚于上级，请逐级核对。", ARTICLE)
    who = actor(by).words[:200]
    with transaction.atomic():
        return [
            YearDue.objects.update_or_create(
                year=year,
                step=step,
                defaults={"due_on": due_on, "paper": paper.strip(), "set_at": at, "set_by": who},
            )[0]
            for step, due_on in days.items()
        ]


def _answers_for(conferral: Conferral, by: Post) -> None:
    if not (reports_on(by) | supervised_by(by)).filter(pk=conferral.pk).exists():
        raise Refused("not_allowed", "只能报送本单位（及下属小家）或下级工会所获荣誉的年度情况。", ARTICLE)


def _stands_over(report: YearReport, by: Post, *, at: datetime) -> None:
    require(by, "supervise", by.union, on=in_beijing(at).date())
    if not supervised_by(by).filter(pk=report.conferral_id).exists():
        raise Refused("not_allowed", "只能核对下级工会报送的年度情况。", ARTICLE)
    if report.union_id == by.union_id and not by.union.is_national:
        raise Refused("own_report", "本工会报送的，由上级工会核对。", ARTICLE)


def _needed(words: str, sentence: str) -> str:
    if not words.strip():
        raise Refused("reason_missing", sentence, ARTICLE)
    return words.strip()


def _told(figures: Figures) -> dict[str, Any]:
    """The counts for the ledger; what staff wrote about the unit is not repeated there."""
    told = figures.columns()
    told.pop("remarks")
    return told
