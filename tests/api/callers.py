"""Who calls: a post of each role with its token, its own client and a paper that it has uploaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from rest_framework.throttling import SimpleRateThrottle

from tests.honors.builders import a_pdf
from unions.actions import make_token
from unions.models import Post


@dataclass
class Caller:
    """A role with its token. One client serves all of its calls: making one loads the whole stack of the site."""

    name: str
    post: Post
    paper: str
    client: Client

    def ask(self, method: str, path: str, data: Any = b"", kind: str = "application/json", **headers: str) -> Any:
        """One call, as the wire brings it."""
        return self.client.generic(method, path, data, content_type=kind, headers=headers)


def callers(posts: dict[str, Post], *, at: datetime) -> list[Caller]:
    """A token for each post, and an uploaded paper."""
    found = []
    for name, post in posts.items():
        _, text = make_token(post, name="schemathesis", days=30, second_factor=True, at=at)
        client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {text}"})
        data = {"file": SimpleUploadedFile("纪要.pdf", a_pdf(), "application/pdf")}
        paper = client.post("/api/documents/", data).json()["key"]
        found.append(Caller(name, post, paper, client))
    return found


@contextmanager
def unthrottled() -> Iterator[None]:
    """Nobody is asked to wait."""
    rates = dict(SimpleRateThrottle.THROTTLE_RATES)
    SimpleRateThrottle.THROTTLE_RATES.update(dict.fromkeys(rates))
    try:
        yield
    finally:
        SimpleRateThrottle.THROTTLE_RATES.update(rates)
