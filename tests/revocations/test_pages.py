"""撤销案 on the screen: each door opens for who stands before it, says why not to others, and its form does what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from honors.models import Conferral
from revocations.models import Hearing, RevocationCase
from tests.cast import Cast, set_clock
from tests.honors.builders import a_pdf
from tests.revocations import build
from tests.supervision.build import recheck_of
from unions.models import Post

Browser = Callable[[Post], Client]


def pdf(name: str = "材料.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_pdf(), content_type="application/pdf")


def sent(client: Client, case: RevocationCase, door: str, **said: Any) -> int:
    """POST a door's form as its page was shown."""
    case.refresh_from_db()
    page = f"/revocations/{case.pk}/{door}/"
    assert client.get(page).status_code == 200
    return client.post(page, {"version": case.version, **said}).status_code


MEETING = {"held_on": "2026-03-02", "place": "三楼会议室", "attendees": "全体成员"}
DECISION = {
    "number": "总工发〔2026〕40号",
    "title": "关于撤销荣誉称号的决定",
    "issued_on": "2026-03-02",
    "due_on": "2026-05-08",
}


def test_route_one_on_pages(cast: Cast, client_of: Browser) -> None:
    home = build.home(cast)
    county, clerk = client_of(cast.county), client_of(cast.clerk)
    opened = county.post(f"/supervision/honours/{home.pk}/revocation/", {"summary": "虚报会员评议票数"})
    case = RevocationCase.objects.get()
    assert opened["Location"] == f"/revocations/{case.pk}/"
    assert clerk.get(f"/revocations/{case.pk}/").status_code == 404
    items = county.get(f"/revocations/{case.pk}/items/").content.decode()
    assert ("第二十三条第（九）项" in items, "第二十四条" in items) == (True, False)
    assert sent(county, case, "items/23.1", facts="申报时虚报票数", happened_on="2025-11-03") == 302
    ground = case.grounds.get()
    assert sent(county, case, f"grounds/{ground.pk}/evidence", element="fact", about="票数不实", paper=pdf()) == 302
    assert sent(county, case, "hearing", means="送达书面告知书") == 302
    hearing = Hearing.objects.get()
    told = clerk.get(f"/revocations/hearings/{hearing.pk}/").content.decode()
    assert ("申报时虚报票数" in told, "材料.pdf" in told) == (True, False)
    assert clerk.post(f"/revocations/hearings/{hearing.pk}/", {"statement": "情况属实"}).status_code == 302
    assert sent(county, case, "handing-over", to=cast.union.pk, reason="由原推荐单位申请") == 302
    assert sent(clerk, case, "application") == 302
    for post in (cast.county, cast.prefecture, cast.province_preparer):
        assert sent(client_of(post), case, "agreement", opinion="事实清楚，同意") == 302
    signer = client_of(cast.province_signer)
    assert sent(signer, case, "consent", **MEETING, minutes=pdf("纪要.pdf")) == 302
    assert sent(signer, case, "report", number="苏工〔2026〕8号", paper=pdf("报告.pdf")) == 302
    nation, other = client_of(cast.nation_preparer), client_of(cast.nation_signer)
    assert sent(nation, case, "verification", conclusion="属实", paper=pdf("核查.pdf")) == 302
    assert sent(nation, case, "request", number="基层请〔2026〕3号", paper=pdf()) == 409  # the one who verified
    assert sent(other, case, "request", number="基层请〔2026〕3号", paper=pdf("请示.pdf")) == 302
    assert "荣誉有效" in other.get(f"/revocations/{case.pk}/").content.decode()
    approved = sent(client_of(cast.secretariat), case, "approval", **MEETING, **DECISION, minutes=pdf("纪要.pdf"))
    assert (approved, Conferral.objects.get().state) == (302, "revoked")
    assert "撤销" in Client().get(f"/honours/{home.pk}/").content.decode()
    notice = {
        "recommender": cast.province.pk,
        "number": "工基函〔2026〕5号",
        "sent_on": "2026-03-02",
        "paper": pdf("通报.pdf"),
    }
    assert sent(nation, case, "closing") == 409
    assert sent(nation, case, "notice", **notice) == 302
    assert sent(other, case, "closing") == 302
    assert sent(nation, case, "reversal-request", reason="决定有误") == 302
    again = {**MEETING, "number": "总工发〔2026〕50号", "title": "关于更正的决定", "issued_on": "2026-03-02"}
    assert sent(client_of(cast.secretariat), case, "reversal", **again, minutes=pdf("纪要.pdf")) == 302
    assert Conferral.objects.get().state == "valid"
    shown = client_of(cast.secretariat).get(f"/revocations/{case.pk}/").content.decode()
    assert "撤销决定已更正" in shown


def test_each_door_says_why_it_is_shut(cast: Cast, client_of: Browser) -> None:
    case = build.draft(cast, build.home(cast))
    page = client_of(cast.province_signer).get(f"/revocations/{case.pk}/application/")
    assert (page.status_code, "现在不能办理" in page.content.decode()) == (200, True)
    assert "批准撤销" in client_of(cast.secretariat).get(f"/revocations/{case.pk}/approval/").content.decode()
    assert sent(client_of(cast.nation_preparer), case, "request", number="x", paper=pdf()) == 409
    assert sent(client_of(cast.secretariat), case, "direct-decision", **MEETING, **DECISION, minutes=pdf()) in (
        409,
        422,
    )


@pytest.mark.parametrize("who", ["next_county", "next_province", "other_clerk", "clerk"])
def test_others_find_nothing(cast: Cast, client_of: Browser, who: str) -> None:
    case = build.draft(cast, build.home(cast))
    client = client_of(getattr(cast, who))
    pages = [f"/revocations/{case.pk}/", f"/revocations/{case.pk}/hearing/", f"/revocations/{case.pk}/items/"]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    assert "没有撤销案" in client.get("/revocations/").content.decode()


def test_the_ways_into_a_case(cast: Cast, client_of: Browser) -> None:
    home = build.home(cast)
    nation, county = client_of(cast.nation_preparer), client_of(cast.county)
    recheck = recheck_of(cast, home)
    unfit = f"/supervision/rechecks/{recheck.pk}/unfit/"
    assert county.get(unfit).status_code == 200
    assert county.post(unfit, {"version": recheck.version, "finding": "长期不换届"}).status_code == 302
    case = RevocationCase.objects.get()
    assert sent(county, case, "withdrawal", reason="已改正") == 302
    assert nation.get("/revocations/decisions/").status_code == 200
    assert (
        nation.post(f"/revocations/decisions/{home.decision_id}/new/", {"summary": "整份决定有误"}).status_code == 302
    )
    assert RevocationCase.objects.exclude(pk=case.pk).get().whole_decision_id == home.decision_id


def test_a_stale_page_keeps_what_was_typed(cast: Cast, client_of: Browser) -> None:
    case = build.draft(cast, build.home(cast))
    answer = client_of(cast.county).post(
        f"/revocations/{case.pk}/hearing/", {"version": case.version - 1, "means": "当面送达"}
    )
    assert (answer.status_code, "当面送达" in answer.content.decode()) == (409, True)


def test_what_the_holder_enters_from_paper(cast: Cast, client_of: Browser) -> None:
    case = build.informed(build.draft(cast, build.home(cast)), by=cast.county)
    subject = case.subjects.get()
    set_clock(cast.at)
    page = f"/revocations/{case.pk}/subjects/{subject.pk}/statement/"
    assert client_of(cast.county).post(page, {"waived": "on"}).status_code == 302
    assert Hearing.objects.get().waived
