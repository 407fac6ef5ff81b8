"""What each person does on the pages, one act each: the journeys are told in these."""

from __future__ import annotations

from datetime import date
from typing import Any

from playwright.sync_api import expect

from honors.models import Round
from nominations.content import ROWS, label_of
from nominations.models import Nomination
from nominations.sections import sections_of
from nominations.views.sections import address
from regulation.honours import Honour
from tests.journeys.site import Seat, labelled
from tests.nominations.build import CONTACTS, sections_for

HEARD = "听取了人力资源社会保障、应急管理、税务等部门和职工群众的意见，均无异议。"


def begin(seat: Seat, honour: Honour, *, group: str = "") -> Nomination:
    """开始申报: choose the honour, get an empty draft."""
    seat.go("nominations:begin")
    seat.choose("申报项目", honour.title)
    if group:
        seat.tell("下属工会或工会小组", group)
    seat.press("建立草稿")
    seat.reads("草稿已建立")
    return Nomination.objects.order_by("-pk").get(honour=honour.value)


def type_application(seat: Seat, case: Nomination, *, serial: int) -> None:
    """Every section typed on its own page, field by field, by the labels that people read."""
    given = sections_for(case, serial=serial)
    for section in sections_of(case.kind):
        if section.code not in given:
            continue
        seat.page.goto(address(case, section.code))
        for name, value in given[section.code].values.items():
            seat.tell(label_of(section, name), value)
        for name, rows in given[section.code].rows.items():
            for number, row in enumerate(rows, 1):
                _type_row(seat, name, number, row)
        seat.press("保存")
        seat.reads("已保存。")


def _type_row(seat: Seat, name: str, number: int, row: dict[str, Any]) -> None:
    within = seat.page.locator(f"#{name}").get_by_role("group", name=f"第 {number} 行", exact=True)
    model = ROWS[name][0]
    for column, value in row.items():
        if value not in (None, ""):
            label = model._meta.get_field(column).verbose_name  # type: ignore[union-attr]  # every column has one
            seat.tell(str(label), value, within=within)


def give_opinions(seat: Seat, case: Nomination, on: date) -> None:
    """征求意见: the assembly of members, the party organ, the discipline organ, each with its paper."""
    for label in ("会员大会或会员代表大会", "本单位党组织", "本单位纪检组织"):
        seat.go("nominations:opinions", case.pk)
        row = seat.page.get_by_role("row").filter(has_text=label).first
        with seat.page.expect_navigation():
            row.get_by_role("link", name="登记").click()
        seat.tell("出具单位（会议名称）", "第五届会员代表大会第三次会议" if "会员" in label else f"公司{label}")
        seat.tell("意见截至日期", on)
        if "会员" in label:
            seat.tell("会议形式", "representatives")
            for name, count in (("应到人数", 80), ("实到人数", 78), ("同意", 78), ("不同意", 0), ("弃权", 0)):
                seat.tell(name, count)
        seat.attach("意见原件")
        seat.press("保存意见")
        seat.reads("意见已保存")


def attest(seat: Seat, case: Nomination) -> None:
    """认定条件: what numbers cannot decide, answered by one paper."""
    seat.go("nominations:attestation", case.pk)
    keys = seat.page.get_by_role("group", name=labelled("认定的条件")).get_by_role("checkbox")
    for box in keys.all():
        box.check()
    seat.tell("认定人或认定单位", "姑苏区总工会")
    seat.tell("认定内容", "经实地核查，情况属实。")
    seat.attach("依据材料", "认定材料.pdf")
    seat.press("提交认定")
    seat.reads("项条件。")


def show_in_unit(seat: Seat, case: Nomination, visible: str) -> None:
    """发布本单位公示, with the day and place on which it hangs."""
    seat.go("nominations:case", case.pk)
    seat.follow("发布本单位公示")
    seat.tell("联系方式", CONTACTS)
    seat.tell("在单位张贴（可见）的时间", visible)
    seat.tell("张贴位置", "厂区公示栏")
    seat.press("发布公示")
    seat.reads("公示已发布")


def file(seat: Seat, case: Nomination) -> None:
    """申报."""
    seat.go("nominations:case", case.pk)
    seat.follow("申报")
    seat.press("申报")
    seat.reads("已报送，现由上一级工会审查。")


def endorse(seat: Seat, case: Nomination) -> None:
    """同意并上报, from the queue."""
    seat.go("reviews:queue")
    seat.follow(case.subject_name)
    seat.go("reviews:endorsement", case.pk)
    seat.tell("听取各方面意见的情况", HEARD)
    seat.press("同意并上报")
    seat.reads("已同意，报上一级工会。")


def hold_meeting(seat: Seat, day: date, place: str, attendees: str) -> None:
    """The fields of a meeting, with its minutes."""
    seat.tell("会议日期", day)
    seat.tell("地点", place)
    seat.tell("出席人员", attendees)
    seat.attach("会议纪要", "会议纪要.pdf")


def publish(seat: Seat, medium: str, visible: str) -> None:
    """The fields of a notice in its statutory medium."""
    seat.tell("法定公示载体", medium)
    seat.tell("载体刊登时间", visible)
    seat.tell("网址", "https://example.org/notice")
    seat.press("发布公示")


def all_of(round: Round) -> list[Nomination]:
    """Every case of the round, in the order of its beginning."""
    return list(Nomination.objects.filter(round=round).order_by("pk"))


def expect_badge(seat: Seat, words: str) -> None:
    """The state beside the heading."""
    expect(seat.page.locator("main .badge").first).to_have_text(words)
