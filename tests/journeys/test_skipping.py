"""Whoever tries to skip a step finds no button, sends the form all the same, and is refused with the article."""

from __future__ import annotations

import pytest

from honors.models import Quota, Round
from nominations.actions.drafts import save_all
from nominations.content import application_of
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Honour
from reviews.actions import proposal as verbs
from reviews.models import ListItem
from reviews.moves import ListState, ProposalState
from tests.cast import set_clock
from tests.journeys.site import Site
from tests.nominations.build import attested, complete, draft, filed_case, on_notice, sections_for
from tests.reviews import build

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MEETING = {"held_on": "2026-03-10", "place": "会议室", "attendees": "领导班子全体成员", "minutes": None}
MEDIUM = {"medium_visible_at": "2026-03-10T09:00", "medium_address": build.ADDRESS}
NO_DECLINES = {"declines-TOTAL_FORMS": 0, "declines-INITIAL_FORMS": 0}


def test_the_unit_cannot_file_early_nor_unheard(site: Site, round: Round) -> None:
    clerk = site["clerk"]
    early = on_notice(complete(draft(site.cast, round), by=site.cast.clerk), by=site.cast.clerk)
    clerk.go("nominations:filing", early.pk)
    clerk.reads("现在不能办理", "第十六条第一款")
    clerk.by_hand("nominations:filing", early.pk, fields={"version": early.version})
    clerk.refused("notice_running", "第十六条第一款")
    clerk.shot("clerk-refused")

    unheard = draft(site.cast, round, Honour.UNION_FRIEND)
    given = sections_for(unheard, serial=7)
    save_all(
        unheard,
        sections=given,
        revision=application_of(unheard).revision,
        by=site.cast.clerk,
        at=site.cast.at,
    )
    unheard = on_notice(attested(unheard, by=site.cast.clerk), by=site.cast.clerk)
    site.working_days_on(5)
    clerk.go("nominations:filing", unheard.pk)
    clerk.reads("现在不能办理", "会员", "第十六条第一款")
    clerk.by_hand("nominations:filing", unheard.pk, fields={"version": unheard.version})
    clerk.refused("unlawful", "第十六条第一款")
    assert {build.fresh(case).state for case in (early, unheard)} == {State.ON_NOTICE}


def test_a_province_cannot_endorse_in_a_countys_place(site: Site, round: Round) -> None:
    case = filed_case(site.cast, round)
    set_clock(build.FILED)
    fields = {"version": case.version, "opinions_heard": build.HEARD}
    for part, code, article in (
        ("province_signer", "not_allowed", "第十四条第二款"),
        ("prefecture", "not_allowed", "第十四条第二款"),
    ):
        seat = site[part]
        seat.go("reviews:endorsement", case.pk)
        seat.has_no_button(article)
        seat.by_hand("reviews:endorsement", case.pk, fields=fields)
        seat.refused(code, article)
    preparer = site["province_preparer"]
    preparer.go("reviews:entry", case.pk)
    preparer.has_no_button("第十六条第三款")
    preparer.by_hand("reviews:entry", case.pk, fields={"version": case.version})
    preparer.refused("wrong_state", "第十六条第三款")
    stranger = site["next_province"]
    stranger.go("nominations:case", case.pk)
    stranger.reads("没有找到")
    assert build.fresh(case).holder == site.cast.unions["320508"]


def test_a_list_moves_only_decided_shown_and_unchanged(site: Site, round: Round) -> None:
    case = build.at_province(site.cast, round)
    found = build.listed(site.cast, case)
    set_clock(build.FILED)
    preparer, signer = site["province_preparer"], site["province_signer"]

    # whoever prepared the list does not sign it
    preparer.go("reviews:list-decision", found.pk)
    preparer.has_no_button("第十七条第二款")
    preparer.by_hand("reviews:list-decision", found.pk, fields={"version": found.version, **MEETING})
    preparer.refused("same_person", "第十七条第二款")

    # an undecided list does not go on notice
    notice = {"version": found.version, "medium": build.MEDIUM, **MEDIUM}
    preparer.go("reviews:list-notice", found.pk)
    preparer.has_no_button("第十七条第二款")
    preparer.by_hand("reviews:list-notice", found.pk, fields=notice)
    preparer.refused("wrong_state", "第十七条第二款")

    # a list changed after its decision does not go on notice
    found = build.decided(site.cast, found)
    ListItem.objects.filter(list=found).update(rank=9)
    preparer.by_hand("reviews:list-notice", found.pk, fields={**notice, "version": found.version})
    preparer.refused("list_changed", "第十七条第二款")
    ListItem.objects.filter(list=found).update(rank=1)

    # a list on notice is not recommended before its window is over
    found = build.published(site.cast, found)
    signer.go("reviews:list-recommendation", found.pk)
    signer.has_no_button("第十七条第二款")
    signer.by_hand("reviews:list-recommendation", found.pk, fields={"version": found.version})
    signer.refused("notice_running", "第十七条第二款")
    signer.shot("recommender-refused")

    # nor after it, if it is no longer the list that was decided
    set_clock(build.over(found.notice))
    found = build.again(found)
    Nomination.objects.filter(pk=case.pk).update(subject_name="另一个名称")
    signer.by_hand("reviews:list-recommendation", found.pk, fields={"version": found.version})
    signer.refused("list_changed", "第十七条第二款")
    assert build.again(found).state == ListState.ON_NOTICE


