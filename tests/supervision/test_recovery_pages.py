"""Pages of recovery and of ended units: who finds what, each verb through its form, many at once, and what the public sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from honors.models import Conferral
from supervision.models import RecoveryItem, UnitEnd
from supervision.queries.recovery import items_of_end
from tests.cast import Cast, set_clock
from tests.honors.builders import a_pdf, conferred, opened, to_confer
from tests.supervision.ending import (
    LATER,
    a_home,
    all_in,
    established,
    home_and_small,
    recovered,
    reported,
    revoked,
)
from unions.models import Post

Browser = Callable[[Post], Client]
ENGLISH = re.compile(r">[^<]*\b(demanded|received|lost|recovering|reported|passed_up|None|True|False)\b[^<]*<")


def page(browser: Client, name: str, *args: object, query: str = "") -> str:
    """A page that opens, without a word of the code in it."""
    answer = browser.get(reverse(f"supervision:{name}", args=args) + query)
    assert answer.status_code == 200, answer.status_code
    text = answer.content.decode()
    assert not ENGLISH.search(text), ENGLISH.search(text)
    return text


def a_paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("说明.pdf", a_pdf(), "application/pdf")


# --- recovery ---------------------------------------------------------------------------------------------------------


def test_each_finds_what_concerns_it(cast: Cast, client_of: Browser) -> None:
    item = revoked(cast, a_home(cast))[0]
    url = reverse("supervision:recovery-item", args=[item.pk])
    who = ("clerk", "county", "province_signer", "nation_preparer", "other_clerk", "next_county", "secretariat")
    told = [client_of(getattr(cast, one)).get(url).status_code for one in who]
    assert told == [200, 200, 200, 200, 404, 404, 403]
    assert "甲厂工会" in page(client_of(cast.county), "recovery")
    assert "甲厂工会" not in page(client_of(cast.next_county), "recovery")
    assert Client().get(url).status_code == 302


def test_the_unit_is_told_where_to_hand_it_in_and_gets_no_buttons(cast: Cast, client_of: Browser) -> None:
    item = revoked(cast, a_home(cast))[0]
    text = page(client_of(cast.clerk), "recovery-item", item.pk)
    assert "请在 2026年4月1日 前交到苏州市姑苏区总工会" in text
    assert 'name="receipt-received_on"' not in text
    assert "甲厂工会" in page(client_of(cast.clerk), "recovery", query="?own=1")
    assert "甲厂工会" in page(client_of(cast.clerk), "recovery")  # it has nothing to collect
    receipt = reverse("supervision:recovery-receipt", args=[item.pk])
    data = {"receipt-received_on": "2026-03-02", "receipt-version": 1}
    answer = client_of(cast.clerk).post(receipt, data)
    assert (answer.status_code, "由上级工会收回" in answer.content.decode()) == (409, True)


def test_one_thing_through_its_forms(cast: Cast, client_of: Browser) -> None:
    certificate, plaque = revoked(cast, a_home(cast))
    browser = client_of(cast.county)

    def send(move: str, item: RecoveryItem, **data: object) -> int:
        item.refresh_from_db()
        data = {f"{move}-{name}": value for name, value in {**data, "version": item.version}.items()}
        url = reverse(f"supervision:recovery-{move}", args=[item.pk])
        assert browser.get(url).status_code == 302  # a reload leads to the page
        return browser.post(url, data).status_code

    assert send("reminder", certificate) == 302
    assert send("reminder", certificate) == 409
    assert send("receipt", certificate, received_on="") == 422
    assert send("receipt", certificate, received_on="2026-03-01") == 409
    assert send("receipt", certificate, received_on="2026-03-02") == 302
    assert send("loss", plaque, statement="搬迁时遗失", paper=a_paper()) == 302
    assert send("destruction", certificate, destroyed_on="2026-03-02") == 409
    assert {i.state for i in RecoveryItem.objects.all()} == {"received", "lost"}
    assert "由另一人销毁" in page(browser, "recovery-item", certificate.pk)
    text = page(browser, "recovery-item", plaque.pk)
    assert "搬迁时遗失" in text
    assert "已催交 1 次" in page(browser, "recovery-item", certificate.pk)
    paper = reverse("supervision:recovery-paper", args=[plaque.pk])
    assert browser.get(paper)["Content-Type"] == "application/pdf"
    assert client_of(cast.next_county).get(paper).status_code == 404
    assert browser.get(reverse("supervision:recovery-paper", args=[certificate.pk])).status_code == 404


def test_a_stale_page_keeps_what_was_typed(cast: Cast, client_of: Browser) -> None:
    item = revoked(cast, a_home(cast))[0]
    url = reverse("supervision:recovery-loss", args=[item.pk])
    answer = client_of(cast.county).post(url, {"loss-statement": "留着我", "loss-version": 7})
    text = answer.content.decode()
    assert (answer.status_code, "留着我" in text, "页面已过期" in text) == (409, True, True)


def test_the_list_is_searched_and_overdue_is_said(cast: Cast, client_of: Browser) -> None:
    home, small = home_and_small(cast)
    revoked(cast, home, small)
    set_clock(LATER)
    browser = client_of(cast.county)
    assert "待交回 4 件，其中逾期 4 件" in page(browser, "recovery")
    assert "已逾期 7 天" in page(browser, "recovery", query="?late=on")
    only = page(browser, "recovery", query="?q=第四班&kind=plaque")
    assert ("奖牌：第四班小组" in only, "证书：第四班小组" in only, "甲厂工会" in only) == (True, False, False)
    assert "没有查到" in page(browser, "recovery", query="?state=received")
    assert "甲厂工会" in page(browser, "recovery", query="?number=总工发〔2026〕30号&honour=model_home")
    assert "没有查到" in page(browser, "recovery", query="?number=总工发〔2026〕31号")


def test_all_that_match_are_taken_in_at_once_with_a_count_and_a_result_for_each(cast: Cast, client_of: Browser) -> None:
    """第二十六条, a whole decision of 92 units: 184 things, not only the 50 of the page."""
    rows = [to_confer(cast, f"之家{n:02}") for n in range(92)]
    revoked(cast, *conferred(cast, opened(cast), *rows))
    browser, url = client_of(cast.county), reverse("supervision:recovery-receipts")
    text = page(browser, "recovery-receipts", query="?number=总工发〔2026〕30号")
    assert "共 <strong>184</strong> 件，涉及 92 项荣誉：证书 92，奖牌 92" in text
    chosen = re.findall(r'name="item" value="(\d+:\d+)" checked', text)
    assert len(chosen) == 184
    missing = browser.post(url, {"item": chosen[:3]})
    assert (missing.status_code, missing.content.decode().count(" checked id=")) == (422, 3)
    assert browser.post(url, {"received_on": "2026-03-02"}).status_code == 409
    first = int(chosen[0].partition(":")[0])
    RecoveryItem.objects.filter(pk=first).update(version=5)
    answer = browser.post(url, {"item": chosen, "received_on": "2026-03-02"})
    text = answer.content.decode()
    assert (answer.status_code, "已办理 183 件，1 件没有办成" in text, "页面已过期" in text) == (200, True, True)
    assert RecoveryItem.objects.filter(state="received").count() == 183


def test_nobody_takes_in_what_others_collect(cast: Cast, client_of: Browser) -> None:
    item = revoked(cast, a_home(cast))[0]
    url = reverse("supervision:recovery-receipts")
    for post in (cast.next_county, cast.clerk):
        answer = client_of(post).post(url, {"item": [f"{item.pk}:1"], "received_on": "2026-03-02"})
        assert answer.status_code == 409
    assert RecoveryItem.objects.filter(state="received").count() == 0


@pytest.mark.parametrize("name", ["reminders", "receipts", "losses", "destructions"])
def test_every_bulk_page_opens(cast: Cast, client_of: Browser, name: str) -> None:
    page(client_of(cast.county), f"recovery-{name}")
    revoked(cast, a_home(cast))
    page(client_of(cast.county), f"recovery-{name}", query="?late=x&kind=nonsense&end=abc")


# --- units that have ended --------------------------------------------------------------------------------------------


def test_from_the_tree_to_the_nation_through_the_pages(cast: Cast, client_of: Browser) -> None:
    home, small = home_and_small(cast)
    tree = client_of(cast.clerk).get(reverse("unions:union", args=[cast.union.pk])).content.decode()
    report = reverse("supervision:report-end", args=[cast.union.pk])
    assert report in tree
    text = page(client_of(cast.clerk), "report-end", cast.union.pk)
    assert ("甲厂工会" in text, "第四班小组" in text, "苏州市姑苏区总工会" in text) == (True, True, True)
    clerk, county = client_of(cast.clerk), client_of(cast.county)
    assert clerk.post(report, {"kind": "bankrupt"}).status_code == 422
    data = {"kind": "bankrupt", "happened_on": "2026-02-20", "text": "法院裁定宣告破产", "paper": a_paper()}
    assert clerk.post(report, data).status_code == 302
    again = clerk.post(report, {**data, "paper": a_paper()})
    assert (again.status_code, "已经有人报告" in again.content.decode()) == (409, True)
    end = UnitEnd.objects.get()
    assert clerk.get(reverse("supervision:end-paper", args=[end.pk]))["Content-Type"] == "application/pdf"
    assert "核实，责令交回" not in page(clerk, "end", end.pk)
    assert end.union.name in page(county, "ends")
    assert "核实，责令交回" in page(county, "end", end.pk)

    def send(browser: Client, move: str, **given: object) -> int:
        end.refresh_from_db()
        sent = {f"{move}-{name}": value for name, value in {**given, "version": end.version}.items()}
        url = reverse(f"supervision:end-{move}", args=[end.pk])
        assert browser.get(url).status_code == 302
        return browser.post(url, sent).status_code

    named = {"kind": "bankrupt", "honours": [home.pk, small.pk], "due_on": "2026-04-01"}
    assert send(county, "establishment", **named) == 422
    assert send(clerk, "establishment", finding="属实", **named) == 409
    assert send(county, "establishment", finding="属实", **{**named, "honours": [small.pk]}) == 409
    assert send(county, "establishment", finding="属实", also=["decision"], **named) == 302
    page(county, "end", end.pk)
    assert send(county, "recovery") == 422
    all_in(cast, end)
    page(county, "end", end.pk)
    assert send(county, "recovery") == 302
    assert "苏州市总工会" in page(client_of(cast.prefecture), "end", end.pk)
    assert send(client_of(cast.prefecture), "passing") == 302
    assert send(client_of(cast.province_signer), "passing") == 302
    assert send(client_of(cast.province_signer), "closing") == 409
    assert "全总备案" in page(client_of(cast.nation_preparer), "end", end.pk)
    assert send(client_of(cast.nation_preparer), "closing") == 302
    end.refresh_from_db()
    assert (end.state, {c.state for c in Conferral.objects.all()}) == ("closed", {"recovered"})
    assert "已备案" in page(county, "ends", query="?tab=all")
    assert end.union.name not in page(county, "ends", query="?tab=open")


def test_kept_dismissed_taken_over_through_the_pages(cast: Cast, client_of: Browser) -> None:
    a_home(cast)
    end, county = reported(cast), client_of(cast.county)
    keeping = reverse("supervision:end-keeping", args=[end.pk])
    data = {"keeping-finding": "更名", "keeping-version": end.version}
    assert county.post(keeping, data).status_code == 422
    unknown = county.post(keeping, {**data, "keeping-paper_number": "文", "keeping-successor": "没有这个工会"})
    assert (unknown.status_code, "没有找到" in unknown.content.decode()) == (422, True)
    assert county.post(keeping, {**data, "keeping-paper_number": "苏工〔2026〕3号"}).status_code == 302
    assert "存续，保留荣誉" in page(county, "end", end.pk)
    end = reported(cast)
    dismissal = reverse("supervision:end-dismissal", args=[end.pk])
    given = {"dismissal-finding": "仍在经营", "dismissal-version": end.version}
    assert client_of(cast.prefecture).post(dismissal, given).status_code == 409
    assert county.post(dismissal, given).status_code == 302
    takeover = reverse("supervision:end-takeover", args=[reported(cast).pk])
    assert county.post(takeover, {"takeover-version": 1}).status_code == 409


def test_who_finds_an_end(cast: Cast, client_of: Browser) -> None:
    a_home(cast)
    end = reported(cast)
    url = reverse("supervision:end", args=[end.pk])
    who = ("clerk", "county", "nation_preparer", "other_clerk", "next_county", "next_province", "secretariat")
    assert [client_of(getattr(cast, one)).get(url).status_code for one in who] == [200, 200, 200, 404, 404, 404, 403]
    report = reverse("supervision:report-end", args=[cast.union.pk])
    assert [client_of(getattr(cast, one)).get(report).status_code for one in who] == [200, 200, 200, 404, 404, 404, 403]


def test_a_union_without_honours_needs_no_report(cast: Cast, client_of: Browser) -> None:
    assert "不需要报告" in page(client_of(cast.county), "report-end", cast.unions["G2"].pk)


# --- what the public sees ---------------------------------------------------------------------------------------------


def said_in_public(home: Conferral) -> set[str]:
    """How the register, its page, the check of the certificate and the API call the honour."""
    home.refresh_from_db()
    browser = Client()
    pages = [
        browser.get(reverse("honors:honours")),
        browser.get(reverse("honors:honour", args=[home.pk])),
        browser.get(reverse("honors:certificate-check", args=[home.check_code])),
    ]
    words = {
        word for answer in pages for word in ("有效", "终止收回", "已撤销") if f">{word}<" in answer.content.decode()
    }
    api = browser.get(f"/api/honours/{home.pk}/").json()
    check = browser.get(f"/api/certificates/{home.check_code}/").json()
    return words | {api["state_title"], check["result_title"]}


def test_the_public_is_told_at_once_and_only_then(cast: Cast) -> None:
    home = a_home(cast)
    end = reported(cast)
    assert "终止收回" not in said_in_public(home)
    established(cast, end)
    all_in(cast, end)
    assert "终止收回" not in said_in_public(home)
    recovered(cast, end)
    assert said_in_public(home) == {"终止收回"}
    answer = Client().get(f"/api/certificates/{home.check_code}/").json()
    assert (answer["result"], answer["ended_on"], answer["ended_by_number"]) == ("recovered", "2026-03-02", None)
    shown = Client().get(reverse("honors:honour", args=[home.pk])).content.decode()
    assert ("2026年3月2日" in shown, "这不是撤销荣誉称号" in shown) == (True, True)


def test_closed_units_are_shown_as_a_hint(cast: Cast, client_of: Browser) -> None:
    from ledger.actors import SYSTEM
    from unions.actions import close

    home_and_small(cast)
    close(cast.group, on=date(2026, 3, 1), paper="文", by=SYSTEM, at=cast.at, version=1)
    assert "总装车间第四班工会小组" in page(client_of(cast.county), "ends")
    assert "总装车间第四班工会小组" not in page(client_of(cast.next_county), "ends")
    assert items_of_end(reported(cast, cast.group, by=cast.county)).count() == 0
