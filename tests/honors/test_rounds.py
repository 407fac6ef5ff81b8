"""A round: drafted by one person, opened by another, frozen, extended, cloned, closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from honors.actions.rounds import (
    clone_round,
    close_round,
    draft_round,
    extend_deadline,
    grant_places,
    open_round,
    revise_round,
    set_deadline,
    set_setting,
)
from honors.models import Round
from honors.models.rounds import Step
from honors.queries import deadline, frozen, require_before, setting, settings_for
from honors.queries.snapshot import snapshot
from ledger.canonical import canonical, digest
from ledger.models import Entry
from regulation.facts import Reading
from regulation.honours import CONFERRED, Honour
from regulation.refusals import Refused, Stale, Unlawful
from tests.cast import Cast
from tests.honors.builders import FILE_BY, drafted, opened, ready

CONFERRING = tuple(honour for honour in Honour if honour in CONFERRED)


def not_met(cast: Cast, round: Round) -> list[str]:
    with pytest.raises(Unlawful) as refused:
        open_round(round, by=cast.nation_signer, at=cast.at, version=round.version)
    return [finding.code for finding in refused.value.findings]


def test_opening_freezes_everything(cast: Cast) -> None:
    round = opened(cast)
    assert (round.state, round.opened_on) == ("open", cast.at.date())
    assert round.frozen_digest == digest(round.frozen)
    assert round.frozen == canonical(snapshot(round, on=cast.at.date()))
    assert frozen(round)["years"] == [2023, 2024, 2025]
    assert Entry.objects.filter(chain=round.chain, act="open_round").count() == 1


def test_another_person_opens_it(cast: Cast) -> None:
    round = ready(cast)
    with pytest.raises(Refused) as refused:
        open_round(round, by=cast.nation_preparer, at=cast.at, version=round.version)
    assert refused.value.code == "same_person"


def test_only_national_staff(cast: Cast) -> None:
    for post in (cast.province_signer, cast.clerk, cast.secretariat):
        with pytest.raises(Refused) as refused:
            draft_round(name="x", year=2026, kind="mid_term", by=post, at=cast.at)
        assert refused.value.code == "not_allowed"


def test_an_empty_draft_says_what_is_missing(cast: Cast) -> None:
    round = draft_round(name="空白", year=2026, kind="mid_term", by=cast.nation_preparer, at=cast.at)
    assert not_met(cast, round) == [
        "names_only_beside_conferring",
        "notice_is_complete",
        "notice_has_number_and_title",
        "deadlines_follow_one_another",
        "people_can_be_reached",
    ]


def test_namings_only_in_a_congress_year_and_together(cast: Cast) -> None:
    assert not_met(cast, ready(cast, kind="mid_term")) == ["names_only_beside_conferring"]
    alone = ready(cast, honours=(Honour.MODEL_HOME, Honour.UNION_FRIEND))
    assert not_met(cast, alone) == ["names_only_beside_conferring"]


def test_a_third_round_in_five_years_needs_a_document(cast: Cast) -> None:
    opened(cast, name="一")
    opened(cast, name="二")
    assert not_met(cast, ready(cast, name="三")) == ["comes_twice_in_five_years"]
    opened(cast, name="三", third_round_document="总工发〔2026〕9号")


def test_deadlines_in_order(cast: Cast) -> None:
    round = ready(cast)
    set_deadline(round, Step.COUNTY, FILE_BY - timedelta(days=1), by=cast.nation_preparer, at=cast.at)
    assert not_met(cast, round) == ["deadlines_follow_one_another"]


def test_what_changed_meanwhile_is_not_signed(cast: Cast) -> None:
    round = ready(cast)
    seen = round.version
    revise_round(Round.objects.get(pk=round.pk), by=cast.nation_preparer, at=cast.at, version=seen, contacts="新电话")
    with pytest.raises(Stale):
        open_round(round, by=cast.nation_signer, at=cast.at, version=seen)


def test_nothing_changes_once_open(cast: Cast) -> None:
    round = opened(cast)
    by, at = cast.nation_preparer, cast.at
    for change in (
        lambda: revise_round(round, by=by, at=at, version=round.version, contacts="别处"),
        lambda: set_deadline(round, Step.FILE, FILE_BY + timedelta(days=1), by=by, at=at),
        lambda: set_setting(round, "strict_first_day", True, by=by, at=at),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code == "wrong_state"


def test_places_change_later_only_with_a_reason(cast: Cast) -> None:
    round = opened(cast, places=2)
    with pytest.raises(Refused) as refused:
        grant_places(round, cast.province, "model_home", 1, by=cast.nation_preparer, at=cast.at)
    assert refused.value.code == "reason_missing"
    quota = grant_places(round, cast.province, "model_home", 1, by=cast.nation_preparer, at=cast.at, reason="追加")
    assert quota.granted == 3


def test_places_go_to_recommending_units_only(cast: Cast) -> None:
    round = drafted(cast)
    for code in ("320500", "660000"):
        with pytest.raises(Refused) as refused:
            grant_places(round, cast.unions[code], "model_home", 1, by=cast.nation_preparer, at=cast.at)
        assert refused.value.code == "not_recommender"


def test_settings_are_frozen_with_the_round(cast: Cast) -> None:
    round = ready(cast)
    set_setting(
        round,
        "satisfaction_reading",
        Reading.SATISFIED_OF_ISSUED.value,
        paper="基层〔2026〕1号",
        by=cast.nation_preparer,
        at=cast.at,
    )
    open_round(round, by=cast.nation_signer, at=cast.at, version=round.version)
    assert setting(round, "satisfaction_reading") == "satisfied_of_issued"
    assert settings_for(round, cast.province).satisfaction is Reading.SATISFIED_OF_ISSUED
    assert frozen(round)["papers"]["satisfaction_reading"]["paper"] == "基层〔2026〕1号"


@pytest.mark.parametrize(
    ("code", "value", "refusal"),
    [
        ("unit_notice_days", 4, "too_short"),
        ("unit_notice_days", True, "setting_value"),
        ("strict_first_day", "yes", "setting_value"),
        ("satisfaction_reading", "mine", "setting_value"),
        ("non_public_natures", ["private", "martian"], "setting_value"),
        ("non_public_natures", [{"a": 1}], "setting_value"),
        ("no_such", 1, "setting_unknown"),
    ],
)
def test_settings_that_cannot_be(cast: Cast, code: str, value: object, refusal: str) -> None:
    with pytest.raises(Refused) as refused:
        set_setting(drafted(cast), code, value, by=cast.nation_preparer, at=cast.at)
    assert refused.value.code == refusal


def test_a_deadline_holds_and_is_extended_for_one_union_and_below(cast: Cast) -> None:
    round = opened(cast)
    late = FILE_BY + timedelta(hours=1)
    with pytest.raises(Refused) as refused:
        require_before(round, Step.FILE, cast.union, at=late)
    assert refused.value.code == "deadline_passed"
    later = FILE_BY + timedelta(days=7)
    extend_deadline(
        round,
        step=Step.FILE,
        union=cast.unions["320500"],
        due_at=later,
        reason="汛情影响",
        by=cast.nation_preparer,
        at=late,
        version=round.version,
    )
    require_before(round, Step.FILE, cast.union, at=late)
    assert [deadline(round, Step.FILE, cast.unions[code]) for code in ("G1", "320500", "320000", "G3")] == [
        later,
        later,
        FILE_BY,
        FILE_BY,
    ]


def test_an_extension_has_a_reason_and_gains_time(cast: Cast) -> None:
    round = opened(cast)
    for due_at, reason, step, code in (
        (FILE_BY + timedelta(days=1), " ", Step.FILE, "reason_missing"),
        (FILE_BY, "理由", Step.FILE, "not_later"),
        (FILE_BY, "理由", Step.COUNTY, "no_deadline"),
    ):
        with pytest.raises(Refused) as refused:
            extend_deadline(
                round,
                step=step,
                union=cast.province,
                due_at=due_at,
                reason=reason,
                by=cast.nation_preparer,
                at=cast.at,
                version=round.version,
            )
        assert refused.value.code == code
        round.refresh_from_db()


def test_a_clone_has_everything_but_the_notice(cast: Cast) -> None:
    source = opened(cast, places=3)
    copy = clone_round(source, name="下一轮", year=2028, kind="congress", by=cast.nation_signer, at=cast.at)
    assert (copy.state, copy.notice_number, copy.contacts) == ("draft", "", source.contacts)
    assert copy.deadlines.get(step="file").due_at == FILE_BY.replace(year=2028)
    assert sorted(copy.quotas.values_list("recommender__code", "honour", "granted")) == sorted(
        source.quotas.values_list("recommender__code", "honour", "granted")
    )
    assert set(copy.honours.values_list("honour", flat=True)) == {honour.value for honour in Honour}


def test_a_closed_round_takes_nothing_more(cast: Cast) -> None:
    round = opened(cast)
    close_round(round, by=cast.nation_signer, at=cast.at, version=round.version)
    with pytest.raises(Refused) as refused:
        grant_places(round, cast.province, "model_home", 1, by=cast.nation_preparer, at=cast.at, reason="追加")
    assert refused.value.code == "wrong_state"
