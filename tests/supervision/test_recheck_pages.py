"""The pages of a re-check: each verb through its form, who enters, what is said when the law says no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from supervision.models import CheckResult, Outcome, Recheck
from supervision.moves import RecheckState
from supervision.views.recheck_page import FORMS
from tests.cast import Cast
from tests.supervision.build import draft, filled, homes, recheck_of
from tests.supervision.pages import no_english, said
from unions.models import Post

Browser = Callable[[Post], Client]


# --- one re-check -----------------------------------------------------------------------------------------------------


def test_opened_from_the_archive(cast: Cast, client_of: Browser) -> None:
    home = homes(cast)[0]
    county = client_of(cast.county)
    record = county.get(reverse("honors:record", args=[home.pk])).content.decode()
    address = reverse("supervision:new-recheck", args=[home.pk])
    assert address in record
    assert address not in client_of(cast.clerk).get(reverse("honors:record", args=[home.pk])).content.decode()
    no_english(said(county, "new-recheck", home.pk))
    assert county.post(address, {"reason": "", "due_on": "2026-06-30"}).status_code == 422
    assert county.post(address, {"reason": "例行", "due_on": "2026-01-30"}).status_code == 409
    assert county.post(address, {"reason": "例行", "due_on": "2026-06-30"}).status_code == 302
    recheck = Recheck.objects.get()
    assert "例行" in said(county, "recheck", recheck.pk)
    again = county.post(address, {"reason": "再来", "due_on": "2026-06-30"})
    assert (again.status_code, "再来" in again.content.decode()) == (409, True)


def _form(recheck: Recheck, result: str = CheckResult.MET, remark: str = "") -> dict[str, Any]:
    rows = {f"{item.code}-result": result for item in recheck.items.all()}
    return {"version": recheck.version, **rows, **{f"{item.code}-remark": remark for item in recheck.items.all()}}


def test_the_checklist_is_saved_in_part_and_whole(cast: Cast, client_of: Browser) -> None:
    recheck = recheck_of(cast, homes(cast)[0])
    county = client_of(cast.county)
    address = reverse("supervision:recheck-checklist", args=[recheck.pk])
    first = recheck.items.all()[0]
    part = {"version": recheck.version, f"{first.code}-result": "met", f"{first.code}-remark": "看过台账"}
    assert county.post(address, part).status_code == 302
    page = said(county, "recheck", recheck.pk)
    assert ("看过台账" in page, "项没有填写" in page, ">认定合格<" in page) == (True, True, False)
    no_english(page)
    recheck.refresh_from_db()
    unsaid = county.post(address, _form(recheck, CheckResult.NOT_MET))
    assert (unsaid.status_code, "不符合的，请写明具体情况" in unsaid.content.decode()) == (422, True)
    stale = county.post(address, {**_form(recheck, remark="另一人的话"), "version": 1})
    assert (stale.status_code, "另一人的话" in stale.content.decode()) == (409, True)
    assert county.post(address, _form(recheck)).status_code == 302
    page = said(county, "recheck", recheck.pk)
    assert all(word in page for word in ("认定合格", "更名后保留", "责令整改", "作出警示"))
    no_english(page)


CONCLUSIONS: dict[str, tuple[dict[str, str], str]] = {
    "keeping": ({"finding": ""}, Outcome.KEPT),
    "renaming": ({"new_name": "新名", "paper_number": "苏工〔2026〕1号", "finding": ""}, Outcome.KEPT_RENAMED),
    "mending": ({"what": "补选主席", "mend_by": "2026-05-01"}, ""),
    "warning": ({"reason": "会务公开不及时"}, Outcome.WARNED),
}


@pytest.mark.parametrize("move", CONCLUSIONS)
def test_each_conclusion(cast: Cast, client_of: Browser, move: str) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    county = client_of(cast.county)
    address = reverse(f"supervision:recheck-{move}", args=[recheck.pk])
    data, outcome = CONCLUSIONS[move]
    given = {f"{move}-{name}": value for name, value in data.items()}
    assert county.post(address, given).status_code == 422  # a page without a version saw nothing
    stale = county.post(address, {**given, f"{move}-version": 1})
    assert (stale.status_code, all(value in stale.content.decode() for value in data.values())) == (409, True)
    assert county.get(address)["Location"] == reverse("supervision:recheck", args=[recheck.pk])
    assert county.post(address, {**given, f"{move}-version": recheck.version}).status_code == 302
    recheck.refresh_from_db()
    assert recheck.outcome == outcome
    no_english(said(county, "recheck", recheck.pk))
    told = said(client_of(cast.clerk), "own-rechecks")
    assert all(value in told for name, value in data.items() if name in ("new_name", "what", "reason"))
    no_english(told)


def test_mending_from_the_order_to_its_acceptance(cast: Cast, client_of: Browser) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    county = client_of(cast.county)
    order = {"mending-what": "补选主席", "mending-mend_by": "2026-05-01", "mending-version": recheck.version}
    county.post(reverse("supervision:recheck-mending", args=[recheck.pk]), order)
    recheck.refresh_from_db()
    assert (recheck.state, f"{recheck.due_on}") == (RecheckState.MENDING, "2026-05-01")
    assert "整改合格，恢复" in said(county, "recheck", recheck.pk)
    accepted = {"acceptance-finding": "已补选", "acceptance-version": recheck.version}
    assert county.post(reverse("supervision:recheck-acceptance", args=[recheck.pk]), accepted).status_code == 302
    assert "整改合格，恢复" in county.get(reverse("supervision:rechecks") + "?tab=concluded").content.decode()


def test_the_sheet_goes_along(cast: Cast, client_of: Browser) -> None:
    recheck = recheck_of(cast, homes(cast)[0])
    page = said(client_of(cast.county), "recheck-sheet", recheck.pk)
    assert page.count("☐符合") == recheck.items.count()
    no_english(page)


def test_the_queue_shows_what_is_overdue_first(cast: Cast, client_of: Browser) -> None:
    later, sooner = homes(cast, 2)
    recheck_of(cast, later)
    early = recheck_of(cast, sooner)
    Recheck.objects.filter(pk=early.pk).update(due_on="2026-02-20")
    page = said(client_of(cast.county), "rechecks")
    assert page.index(sooner.subject_name) < page.index(later.subject_name)
    assert "已逾期 10 天" in page
    assert sooner.subject_name not in said(client_of(cast.prefecture), "rechecks")
    everything = client_of(cast.prefecture).get(reverse("supervision:rechecks") + "?tab=open").content.decode()
    assert sooner.subject_name in everything


# --- doors ------------------------------------------------------------------------------------------------------------


def test_others_find_nothing(cast: Cast, client_of: Browser) -> None:
    home = homes(cast)[0]
    recheck, programme = recheck_of(cast, home), draft(cast)
    pages = {
        "recheck": recheck.pk,
        "recheck-sheet": recheck.pk,
        "recheck-keeping": recheck.pk,
        "new-recheck": home.pk,
        "programme": programme.pk,
        "programme-draw": programme.pk,
        "programme-choice": programme.pk,
    }
    for post in (cast.clerk, cast.other_clerk, cast.next_county, cast.next_province):
        browser = client_of(post)
        answers = {
            name: browser.get(reverse(f"supervision:{name}", args=[pk])).status_code for name, pk in pages.items()
        }
        assert answers == dict.fromkeys(pages, 404)
        assert home.subject_name not in said(browser, "rechecks")
    secretariat = client_of(cast.secretariat)
    assert secretariat.get(reverse("supervision:rechecks")).status_code == 403


def test_a_union_above_reads_but_is_offered_nothing(cast: Cast, client_of: Browser) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    page = said(client_of(cast.province_signer), "recheck", recheck.pk)
    assert ("例行复查" in page, "认定合格" in page, 'name="version"' in page) == (True, False, False)
    answer = client_of(cast.province_signer).post(
        reverse("supervision:recheck-keeping", args=[recheck.pk]), {"keeping-version": recheck.version}
    )
    assert (answer.status_code, 'id="refusal"' in answer.content.decode()) == (409, True)


def test_whoever_comes_after_the_conclusion_is_told(cast: Cast, client_of: Browser) -> None:
    recheck = filled(cast, recheck_of(cast, homes(cast)[0]))
    address = reverse("supervision:recheck-keeping", args=[recheck.pk])
    browser = client_of(cast.county)
    assert browser.post(address, {"keeping-version": recheck.version}).status_code == 302
    again = browser.post(address, {"keeping-version": recheck.version})
    assert (again.status_code, again.content.decode().count('id="refusal"')) == (409, 1)


def test_the_reason_stays_with_the_union_that_opened_it_and_those_above(cast: Cast, client_of: Browser) -> None:
    recheck = recheck_of(cast, homes(cast)[0], cast.prefecture, reason="群众有反映")
    assert "群众有反映" not in said(client_of(cast.county), "recheck", recheck.pk)
    assert "群众有反映" in said(client_of(cast.prefecture), "recheck", recheck.pk)
    assert "群众有反映" in said(client_of(cast.province_signer), "recheck", recheck.pk)


@pytest.mark.parametrize("name", ["recheck", *(f"recheck-{move}" for move in FORMS)])
def test_numbers_that_are_no_recheck(cast: Cast, client_of: Browser, name: str) -> None:
    assert client_of(cast.county).get(reverse(f"supervision:{name}", args=[99])).status_code == 404
