"""第二十二、二十八条: entries of the record, money given, the pages and the API over them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.actions import store
from honors.models import Conferral
from regulation.after import SupportKind
from regulation.honours import Honour
from regulation.refusals import Refused, Unlawful
from supervision.actions.events import record_event, withdraw_event
from supervision.actions.support import record_support, void_support
from supervision.models import Event, EventKind, Support
from supervision.queries.events import events_seen_by
from tests.cast import Cast, set_clock
from tests.honors.builders import a_pdf
from tests.supervision.build import one_of_each
from tests.supervision.test_years import LATER
from unions.models import Post
from unions.queries import actor

ON = date(2026, 3, 2)
Browser = Callable[[Post], Client]


def told(cast: Cast, conferral: Conferral, kind: EventKind, by: Post, **more: Any) -> Event:
    given: dict[str, Any] = {"happened_on": ON, "text": "情况属实。", "at": cast.at, **more}
    return record_event(conferral, kind=kind, by=by, **given)


def given(cast: Cast, conferral: Conferral, kind: SupportKind, by: Post, **more: Any) -> Support:
    what: dict[str, Any] = {
        "amount": Decimal(5000),
        "paid_on": ON,
        "spending_rules": "业务支出，按经费收支管理办法",
        "at": cast.at,
    }
    return record_support(conferral, kind=kind, by=by, **{**what, **more})


def code(verb: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as said:
        verb(*args, **kwargs)
    return said.value.code


def test_who_records_and_what_is_refused(cast: Cast) -> None:
    honours = one_of_each(cast)
    home, worker = honours[Honour.MODEL_HOME], honours[Honour.OUTSTANDING_WORKER]
    told(cast, home, EventKind.GUIDANCE, cast.county)
    told(cast, home, EventKind.HELP, cast.county, for_chair=True)
    told(cast, home, EventKind.CHAIR_REPLACED, cast.clerk)
    assert code(told, cast, home, EventKind.GUIDANCE, cast.next_county) == "not_allowed"
    assert code(told, cast, home, EventKind.OTHER, cast.county, text=" ") == "text_missing"
    assert code(told, cast, home, EventKind.OTHER, cast.county, happened_on=date(2026, 3, 3)) == "date_ahead"
    long_ago = {"happened_on": date(2020, 3, 3)}
    assert code(told, cast, home, EventKind.GUIDANCE, cast.county, **long_ago) == "before_conferral"
    assert told(cast, home, EventKind.ACCIDENT, cast.county, accident_class="major", **long_ago).pk
    assert code(told, cast, worker, EventKind.DISCIPLINE, cast.county) == "sanction_missing"
    assert code(told, cast, worker, EventKind.HELP, cast.county, for_chair=True) == "chair_of_home"


def test_what_others_found_out_is_not_for_the_unit_itself(cast: Cast) -> None:
    home = one_of_each(cast)[Honour.MODEL_HOME]
    accident = told(cast, home, EventKind.ACCIDENT, cast.county, accident_class="major")
    help_given = told(cast, home, EventKind.HELP, cast.county)
    assert [row.pk for row in events_seen_by(cast.clerk)] == [help_given.pk]
    assert {row.pk for row in events_seen_by(cast.prefecture)} == {accident.pk, help_given.pk}
    assert list(events_seen_by(cast.next_province)) == []


def test_a_mistake_is_withdrawn_once_and_stays(cast: Cast) -> None:
    event = told(cast, one_of_each(cast)[Honour.MODEL_HOME], EventKind.OTHER, cast.county)
    assert code(withdraw_event, event, reason="", by=cast.county, at=cast.at) == "reason_missing"
    assert code(withdraw_event, event, reason="记错单位", by=cast.clerk, at=cast.at) == "not_allowed"
    withdraw_event(event, reason="记错单位", by=cast.county, at=cast.at)
    assert code(withdraw_event, event, reason="记错单位", by=cast.county, at=cast.at) == "already_withdrawn"
    assert Event.objects.get().withdrawn_reason == "记错单位"


def test_money_by_whom_to_whom(cast: Cast) -> None:
    honours = one_of_each(cast)
    home, small, worker = (
        honours[honour] for honour in (Honour.MODEL_HOME, Honour.MODEL_SMALL_HOME, Honour.OUTSTANDING_WORKER)
    )
    given(cast, home, SupportKind.SUBSIDY, cast.county)
    given(cast, small, SupportKind.SUBSIDY, cast.clerk)  # a grassroots union to the 小家 below it
    for conferral, kind, by in (
        (worker, SupportKind.REWARD, cast.county),  # 县级以上地方工会: never to a person
        (worker, SupportKind.TREATMENT, cast.prefecture),
        (worker, SupportKind.REWARD, cast.clerk),  # without the members' resolution
        (home, SupportKind.REWARD, cast.county),
        (home, SupportKind.SUBSIDY, cast.clerk),  # a grassroots union to itself
        (home, SupportKind.SUBSIDY, cast.nation_preparer),  # 全总 is no local union
    ):
        with pytest.raises(Unlawful):
            given(cast, conferral, kind, by)
    with pytest.raises(Unlawful):
        given(cast, home, SupportKind.SUBSIDY, cast.county, spending_rules=" ")
    assert code(given, cast, worker, SupportKind.HELP, cast.county) == "help_is_no_reward"
    paper = store(SimpleUploadedFile("决议.pdf", a_pdf()), by=actor(cast.clerk), at=cast.at)
    agreed: dict[str, Any] = {"resolution": "会员代表大会审议通过", "resolved_on": ON, "resolution_paper": paper}
    assert code(given, cast, worker, SupportKind.REWARD, cast.clerk, **{**agreed, "resolution_paper": None}) == (
        "resolution_paper_missing"
    )
    given(cast, worker, SupportKind.REWARD, cast.clerk, **agreed)
    assert Support.objects.count() == 3


def test_a_wrong_entry_is_made_void_by_its_payer(cast: Cast) -> None:
    payment = given(cast, one_of_each(cast)[Honour.MODEL_HOME], SupportKind.SUBSIDY, cast.county)
    void: dict[str, Any] = {"reason": "重复登记", "at": cast.at, "version": payment.version}
    assert code(void_support, payment, by=cast.prefecture, **void) == "not_allowed"
    void_support(payment, by=cast.county, **void)
    assert payment.state == "void"


def test_the_pages(cast: Cast, client_of: Browser) -> None:
    home = one_of_each(cast)[Honour.MODEL_HOME]
    told(cast, home, EventKind.ACCIDENT, cast.county, text="发生重大事故", accident_class="major")
    county, clerk = client_of(cast.county), client_of(cast.clerk)
    record = f"/supervision/honours/{home.pk}/"
    assert "发生重大事故" in county.get(record).content.decode()
    assert "发生重大事故" not in clerk.get(record).content.decode()
    assert client_of(cast.next_province).get(record).status_code == 404
    added = county.post(
        f"{record}events/new/", {"kind": "guidance", "happened_on": "2026-03-02", "text": "到会指导", "sanction": ""}
    )
    assert added.status_code == 302
    wrong = county.post(f"{record}support/new/", {"kind": "reward", "amount": "100", "paid_on": "2026-03-02"})
    assert (wrong.status_code, "第二十八条" in wrong.content.decode()) == (422, True)
    right = {"kind": "subsidy", "amount": "100", "paid_on": "2026-03-02", "spending_rules": "按规定列支"}
    assert county.post(f"{record}support/new/", right).status_code == 302
    shown = {
        path: county.get(path)
        for path in ("/supervision/support/", "/supervision/years/", "/supervision/years/?tab=confirm")
    }
    assert {page.status_code for page in shown.values()} == {200}
    assert "100.00" in shown["/supervision/support/"].content.decode()
    assert client_of(cast.nation_preparer).get("/supervision/years/due/").status_code == 200
    assert county.get("/supervision/years/due/").status_code == 403


def test_a_year_over_the_pages(cast: Cast, client_of: Browser) -> None:
    home = one_of_each(cast)[Honour.MODEL_HOME]
    set_clock(LATER)
    clerk, county = client_of(cast.clerk), client_of(cast.county)
    assert "待报送" in clerk.get("/supervision/years/").content.decode()
    sent = clerk.post(
        f"/supervision/honours/{home.pk}/years/new/", {"year": "2027", "employees": "200", "members": "190"}
    )
    assert sent.status_code == 302
    page = sent["Location"]
    assert "190" in county.get(page).content.decode()
    assert county.post(f"{page}return/", {"version": 1, "reason": "请补报票数"}).status_code == 302
    waits = [clerk.get(address).content.decode() for address in ("/desk/", "/supervision/years/")]
    assert ("待补正年度情况 1 件" in waits[0], "请补报票数" in waits[1]) == (True, True)
    assert "请补报票数" in clerk.get(page).content.decode()
    assert clerk.post(f"{page}again/", {"version": 2, "employees": "200", "members": "180"}).status_code == 302
    assert county.post(f"{page}confirmation/", {"version": 2}).status_code == 409  # a stale page
    assert county.post(f"{page}confirmation/", {"version": 3}).status_code == 302
    assert (
        county.post(
            f"{page}amendment/", {"version": 4, "employees": "200", "members": "181", "reason": "更正"}
        ).status_code
        == 302
    )
    assert client_of(cast.next_county).get(page).status_code == 404
