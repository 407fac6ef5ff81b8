"""A report leads to a re-check, and nobody who should not know learns that it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client
from django.urls import reverse

from honors.models import Conferral
from ledger.models import Entry
from publicity.actions.letters import accept, not_accept
from publicity.actions.receiving import Sent
from publicity.models import Letter
from regulation.honours import Honour
from supervision.actions.reports import report_honour
from supervision.models import Indicator, Recheck
from supervision.queries.candidates import Scope, candidates
from supervision.queries.rechecks import reason_for, rechecks_seen_by
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.supervision.build import code_of, draft, filled, homes, one_of_each, recheck_of
from unions.models import Post

Browser = Callable[[Post], Client]
WORDS = "长期不开会员代表大会"


def reported(cast: Cast, conferral: Conferral) -> Letter:
    sent = Sent(sender="person", name="郑市民", contact="13800000000", text=WORDS)
    return report_honour(conferral, sent=sent, submission=f"form-{conferral.pk}", at=cast.at).letter


def accepted(cast: Cast, conferral: Conferral) -> Letter:
    letter = reported(cast, conferral)
    return accept(letter, by=cast.county, at=cast.at, version=letter.version)


def test_a_letter_that_was_accepted_leads_to_a_recheck(cast: Cast, client_of: Browser) -> None:
    home = homes(cast)[0]
    letter = accepted(cast, home)
    address = reverse("supervision:new-recheck", args=[home.pk]) + f"?letter={letter.pk}"
    county = client_of(cast.county)
    assert "据来信复查" in county.get(address).content.decode()
    assert county.post(address, {"reason": "核实群众反映", "due_on": "2026-06-30"}).status_code == 302
    recheck = Recheck.objects.get()
    assert recheck.letter_id == letter.pk
    page = county.get(reverse("supervision:recheck", args=[recheck.pk])).content.decode()
    assert reverse("publicity:letter", args=[letter.pk]) in page
    assert client_of(cast.prefecture).get(address).status_code == 404
    assert county.get(reverse("supervision:new-recheck", args=[home.pk]) + "?letter=x").status_code == 404


def test_no_recheck_on_a_letter_that_is_not_its_own(cast: Cast) -> None:
    first, second = homes(cast, 2)
    letter = reported(cast, first)
    assert code_of(lambda: recheck_of(cast, second, letter=letter)) == "letter_unknown"
    assert code_of(lambda: recheck_of(cast, first, cast.prefecture, letter=letter)) == "letter_unknown"
    assert code_of(lambda: recheck_of(cast, first, letter=letter)) == "letter_not_accepted"
    refused = not_accept(letter, reason="没有线索", by=cast.county, at=cast.at, version=letter.version)
    assert code_of(lambda: recheck_of(cast, first, letter=refused)) == "letter_not_accepted"


def test_a_report_on_an_elevated_title_leads_to_its_base(cast: Cast, client_of: Browser) -> None:
    rows = conferred(cast, opened(cast), to_confer(cast, "之家甲", elevated="red_flag_unit"))
    base, title = sorted(rows, key=lambda row: row.elevated)
    letter = accepted(cast, title)
    answer = client_of(cast.county).get(reverse("supervision:new-recheck", args=[title.pk]) + f"?letter={letter.pk}")
    assert answer["Location"] == reverse("supervision:new-recheck", args=[base.pk]) + f"?letter={letter.pk}"
    assert recheck_of(cast, base, letter=letter).letter_id == letter.pk


def test_who_does_not_read_the_letter_does_not_learn_of_it(cast: Cast, client_of: Browser) -> None:
    home = homes(cast)[0]
    recheck = recheck_of(cast, home, reason=WORDS, letter=accepted(cast, home))
    assert reason_for(recheck, cast.county) == WORDS
    for post in (cast.prefecture, cast.province_preparer, cast.nation_preparer):
        assert reason_for(recheck, post) == ""
        page = client_of(post).get(reverse("supervision:recheck", args=[recheck.pk])).content.decode()
        assert WORDS not in page
        assert "来信" not in page[page.index('<main id="main"') :]
    assert not Entry.objects.filter(text__contains=WORDS, chain=recheck.chain).exists()


def test_the_accused_unit_learns_nothing(cast: Cast, client_of: Browser) -> None:
    home = homes(cast)[0]
    before = _pages_of(cast, client_of, home)
    recheck = recheck_of(cast, home, reason=WORDS, letter=accepted(cast, home))
    filled(cast, recheck)
    assert _pages_of(cast, client_of, home) == before
    assert not rechecks_seen_by(cast.clerk).exists()


def _pages_of(cast: Cast, client_of: Browser, home: Conferral) -> list[str]:
    clerk = client_of(cast.clerk)
    pages = ["supervision:rechecks", "supervision:own-rechecks", "supervision:programmes", "honors:archive"]
    addresses = [
        *map(reverse, pages),
        reverse("honors:record", args=[home.pk]),
        reverse("honors:honour", args=[home.pk]),
    ]
    return [_settled(clerk.get(address).content.decode()) for address in addresses]


def _settled(page: str) -> str:
    return page[page.index('<main id="main"') :].partition("<footer")[0]


def test_a_substantiated_report_is_an_indicator_for_those_who_handle_it(cast: Cast) -> None:
    honours = one_of_each(cast)
    small, home = honours[Honour.MODEL_SMALL_HOME], honours[Honour.MODEL_HOME]
    for conferral in (small, home):
        letter = accepted(cast, conferral)
        Letter.objects.filter(pk=letter.pk).update(substantiated=True, finding="属实")
    scope, today = Scope(indicator=Indicator.REPORTED_TO), date(2026, 3, 2)
    shown = {
        name: {row.subject_name for row in candidates(cast.unions[code], scope, on=today)}
        for name, code in {"unit": "G1", "county": "320508", "province": "320000", "next": "330000"}.items()
    }
    assert shown == {"unit": set(), "county": {"小家甲", "之家甲"}, "province": {"小家甲", "之家甲"}, "next": set()}


def test_the_programme_behind_a_recheck_stays_with_those_who_see_it(cast: Cast, client_of: Browser) -> None:
    small = one_of_each(cast)[Honour.MODEL_SMALL_HOME]
    recheck = recheck_of(cast, small)
    programme = draft(cast, title="举报查实的对象")
    Recheck.objects.filter(pk=recheck.pk).update(programme=programme)
    address = reverse("supervision:recheck", args=[recheck.pk])
    assert "举报查实的对象" in client_of(cast.county).get(address).content.decode()
    assert "举报查实的对象" not in client_of(cast.clerk).get(address).content.decode()
