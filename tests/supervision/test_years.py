"""第二十二条第（二）项: figures are counts, reported by the unit, confirmed by the next higher union, due by level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.actions import store
from documents.models import Document
from honors.models import Conferral
from regulation.honours import Honour
from regulation.refusals import Refused
from regulation.windows import BEIJING
from supervision.actions.years import amend_year, confirm_year, report_again, report_year, return_year, set_due_days
from supervision.facts.years import Figures
from supervision.models import DueStep, YearReport
from supervision.queries.years import confirmed_years, due_days, owed_by, to_confirm, years_seen_by
from tests.cast import Cast, set_clock
from tests.honors.builders import a_pdf
from tests.supervision.build import homes, one_of_each
from unions.models import Post
from unions.queries import actor

LATER = datetime(2028, 2, 7, 10, 0, tzinfo=BEIJING)
FULL = Figures(
    employees=200, members=190, issued=190, returned=180, satisfied=170, basically=8, dissatisfied=2, grade="satisfied"
)


def paper(cast: Cast) -> Document:
    return store(SimpleUploadedFile("评议结果.pdf", a_pdf()), by=actor(cast.clerk), at=cast.at)


def reported(cast: Cast, conferral: Conferral, by: Post | None = None, **more: Any) -> YearReport:
    given: dict[str, Any] = {"year": 2027, "figures": FULL, "paper": paper(cast), "at": LATER, **more}
    return report_year(conferral, by=by or cast.clerk, **given)


def refused(verb: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as said:
        verb(*args, **kwargs)
    return said.value.code


def test_reported_by_the_unit_confirmed_by_the_next_higher_union(cast: Cast) -> None:
    home = homes(cast)[0]
    assert refused(reported, cast, home, by=cast.other_clerk) == "not_allowed"
    report = reported(cast, home)
    assert [row.pk for row in to_confirm(cast.county)] == [report.pk]
    assert [list(to_confirm(post)) for post in (cast.prefecture, cast.next_county, cast.clerk)] == [[], [], []]
    assert refused(confirm_year, report, by=cast.clerk, at=LATER, version=report.version) == "not_allowed"
    assert refused(confirm_year, report, by=cast.next_county, at=LATER, version=report.version) == "not_allowed"
    confirm_year(report, by=cast.county, at=LATER, version=report.version)
    assert (report.state, confirmed_years([home])[home.pk][0].dissatisfied) == ("confirmed", 2)


def test_a_small_home_is_reported_by_the_union_above_it(cast: Cast) -> None:
    small = one_of_each(cast)[Honour.MODEL_SMALL_HOME]
    report = reported(cast, small)
    assert refused(confirm_year, report, by=cast.clerk, at=LATER, version=report.version) == "own_report"
    confirm_year(report, by=cast.county, at=LATER, version=report.version)
    assert report.state == "confirmed"


def test_what_cannot_be_is_refused(cast: Cast) -> None:
    home = one_of_each(cast)[Honour.MODEL_HOME]
    assert refused(reported, cast, home, year=2028) == "year_ahead"
    assert refused(reported, cast, home, year=2025) == "before_conferral"
    assert refused(reported, cast, home, figures=Figures()) == "nothing_reported"
    assert refused(reported, cast, home, figures=Figures(employees=10)) == "figures_incomplete"
    assert refused(reported, cast, home, figures=Figures(employees=10, members=11)) == "members_above_employees"
    assert refused(reported, cast, home, figures=replace(FULL, dissatisfied=3)) == "ballots_inconsistent"
    assert refused(reported, cast, home, figures=replace(FULL, issued=None)) == "figures_incomplete"
    assert refused(reported, cast, home, paper=None) == "paper_missing"
    reported(cast, home)
    assert refused(reported, cast, home) == "already_reported"
    assert YearReport.objects.count() == 1


def test_returned_with_words_and_reported_again(cast: Cast) -> None:
    home = one_of_each(cast)[Honour.MODEL_HOME]
    report = reported(cast, home)
    assert (
        refused(return_year, report, reason=" ", by=cast.county, at=LATER, version=report.version) == "reason_missing"
    )
    return_year(report, reason="票数与材料不符", by=cast.county, at=LATER, version=report.version)
    again = replace(FULL, satisfied=160)
    report_again(report, figures=again, by=cast.clerk, at=LATER, version=report.version)
    assert (report.state, report.satisfied, report.returned_for, report.paper is not None) == (
        "reported",
        160,
        "",
        True,
    )


def test_an_amended_year_keeps_what_was_there(cast: Cast) -> None:
    home = one_of_each(cast)[Honour.MODEL_HOME]
    report = reported(cast, home)
    confirm_year(report, by=cast.county, at=LATER, version=report.version)
    given: dict[str, Any] = {"figures": replace(FULL, satisfied=160), "by": cast.county, "at": LATER}
    assert refused(amend_year, report, reason="", version=report.version, **given) == "reason_missing"
    amend_year(report, reason="录入有误，见更正函", version=report.version, **given)
    assert (report.state, report.satisfied) == ("confirmed", 160)
    last = report.chain.entries.order_by("number").last()
    assert last is not None
    assert '"satisfied":170' in last.text.replace(" ", "")


def test_each_level_has_its_day(cast: Cast) -> None:
    home = one_of_each(cast)[Honour.MODEL_HOME]
    assert next((one.conferral.pk, one.year, one.due_on) for one in owed_by(cast.clerk, on=LATER.date())) == (
        home.pk,
        2027,
        date(2028, 3, 31),
    )
    days = due_days(2027)
    late = {**days, DueStep.UNIT: date(2028, 6, 1)}
    given: dict[str, Any] = {"by": cast.nation_preparer, "at": LATER}
    assert refused(set_due_days, 2027, late, **given) == "due_out_of_order"
    assert refused(set_due_days, 2027, {DueStep.UNIT: date(2027, 12, 31)}, **given) == "due_before_year_end"
    assert refused(set_due_days, 2027, days, by=cast.province_signer, at=LATER) == "not_allowed"
    set_due_days(2027, {**days, DueStep.UNIT: date(2028, 2, 29)}, paper="总工基层〔2028〕1号", **given)
    assert due_days(2027)[DueStep.UNIT] == date(2028, 2, 29)


def test_next_door_sees_nothing(cast: Cast) -> None:
    report = reported(cast, one_of_each(cast)[Honour.MODEL_HOME])
    seen = {
        name: years_seen_by(getattr(cast, name)).filter(pk=report.pk).exists()
        for name in (
            "clerk",
            "county",
            "province_signer",
            "nation_preparer",
            "other_clerk",
            "next_county",
            "next_province",
        )
    }
    assert [name for name, sees in seen.items() if sees] == ["clerk", "county", "province_signer", "nation_preparer"]


def test_a_year_sent_twice_says_where_it_stands(cast: Cast, client_of: Callable[[Post], Client]) -> None:
    home = homes(cast)[0]
    set_clock(LATER)
    browser, address = client_of(cast.clerk), reverse("supervision:new-year", args=[home.pk])
    for year in (2026, 2027):
        data = {"year": year, "employees": 200, "members": 190}
        assert browser.post(address, data).status_code == 302
    again = browser.post(address, data)
    assert (again.status_code, "请在原记录上修改" in again.content.decode()) == (409, True)
    assert browser.get(address)["Location"] == reverse("supervision:record", args=[home.pk])
