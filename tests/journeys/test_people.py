"""A citizen objects and follows the receipt; a new clerk is given an account and signs in for the first time."""

from __future__ import annotations

import pytest
from django.urls import reverse

from honors.models import Round
from tests.cast import set_clock
from tests.journeys.site import PASSWORD, Seat, Site
from tests.nominations.build import complete, draft
from tests.reviews import build

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_an_objection_is_received_held_against_the_name_and_answered(site: Site, round: Round) -> None:
    case = build.at_province(site.cast, round)
    found = build.published(site.cast, build.decided(site.cast, build.listed(site.cast, case)))
    assert found.notice is not None
    set_clock(build.FILED)

    citizen = site["citizen"]
    citizen.go("publicity:objection", found.notice.pk, found.notice.items.get().pk)
    citizen.tell("真实姓名（单位名称）", "郑市民")
    citizen.tell("联系方式", "13800000000")
    citizen.tell("反映的情况", "公示所称技能竞赛二十余场，与我在厂里看到的不符。")
    citizen.attach("证据材料一", "照片说明.pdf")
    citizen.tell("我保证所反映的情况属实，同意受理工会为核查使用以上信息", True)
    citizen.press("提交")
    citizen.reads("异议已提交", "回执编号")
    citizen.shot("public-receipt")
    code = citizen.page.locator(".code-value").inner_text()

    # the window ends; the name is held as long as the objection is open
    site.working_days_on(5)
    signer = site["province_signer"]
    signer.go("reviews:list-recommendation", found.pk)
    signer.reads("0 个符合条件", "1 个暂缓")
    signer.shot("recommender-held")
    handler = site["province_preparer"]
    handler.go("publicity:letters")
    handler.follow(case.subject_name)
    handler.press("受理")
    handler.reads("郑市民")
    handler.page.get_by_text("异议不属实", exact=True).click()
    panel = handler.page.locator("form[action$='dismissal/']")
    handler.tell("核查情况", "查阅竞赛通知和签到表，情况属实。", within=panel)
    handler.tell("答复", "经核查，公示内容与原始记录一致。", within=panel)
    handler.shot("recommender-letter")
    handler.press("认定不属实并答复", within=panel)
    handler.reads("经核查，公示内容与原始记录一致。")

    citizen.go("publicity:receipts")
    citizen.tell("回执编号", code)
    citizen.press("查询")
    citizen.reads("经核查，公示内容与原始记录一致。")
    citizen.shot("public-answer")
    signer.go("reviews:list-recommendation", found.pk)
    signer.press("推荐 1 个")
    signer.reads("已向中华全国总工会推荐。")


def test_a_new_clerk_gets_an_account_and_signs_in(site: Site) -> None:
    county = site["county"]
    county.go("unions:union", site.cast.union.pk)
    county.shot("accounts-union")
    county.follow("开通账号")
    county.tell("姓名", "苏小雨")
    county.tell("岗位", "申报经办人")
    county.tell("任职开始", site.cast.at.date())
    county.tell("账号", "su-xiaoyu")
    county.press("开通")
    county.reads("激活码")
    county.shot("accounts-opened")
    code = county.page.locator(".code-value").inner_text()

    newcomer = Seat(site.browser, site.address, None)
    newcomer.go("unions:activation")
    newcomer.tell("激活码", code)
    newcomer.tell("新密码", PASSWORD)
    newcomer.tell("再输入一次新密码", PASSWORD)
    newcomer.shot("accounts-activation")
    newcomer.press("设置密码并激活")
    newcomer.reads("已激活，请登录")
    newcomer.tell("账号", "su-xiaoyu")
    newcomer.tell("密码", PASSWORD)
    newcomer.shot("accounts-login")
    newcomer.press("登录")
    newcomer.reads("等我办理", "苏小雨")
    newcomer.go("unions:posts")
    newcomer.shot("accounts-posts")
    newcomer.go("unions:tokens")
    newcomer.shot("api-tokens")
    newcomer.page.context.close()


def test_two_at_one_draft_lose_no_word(site: Site, round: Round) -> None:
    """A stale save says so, shows both texts, and keeps what was typed."""
    clerk = site["clerk"]
    case = complete(draft(site.cast, round), by=site.cast.clerk)
    address = reverse("nominations:section", args=[case.pk, "deeds"])
    second = Seat(site.browser, site.address, site.cast.clerk)
    second.sign_in()
    for seat in (clerk, second):
        seat.page.goto(address)
    second.tell("简要事迹（500 字以内）", "第二个窗口先保存的事迹。")
    second.press("保存")
    second.reads("已保存。")
    clerk.tell("简要事迹（500 字以内）", "第一个窗口后保存的事迹。")
    clerk.press("保存")
    clerk.reads("页面已过期", "第二个窗口先保存的事迹。")
    assert clerk.page.get_by_label("简要事迹（500 字以内）").input_value() == "第一个窗口后保存的事迹。"
    clerk.shot("clerk-stale")
    clerk.press("保存")
    clerk.reads("“事迹”已保存。")
    second.page.context.close()
