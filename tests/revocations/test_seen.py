"""Who sees a case: the nation, its holder, the unions above the holder, the frozen steps, the applicant; never the accused."""

from __future__ import annotations

import pytest

from decisions.actions import declare_relation
from regulation.honours import Honour
from revocations.actions.applying import apply
from revocations.actions.deciding import decide_directly
from revocations.models import CaseSource, RevocationCase
from revocations.queries import cases_seen_by, hearings_of, queue_of, source_words, subjects_seen_by
from tests.cast import Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.revocations import build

pytestmark = pytest.mark.django_db
EVERYBODY = (
    "clerk",
    "county",
    "prefecture",
    "province_preparer",
    "nation_preparer",
    "secretariat",
    "next_province",
    "next_county",
    "other_clerk",
    "beijing_signer",
    "finance_signer",
)
ABOVE = {"county", "prefecture", "province_preparer", "nation_preparer", "secretariat"}


def seen(cast: Cast) -> set[str]:
    """Who of the cast sees the one case."""
    return {who for who in EVERYBODY if cases_seen_by(getattr(cast, who)).exists()}


def waiting(cast: Cast) -> set[str]:
    """For whom of the cast it waits."""
    return {who for who in EVERYBODY if queue_of(getattr(cast, who)).exists()}


def test_a_draft_is_seen_from_above_and_never_by_the_accused(cast: Cast) -> None:
    build.draft(cast, build.home(cast))
    assert (seen(cast), waiting(cast)) == (ABOVE, {"county"})


def test_what_the_province_examines_the_county_need_not_know(cast: Cast) -> None:
    build.draft(cast, build.home(cast), by=cast.province_preparer)
    assert seen(cast) == {"province_preparer", "nation_preparer", "secretariat"}


def test_the_accused_sees_what_it_holds_or_applied_for(cast: Cast) -> None:
    case = build.handed(cast, build.draft(cast, build.home(cast)))
    assert (seen(cast), waiting(cast)) == (ABOVE | {"clerk"}, {"clerk"})
    build.informed(case, by=cast.clerk)
    build.answered(case, by=cast.clerk)
    case = build.fresh(case)
    apply(case, by=cast.clerk, at=cast.at, version=case.version)
    assert (seen(cast), waiting(cast)) == (ABOVE | {"clerk"}, {"county"})


def test_a_direct_case_is_the_nations_until_it_is_decided(cast: Cast) -> None:
    case = build.direct(cast, build.home(cast))
    assert (seen(cast), waiting(cast)) == ({"nation_preparer", "secretariat"}, {"secretariat"})
    decide_directly(
        case,
        meeting=build.meeting(cast),
        paper=build.decision_paper(),
        by=cast.secretariat,
        at=cast.at,
        version=case.version,
    )
    assert (seen(cast), waiting(cast)) == (
        {"province_preparer", "nation_preparer", "secretariat"},
        {"nation_preparer"},
    )


def test_a_recommending_unit_is_shown_its_own_honours_of_a_larger_case(cast: Cast) -> None:
    rows = conferred(
        cast,
        opened(cast),
        to_confer(cast, "甲厂工会"),
        to_confer(cast, "乙厂工会", union=cast.unions["G3"], recommender=cast.unions["110000"]),
    )
    case = build.decided_directly(cast, *rows)
    shown = {who: subjects_seen_by(case, getattr(cast, who)) for who in ("beijing_signer", "nation_signer")}
    assert [one.conferral.subject_name for one in shown["beijing_signer"]] == ["乙厂工会"]
    assert shown["nation_signer"].count() == 2


@pytest.mark.parametrize("about", ["honour", "union", "case", "nomination"])
def test_a_recused_person_sees_nothing_of_it(cast: Cast, about: str) -> None:
    honour = build.home(cast)
    case = build.draft(cast, honour)
    subject = {
        "honour": honour.chain.key,
        "union": f"union:{cast.union.pk}",
        "case": case.chain.key,
        "nomination": honour.nomination,
    }[about]
    for post in (cast.county, cast.nation_preparer):
        declare_relation(person=post.person, subject=subject, ground="亲属", by=post, at=cast.at)
    assert seen(cast) == ABOVE - {"county", "nation_preparer"}
    assert waiting(cast) == set()


def test_who_holds_the_honour_in_person_sees_nothing_of_it(cast: Cast) -> None:
    build.draft(cast, build.worker(cast), code="24.5")
    cast.county.person.person_key = "p" * 64
    cast.county.person.save(update_fields=["person_key"])
    assert "county" not in seen(cast)


def test_the_accused_is_shown_what_it_was_told_and_nothing_else(cast: Cast) -> None:
    build.informed(build.draft(cast, build.home(cast)), by=cast.county)
    assert hearings_of(cast.clerk).get().told.startswith("拟撤销（取消）的荣誉：")
    assert not hearings_of(cast.other_clerk).exists()
    assert not hearings_of(cast.county).exists()


def test_the_union_above_a_small_home_answers_for_it(cast: Cast) -> None:
    row = to_confer(cast, "第四班工会小组", Honour.MODEL_SMALL_HOME, union=cast.group)
    (honour,) = conferred(cast, opened(cast), row)
    build.informed(build.draft(cast, honour), by=cast.county)
    assert hearings_of(cast.clerk).count() == 1


def test_that_a_report_is_behind_it_is_for_who_handles_the_report(cast: Cast) -> None:
    case = build.draft(cast, build.home(cast))
    RevocationCase.objects.update(source=CaseSource.LETTER)
    case = build.fresh(case)
    assert source_words(case, cast.clerk) == source_words(case, cast.prefecture) == "工会提出"
