"""On a phone, 390 pixels wide, with a keyboard or a screen reader: every main page of every person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from honors.models import Round
from reviews.models import ProposedList
from tests.cast import Cast, set_clock
from tests.journeys.site import PASSWORD, Seat
from tests.nominations.build import complete, draft
from tests.reviews import build

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WIDTH = 390
FAULTS = """() => {
  const found = [];
  const shown = e => e.checkVisibility({visibilityProperty: true});
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const who = [...document.querySelectorAll('body *')].filter(e => shown(e)
      && e.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 3).map(e => e.tagName + '.' + e.className);
    found.push(`scrolls sideways: ${wide} (${who})`);
  }
  for (const [what, many] of [['main', 1], ['h1', 1], ['header.site-header', 1]]) {
    const here = document.querySelectorAll(what).length;
    if (here !== many) found.push(`${here} × ${what}`);
  }
  if (!document.documentElement.lang.startsWith('zh')) found.push('no language');
  if (!document.title.trim()) found.push('no title');
  let level = 0;
  for (const h of document.querySelectorAll('main h1, main h2, main h3, main h4')) {
    if (!shown(h)) continue;
    const now = Number(h.tagName[1]);
    if (level && now > level + 1) found.push(`h${level} → h${now}: ${h.textContent.trim()}`);
    level = now;
    if (!h.textContent.trim()) found.push(`an empty h${now}`);
  }
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    if (!(e.labels?.length && e.labels[0].textContent.trim()) && !e.getAttribute('aria-label')) {
      found.push(`no label: ${e.name}`);
    }
  }
  for (const e of document.querySelectorAll('button, a[href]')) {
    if (!e.textContent.trim() && !e.getAttribute('aria-label')) found.push(`no name: ${e.outerHTML.slice(0, 80)}`);
  }
  for (const e of document.querySelectorAll('img:not([alt])')) found.push(`no alt: ${e.src}`);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of new Set(ids.filter((id, n) => ids.indexOf(id) !== n))) found.push(`id twice: ${id}`);
  for (const e of document.querySelectorAll('[aria-describedby]')) {
    for (const id of e.getAttribute('aria-describedby').split(' ')) {
      if (!document.getElementById(id)) found.push(`describes nothing: ${id}`);
    }
  }
  for (const e of document.querySelectorAll('main .button, main input:not([type=checkbox]):not([type=radio])')) {
    const box = e.getBoundingClientRect();
    if (shown(e) && e.type !== 'hidden' && !e.closest('.visually-hidden') && !e.classList.contains('visually-hidden')
      && box.height && box.height < 32) found.push(`small: ${e.textContent.trim() || e.name} ${box.height}`);
  }
  return found;
}"""
FOCUS = """() => {
  const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  if (e === document.body) return 'body';
  const ring = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none';
  return ring && box.width > 0 && box.left > -1 ? '' : e.outerHTML.slice(0, 90);
}"""


@pytest.fixture
def phones(browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[dict[str, Seat]]:
    """A phone for each person."""
    found = {}
    for part in ("citizen", "clerk", "county", "province_preparer", "nation_preparer", "secretariat"):
        post = None if part == "citizen" else getattr(cast, part)
        look = {"viewport": {"width": WIDTH, "height": 844}, "has_touch": True, "device_scale_factor": 1}
        found[part] = Seat(browser, live_server.url, post, **look)
        if post is not None:
            found[part].sign_in()
    yield found
    for seat in found.values():
        seat.page.context.close()


def pages_of(cast: Cast, round: Round) -> dict[str, list[str]]:
    """A world in which every page has something to show, and the main pages of each person."""
    drafted = complete(draft(cast, round), by=cast.clerk)
    person = build.activist(cast, round, 1)
    case = build.at_province(cast, round, by=cast.federation_clerk)
    found = build.published(cast, build.decided(cast, build.listed(cast, person)))
    at = build.recommended(cast, found)[1]
    build.cleared(cast, person, at=at)
    proposal = build.submitted(cast, round, at=at)
    set_clock(at)
    sections = ("basic", "organisation", "years", "employers", "title", "deeds")
    notice = build.again(found).notice
    assert notice is not None
    item = notice.items.get()

    def urls(*names: str, pk: int | None = None) -> list[str]:
        return [reverse(name, args=[] if pk is None else [pk]) for name in names]

    return {
        "citizen": [
            *urls("desk:home", "unions:login", "unions:activation", "publicity:index", "publicity:receipts"),
            *urls("honors:honours", "honors:certificate-checks", "demo:cast", "demo:clock"),
            *urls("publicity:notice", "publicity:objections", pk=notice.pk),
            reverse("publicity:objection", args=[notice.pk, item.pk]),
        ],
        "clerk": [
            *urls("desk:desk", "nominations:list", "nominations:begin", "publicity:mine", "honors:rounds"),
            *urls("honors:archive", "unions:unions", "unions:posts", "unions:tokens", "decisions:relations"),
            *urls("nominations:case", "nominations:opinions", "nominations:papers", pk=drafted.pk),
            *urls("nominations:judgement", "nominations:attestation", pk=drafted.pk),
            *urls("nominations:unit-notice", "nominations:filing", "nominations:changes", pk=drafted.pk),
            *[reverse("nominations:section", args=[drafted.pk, code]) for code in sections],
            *urls("unions:union", "unions:new-union", "unions:open-account", pk=cast.union.pk),
        ],
        "county": [
            *urls("desk:desk", "reviews:queue", "publicity:letters"),
            *urls("reviews:endorsement", "reviews:return", "reviews:refusal", pk=case.pk),
        ],
        "province_preparer": [
            *urls("reviews:queue", "reviews:lists", "honors:measures"),
            *urls("reviews:entry", "reviews:moves", pk=case.pk),
            *urls("reviews:list", "reviews:list-decision", "reviews:list-notice", pk=found.pk),
            *urls("reviews:list-recommendation", pk=found.pk),
        ],
        "nation_preparer": [
            *urls("desk:desk", "reviews:queue", "reviews:clearance", "reviews:proposals", "publicity:calendar"),
            *urls("honors:round", "honors:quotas", "honors:deadlines", "honors:settings", pk=round.pk),
            *urls("reviews:audit", "reviews:inquiries", "reviews:mending", "reviews:unfit", pk=person.pk),
            *urls("honors:new-round"),
        ],
        "secretariat": [
            *urls("desk:desk", "reviews:proposals"),
            *urls("reviews:proposal", "reviews:proposal-approval", "reviews:proposal-return", pk=proposal.pk),
        ],
    }


def test_every_main_page_fits_a_phone_and_can_be_read_aloud(phones: dict[str, Seat], cast: Cast, round: Round) -> None:
    told: dict[str, list[str]] = {}
    pages = pages_of(cast, round)
    assert ProposedList.objects.count() == 1
    for part, addresses in pages.items():
        page = phones[part].page
        for address in addresses:
            answer = page.goto(address)
            found = page.evaluate(FAULTS)
            if answer is None or answer.status != 200:
                found.append(f"answers {answer and answer.status}")
            if found:
                told[f"{part} {address}"] = found
    assert told == {}


def test_the_keyboard_is_seen_where_it_stands(phones: dict[str, Seat], cast: Cast, round: Round) -> None:
    lost: dict[str, list[str]] = {}
    case = draft(cast, round)
    for part, address in (
        ("citizen", reverse("publicity:index")),
        ("clerk", reverse("nominations:section", args=[case.pk, "basic"])),
        ("county", reverse("reviews:queue")),
    ):
        page = phones[part].page
        page.goto(address)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip-link"
        found = [page.evaluate(FOCUS)]
        for _ in range(30):
            page.keyboard.press("Tab")
            found.append(page.evaluate(FOCUS))
        told = [each for each in found if each and each != "body"]
        if told:
            lost[address] = told
        page.goto(address)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
    assert lost == {}


def test_a_draft_is_saved_without_javascript(
    browser: Browser, live_server: LiveServer, cast: Cast, round: Round
) -> None:
    seat = Seat(browser, live_server.url, cast.clerk, java_script_enabled=False)
    case = draft(cast, round)
    seat.page.goto(reverse("unions:login"))
    seat.page.get_by_label("账号").fill(cast.clerk.person.username)
    seat.page.get_by_label("密码").fill(PASSWORD)
    seat.page.get_by_role("button", name="登录").click()
    seat.go("nominations:section", case.pk, "deeds")
    seat.page.get_by_label("简要事迹").fill("三年来组织技能竞赛二十余场。")
    seat.page.get_by_role("button", name="保存", exact=True).click()
    seat.reads("已保存。")
    seat.page.context.close()
