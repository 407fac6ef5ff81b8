"""第九条, 决定 20: an elevated title for an earlier holder, only where the notice says so, by the whole way of the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from decisions.models import DecisionKind
from honors.actions.register import revoke
from honors.actions.rounds import HonourPlan, open_round, set_honours, set_setting
from honors.models import Conferral, Round
from honors.settings import ELEVATED_EARLIER_HOLDERS
from ledger.invariants import check as ledger_check
from nominations.models import Nomination
from publicity.actions.receiving import Sent, object_to
from publicity.models import Letter
from regulation.honours import Honour
from regulation.refusals import Refused
from reviews import invariants
from reviews.actions import departures, proposal
from reviews.facts import proposal_digest_of
from reviews.models import ElevationItem, ProposedList
from tests.cast import Cast, set_clock
from tests.honors import builders
from tests.honors.builders import document, drafted, ready, to_confer
from tests.nominations.build import paper
from tests.reviews import build
from tests.reviews.test_pages import meeting, pdf
from unions.models import Post

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Post], Client]


def opened(cast: Cast, *, allowed: bool) -> Round:
    """One place for each elevated title; the notice says or does not say that earlier holders may get it."""
    found = ready(cast, places=3)
    plans = [HonourPlan(h, total=6, elevated_total=1 if h.elevated else 0) for h in Honour]
    set_honours(found, plans, by=cast.nation_preparer, at=cast.at)
    if allowed:
        set_setting(
            found, ELEVATED_EARLIER_HOLDERS, True, paper="总工发〔2026〕3号", by=cast.nation_preparer, at=cast.at
        )
    found.refresh_from_db()
    return open_round(found, by=cast.nation_signer, at=cast.at, version=found.version)


@pytest.fixture
def round(cast: Cast) -> Round:
    return opened(cast, allowed=True)


def honoured(cast: Cast, name: str = "苏州老先进公司工会委员会", honour: Honour = Honour.MODEL_HOME) -> Conferral:
    """An honour of 2022 at another union, from before this system."""
    before = Round.objects.filter(year=2022).first() or drafted(cast, name="2022年评选表彰", year=2022)
    row = to_confer(cast, name, honour, nomination=f"archive:{name}", union=cast.unions["G5"])
    number = f"总工发〔2022〕{Conferral.objects.count() + 1}号"
    return builders.conferred(cast, before, row, number=number)[0]


Cleared = tuple[Nomination, datetime]


@pytest.fixture
def home(cast: Cast, round: Round) -> Cleared:
    case = build.at_province(cast, round)
    at = build.to_nation(cast, case)
    build.cleared(cast, case, at=at)
    return case, at


def drawn(cast: Cast, round: Round, at: datetime) -> ProposedList:
    return build.same(proposal.draw_up(round, by=cast.nation_preparer, at=at))


def raised(cast: Cast, found: ProposedList, held: Conferral, at: datetime) -> ElevationItem:
    return proposal.elevate_earlier(
        found,
        certificate=held.certificate_number,
        statement="连续三届满意率百分之百",
        document=paper(cast.nation_preparer, at),
        by=cast.nation_preparer,
        at=at,
        version=build.same(found).version,
    )


def on_notice(cast: Cast, found: ProposedList, at: datetime) -> ProposedList:
    found = build.same(found)
    proposal.submit(found, by=cast.nation_signer, at=at, version=found.version)
    return build.on_national_notice(cast, build.approved(cast, build.same(found), at=at), at=at)


def objection(found: ProposedList, held: Conferral, at: datetime) -> Letter:
    assert found.notice is not None
    sent = Sent(sender="person", name="郑市民", contact="13800000000", text="公示的内容与实际不符。")
    return object_to(found.notice.items.get(subject=held.chain.key), sent=sent, submission="form-1", at=at).letter


def test_the_notice_must_say_so(cast: Cast) -> None:
    round = opened(cast, allowed=False)
    case = build.at_province(cast, round)
    at = build.to_nation(cast, case)
    build.cleared(cast, case, at=at)
    found, held = drawn(cast, round, at), honoured(cast)
    with pytest.raises(Refused) as refused:
        raised(cast, found, held, at)
    assert (refused.value.code, refused.value.article) == ("unlawful", "第九条")
    assert ElevationItem.objects.count() == 0


def test_an_earlier_holder_goes_the_whole_way(cast: Cast, round: Round, home: Cleared) -> None:
    case, at = home
    found, held = drawn(cast, round, at), honoured(cast)
    plain = proposal_digest_of(found)
    raised(cast, found, held, at)
    assert proposal_digest_of(found) != plain
    found = on_notice(cast, found, at)
    assert found.notice is not None
    assert "苏州老先进公司工会委员会，2026年获全国模范职工之家" in bytes(found.notice.body).decode()
    assert list(found.notice.items.values_list("subject", "union_id")) == [
        (case.key, case.union_id),
        (held.chain.key, held.union_id),
    ]
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    rows = build.conferred(cast, found, at=done)
    title = rows[-1]
    assert [(c.honour, c.elevated, c.base_id) for c in rows] == [
        ("model_home", "", None),
        ("model_home", "red_flag_unit", held.pk),
    ]
    assert (title.certificate_number, title.round_id) == ("总工红旗〔2026〕0001号", round.pk)
    assert "授予苏州老先进公司工会委员会等 1 个集体“全国模范职工之家红旗单位”荣誉称号" in title.decision.body
    assert [*ledger_check(), *invariants.check()] == []

    held.refresh_from_db()
    paper_of = document(cast, "总工发〔2026〕99号", DecisionKind.REVOCATION)
    revoke(held, decision=paper_of, by=cast.secretariat, at=done, version=held.version)
    title.refresh_from_db()
    assert title.state == "revoked"


def test_only_standing_bases_once_and_within_the_total(cast: Cast, round: Round, home: Cleared) -> None:
    case, at = home
    found, first, second = drawn(cast, round, at), honoured(cast), honoured(cast, "苏州另一公司工会委员会")
    small = honoured(cast, "第一车间工会", Honour.MODEL_SMALL_HOME)
    revoke(
        second,
        decision=document(cast, "总工发〔2026〕98号", DecisionKind.REVOCATION),
        by=cast.secretariat,
        at=at,
        version=second.version,
    )
    codes = []
    for held in (second, small, first, first, honoured(cast, "苏州第三公司工会委员会")):
        try:
            raised(cast, found, held, at)
            codes.append("")
        except Refused as refused:
            codes.append(refused.code)
    assert codes == ["unlawful", "no_such_title", "", "already_elevated", "no_elevated_places"]
    with pytest.raises(Refused) as refused_own:
        proposal.elevate(
            build.row_of(case),
            title="red_flag_unit",
            statement="突出",
            document=paper(cast.nation_preparer, at),
            by=cast.nation_preparer,
            at=at,
            version=build.same(found).version,
        )
    assert refused_own.value.code == "no_elevated_places"
    row = ElevationItem.objects.get()
    proposal.remove_earlier(found, row.pk, by=cast.nation_preparer, at=at, version=build.same(found).version)
    raised(cast, found, first, at)


def test_an_objection_holds_and_the_supplement_confers(cast: Cast, round: Round, home: Cleared) -> None:
    case, at = home
    found, held = drawn(cast, round, at), honoured(cast)
    raised(cast, found, held, at)
    found = on_notice(cast, found, at)
    letter = objection(found, held, at + timedelta(hours=1))
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    assert ElevationItem.objects.get().held_reason == "有 1 件异议尚未办结"
    assert [c.nomination for c in build.conferred(cast, found, at=done)] == [case.key]
    build.answered(letter, by=cast.nation_signer, at=done)
    again = build.same(found)
    proposal.supplement_final(
        again,
        held_on=build.today(done),
        place="全总机关",
        attendees="书记处全体同志",
        minutes=paper(cast.nation_signer, done),
        by=cast.nation_signer,
        at=done,
        version=again.version,
    )
    later = build.conferred(cast, found, at=done, number="总工发〔2026〕21号")
    assert [(c.base_id, c.elevated) for c in later] == [(held.pk, "red_flag_unit")]
    assert [*ledger_check(), *invariants.check()] == []


def test_upheld_revoked_or_declined_the_title_falls_alone(cast: Cast, round: Round, home: Cleared) -> None:
    case, at = home
    found, held = drawn(cast, round, at), honoured(cast)
    row = raised(cast, found, held, at)
    found = build.same(found)
    proposal.submit(found, by=cast.nation_signer, at=at, version=found.version)
    found = build.same(found)
    proposal.approve(
        found,
        held_on=build.today(at),
        place="全总机关",
        attendees="书记处全体同志",
        minutes=paper(cast.secretariat, at),
        by=cast.secretariat,
        at=at,
        version=found.version,
        declined_elevations={row.pk: "事迹不够突出"},
    )
    row.refresh_from_db()
    assert row.left_reason == "书记处审议不予通过：事迹不够突出"
    found = build.on_national_notice(cast, build.same(found), at=at)
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    assert [c.nomination for c in build.conferred(cast, found, at=done)] == [case.key]
    assert [*ledger_check(), *invariants.check()] == []


def test_an_upheld_objection_strikes_the_title(cast: Cast, round: Round, home: Cleared) -> None:
    case, at = home
    found, held = drawn(cast, round, at), honoured(cast)
    raised(cast, found, held, at)
    found = on_notice(cast, found, at)
    letter = objection(found, held, at + timedelta(hours=1))
    build.answered(letter, by=cast.nation_signer, at=at + timedelta(hours=2), upheld=True)
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    assert ElevationItem.objects.get().left_reason == "公示期间异议成立，不予授予"
    assert [c.nomination for c in build.conferred(cast, found, at=done)] == [case.key]


def test_a_base_revoked_after_the_final_list_stops_the_document(cast: Cast, round: Round, home: Cleared) -> None:
    _, at = home
    found, held = drawn(cast, round, at), honoured(cast)
    row = raised(cast, found, held, at)
    found = on_notice(cast, found, at)
    done = build.over(found.notice)
    build.finalised(cast, found, at=done)
    revoke(
        held,
        decision=document(cast, "总工发〔2026〕97号", DecisionKind.REVOCATION),
        by=cast.secretariat,
        at=done,
        version=held.version,
    )
    with pytest.raises(Refused) as refused:
        build.conferred(cast, found, at=done)
    assert refused.value.code == "base_not_standing"
    now = build.same(found)
    with pytest.raises(Refused) as refused:
        proposal.remove_earlier(now, row.pk, by=cast.nation_preparer, at=done, version=now.version)
    assert refused.value.code == "reason_missing"
    proposal.remove_earlier(now, row.pk, by=cast.nation_preparer, at=done, version=now.version, reason="荣誉已撤销")
    assert len(build.conferred(cast, found, at=done)) == 1
    assert [*ledger_check(), *invariants.check()] == []


def test_what_was_not_conferred_is_free_for_a_later_round(cast: Cast, round: Round, home: Cleared) -> None:
    _, at = home
    found, held = drawn(cast, round, at), honoured(cast)
    raised(cast, found, held, at)
    round.refresh_from_db()
    assert departures.lapse_round(round, by=cast.nation_preparer, at=at, version=round.version) == 2
    assert ElevationItem.objects.get().left_reason == "本轮评选结束，期满未办结"


def test_it_is_proposed_and_taken_off_through_the_pages(
    cast: Cast, round: Round, home: Cleared, client_of: ClientOf
) -> None:
    _, at = home
    set_clock(at)
    found, held = drawn(cast, round, at), honoured(cast)
    client, page = client_of(cast.nation_preparer), reverse("reviews:proposal-earlier", args=[found.pk])
    assert client.get(page).status_code == 200
    said = {"version": found.version, "certificate": "总工模家〔2022〕9999号", "statement": "突出", "document": pdf()}
    assert client.post(page, said).status_code == 409
    answer = client.post(page, {**said, "certificate": held.certificate_number, "document": pdf()})
    assert answer.status_code == 302
    row = ElevationItem.objects.get()
    shown = client.get(reverse("reviews:proposal", args=[found.pk])).content.decode()
    assert shown.count(held.certificate_number) == 1
    removal = reverse("reviews:proposal-earlier-removal", args=[found.pk, row.pk])
    assert client.get(removal).status_code == 200
    assert client.post(removal, {"version": build.same(found).version, "reason": ""}).status_code == 302
    row.refresh_from_db()
    assert row.left_at == at
    raised(cast, found, held, at)
    now = build.same(found)
    proposal.submit(now, by=cast.nation_signer, at=at, version=now.version)
    approval = reverse("reviews:proposal-approval", args=[found.pk])
    declines = {
        "declines-TOTAL_FORMS": "1",
        "declines-INITIAL_FORMS": "0",
        "declines-0-number": held.certificate_number,
        "declines-0-reason": "再作比较",
    }
    answer = client_of(cast.secretariat).post(
        approval, meeting(build.same(found).version, held_on=build.today(at).isoformat(), **declines)
    )
    assert answer.status_code == 302
    assert ElevationItem.objects.order_by("-pk")[0].left_reason == "书记处审议不予通过：再作比较"


def test_it_is_proposed_over_the_api(cast: Cast, round: Round, home: Cleared, client_of: ClientOf) -> None:
    _, at = home
    set_clock(at)
    found, held = drawn(cast, round, at), honoured(cast)
    client, here = client_of(cast.nation_preparer), f"/api/proposals/{found.pk}/elevations/"
    document_key = str(paper(cast.nation_preparer, at).key)
    said = {
        "version": found.version,
        "certificate": held.certificate_number,
        "statement": "突出",
        "document": document_key,
    }
    answer = client.post(here, said, content_type="application/json")
    assert (answer.status_code, answer.json()["certificate"]) == (201, held.certificate_number)
    assert [row["elevated"] for row in client.get(here).json()["results"]] == ["red_flag_unit"]
    version = build.same(found).version
    again = client.post(here, {**said, "version": version}, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "already_elevated")
    away = client.post(f"{here}{answer.json()['id']}/removal/", {"version": version}, content_type="application/json")
    assert (away.status_code, ElevationItem.objects.filter(left_at=None).count()) == (200, 0)
