"""The API says of itself what it is, to machines and to people."""

import pytest
import yaml
from django.test import Client
from drf_spectacular.validation import validate_schema

pytestmark = pytest.mark.django_db


def test_the_document_is_valid_openapi_3_1(client: Client) -> None:
    document = yaml.safe_load(client.get("/api/schema/").content)

    validate_schema(document)  # type: ignore[no-untyped-call]  # the library carries no types
    assert document["openapi"] == "3.1.0"


def test_the_page_names_every_operation(client: Client) -> None:
    document = yaml.safe_load(client.get("/api/schema/").content)
    page = client.get("/api/docs/").content.decode()

    operations = [described["operationId"] for item in document["paths"].values() for described in item.values()]
    assert [name for name in operations if f'id="{name}"' not in page] == []


def test_pages_carry_the_strict_policy(client: Client) -> None:
    policy = client.get("/api/docs/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_every_operation_says_how_it_says_no(client: Client) -> None:
    document = yaml.safe_load(client.get("/api/schema/").content)
    silent = set()
    for path, item in document["paths"].items():
        for method, described in item.items():
            wanted = {"400", "401", "429"} | ({"404"} if "{" in path else set())
            wanted |= {"409", "422"} if method != "get" else set()
            told = {
                code
                for code, answer in described["responses"].items()
                if "application/problem+json" in answer.get("content", {})
            }
            if not wanted <= told:
                silent.add(f"{method} {path}: {sorted(wanted - told)}")
    assert silent == set()
