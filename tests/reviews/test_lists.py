"""推荐名单: places, ratios, the decision that binds it, the notice, and items that go their own ways (第十七、十八条)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.actions import declare_relation
from honors.actions.rounds import grant_places
from honors.models import PlaceEntry, Quota, Round
from ledger.invariants import check as ledger_check
from ledger.models import Entry
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Honour
from regulation.refusals import Refused, Stale
from reviews import invariants
from reviews.actions import chain, departures, lists
from reviews.models import ListItem, RecommendationList
from reviews.moves import ListState
from tests.cast import Cast
from tests.honors.builders import opened
from tests.nominations.build import filed_case, paper
from tests.reviews import build

pytestmark = pytest.mark.django_db

ACTIVIST = Honour.OUTSTANDING_ACTIVIST.value


def places(cast: Cast, honour: str = "model_home") -> tuple[int, int, int]:
    """Used, burned and lapsed places of the province."""
    quota = Quota.objects.get(recommender=cast.province, honour=honour)
    return quota.used, quota.burned, quota.lapsed


def test_a_list_over_its_places_is_refused(cast: Cast) -> None:
    round = opened(cast, places=1)
    first, second = (build.activist(cast, round, n) for n in (1, 2))
    found = build.listed(cast, first)
    with pytest.raises(Refused) as refused:
        lists.enter(found, second, by=cast.province_preparer, at=build.FILED, version=second.version)
    assert (refused.value.code, refused.value.article) == ("no_place_left", "第十五条")
    assert build.fresh(second).state == State.UNDER_REVIEW
    assert places(cast, ACTIVIST) == (1, 0, 0)


def test_leaving_frees_the_place(cast: Cast) -> None:
    round = opened(cast, places=1)
    first, second = (build.activist(cast, round, n) for n in (1, 2))
    found = build.listed(cast, first)
    first = build.fresh(first)
    departures.leave(first, by=cast.province_preparer, at=build.FILED, version=first.version, reason="本人放弃")
    assert build.fresh(first).state == State.UNDER_REVIEW
    lists.enter(build.again(found), second, by=cast.province_preparer, at=build.FILED, version=second.version)
    kinds = list(PlaceEntry.objects.filter(quota__honour=ACTIVIST).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["grant", "grant", "use", "release", "use"]


def test_below_sixty_percent_front_line_cannot_be_decided(cast: Cast) -> None:
    round = opened(cast, places=5)
    cases = [build.activist(cast, round, n, front_line=n == 1) for n in (1, 2)]
    found = build.listed(cast, *cases)
    judged = {f.code: f for f in lists.judged(found, at=build.FILED).findings}
    assert judged["activists_come_from_the_front_line"].result == "not met"
    with pytest.raises(Refused) as refused:
        build.decided(cast, found, reasons={"activists_come_from_the_front_line": "一线人选不足"})
    assert (refused.value.code, refused.value.article) == ("unlawful", "第五条第四款")
    assert build.again(found).state == ListState.DRAFT


def test_a_province_below_one_half_non_public_needs_a_reason(cast: Cast, round: Round) -> None:
    found = build.listed(cast, build.activist(cast, round, 1, nature="institution"))
    with pytest.raises(Refused) as refused:
        build.decided(cast, found)
    assert (refused.value.code, refused.value.article) == ("unlawful", "第十八条")
    found = build.again(found)
    found = build.decided(cast, found, reasons={"half_come_from_non_public_units": "本批只有一名人选"})
    entry = Entry.objects.get(chain=found.chain, act="decide")
    assert "本批只有一名人选" in entry.text


def test_an_industrial_union_does_not(cast: Cast) -> None:
    round = opened(cast, places=3)
    bank = cast.unions["900010"]
    grant_places(round, bank, ACTIVIST, 1, by=cast.nation_preparer, at=cast.at, reason="金融系统名额")
    case = filed_case(cast, round, Honour.OUTSTANDING_ACTIVIST, by=cast.bank_clerk, industrial_line=True, serial=7)
    Nomination.objects.filter(pk=case.pk).update(nature="state")
    case = build.fresh(case)
    found = lists.draft_list(round, bank, by=cast.finance_preparer, at=build.FILED)
    lists.enter(found, case, by=cast.finance_preparer, at=build.FILED, version=case.version)
    judgement = lists.judged(found, at=build.FILED)
    assert judgement.find("half_come_from_non_public_units").result == "met"
    assert judgement.open({}) == ()


def test_who_drew_the_list_up_does_not_sign_it(cast: Cast, round: Round) -> None:
    found = build.listed(cast, build.at_province(cast, round))
    with pytest.raises(Refused) as refused:
        lists.decide(
            found,
            held_on=build.today(build.FILED),
            place="会议室",
            attendees="全体",
            minutes=paper(cast.province_preparer),
            by=cast.province_preparer,
            at=build.FILED,
            version=found.version,
        )
    assert refused.value.code == "same_person"


def test_nobody_decided_on_a_list_before_there_was_one(cast: Cast, round: Round) -> None:
    found = build.listed(cast, build.at_province(cast, round))
    with pytest.raises(Refused) as refused:
        lists.decide(
            found,
            held_on=build.today(build.FILED) - timedelta(days=1),
            place="会议室",
            attendees="全体",
            minutes=paper(cast.province_signer),
            by=cast.province_signer,
            at=build.FILED,
            version=found.version,
        )
    assert (refused.value.code, refused.value.article) == ("meeting_too_early", "第十七条第二款")


def test_nothing_enters_a_decided_list(cast: Cast, round: Round) -> None:
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    found = build.decided(cast, build.listed(cast, home))
    with pytest.raises(Refused) as refused:
        lists.enter(found, worker, by=cast.province_preparer, at=build.FILED, version=worker.version)
    assert refused.value.code == "wrong_state"
    assert build.fresh(worker).state == State.UNDER_REVIEW


@pytest.mark.parametrize("change", ["rank", "name"])
def test_a_list_changed_after_its_decision_is_not_published(cast: Cast, round: Round, change: str) -> None:
    found = build.decided(cast, build.listed(cast, build.at_province(cast, round)))
    if change == "rank":
        ListItem.objects.filter(list=found).update(rank=9)
    else:
        Nomination.objects.filter(list_items__list=found).update(subject_name="另一个名称")
    with pytest.raises(Refused) as refused:
        build.published(cast, found)
    assert (refused.value.code, refused.value.article) == ("list_changed", "第十七条第二款")
    assert build.again(found).state == ListState.DECIDED


def test_a_departure_leaves_the_decision_standing(cast: Cast, round: Round) -> None:
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    found = build.decided(cast, build.listed(cast, home, worker))
    worker = build.fresh(worker)
    departures.leave(worker, by=cast.province_preparer, at=build.FILED, version=worker.version, reason="材料存疑")
    found = build.published(cast, build.again(found))
    assert found.notice is not None
    assert list(found.notice.items.values_list("name", flat=True)) == [home.subject_name]


def test_a_change_needs_a_new_decision_and_a_new_notice(cast: Cast, round: Round) -> None:
    found = build.published(cast, build.decided(cast, build.listed(cast, build.at_province(cast, round))))
    first = found.notice
    assert first is not None
    lists.reopen(found, by=cast.province_preparer, at=build.FILED, version=found.version, reason="调整排序")
    found = build.again(found)
    first.refresh_from_db()
    assert (found.state, found.decision, found.notice, first.state) == (ListState.DRAFT, None, None, "void")
    found = build.published(cast, build.decided(cast, found))
    assert found.notice != first


def test_an_open_objection_holds_its_item_only(cast: Cast, round: Round) -> None:
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    found = build.published(cast, build.decided(cast, build.listed(cast, home, worker)))
    letter = build.objection(worker, found.notice, at=build.FILED + timedelta(hours=1))
    outcome, at = build.recommended(cast, found)
    assert [n.pk for n in outcome.advanced] == [home.pk]
    assert outcome.held == {worker.pk: "有 1 件异议尚未办结"}
    assert (build.fresh(home).state, build.fresh(worker).state) == (State.RECOMMENDED, State.LISTED)
    build.answered(letter, by=cast.province_signer, at=at)
    found = build.again(found)
    outcome = lists.supplement(found, by=cast.province_signer, at=at, version=found.version)
    assert [n.pk for n in outcome.advanced] == [worker.pk]
    assert build.fresh(worker).state == State.RECOMMENDED


def test_an_upheld_objection_strikes_and_frees_the_place(cast: Cast, round: Round) -> None:
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    found = build.published(cast, build.decided(cast, build.listed(cast, home, worker)))
    letter = build.objection(worker, found.notice, at=build.FILED + timedelta(hours=1))
    build.answered(letter, by=cast.province_signer, at=build.FILED + timedelta(hours=2), upheld=True)
    outcome, _ = build.recommended(cast, found)
    assert [n.pk for n in outcome.struck] == [worker.pk]
    assert build.fresh(worker).state == State.STRUCK
    assert places(cast, "outstanding_worker") == (0, 0, 0)
    assert places(cast) == (1, 0, 0)
    assert [*ledger_check(), *invariants.check()] == []


def test_an_accident_during_the_notice_bars_its_item(cast: Cast, round: Round) -> None:
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    found = build.published(cast, build.decided(cast, build.listed(cast, home, worker)))
    build.accident(home, on=build.today(build.FILED))
    outcome, _ = build.recommended(cast, found)
    assert [n.pk for n in outcome.advanced] == [worker.pk]
    assert "第十二条第（二）项" in outcome.held[home.pk]
    assert build.fresh(home).state == State.LISTED


def test_a_ratio_broken_by_departures_needs_a_reason(cast: Cast) -> None:
    round = opened(cast, places=5)
    cases = [build.activist(cast, round, n, front_line=n != 3) for n in (1, 2, 3)]
    found = build.published(cast, build.decided(cast, build.listed(cast, *cases)))
    for key, case in enumerate(cases[:2]):
        build.objection(case, found.notice, at=build.FILED + timedelta(hours=1), key=f"form-{key}")
    with pytest.raises(Refused) as refused:
        build.recommended(cast, found)
    assert (refused.value.code, refused.value.article) == ("unlawful", "第五条第四款")
    reasons = {"activists_come_from_the_front_line": "两名一线人选的异议正在办理"}
    outcome, _ = build.recommended(cast, found, reasons=reasons)
    assert [n.pk for n in outcome.advanced] == [cases[2].pk]
    assert build.again(found).reasons == reasons


def test_recommending_twice_does_it_once(cast: Cast, round: Round) -> None:
    found = build.published(cast, build.decided(cast, build.listed(cast, build.at_province(cast, round))))
    stale = build.again(found)
    _, at = build.recommended(cast, found)
    with pytest.raises(Stale):
        lists.recommend(stale, by=cast.province_signer, at=at, version=stale.version)
    assert Entry.objects.filter(act="recommend", chain__key__startswith="nomination:").count() == 1


def test_the_order_names_every_item_once(cast: Cast) -> None:
    round = opened(cast, places=5)
    cases = [build.activist(cast, round, n) for n in (1, 2)]
    found = build.listed(cast, *cases)
    ids = [build.item_of(case).pk for case in cases]
    for wrong in ([ids[0]], [ids[0], ids[0]], []):
        with pytest.raises(Refused) as refused:
            lists.rank(found, order=wrong, by=cast.province_preparer, at=build.FILED, version=found.version)
        assert refused.value.code == "order_incomplete"
        found = build.again(found)
    lists.rank(found, order=ids[::-1], by=cast.province_preparer, at=build.FILED, version=found.version)
    assert [build.fresh(case).rank for case in cases] == [2, 1]


def test_a_second_batch_refills_a_free_place(cast: Cast) -> None:
    round = opened(cast, places=1)
    first, second = (build.activist(cast, round, n) for n in (1, 2))
    found = build.published(cast, build.decided(cast, build.listed(cast, first)))
    first = build.fresh(first)
    departures.leave(first, by=cast.province_preparer, at=build.FILED, version=first.version, reason="本人放弃")
    further = build.listed(cast, second)
    assert (further.pk == found.pk, further.number) == (False, 2)
    further = build.published(cast, build.decided(cast, further))
    outcome, _ = build.recommended(cast, further)
    assert [n.pk for n in outcome.advanced] == [second.pk]
    assert RecommendationList.objects.count() == 2


def test_nobody_decides_on_the_own_case(cast: Cast, round: Round) -> None:
    case = filed_case(cast, round)
    declare_relation(person=cast.county.person, subject=case.key, ground="亲属", by=cast.county, at=build.FILED)
    with pytest.raises(Refused) as refused:
        chain.endorse(case, by=cast.county, at=build.FILED, version=case.version, opinions_heard=build.HEARD)
    assert refused.value.code == "own_case"
    assert build.fresh(case).holder == cast.county.union


def test_a_case_is_withdrawn_with_its_place(cast: Cast, round: Round) -> None:
    case = build.at_province(cast, round)
    build.listed(cast, case)
    case = build.fresh(case)
    departures.withdraw(case, by=cast.clerk, at=build.FILED, version=case.version, reason="单位改制")
    assert build.fresh(case).state == State.WITHDRAWN
    assert places(cast) == (0, 0, 0)


def test_after_the_deadline_nothing_is_recommended(cast: Cast, round: Round) -> None:
    case = build.at_province(cast, round)
    late = build.FILED + timedelta(days=200)
    found = lists.draft_list(round, cast.province, by=cast.province_preparer, at=late)
    with pytest.raises(Refused) as refused:
        lists.enter(found, case, by=cast.province_preparer, at=late, version=case.version)
    assert (refused.value.code, refused.value.article) == ("deadline_passed", "第十五条")
