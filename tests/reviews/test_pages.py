"""The pages: GET shows every verdict and the button or the reason there is none and changes nothing; POST acts once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from honors.models import Conferral, Round
from ledger.models import Entry
from nominations.actions.filing import resubmit
from nominations.models import Nomination
from nominations.moves import State
from nominations.sections import Filled
from regulation.honours import Honour
from reviews.actions import audit, chain
from reviews.models import ProposedList, RecommendationList
from reviews.urls import urlpatterns
from reviews.views.cases import PAGES
from tests.cast import Cast, set_clock
from tests.honors.builders import a_pdf, opened
from tests.nominations.build import complete as complete_case
from tests.nominations.build import filed_case, years
from tests.reviews import build
from unions.models import Post

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Post], Client]


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("会议纪要.pdf", a_pdf(), content_type="application/pdf")


def meeting(version: int, **more: Any) -> dict[str, Any]:
    return {
        "version": version,
        "held_on": "2026-03-10",
        "place": "会议室",
        "attendees": "领导班子全体成员",
        "minutes": pdf(),
        **more,
    }


NO_DECLINES = {"declines-TOTAL_FORMS": "0", "declines-INITIAL_FORMS": "0"}


def sent(client: Client, name: str, pk: int, data: dict[str, Any]) -> int:
    answer = client.post(reverse(f"reviews:{name}", args=[pk]), data)
    return answer.status_code


def test_a_home_goes_the_whole_way_through_the_pages(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = filed_case(cast, round)
    set_clock(build.FILED)
    for post in (cast.county, cast.prefecture):
        client, case = client_of(post), build.fresh(case)
        page = client.get(reverse("reviews:endorsement", args=[case.pk]))
        assert page.status_code == 200
        data = {"version": case.version, "opinions_heard": build.HEARD}
        assert sent(client, "endorsement", case.pk, data) == 302
    preparer, signer, case = client_of(cast.province_preparer), client_of(cast.province_signer), build.fresh(case)
    assert sent(preparer, "entry", case.pk, {"version": case.version}) == 302
    found = RecommendationList.objects.get()
    assert sent(signer, "list-decision", found.pk, meeting(found.version)) == 302
    found.refresh_from_db()
    data = {
        "version": found.version,
        "medium": build.MEDIUM,
        "medium_visible_at": "2026-03-10T09:00",
        "medium_address": build.ADDRESS,
    }
    assert sent(preparer, "list-notice", found.pk, data) == 302
    found = build.again(found)
    at = build.over(found.notice)
    set_clock(at)
    assert sent(signer, "list-recommendation", found.pk, {"version": found.version}) == 302
    nation, other, case = client_of(cast.nation_preparer), client_of(cast.nation_signer), build.fresh(case)
    assert sent(nation, "audit", case.pk, {"version": case.version}) == 302
    assert nation.post(reverse("reviews:proposals"), {"round": round.pk}).status_code == 302
    proposal = ProposedList.objects.get()
    assert sent(other, "proposal-submission", proposal.pk, {"version": proposal.version}) == 302
    proposal.refresh_from_db()
    secretariat, early = client_of(cast.secretariat), meeting(proposal.version, **NO_DECLINES)
    answer = secretariat.post(reverse("reviews:proposal-approval", args=[proposal.pk]), early)
    assert (answer.status_code, answer.context["refusal"].code) == (409, "meeting_too_early")
    data = meeting(proposal.version, held_on=build.today(at).isoformat(), **NO_DECLINES)
    assert sent(secretariat, "proposal-approval", proposal.pk, data) == 302
    proposal.refresh_from_db()
    data = {
        "version": proposal.version,
        "medium": "中工网",
        "medium_visible_at": "2026-03-17T09:00",
        "medium_address": build.ADDRESS,
    }
    assert sent(nation, "proposal-notice", proposal.pk, data) == 302
    proposal = build.same(proposal)
    set_clock(build.over(proposal.notice))
    early = meeting(proposal.version)
    assert sent(other, "proposal-final", proposal.pk, early) == 409  # before the last day nobody met on the result
    after = build.today(build.over(proposal.notice)).isoformat()
    assert sent(other, "proposal-final", proposal.pk, meeting(proposal.version, held_on=after)) == 302
    proposal.refresh_from_db()
    data = {"version": proposal.version, "number": "总工发〔2026〕20号", "title": "决定", "issued_on": "2026-03-24"}
    assert sent(other, "proposal-conferral", proposal.pk, data) == 302
    assert Conferral.objects.get().nomination == case.key


def all_pages(case: Nomination) -> list[str]:
    return [reverse(f"reviews:{name}", args=[case.pk]) for name, _, _ in PAGES] + [
        reverse("reviews:moves", args=[case.pk])
    ]


def test_every_page_of_a_case_opens_and_changes_nothing(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = build.at_province(cast, round)
    at = build.to_nation(cast, case)
    set_clock(at)
    before, version = Entry.objects.count(), build.fresh(case).version
    for post in (cast.clerk, cast.county, cast.province_signer, cast.nation_preparer):
        client = client_of(post)
        assert [client.get(url).status_code for url in all_pages(case)] == [200] * (len(PAGES) + 1)
    assert (Entry.objects.count(), build.fresh(case).version) == (before, version)


def test_an_address_that_takes_only_a_form_leads_to_its_page_when_it_is_reloaded(
    cast: Cast, round: Round, client_of: ClientOf
) -> None:
    case = build.at_province(cast, round)
    found = build.listed(cast, case)
    client = client_of(cast.province_preparer)
    page = reverse("reviews:list", args=[found.pk])
    for name in ("list-entries", "list-order"):
        answer = client.get(reverse(f"reviews:{name}", args=[found.pk]))
        assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert client_of(cast.next_province).get(reverse("reviews:list-order", args=[found.pk])).status_code == 404


def test_the_next_province_sees_nothing(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = build.at_province(cast, round)
    found = build.listed(cast, case)
    client = client_of(cast.next_province)
    urls = [
        *all_pages(case),
        *(
            reverse(f"reviews:{p.name}", args=[found.pk])
            for p in urlpatterns
            if p.name in ("list", "list-decision", "list-notice", "list-reopening", "list-recommendation")
        ),
    ]
    assert {client.get(url).status_code for url in urls} == {404}
    assert {client.post(url, {"version": 1}).status_code for url in all_pages(case)[:-1]} == {404}


def test_who_may_not_reads_why(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = build.fresh(filed_case(cast, round))
    set_clock(build.FILED)
    page = client_of(cast.province_preparer).get(reverse("reviews:endorsement", args=[case.pk]))
    assert page.context["possible"] is False
    assert page.context["page"].why == (
        "当前岗位（江苏省总工会 推荐单位工作人员）不能在“苏州市姑苏区总工会”办理这件事。（第十四条第二款）"
    )


def test_a_stale_page_keeps_what_was_typed(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = filed_case(cast, round)
    set_clock(build.FILED)
    data = {"version": case.version - 1, "opinions_heard": "听取了多方意见"}
    page = client_of(cast.county).post(reverse("reviews:endorsement", args=[case.pk]), data)
    assert (page.status_code, page.context["refusal"].code) == (409, "stale")
    assert page.context["form"]["opinions_heard"].value() == "听取了多方意见"
    assert page.context["form"]["version"].value() == str(build.fresh(case).version)


def test_a_return_carries_every_reason(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = filed_case(cast, round)
    set_clock(build.FILED)
    data = {
        "version": case.version,
        "summary": "请一并修改",
        "reasons-TOTAL_FORMS": "2",
        "reasons-INITIAL_FORMS": "0",
        "reasons-0-field": "主要事迹",
        "reasons-0-reason": "补充数据",
        "reasons-1-field": "经费账户证明",
        "reasons-1-reason": "扫描件不清",
    }
    assert sent(client_of(cast.county), "return", case.pk, data) == 302
    case = build.fresh(case)
    assert case.state == State.RETURNED
    assert list(case.returns.get().reasons.order_by("pk").values_list("field", flat=True)) == [
        "主要事迹",
        "经费账户证明",
    ]


def test_the_list_is_ranked_and_filled_from_its_page(cast: Cast, round: Round, client_of: ClientOf) -> None:
    cases = [build.activist(cast, round, n) for n in (1, 2)]
    found = build.listed(cast, cases[0])
    set_clock(build.FILED)
    client = client_of(cast.province_preparer)
    assert sent(client, "list-entries", found.pk, {"case": [cases[1].pk]}) == 302
    assert build.fresh(cases[1]).state == State.UNDER_REVIEW  # the form did not say what its reader saw
    assert sent(client, "list-entries", found.pk, {"case": [cases[1].pk], "version": found.version}) == 302
    found = build.again(found)
    rows = [build.item_of(case) for case in cases]
    data = {"version": found.version, "honour": "outstanding_activist", "down": rows[0].pk}
    assert sent(client, "list-order", found.pk, data) == 302
    assert [build.item_of(case).rank for case in cases] == [2, 1]


def test_the_queue_filters(cast: Cast, round: Round, client_of: ClientOf) -> None:
    home = filed_case(cast, round)
    person = filed_case(cast, round, Honour.UNION_FRIEND, serial=2)
    set_clock(build.FILED)
    client = client_of(cast.county)

    def shown(**query: Any) -> list[int]:
        return [row["case"].pk for row in client.get(reverse("reviews:queue"), query).context["rows"]]

    assert shown() == [home.pk, person.pk]
    assert shown(honour="union_friend") == [person.pk]
    assert shown(q="某某有限公司工会") == [home.pk] or shown(q="某某有限公司工会") == [home.pk, person.pk]
    assert shown(nature="institution") == []
    assert shown(state="mending") == []
    assert shown(back="on") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_a_fixed_number_of_queries(
    cast: Cast,
    round: Round,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for n in range(count):
        filed_case(cast, round, Honour.OUTSTANDING_ACTIVIST, serial=n + 1)
    set_clock(build.FILED)
    client = client_of(cast.county)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("reviews:queue"))
    assert len(page.context["rows"]) == count


def test_bulk_clearance_previews_and_passes_what_was_shown(cast: Cast, round: Round, client_of: ClientOf) -> None:
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    at = build.to_nation(cast, home, worker)
    audit.open_inquiry(build.fresh(worker), ground="forged", clues="票数", by=cast.nation_preparer, at=at)
    set_clock(at)
    client = client_of(cast.nation_preparer)
    page = client.get(reverse("reviews:clearance"))
    assert [case.pk for case in page.context["passing"]] == [home.pk]
    assert [(row["case"].pk, row["why"]) for row in page.context["staying"]] == [(worker.pk, "正在核查")]
    ticked = [f"{case.pk}-{build.fresh(case).version}" for case in (home, worker)]
    client.post(reverse("reviews:clearance"), {"case": [f"{home.pk}-1", f"{home.pk}", "x"]})
    assert build.fresh(home).state == State.RECOMMENDED
    client.post(reverse("reviews:clearance"), {"case": ticked})
    assert [build.fresh(case).state for case in (home, worker)] == [State.CLEARED, State.RECOMMENDED]


def test_every_list_page_opens_in_every_state(cast: Cast, round: Round, client_of: ClientOf) -> None:
    names = ("list", "list-decision", "list-notice", "list-reopening", "list-recommendation", "list-supplement")
    found = build.listed(cast, build.at_province(cast, round), build.activist(cast, round, 1))
    set_clock(build.FILED)
    for step in (None, build.decided, build.published):
        found = step(cast, found) if step else found
        for post in (cast.province_preparer, cast.province_signer, cast.nation_signer):
            client = client_of(post)
            assert [client.get(reverse(f"reviews:{n}", args=[found.pk])).status_code for n in names] == [200] * 6
    _, at = build.recommended(cast, found)
    set_clock(at)
    client = client_of(cast.nation_preparer)
    assert [client.get(reverse(f"reviews:{n}", args=[found.pk])).status_code for n in names] == [200] * 6
    assert client.get(reverse("reviews:lists")).status_code == 200


def test_every_proposal_page_opens_in_every_state(cast: Cast, round: Round, client_of: ClientOf) -> None:
    names = [p.name for p in urlpatterns if (p.name or "").startswith("proposal-")]
    pages = [n for n in names if n not in ("proposal-drawing", "proposal-elevation", "proposal-earlier-removal")]
    case = build.at_province(cast, round)
    at = build.to_nation(cast, case)
    build.cleared(cast, case, at=at)
    set_clock(at)
    found = build.submitted(cast, round, at=at)

    def opens(post: Post) -> None:
        client = client_of(post)
        row = build.row_of(case)
        urls = [reverse(f"reviews:{n}", args=[found.pk]) for n in ("proposal", *pages)]
        urls += [reverse("reviews:proposals"), reverse("reviews:proposal-elevation", args=[found.pk, row.pk])]
        assert [client.get(url).status_code for url in urls] == [200] * len(urls)

    for post in (cast.nation_preparer, cast.nation_signer, cast.secretariat):
        opens(post)
    found = build.on_national_notice(cast, build.approved(cast, found, at=at), at=at)
    done = build.over(found.notice)
    set_clock(done)
    opens(cast.nation_signer)
    build.finalised(cast, found, at=done)
    opens(cast.nation_signer)
    build.conferred(cast, found, at=done)
    opens(cast.secretariat)
    assert client_of(cast.province_signer).get(reverse("reviews:proposal", args=[found.pk])).status_code == 403


def test_the_rounds_end_is_previewed_and_done(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = filed_case(cast, round)
    set_clock(build.FILED)
    client, url = client_of(cast.nation_signer), reverse("reviews:round-lapse", args=[round.pk])
    assert client.get(url).context["tiles"] == [{"label": "逐级审查", "value": 1}]
    assert client.post(url, {"version": round.version}).status_code == 302
    assert build.fresh(case).state == State.LAPSED
    assert client.get(url).context["page"].why == "本轮没有未办结的申报。（第十五条）"


def test_a_broken_hard_ratio_shows_no_button(cast: Cast, client_of: ClientOf) -> None:
    round = opened(cast, places=5)
    found = build.listed(cast, *(build.activist(cast, round, n, front_line=n == 1) for n in (1, 2)))
    set_clock(build.FILED)
    page = client_of(cast.province_signer).get(reverse("reviews:list-decision", args=[found.pk]))
    assert page.context["possible"] is False
    shown = client_of(cast.province_preparer).get(reverse("reviews:list", args=[found.pk]))
    assert [(m.have, m.need, m.base, m.ok) for m in shown.context["meters"] if m.code.startswith("activists")] == [
        (1, 2, 2, False)
    ]


def test_the_page_offers_the_swap_that_satisfies(cast: Cast, client_of: ClientOf) -> None:
    round = opened(cast, places=5)
    first, second, third = (build.activist(cast, round, n, front_line=n != 2) for n in (1, 2, 3))
    found = build.listed(cast, first, second)
    set_clock(build.FILED)
    page = client_of(cast.province_preparer).get(reverse("reviews:list", args=[found.pk]))
    assert [(swap.out.pk, swap.into.pk) for swap in page.context["swaps"]] == [(second.pk, third.pk)]


def test_the_reviewer_reads_what_changed_since_the_return(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = filed_case(cast, round)
    county = client_of(cast.county)
    set_clock(build.FILED)
    for name in ("moves", "endorsement", "return", "refusal"):
        assert "退回以后的修改" not in county.get(reverse(f"reviews:{name}", args=[case.pk])).content.decode()
    case = build.fresh(case)
    chain.send_back(
        case, by=cast.county, at=build.FILED, version=case.version, reasons=[("职工人数", "请核对")], summary=""
    )
    case = build.fresh(case)
    complete_case(case, by=cast.clerk, at=build.FILED, years=Filled(rows={"years": years(members=96)}))
    resubmit(case, by=cast.clerk, at=build.FILED, version=case.version)
    pages = [reverse(f"reviews:{name}", args=[case.pk]) for name in ("moves", "endorsement", "return", "refusal")]
    for page in pages:
        shown = county.get(page).content.decode()
        assert "退回以后的修改" in shown
        assert "申报栏目没有改动" not in shown
        assert reverse("nominations:changes", args=[case.pk]) in shown
