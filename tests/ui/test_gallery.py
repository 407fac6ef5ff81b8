"""The gallery shows every component to builders, and does not exist for the public in production."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def test_shows_every_component(client: Client) -> None:
    response = client.get("/gallery/")
    assert response.status_code == 200
    html = response.content.decode()
    assert html.count("<h1") == 2  # the page's own and the sample document's
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", html)


def test_does_not_exist_for_the_public_in_production(client: Client, settings: Settings) -> None:
    settings.EMBEDDED = settings.DEBUG = False
    assert client.get("/gallery/").status_code == 404


def test_identifiers_are_unique(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/gallery/").content.decode())
    repeated = {i for i in ids if ids.count(i) > 1}
    # The gallery shows one form and one judgement several times; a page shows each once.
    assert {i for i in repeated if not re.match(r"id_|finding-|refusal|move|acting", i)} == set()
