"""What the tests of pages share: a page that opens, and one that speaks Chinese alone."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

LATIN = re.compile(r">[^<>]*[A-Za-z]{4,}[^<>]*<")


def said(browser: Client, name: str, *args: int) -> str:
    answer = browser.get(reverse(f"supervision:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def no_english(page: str) -> None:
    """Apart from digests, codes and the names of formats."""
    body = page[page.index('<main id="main"') :]
    body = re.sub(r"<(code|script|time)[^>]*>.*?</\1>", "", body, flags=re.S)
    words = {word for found in LATIN.findall(body) for word in re.findall(r"[A-Za-z]{4,}", found)}
    assert words == set()
