"""One nomination of each of the five honours, from an empty draft to its certificate, by everybody in turn."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from honors.models import Conferral, Round
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Honour
from reviews.models import ProposedList, RecommendationList
from tests.journeys import acts
from tests.journeys.site import Site
from tests.nominations.build import complete

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FIRST, FILED, RECOMMENDED, CONFERRED = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23)
"""Three windows of five working days each, one after the other; day one counts."""
TYPED = (Honour.MODEL_HOME, Honour.OUTSTANDING_WORKER)
"""Typed from the first to the last field on the pages; the typed sections of the other three are prepared."""


def test_five_honours_from_draft_to_certificate(site: Site, round: Round) -> None:
    draft_and_show(site)
    site.working_days_on(5)
    file_and_review(site, round)
    found = decide_and_publish(site, round)
    site.working_days_on(5)
    recommend_and_clear(site, round, found)
    proposal = propose_and_approve(site, round)
    site.working_days_on(5)
    settle_and_confer(site, proposal)
    assert {case.state for case in acts.all_of(round)} == {State.CONFERRED}
    certificates_and_checks(site)


def draft_and_show(site: Site) -> None:
    """周晓梅 drafts five nominations, collects the opinions and hangs each in her unit."""
    clerk = site["clerk"]
    clerk.shot("clerk-desk")
    for serial, honour in enumerate(Honour, 1):
        group = site.cast.group.name if honour is Honour.MODEL_SMALL_HOME else ""
        case = acts.begin(clerk, honour, group=group)
        if honour in TYPED:
            acts.type_application(clerk, case, serial=serial)
            acts.give_opinions(clerk, case, FIRST)
            acts.attest(clerk, case)
        else:
            complete(case, by=site.cast.clerk, serial=serial)
        if honour is Honour.MODEL_HOME:
            picture_the_draft(site, case)
        acts.show_in_unit(clerk, case, "2026-03-02T09:00")
    expect(clerk.page.locator("main")).to_contain_text("2026年3月2日至2026年3月6日（5 个工作日）")


def picture_the_draft(site: Site, case: Nomination) -> None:
    """The pictures of the clerk's chapter."""
    clerk = site["clerk"]
    for name, page, code in (
        ("clerk-begin", "nominations:begin", ""),
        ("clerk-years", "nominations:section", "years"),
        ("clerk-opinions", "nominations:opinions", ""),
        ("clerk-judgement", "nominations:judgement", ""),
        ("clerk-unit-notice", "nominations:unit-notice", ""),
    ):
        args = () if page == "nominations:begin" else (case.pk, code) if code else (case.pk,)
        clerk.go(page, *args)
        clerk.shot(name)


def file_and_review(site: Site, round: Round) -> None:
    """Filed by the clerk; endorsed by county and prefecture, who say whom they heard."""
    for case in acts.all_of(round):
        if case.kind is Honour.MODEL_HOME:
            site["clerk"].go("nominations:filing", case.pk)
            site["clerk"].shot("clerk-filing")
        acts.file(site["clerk"], case)
    for part in ("county", "prefecture"):
        seat = site[part]
        seat.go("desk:desk")
        if part == "county":
            seat.shot("reviewer-desk")
        for case in acts.all_of(round):
            if part == "county" and case.kind is Honour.MODEL_HOME:
                picture_the_review(site, case)
            acts.endorse(seat, case)
    site["clerk"].go("nominations:case", acts.all_of(round)[0].pk)
    site["clerk"].shot("clerk-case")


def picture_the_review(site: Site, case: Nomination) -> None:
    """The pictures of the reviewer's chapter."""
    seat = site["county"]
    seat.go("reviews:queue")
    seat.shot("reviewer-queue")
    seat.go("reviews:endorsement", case.pk)
    seat.shot("reviewer-endorsement")
    seat.go("reviews:return", case.pk)
    seat.shot("reviewer-return")


def decide_and_publish(site: Site, round: Round) -> RecommendationList:
    """李文博 draws up the list of 江苏, 吴海燕 signs the decision, the list goes on notice."""
    preparer, signer = site["province_preparer"], site["province_signer"]
    preparer.go("reviews:lists")
    preparer.press("拟定名单")
    found = RecommendationList.objects.get(round=round)
    for box in preparer.page.locator("#waiting").get_by_role("checkbox").all():
        box.check()
    preparer.press("列入所选")
    preparer.reads("已列入 5 个。")
    preparer.shot("recommender-list")
    signer.go("reviews:list", found.pk)
    signer.follow("集体研究确定")
    acts.hold_meeting(signer, FILED, "省总工会三楼会议室", "领导班子全体成员")
    signer.shot("recommender-decision")
    signer.press("签发集体研究决定")
    signer.reads("名单已经集体研究确定。")
    preparer.go("reviews:list", found.pk)
    preparer.follow("发布公示")
    acts.publish(preparer, "省（区、市）工会网络媒体", "2026-03-09T09:00")
    preparer.reads("公示已发布。")
    found.refresh_from_db()
    public_reads_the_notice(site, found)
    return found


