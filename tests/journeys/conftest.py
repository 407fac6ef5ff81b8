"""A browser, a site that answers it, and the cast with passwords."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from honors.models import Round
from tests.cast import Cast, make_cast
from tests.honors.builders import opened
from tests.journeys.site import PASSWORD, Site
from unions.models import Person

CHROMIUM = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; without one the journeys are skipped, and bin/test says so."""
    if connection.vendor != "postgresql":
        pytest.skip("需要 PostgreSQL：设置 DATABASE_URL")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"需要 Chromium：{CHROMIUM} 不存在，可用环境变量 CHROMIUM 指定")
    asked = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright keeps an event loop in this thread; the tests prepare their worlds in it, one after the other.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        words: dict[str, str | float | bool] = {
            **os.environ,
            "LANGUAGE": "zh_CN",
        }  # what the browser itself says: 选择文件, 年/月/日
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=words)
    if asked is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def cast(browser: Browser, transactional_db: None) -> Cast:  # noqa: ARG001  asks for the browser first, then the database
    """Everybody, each with a password."""
    found = make_cast()
    Person.objects.filter(username__startswith="cast-").update(password=make_password(PASSWORD))
    return found


@pytest.fixture
def round(cast: Cast) -> Round:
    """2026, a congress year, all five honours, three places each at 江苏 and 北京, open on 2026-03-02."""
    return opened(cast, places=3)


@pytest.fixture
def site(browser: Browser, live_server: LiveServer, cast: Cast) -> Iterator[Site]:
    """The site, with a seat for each person."""
    found = Site(browser, live_server.url, cast)
    yield found
    found.close()