def test_no_place_beyond_the_quota(site: Site, round: Round) -> None:
    first, second = (
        build.at_province(site.cast, round),
        build.at_province(site.cast, round, by=site.cast.federation_clerk),
    )
    Quota.objects.filter(round=round, honour=Honour.MODEL_HOME.value).update(granted=1)
    build.listed(site.cast, first)
    set_clock(build.FILED)
    preparer = site["province_preparer"]
    preparer.go("reviews:entry", second.pk)
    preparer.press("列入推荐名单")
    preparer.refused("no_place_left", "第十五条")
    assert build.fresh(second).state == State.UNDER_REVIEW


def test_nothing_is_conferred_that_was_not_approved_and_shown(site: Site, round: Round) -> None:
    case = build.at_province(site.cast, round)
    at = build.to_nation(site.cast, case)
    set_clock(at)
    nation, other, secretariat = site["nation_preparer"], site["nation_signer"], site["secretariat"]
    document = {"number": "总工发〔2026〕20号", "title": "表彰决定", "issued_on": "2026-03-17"}

    # what was not audited is on no proposed list
    nation.go("reviews:proposals")
    nation.reads("现在没有可以列入的对象")
    build.cleared(site.cast, case, at=at)
    found = build.same(verbs.draw_up(round, by=site.cast.nation_preparer, at=at))

    # the secretariat approves nothing that was not submitted; who drew the list up does not submit it
    secretariat.go("reviews:proposal-approval", found.pk)
    secretariat.has_no_button("第二十条第一款")
    meeting = {**MEETING, **NO_DECLINES, "held_on": "2026-03-17", "version": found.version}
    secretariat.by_hand("reviews:proposal-approval", found.pk, fields=meeting)
    secretariat.refused("wrong_state", "第二十条第一款")
    nation.go("reviews:proposal-submission", found.pk)
    nation.has_no_button("第十九条第三款")
    nation.by_hand("reviews:proposal-submission", found.pk, fields={"version": found.version})
    nation.refused("same_person", "第十九条第三款")

    # nor is a list conferred, settled or shown before its turn
    verbs.submit(found, by=site.cast.nation_signer, at=at, version=found.version)
    found = build.same(found)
    for name, fields, article in (
        ("proposal-notice", {"medium": "中工网", **MEDIUM}, "第二十条第一款"),
        ("proposal-final", {**MEETING, "held_on": "2026-03-17"}, "第二十条第二款"),
        ("proposal-conferral", document, "第二十一条"),
    ):
        other.go(f"reviews:{name}", found.pk)
        other.has_no_button(article)
        other.by_hand(f"reviews:{name}", found.pk, fields={"version": found.version, **fields})
        other.refused("wrong_state", article)

    # and not before the national notice is over
    found = build.on_national_notice(site.cast, build.approved(site.cast, found, at=at), at=at)
    other.go("reviews:proposal-final", found.pk)
    other.has_no_button("第二十条第一款")
    settled = {"version": found.version, **MEETING, "held_on": "2026-03-17"}
    other.by_hand("reviews:proposal-final", found.pk, fields=settled)
    other.refused("notice_running", "第二十条第一款")
    other.by_hand("reviews:proposal-conferral", found.pk, fields={"version": found.version, **document})
    other.refused("wrong_state", "第二十一条")
    other.shot("national-refused")
    assert (build.same(found).state, build.fresh(case).state) == (ProposalState.ON_NOTICE, State.APPROVED)


def test_a_notice_without_proof_does_not_end(site: Site, round: Round) -> None:
    clerk = site["clerk"]
    case = complete(draft(site.cast, round), by=site.cast.clerk)
    clerk.go("nominations:unit-notice", case.pk)
    clerk.tell("联系方式", "工会办公室，电话 0512-60000000；纪检组织，电话 0512-60000001")
    clerk.press("发布公示")
    clerk.reads("还没有登记公示载体")
    site.working_days_on(7)
    clerk.go("nominations:filing", case.pk)
    clerk.reads("现在不能办理", "第十六条第一款")
    fields = {"version": build.fresh(case).version}
    clerk.by_hand("nominations:filing", case.pk, fields=fields)
    clerk.refused("notice_running", "第十六条第一款")
    assert build.fresh(case).state == State.ON_NOTICE
