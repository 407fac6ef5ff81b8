"""Every page of a case, for those who may see it, and 404 for those who may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from honors.models import Round
from nominations.models import Nomination
from regulation.honours import Honour
from tests.cast import Cast, set_clock
from tests.nominations import build
from unions.models import Post

pytestmark = pytest.mark.django_db
Browser = Callable[[Post], Client]
NAMES = (
    "case",
    "changes",
    "opinions",
    "papers",
    "attestation",
    "judgement",
    "unit-notice",
    "revision",
    "filing",
    "resubmission",
)


def pages(case: Nomination) -> list[str]:
    """Every address of a case that is read by GET."""
    from nominations.sections import sections_of

    found = [reverse(f"nominations:{name}", args=[case.pk]) for name in NAMES]
    found += [reverse("nominations:section", args=[case.pk, s.code]) for s in sections_of(case.kind)]
    return [*found, reverse("nominations:opinion", args=[case.pk, "members"])]


@pytest.mark.parametrize("honour", list(Honour))
def test_every_page_of_a_draft_opens_for_its_clerk(
    cast: Cast, round: Round, client_of: Browser, honour: Honour
) -> None:
    case = build.draft(cast, round, honour)
    browser = client_of(cast.clerk)
    answers = {url: browser.get(url, follow=True).status_code for url in pages(case)}
    assert answers == dict.fromkeys(pages(case), 200)
    build.complete(case, by=cast.clerk)
    answers = {url: browser.get(url, follow=True).status_code for url in pages(case)}
    assert answers == dict.fromkeys(pages(case), 200)


def test_a_filed_case_is_seen_by_its_chain_and_by_nobody_else(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.filed_case(cast, round)
    set_clock(build.after_notice(case))
    for post in (cast.clerk, cast.county, cast.prefecture, cast.province_preparer, cast.nation_preparer):
        answers = {url: client_of(post).get(url, follow=True).status_code for url in pages(case)}
        assert answers == dict.fromkeys(pages(case), 200)
    for post in (cast.next_province, cast.next_county, cast.other_clerk, cast.beijing_district, cast.hangzhou_clerk):
        answers = {url: client_of(post).get(url).status_code for url in pages(case)}
        assert answers == dict.fromkeys(pages(case), 404)


def test_a_condition_is_shown_in_the_words_of_its_rule(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.filed_case(cast, round)
    attested = case.attestations.order_by("key").first()
    assert attested is not None
    page = client_of(cast.county).get(reverse("nominations:case", args=[case.pk])).content.decode()
    assert (f"条款：{attested.title}；" in page, f"条款：{attested.key}" in page) == (True, False)


def test_a_draft_is_seen_by_its_own_union_only(cast: Cast, round: Round, client_of: Browser) -> None:
    case = build.draft_home(cast, round)
    url = reverse("nominations:case", args=[case.pk])
    for post in (cast.county, cast.prefecture, cast.province_preparer, cast.nation_preparer, cast.next_province):
        assert client_of(post).get(url).status_code == 404
    assert client_of(cast.clerk).get(url).status_code == 200


def test_lists_and_the_first_page(cast: Cast, round: Round, client_of: Browser) -> None:
    build.filed_case(cast, round)
    for post in (cast.clerk, cast.county, cast.province_preparer, cast.nation_preparer):
        page = client_of(post).get(reverse("nominations:list"))
        assert page.status_code == 200
        assert len(page.context["page"]) == 1
    page = client_of(cast.next_province).get(reverse("nominations:list"))
    assert len(page.context["page"]) == 0
    assert client_of(cast.clerk).get(reverse("nominations:begin")).status_code == 200
