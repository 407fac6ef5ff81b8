"""After the honour, in the browser: lost by both routes and under Article 27, and everywhere at once and only then."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.urls import reverse
from playwright.sync_api import Locator

from honors.models import Conferral, Round
from publicity.models import Letter
from regulation.honours import Honour
from revocations.models import Hearing, RevocationCase
from supervision.models import Recheck, RecoveryItem, UnitEnd
from tests.honors.builders import conferred, to_confer
from tests.journeys.site import PDF, Seat, Site

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MEETING = {"held_on": "2026-03-02", "place": "三楼会议室", "attendees": "领导班子全体成员", "minutes": PDF}
VALID, REVOKED, RECOVERED = "证书有效", "撤销荣誉称号", "终止收回"


def test_a_report_leads_to_revocation_by_route_one_and_recovery(site: Site, round: Round) -> None:
    home = conferred(site.cast, round, to_confer(site.cast, "苏州某某有限公司工会委员会"))[0]
    county, clerk = site["county"], site["clerk"]
    _reported(site, home)
    letter = Letter.objects.get()
    page = reverse("publicity:letter", args=[letter.pk])
    _send(county, page, "acceptance", {})
    seen = {"on": "2026-03-02", "by_whom": "钱卫东、某某（区总工会）", "text": "查阅台账，走访职工。"}
    _send(county, page, "investigation", seen)
    _send(county, page, "finding", {"substantiated": "yes", "finding": "票数不实。"})
    handled = {"follow_up": "recheck", "handling": "全面复查。"}
    _send(county, page, "handling", handled, shot="after-letter")
    _send(county, page, "answering", {"answer": "反映的情况属实，已依规处理。"})

    events = reverse("supervision:new-event", args=[home.pk])
    told = {"kind": "guidance", "happened_on": "2026-03-02", "text": "到会指导会员评议职工之家，要求如实登记票数。"}
    _send(county, events, events, told)
    county.go("supervision:record", home.pk)
    county.shot("after-record")

    opening = reverse("supervision:new-recheck", args=[home.pk])
    _send(county, opening, opening, {"reason": "核对荣誉保持情况", "due_on": "2026-04-30"})
    recheck = Recheck.objects.get()
    county.go("supervision:recheck", recheck.pk)
    county.shot("after-recheck")
    unfit = reverse("revocations:recheck-unfit", args=[recheck.pk])
    _send(county, unfit, unfit, {"finding": "会员评议票数虚报"})
    _everywhere(site, home, VALID)

    case = RevocationCase.objects.get()
    _refused_to_see(clerk, case)
    _charged(county, case, "23.1", "申报时虚报评议票数")
    _move(county, case, "hearing", {"means": "送达书面告知书"})
    hearing = reverse("revocations:own-hearing", args=[Hearing.objects.get().pk])
    clerk.page.goto(hearing)
    clerk.reads("申报时虚报评议票数")
    _send(clerk, hearing, hearing, {"statement": "情况属实"}, shot="after-hearing")
    county.go("revocations:case", case.pk)
    county.shot("after-case")
    _move(county, case, "handing-over", {"to": str(site.cast.union.pk), "reason": "由原推荐单位申请"})
    _move(clerk, case, "application", {})
    for part in ("county", "prefecture", "province_preparer"):
        _move(site[part], case, "agreement", {"opinion": "事实清楚，同意"})
    signer = site["province_signer"]
    _move(signer, case, "consent", MEETING, shot="after-consent")
    _move(signer, case, "report", {"number": "苏工〔2026〕8号", "paper": PDF})
    _move(
        site["nation_preparer"], case, "verification", {"conclusion": "属实", "paper": PDF}, shot="after-verification"
    )
    _move(site["nation_signer"], case, "request", {"number": "基层请〔2026〕3号", "paper": PDF})
    _everywhere(site, home, VALID)
    _decided(site, case, "approval", shot="after-approval")
    _everywhere(site, home, REVOKED)
    site["citizen"].go("honors:honour", home.pk)
    site["citizen"].shot("after-revoked")
    _told_and_closed(site, case)
    county.go("supervision:recovery")
    county.shot("after-recovery")
    _handed_in(site, home)
    site["nation_preparer"].go("desk:statistics")
    site["nation_preparer"].shot("after-statistics")


def test_the_secretariat_decides_directly_and_tells_the_province(site: Site, round: Round) -> None:
    row = to_confer(site.cast, "顾建国", Honour.UNION_FRIEND, person_key="p" * 64)
    friend = conferred(site.cast, round, row)[0]
    nation = site["nation_preparer"]
    opening = reverse("revocations:new", args=[friend.pk])
    _send(nation, opening, opening, {"summary": "受到党内严重警告处分"})
    case = RevocationCase.objects.get()
    _charged(nation, case, "24.4", "受到党内严重警告处分", sanction="party_serious_warning")
    _move(nation, case, "hearing", {"means": "送达书面告知书"})
    subject = case.subjects.get()
    statement = reverse("revocations:statement", args=[case.pk, subject.pk])
    _send(nation, statement, statement, {"waived": True})
    nation.page.goto(_door(case, "direct-decision"))
    nation.reads("现在不能办理")
    _move(site["nation_signer"], case, "verification", {"conclusion": "属实", "paper": PDF})
    _everywhere(site, friend, VALID)
    _decided(site, case, "direct-decision")
    _everywhere(site, friend, "取消命名")
    nation.page.goto(_door(case, "closing"))
    nation.reads("现在不能办理")
    _told_and_closed(site, case)


def test_a_unit_that_ended_gives_back_and_was_not_revoked(site: Site, round: Round) -> None:
    home = conferred(site.cast, round, to_confer(site.cast, "苏州某某有限公司工会委员会"))[0]
    clerk, county = site["clerk"], site["county"]
    told = reverse("supervision:report-end", args=[home.union_id])
    _send(clerk, told, told, {"kind": "dissolved", "happened_on": "2026-02-27", "text": "公司已注销"})
    end = UnitEnd.objects.get()
    page = reverse("supervision:end", args=[end.pk])
    found = {"kind": "dissolved", "finding": "经核实，公司已注销", "due_on": "2026-03-31"}
    _send(county, page, "establishment", found, shot="after-end")
    _everywhere(site, home, VALID)
    _handed_in(site, home)
    _everywhere(site, home, VALID)
    _send(county, page, "recovery", {})
    _everywhere(site, home, RECOVERED)
    for part in ("prefecture", "province_preparer"):
        _send(site[part], page, "passing", {})
    _send(site["nation_preparer"], page, "closing", {})
    end.refresh_from_db()
    assert end.state == "closed"


# --- What everybody does ----------------------------------------------------------------------------------------------


def _reported(site: Site, home: Conferral) -> None:
    """Anybody reports the honouree from the public register, without a name; the receipt tells how far it is."""
    citizen = site["citizen"]
    citizen.go("honors:honour", home.pk)
    citizen.follow("举报")
    form = _form(citizen, "")
    form.locator("[name=sender][value=anonymous]").check()
    form.locator("[name=text]").fill("会员评议票数与实际不符，请核查台账。")
    form.locator("[name=consent]").check()
    citizen.shot("after-report")
    citizen.press("提交举报")
    citizen.reads("回执编号")


def _refused_to_see(seat: Seat, case: RevocationCase) -> None:
    seat.page.goto(reverse("revocations:case", args=[case.pk]))
    seat.reads("没有找到")


def _charged(seat: Seat, case: RevocationCase, code: str, facts: str, **measured: str) -> None:
    """An item, and a document for it."""
    item = reverse("revocations:new-ground", args=[case.pk, code])
    _send(seat, item, "", {"facts": facts, "happened_on": "2025-11-03", **measured})
    proof = reverse("revocations:new-evidence", args=[case.pk, case.grounds.get().pk])
    _send(seat, proof, "", {"about": facts, "paper": PDF})


def _decided(site: Site, case: RevocationCase, door: str, *, shot: str = "") -> None:
    decision = {"number": "总工发〔2026〕40号", "title": "关于撤销的决定", "issued_on": "2026-03-02"}
    _move(site["secretariat"], case, door, {**MEETING, **decision, "due_on": "2026-05-08"}, shot=shot)


def _told_and_closed(site: Site, case: RevocationCase) -> None:
    notice = {"number": "工基函〔2026〕5号", "sent_on": "2026-03-02", "paper": PDF}
    _move(site["nation_preparer"], case, "notice", notice)
    _move(site["nation_signer"], case, "closing", {})
    case.refresh_from_db()
    assert case.state == "closed"


def _handed_in(site: Site, home: Conferral) -> None:
    """Certificate and plaque come in, one after the other."""
    for item in RecoveryItem.objects.filter(conferral=home):
        page = reverse("supervision:recovery-item", args=[item.pk])
        _send(site["county"], page, "receipt", {"received_on": "2026-03-02"})
    assert set(RecoveryItem.objects.filter(conferral=home).values_list("state", flat=True)) == {"received"}


def _everywhere(site: Site, honour: Conferral, said: str) -> None:
    """The public page, the register, the certificate check and the API say the same."""
    citizen = site["citizen"]
    citizen.page.goto(reverse("honors:certificate-check", args=[honour.check_code]))
    citizen.reads(said)
    words = {VALID: "有效"}.get(said, said)
    for address in (reverse("honors:honour", args=[honour.pk]), reverse("honors:honours")):
        citizen.page.goto(address)
        citizen.reads(words)
    state = citizen.page.request.get(f"/api/honours/{honour.pk}/").json()["state"]
    assert state == {VALID: "valid", RECOVERED: "recovered"}.get(said, "revoked")


def _door(case: RevocationCase, door: str) -> str:
    return f"{reverse('revocations:case', args=[case.pk])}{door}/"


def _move(seat: Seat, case: RevocationCase, door: str, fields: Mapping[str, object], *, shot: str = "") -> None:
    """A move on its own page."""
    _send(seat, _door(case, door), "", fields, shot=shot)


def _form(seat: Seat, action: str) -> Locator:
    """The form of a page: the one that is sent to this address, or the only one."""
    forms = seat.page.locator("main form[method=post]")
    return seat.page.locator(f'main form[action$="/{action}/"]').first if action else forms.first


def _send(seat: Seat, page: str, action: str, fields: Mapping[str, object], *, shot: str = "") -> None:
    """Fill in a form of a page and send it; the page that follows shows no refusal."""
    seat.page.goto(page)
    form = _form(seat, "" if action == page else action)
    if not form.is_visible():
        form.evaluate("form => form.closest('details').open = true")
    for name, value in fields.items():
        field = form.locator(f'[name="{name}"], [name$="-{name}"]').first
        kind = field.evaluate("e => e.tagName + ':' + e.type")
        if kind == "INPUT:file":
            field.set_input_files(value)  # type: ignore[arg-type]  # a file as a dict
        elif kind == "INPUT:radio":
            form.locator(f'[name$="{name}"][value="{value}"]').check()
        elif kind == "INPUT:checkbox":
            field.check()
        elif kind.startswith("SELECT"):
            field.select_option(str(value))
        else:
            field.fill(str(value))
    if shot:
        seat.shot(shot)
    with seat.page.expect_navigation():
        form.locator("button[type=submit], button:not([type])").first.click()
    assert seat.page.locator("#refusal, .errorlist").count() == 0, seat.page.locator("main").inner_text()