def public_reads_the_notice(site: Site, found: RecommendationList) -> None:
    """A citizen, without an account, finds the notice and where to object."""
    citizen = site["citizen"]
    citizen.go("publicity:index")
    citizen.shot("public-notices")
    assert found.notice is not None
    citizen.follow(found.notice.title)
    citizen.reads("公示中", "苏州某某有限公司工会委员会", "2026年3月13日")
    citizen.shot("public-notice")
    citizen.follow("提出异议")
    citizen.page.locator("main").get_by_role("link", name="苏州某某有限公司工会委员会").first.click()
    citizen.reads("来信人")
    citizen.shot("public-objection")


def recommend_and_clear(site: Site, round: Round, found: RecommendationList) -> None:
    """江苏 recommends what stood the notice; the nation audits each."""
    signer = site["province_signer"]
    signer.go("reviews:list", found.pk)
    signer.follow("向全总推荐")
    signer.shot("recommender-recommendation")
    signer.press("推荐 5 个")
    signer.reads("已向中华全国总工会推荐。")
    nation = site["nation_preparer"]
    nation.go("desk:desk")
    nation.shot("national-desk")
    nation.go("honors:round", round.pk)
    nation.shot("national-round")
    for case in acts.all_of(round):
        nation.go("reviews:queue")
        nation.follow(case.subject_name)
        nation.go("reviews:audit", case.pk)
        if case.kind is Honour.MODEL_HOME:
            nation.shot("national-audit")
        nation.press("审核合格")
        nation.reads("已审核合格。")


def propose_and_approve(site: Site, round: Round) -> ProposedList:
    """郑国强 draws up, 王淑芬 submits, 冯立新 approves for the secretariat; the list goes on notice nationwide."""
    nation, other, secretariat = site["nation_preparer"], site["nation_signer"], site["secretariat"]
    nation.go("reviews:proposals")
    nation.press("拟定建议名单")
    proposal = ProposedList.objects.get(round=round)
    nation.go("reviews:proposal", proposal.pk)
    nation.shot("national-proposal")
    other.go("reviews:proposal", proposal.pk)
    other.follow("提请书记处审议")
    other.press("提请审议")
    other.reads("已提请书记处审议。")
    secretariat.go("desk:desk")
    secretariat.shot("secretariat-desk")
    secretariat.go("reviews:proposal", proposal.pk)
    secretariat.shot("secretariat-proposal")
    secretariat.follow("苏州某某有限公司工会委员会")
    secretariat.reads("办理进度", acts.HEARD)
    secretariat.go("reviews:proposal", proposal.pk)
    secretariat.follow("审议")
    acts.hold_meeting(secretariat, RECOMMENDED, "全总机关", "书记处全体同志")
    secretariat.shot("secretariat-approval")
    secretariat.press("审议通过")
    secretariat.reads("建议名单已审议通过。")
    nation.go("reviews:proposal", proposal.pk)
    nation.follow("发布全国公示")
    acts.publish(nation, "中工网", "2026-03-16T09:00")
    nation.reads("全国公示已发布。")
    return proposal


def settle_and_confer(site: Site, proposal: ProposedList) -> None:
    """The final list by the result of the notice, then the decision document."""
    other = site["nation_signer"]
    other.go("reviews:proposal", proposal.pk)
    other.follow("根据公示结果确定名单")
    acts.hold_meeting(other, CONFERRED, "全总机关", "书记处全体同志")
    other.shot("national-final")
    other.press("确定 5 个")
    other.reads("名单已确定。")
    other.follow("印发表彰决定")
    other.tell("文号", "总工发〔2026〕20号")
    other.tell("印发日期", CONFERRED)
    other.shot("national-conferral")
    other.press("印发")
    other.reads("表彰决定已印发，荣誉已登记。")


def certificates_and_checks(site: Site) -> None:
    """Each certificate opens as a PDF, and its code answers to anybody."""
    clerk, citizen = site["clerk"], site["citizen"]
    rows = list(Conferral.objects.order_by("pk"))
    assert {row.honour for row in rows} == {honour.value for honour in Honour}
    for row in rows:
        clerk.go("honors:record", row.pk)
        link = clerk.page.locator("main a[href$='certificate.pdf']").first
        printed = clerk.page.request.get(clerk.address + str(link.get_attribute("href")))
        assert (printed.status, printed.body()[:5]) == (200, b"%PDF-")
        citizen.go("honors:certificate-check", row.check_code)
        citizen.reads("有效", row.subject_name, row.title_name)
        if row.kind is Honour.MODEL_HOME:
            citizen.shot("public-check")
            clerk.shot("clerk-record")
    citizen.go("honors:honours")
    citizen.reads("苏州某某有限公司工会委员会")
    citizen.shot("public-honours")
