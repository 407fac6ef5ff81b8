"""The site in a real browser: one seat for each person, forms filled by the words on the page, the clock on its own page."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.cast import Cast
from tests.honors.builders import a_pdf
from tests.journeys.manual import shoot
from unions.models import Post

PASSWORD = "journey-only-2026"
PDF = {"name": "材料.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
BY_HAND = """([address, fields, pdf]) => {
  const form = document.createElement('form');
  form.method = 'post'; form.action = address; form.enctype = 'multipart/form-data';
  const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
  for (const [name, value] of [['csrfmiddlewaretoken', token], ...fields]) {
    const input = document.createElement('input');
    input.name = name;
    if (value === null) {
      input.type = 'file';
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(atob(pdf), c => c.charCodeAt(0))], '纪要.pdf', {type: 'application/pdf'}));
      input.files = files.files;
    } else { input.value = value; }
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""
"""A form that the page does not offer, sent all the same with the page's own token; a field without value is a file."""


def labelled(label: str) -> re.Pattern[str]:
    """A label, with or without the mark of a required field."""
    return re.compile(f"^{re.escape(label)}(必填)?$")


class Seat:
    """One person at a browser of their own."""

    def __init__(self, browser: Browser, address: str, post: Post | None, **look: Any) -> None:
        self.post = post
        self.address = address
        context = browser.new_context(base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai", **look)
        context.set_default_timeout(15_000)
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("response", self._watch)

    def _watch(self, answer: Response) -> None:
        if answer.status >= 500:
            self.faults.append(f"{answer.status} {answer.url}")

    def sign_in(self) -> None:
        """Through the login page, by keyboard alone."""
        assert self.post is not None
        self.go("unions:login")
        keyboard = self.page.keyboard
        self.page.get_by_label(labelled("账号")).focus()
        keyboard.type(self.post.person.username)
        keyboard.press("Tab")
        keyboard.type(PASSWORD)
        with self.page.expect_navigation():
            keyboard.press("Enter")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def go(self, name: str, *args: object, query: str = "") -> None:
        """Open a page by its name."""
        self.page.goto(reverse(name, args=args) + query)

    def tell(self, label: str, value: object, *, within: Locator | Page | None = None) -> None:
        """Fill in whatever carries this label: a text, a day, a choice, yes or no, a file."""
        scope = within or self.page
        group = scope.get_by_role("group", name=labelled(label))
        if isinstance(value, bool) and group.count():
            group.get_by_label("是" if value else "否", exact=True).check()
            return
        field = scope.get_by_label(labelled(label))
        kind = field.evaluate("e => e.tagName + ':' + e.type")
        if kind == "INPUT:file":
            field.set_input_files(PDF)  # type: ignore[arg-type]  # a file as a dict
        elif kind == "INPUT:checkbox":
            field.set_checked(bool(value))
        elif kind.startswith("SELECT"):
            self._choose(field, ("否", "是")[value] if isinstance(value, bool) else str(value))
        else:
            field.fill(value.isoformat() if isinstance(value, date) else str(value))

    def _choose(self, field: Locator, value: str) -> None:
        shown = field.evaluate("(e, v) => [...e.options].some(o => o.label === v)", value)
        if shown:
            field.select_option(label=value)
        else:
            field.select_option(value=value)

    def attach(self, label: str, name: str = "材料.pdf") -> None:
        """Upload a generated PDF."""
        self.page.get_by_label(labelled(label)).set_input_files({**PDF, "name": name})  # type: ignore[arg-type]  # a file as a dict

    def choose(self, legend: str, option: str) -> None:
        """One of several radio buttons."""
        self.page.get_by_role("group", name=labelled(legend)).get_by_label(option, exact=True).check()

    def press(self, button: str, *, by_key: bool = True, within: Locator | None = None) -> None:
        """A button, reached and pressed from the keyboard; the next page is there when this returns."""
        found = (within or self.page.locator("main")).get_by_role("button", name=button, exact=True).first
        with self.page.expect_navigation():
            if by_key:
                found.focus()
                self.page.keyboard.press("Enter")
            else:
                found.click()

    def follow(self, link: str) -> None:
        """A link, by its words."""
        with self.page.expect_navigation():
            self.page.locator(".layout").get_by_role("link", name=link, exact=True).first.click()

    def reads(self, *words: str) -> None:
        """The page says this."""
        for each in words:
            expect(self.page.locator("body")).to_contain_text(each)

    def done(self, success: str) -> None:
        """The last move was made, and the page says so."""
        expect(self.page.locator(".message, .messages, [role=status]").first).to_contain_text(success)

    def by_hand(self, name: str, *args: object, fields: Mapping[str, object]) -> None:
        """Send a form that the page does not offer."""
        sent = [(key, None if value is None else str(value)) for key, value in fields.items()]
        with self.page.expect_navigation():
            self.page.evaluate(BY_HAND, [reverse(name, args=args), sent, base64.b64encode(a_pdf()).decode()])

    def refused(self, code: str, article: str) -> None:
        """The move was refused on the page, with its article."""
        told = self.page.locator("#refusal")
        expect(told).to_have_attribute("data-code", code)
        expect(told).to_contain_text(article)

    def has_no_button(self, article: str) -> None:
        """In place of the button stands the reason, with its article."""
        expect(self.page.locator(".move-why")).to_contain_text(article)

    def shot(self, name: str, *, top: str = "") -> None:
        """A picture for the manual, if it is being made."""
        shoot(self.page, name, top=top)


class Site:
    """Everybody's seat; each is taken when first asked for."""

    def __init__(self, browser: Browser, address: str, cast: Cast) -> None:
        self.browser = browser
        self.address = address
        self.cast = cast
        self._seats: dict[str, Seat] = {}

    def __getitem__(self, part: str) -> Seat:
        if part not in self._seats:
            post = None if part == "citizen" else getattr(self.cast, part)
            seat = self._seats[part] = Seat(self.browser, self.address, post)
            if post is not None:
                seat.sign_in()
        return self._seats[part]

    def working_days_on(self, days: int) -> None:
        """Move the clock of the site on its own page: nine in the morning, so many working days later."""
        seat = self["citizen"]
        seat.go("demo:clock")
        seat.tell("前进工作日数", days)
        seat.press("前进这些工作日")
        seat.reads("演示时间已到")

    def close(self) -> None:
        """Close every browser; no page had a fault."""
        faults = [fault for seat in self._seats.values() for fault in seat.faults]
        for seat in self._seats.values():
            seat.page.context.close()
        assert faults == []
