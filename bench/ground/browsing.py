"""Many browsers at once: each keeps its connection, signs in through the login page, and posts forms with their token."""

from __future__ import annotations

import html
import http.client
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from queue import Empty, SimpleQueue
from typing import TypeVar
from urllib.parse import urlencode

from bench.ground.site import HOST

T = TypeVar("T")
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')


@dataclass
class Session:
    """What a browser remembers of one person who is signed in."""

    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())


class Browser:
    """One kept-alive connection to the web server, as nginx would hold it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(
        self, method: str, path: str, session: Session, form: dict[str, str] | None = None
    ) -> tuple[int, str, bytes]:
        """Status, Location and body; cookies are kept."""
        headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Cookie": session.header, "Referer": f"https://{HOST}/"}
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": session.cookies.get("csrftoken", "")})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body=body, headers=headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                session.cookies[name] = morsel.value
        return answer.status, answer.headers.get("Location", ""), content

    def sign_in(self, username: str, password: str) -> Session:
        """Through the login page, with its token."""
        session = Session()
        self.ask("GET", "/login/", session)
        status, location, content = self.ask("POST", "/login/", session, {"username": username, "password": password})
        if status != 302 or "sessionid" not in session.cookies:
            raise SystemExit(f"{username} could not sign in: {status} {location} {content[:2000].decode()}")
        return session


def hidden_fields(page: bytes) -> dict[str, str]:
    """The hidden fields of a page's forms: above all the version that its reader saw."""
    found = {}
    for tag in HIDDEN.findall(page.decode()):
        told = dict(ATTRIBUTE.findall(tag))
        if told.get("name") and told["name"] != "csrfmiddlewaretoken":
            found[told["name"]] = html.unescape(told.get("value", ""))
    return found


@dataclass
class Run:
    """What a crowd of browsers did."""

    seconds: float
    answers: list[tuple[int, str]]
    each: list[float]

    @property
    def rate(self) -> float:
        return len(self.answers) / self.seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.each)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def crowd(port: int, browsers: int, work: Sequence[T], do: Callable[[Browser, T], tuple[int, str]]) -> Run:
    """So many browsers at once take the work from one queue, each as fast as it is answered."""
    queue: SimpleQueue[T] = SimpleQueue()
    for item in work:
        queue.put(item)
    answers: list[tuple[int, str]] = []
    each: list[float] = []
    faults: list[BaseException] = []
    started = threading.Barrier(browsers + 1)

    def browse() -> None:
        browser = Browser(port)
        started.wait()
        try:
            while True:
                try:
                    item = queue.get_nowait()
                except Empty:
                    return
                began = time.perf_counter()
                answers.append(do(browser, item))
                each.append(time.perf_counter() - began)
        except BaseException as fault:
            faults.append(fault)
        finally:
            browser.connection.close()

    threads = [threading.Thread(target=browse) for _ in range(browsers)]
    for thread in threads:
        thread.start()
    started.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if faults:
        raise faults[0]
    return Run(seconds, answers, each)
