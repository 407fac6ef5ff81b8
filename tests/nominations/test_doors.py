"""The pages as people use them: saving, being too late, uploading, showing, filing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honors.models import Round
from ledger.actors import SYSTEM
from ledger.models import Entry
from nominations.content import application_of
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Honour
from reviews.actions.chain import send_back
from tests.cast import Cast, set_clock
from tests.honors.builders import a_pdf
from tests.nominations import build
from unions.actions.posts import Grant, grant_posts
from unions.models import Person, Post, Role

pytestmark = pytest.mark.django_db
Browser = Callable[[Post], Client]


def address(name: str, case: Nomination, *more: Any) -> str:
    return reverse(f"nominations:{name}", args=[case.pk, *more])


def pdf(name: str = "意见.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or a_pdf(), content_type="application/pdf")


def test_begin_save_and_go_on(cast: Cast, round: Round, client_of: Browser) -> None:
    browser = client_of(cast.clerk)
    asked = {"round": round.pk, "honour": "model_home"}
    answer = browser.post(reverse("nominations:begin"), asked)
    case = Nomination.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address("case", case))
    browser.post(reverse("nominations:begin"), asked)
    assert Nomination.objects.count() == 1
    revision = application_of(case).revision
    saved = browser.post(address("section", case, "basic"), {"revision": revision, "chair": "周建国", "then": "next"})
    assert (saved.status_code, saved["Location"]) == (302, address("section", case, "organisation"))
    assert getattr(application_of(case), "chair", "") == "周建国"


def test_what_was_typed_wrong_stays_in_the_form(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    answer = client_of(cast.clerk).post(
        address("section", case, "basic"),
        {"revision": application_of(case).revision, "chair": "周建国", "union_credit_code": "123"},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["union_credit_code"] == ["统一社会信用代码应为 18 位，现为 3 位。"]
    assert "周建国" in answer.content.decode()
    assert getattr(application_of(case), "chair", "") == ""


def test_too_many_characters_are_counted_in_a_sentence(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    answer = client_of(cast.clerk).post(
        address("section", case, "deeds"), {"revision": application_of(case).revision, "deeds_short": "字" * 503}
    )
    assert answer.context["form"].errors["deeds_short"] == ["简要事迹现有 503 字，最多 500 字，请删减 3 字。"]


def test_a_stale_page_shows_both_and_loses_nothing(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    browser, url = client_of(cast.clerk), address("section", case, "deeds")
    seen = application_of(case).revision
    browser.post(url, {"revision": seen, "deeds_short": "别人写的"})
    answer = browser.post(url, {"revision": seen, "deeds_short": "我写的"})
    assert answer.status_code == 409
    assert [(c.label, c.old, c.new) for c in answer.context["changes"]] == [
        ("简要事迹（500 字以内）", "别人写的", "我写的")
    ]
    assert answer.context["form"]["deeds_short"].value() == "我写的"
    renewed = answer.context["form"]["revision"].value()
    assert browser.post(url, {"revision": renewed, "deeds_short": "我写的"}).status_code == 302
    assert application_of(case).deeds_short == "我写的"
    assert case.revisions.filter(content__contains="别人写的").exists()


def test_years_are_rows_of_counts(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    data: dict[str, Any] = {
        "revision": application_of(case).revision,
        "years-TOTAL_FORMS": 3,
        "years-INITIAL_FORMS": 3,
    }
    for number, row in enumerate(build.years()):
        data |= {f"years-{number}-{name}": value for name, value in row.items()}
    data |= {"years-2-employees": "", "years-2-members": ""}
    browser, url = client_of(cast.clerk), address("section", case, "years")
    assert browser.post(url, data).status_code == 422
    data |= {f"years-2-{name}": "" for name in build.years()[2] if name != "year"}
    assert browser.post(url, data).status_code == 302
    assert [row.year for row in case.years.all()] == [2023, 2024]


def test_an_employer_with_a_record(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    unit = {f"employers-0-{n}": {True: "yes", False: "no"}.get(v, v) for n, v in build.employer().items()}
    data = {
        "revision": application_of(case).revision,
        "employers-TOTAL_FORMS": 1,
        "employers-INITIAL_FORMS": 0,
        **unit,
        "employers-0-records_checked": "on",
        "records-TOTAL_FORMS": 1,
        "records-INITIAL_FORMS": 0,
        "records-0-employer": 1,
        "records-0-kind": "accident",
        "records-0-on": "2025-06-01",
        "records-0-grade": "",
    }
    browser, url = client_of(cast.clerk), address("section", case, "employers")
    assert browser.post(url, data).status_code == 422
    assert browser.post(url, {**data, "records-0-grade": "ordinary", "records-0-verdict": "yes"}).status_code == 302
    employer = case.employers.get()
    assert (employer.wages_in_arrears, employer.contracts_with_all) == (False, True)
    assert employer.records.get().verdict is True


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("意见.pdf", b"MZ not a pdf at all", "file_type"), ("空.pdf", b"%PDF-1.4 broken", "file_broken")],
)
def test_a_wrong_file_is_answered_with_a_sentence(
    cast: Cast, round: Round, client_of: Browser, name: str, content: bytes, said: str
) -> None:
    case = build.draft_home(cast, round)
    answer = client_of(cast.clerk).post(
        address("papers", case),
        {"version": case.version, "kind": "title", "note": "表彰决定复印件", "document": pdf(name, content)},
    )
    assert (answer.status_code, answer.context["refusal"].code) == (409, said)
    assert answer.context["form"]["note"].value() == "表彰决定复印件"
    assert case.attachments.count() == 0


def test_a_file_over_the_limit_is_answered_with_a_sentence(
    cast: Cast, round: Round, client_of: Browser, settings: Any
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    case = build.draft_home(cast, round)
    answer = client_of(cast.clerk).post(
        address("papers", case), {"kind": "title", "document": pdf("大.pdf", b"%PDF" + b"0" * 1024 * 1024 * 2)}
    )
    assert answer.status_code == 422
    assert "超过 1 MB 的上限" in answer.context["form"].errors["document"][0]


def test_documents_are_served_to_those_who_see_the_case(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    client_of(cast.clerk).post(address("papers", case), {"version": case.version, "kind": "title", "document": pdf()})
    document = case.attachments.get().document
    url = address("attachment", case, document.key)
    assert client_of(cast.clerk).get(url).status_code == 200
    assert client_of(cast.county).get(url).status_code == 404
    build.filed(build.complete(case, by=cast.clerk), by=cast.clerk)
    assert b"".join(client_of(cast.county).get(url)) == a_pdf()
    for post in (cast.next_province, cast.next_county, cast.other_clerk):
        assert client_of(post).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    other = build.draft_home(cast, round, by=cast.other_clerk)
    assert client_of(cast.other_clerk).get(address("attachment", other, document.key)).status_code == 404


def test_an_opinion_is_recorded_with_its_paper(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    data: dict[str, Any] = {
        "version": case.version,
        "giver": "会员代表大会",
        "agrees": "yes",
        "as_of": "2026-03-02",
        "assembly": "representatives",
        "present": 70,
    }
    browser, url = client_of(cast.clerk), address("opinion", case, "members")
    assert browser.post(url, data).status_code == 422
    assert browser.post(url, {**data, "document": pdf()}).status_code == 302
    assert browser.post(url, {**data, "document": pdf()}).status_code == 302  # a double click
    stale = browser.post(url, {**data, "giver": "工会委员会"})
    assert (stale.status_code, stale.context["refusal"].code) == (409, "stale")
    assert stale.context["form"]["giver"].value() == "工会委员会"
    data["version"] = stale.context["form"]["version"].value()
    assert browser.post(url, {**data, "in_favour": 71}).status_code == 409
    assert browser.post(url, {**data, "in_favour": 70}).status_code == 302
    assert case.opinions.get().in_favour == 70


def test_show_file_and_double_click(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.complete(build.draft_home(cast, round), by=cast.clerk)
    browser = client_of(cast.clerk)
    shown = {
        "version": case.version,
        "contacts": build.CONTACTS,
        "medium": "厂区公示栏",
        "medium_visible_at": "2026-03-02T08:30",
        "medium_page": "一号门",
    }
    assert browser.post(address("unit-notice", case), shown).status_code == 302
    again = browser.post(address("unit-notice", case), shown)
    assert (again.status_code, again["Location"]) == (302, address("case", case))
    case.refresh_from_db()
    early = browser.post(address("filing", case), {"version": case.version})
    assert (early.status_code, early.context["refusal"].code) == (409, "notice_running")
    set_clock(build.after_notice(case))
    page = browser.get(address("filing", case))
    assert (page.context["possible"], page.context["why"]) == (True, "")
    form = {"version": page.context["form"]["version"].value()}
    assert browser.post(address("filing", case), form).status_code == 302
    again = browser.post(address("filing", case), form, follow=True)
    assert again.redirect_chain == [(address("case", case), 302)]
    assert "已申报，没有重复报送。" in again.content.decode()
    case.refresh_from_db()
    assert case.state == State.UNDER_REVIEW
    assert Entry.objects.filter(chain=case.chain, act="file").count() == 1


def test_only_who_filed_is_told_that_it_is_done(cast: Cast, round: Round, client_of: Browser) -> None:
    """A colleague's page left open is stale, and so is one's own once the case has moved on."""
    case = build.filed_case(cast, round)
    seen = {"version": case.version - 1}
    assert client_of(cast.clerk).post(address("filing", case), seen).status_code == 302
    assert client_of(cast.clerk).post(address("filing", case), {"version": case.version}).status_code == 409
    person = Person.objects.create_user("xu-wenjing", name="许文静")
    person.activated_at = cast.at
    person.save()
    (colleague,) = grant_posts([Grant(person, cast.union, Role.CLERK, cast.clerk.since)], by=SYSTEM, at=cast.at)
    assert client_of(colleague).post(address("filing", case), seen).status_code == 409
    at = build.after_notice(case)
    send_back(case, by=cast.county, at=at, version=case.version, reasons=[("deeds", "事迹过于简略")])
    assert client_of(cast.clerk).post(address("filing", case), seen).status_code == 409


def test_reasons_are_kept_before_filing_and_shown_again(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    browser = client_of(cast.clerk)
    rule = "comes_from_provincial_model_homes"
    said = {f"reason-{rule}": "地市级连续优秀"}
    assert browser.post(address("judgement", case), said).status_code == 409
    assert browser.post(address("judgement", case), {**said, "version": case.version}).status_code == 302
    assert browser.get(address("judgement", case)).context["reasons"] == {rule: "地市级连续优秀"}


def test_reading_changes_nothing(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.complete(build.draft_home(cast, round), by=cast.clerk)
    before = (case.version, application_of(case).revision, Entry.objects.count())
    for name in ("case", "judgement", "filing", "unit-notice", "revision", "papers", "opinions", "changes"):
        client_of(cast.clerk).get(address(name, case))
    case.refresh_from_db()
    assert (case.version, application_of(case).revision, Entry.objects.count()) == before


def queries(browser: Client, url: str) -> int:
    """How many queries a page asks, once its session stands."""
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_a_list_asks_as_often_for_three_as_for_one(cast: Cast, round: Round, client_of: Browser) -> None:
    url = reverse("nominations:list")
    build.filed_case(cast, round, Honour.MODEL_HOME)
    posts = (cast.clerk, cast.county, cast.province_preparer, cast.nation_preparer)
    one = [queries(client_of(post), url) for post in posts]
    build.filed_case(cast, round, Honour.MODEL_SMALL_HOME)
    build.filed_case(cast, round, Honour.OUTSTANDING_WORKER)
    assert [queries(client_of(post), url) for post in posts] == one
    assert max(one) <= 12


def test_a_case_page_is_bounded(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.filed_case(cast, round)
    assert queries(client_of(cast.county), address("case", case)) <= 16


def test_a_name_is_found_by_its_characters(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.filed_case(cast, round)
    for post in (cast.clerk, cast.county, cast.province_preparer, cast.nation_preparer):
        for words, found in (("苏州某某", [case]), (case.number, [case]), ("杭州", [])):
            page = client_of(post).get(reverse("nominations:list"), {"q": words})
            assert list(page.context["page"].rows) == found
