"""第二十九条: stricter only, by provinces and national industrial unions, for rounds that open later."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from honors.actions.measures import (
    discard_measure,
    enact_measure,
    file_measure,
    interpret_measure,
    refer_measure,
    repeal_measure,
)
from honors.facts import judge_measure_papers
from honors.models import Measure
from honors.queries import extra_documents, notice_days, settings_for, stricter_parameters
from honors.settings import UNIT_NOTICE_DAYS
from regulation.refusals import Refused, Unlawful
from tests.cast import Cast
from tests.honors.builders import opened
from unions.actions import grant_post
from unions.models import Role

RATE = "least_membership_rate"


def filed(cast: Cast, **more: Any) -> Measure:
    given: dict[str, Any] = {
        "union": cast.province,
        "title": "江苏省实施办法",
        "number": "苏工发〔2026〕1号",
        "text": "正文",
        "effective_on": date(2026, 3, 1),
        "parameters": {RATE: Fraction(95, 100)},
        "documents": {"model_home": ["民主管理情况报告"]},
        "by": cast.province_preparer,
        "at": cast.at,
    }
    return file_measure(**{**given, **more})


def enacted(cast: Cast, **more: Any) -> Measure:
    measure = filed(cast, **more)
    return enact_measure(measure, by=cast.province_signer, at=cast.at, version=measure.version)


def test_stricter_holds_for_rounds_opened_later(cast: Cast) -> None:
    before = opened(cast, name="前")
    enacted(cast)
    after = opened(cast, name="后")
    assert (stricter_parameters(before, cast.province), settings_for(after, cast.province).stricter) == (
        {},
        {RATE: Fraction(95, 100)},
    )
    assert extra_documents(after, cast.province, "model_home") == ("民主管理情况报告",)
    assert stricter_parameters(after, cast.unions["110000"]) == {}


def test_a_measure_may_ask_for_more_days_of_notice(cast: Cast) -> None:
    enacted(cast, parameters={"notice_working_days": Fraction(7)})
    round = opened(cast)
    assert [notice_days(round, UNIT_NOTICE_DAYS, unit) for unit in (cast.province, cast.unions["110000"], None)] == [
        7,
        5,
        5,
    ]


def test_a_filing_carries_what_the_measure_adds(cast: Cast) -> None:
    enacted(cast)
    round = opened(cast)

    def result(unit: str, *attached: str) -> list[str]:
        judged = judge_measure_papers(round, cast.unions[unit], "model_home", attached, as_of=cast.at.date())
        return [finding.result.value for finding in judged.findings]

    assert [result("320000"), result("320000", "民主管理情况报告 扫描件.pdf"), result("110000")] == [
        ["not met"],
        ["met"],
        [],
    ]


def test_not_before_its_day(cast: Cast) -> None:
    enacted(cast, effective_on=date(2026, 3, 3))
    assert stricter_parameters(opened(cast), cast.province) == {}


def test_looser_is_refused_with_the_article(cast: Cast) -> None:
    with pytest.raises(Unlawful) as refused:
        filed(cast, parameters={RATE: Fraction(89, 100)})
    assert [(f.article, f.code) for f in refused.value.findings] == [("第二十九条", "numbers_are_never_looser")]
    assert Measure.objects.count() == 0


def test_wording_that_relaxes_is_refused(cast: Cast) -> None:
    with pytest.raises(Unlawful) as refused:
        filed(cast, provisions=[{"text": "免予公示", "kind": "relaxes", "article": "第十六条"}])
    assert [f.code for f in refused.value.findings] == ["provisions_are_never_contrary"]


def test_central_organs_make_none(cast: Cast, client_of: Any) -> None:
    post = grant_post(
        person=cast.province_preparer.person,
        union=cast.unions["980000"],
        role=Role.RECOMMENDER,
        since=date(2026, 1, 1),
        by=cast.nation_preparer,
        at=cast.at,
    )
    with pytest.raises(Unlawful) as refused:
        filed(cast, union=cast.unions["980000"], by=post)
    assert [f.code for f in refused.value.findings] == ["may_be_made_by_this_union"]
    new = reverse("honors:new-measure")
    pages = [client_of(one).get(reverse("honors:measures")).content.decode() for one in (post, cast.province_signer)]
    assert ([new in page for page in pages], "第二十九条）。</p>" in pages[0]) == ([False, True], True)


def test_its_own_recommending_unit_and_two_persons(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        filed(cast, by=cast.next_province)
    assert refused.value.code == "not_allowed"
    measure = filed(cast)
    with pytest.raises(Refused) as refused:
        enact_measure(measure, by=cast.province_preparer, at=cast.at, version=measure.version)
    assert refused.value.code == "same_person"


def test_one_number_is_in_force_once(cast: Cast) -> None:
    first, second = filed(cast), filed(cast, title="江苏省实施办法（修订）")
    enact_measure(first, by=cast.province_signer, at=cast.at, version=first.version)
    with pytest.raises(Refused) as refused:
        enact_measure(second, by=cast.province_signer, at=cast.at, version=second.version)
    assert refused.value.code == "number_taken"


def test_a_draft_sent_twice_is_one_and_a_wrong_one_is_discarded(cast: Cast) -> None:
    draft = filed(cast)
    assert filed(cast).pk == draft.pk
    discard_measure(draft, by=cast.province_preparer, at=cast.at, version=draft.version)
    with pytest.raises(Refused) as refused:
        enact_measure(draft, by=cast.province_signer, at=cast.at, version=draft.version)
    assert (refused.value.code, filed(cast).pk == draft.pk) == ("wrong_state", False)


def test_repealed_measures_no_longer_count(cast: Cast) -> None:
    measure = enacted(cast)
    repeal_measure(measure, reason="苏工发〔2026〕8号", by=cast.province_signer, at=cast.at, version=measure.version)
    assert stricter_parameters(opened(cast), cast.province) == {}


NO_FRIENDS = [{"text": "本省不推荐全国优秀工会之友", "kind": "removes", "article": "第五条"}]


def interpreted(cast: Cast, measure: Measure, *, agreed: bool) -> Measure:
    refer_measure(measure, by=cast.province_preparer, at=cast.at, version=measure.version)
    return interpret_measure(
        measure,
        agreed=agreed,
        text="各地可以根据实际不推荐某一项目。",
        number="总工办函〔2026〕9号",
        by=cast.nation_preparer,
        at=cast.at,
        version=measure.version,
    )


def test_leaving_out_a_category_waits_for_the_interpretation(cast: Cast) -> None:
    measure = filed(cast, provisions=NO_FRIENDS)
    with pytest.raises(Unlawful) as refused:
        enact_measure(measure, by=cast.province_signer, at=cast.at, version=measure.version)
    assert [(f.article, f.code) for f in refused.value.findings] == [("第三十条", "removals_are_interpreted")]
    measure.refresh_from_db()
    interpreted(cast, measure, agreed=True)
    enact_measure(measure, by=cast.province_signer, at=cast.at, version=measure.version)
    assert measure.state == "in_force"


def test_what_is_not_agreed_to_is_never_enacted(cast: Cast) -> None:
    measure = interpreted(cast, filed(cast, provisions=NO_FRIENDS), agreed=False)
    with pytest.raises(Unlawful) as refused:
        enact_measure(measure, by=cast.province_signer, at=cast.at, version=measure.version)
    assert [f.code for f in refused.value.findings] == ["removals_are_interpreted"]
    measure.refresh_from_db()
    with pytest.raises(Refused) as again:
        refer_measure(measure, by=cast.province_preparer, at=cast.at, version=measure.version)
    assert again.value.code == "interpreted"


def test_only_the_nation_interprets_and_only_what_was_referred(cast: Cast) -> None:
    plain = filed(cast)
    with pytest.raises(Refused) as nothing:
        refer_measure(plain, by=cast.province_preparer, at=cast.at, version=plain.version)
    measure = filed(cast, number="苏工发〔2026〕2号", provisions=NO_FRIENDS)
    given: dict[str, Any] = {"agreed": True, "text": "可以。", "number": "总工办函〔2026〕9号", "at": cast.at}
    with pytest.raises(Refused) as early:
        interpret_measure(measure, by=cast.nation_preparer, version=measure.version, **given)
    refer_measure(measure, by=cast.province_preparer, at=cast.at, version=measure.version)
    with pytest.raises(Refused) as own:
        interpret_measure(measure, by=cast.province_signer, version=measure.version, **given)
    assert [nothing.value.code, early.value.code, own.value.code] == [
        "nothing_to_interpret",
        "wrong_state",
        "not_allowed",
    ]


def test_the_pages_of_an_interpretation(cast: Cast, client_of: Any) -> None:
    measure = filed(cast, provisions=NO_FRIENDS)
    page = f"/measures/{measure.pk}/"
    assert "报全总解释" in client_of(cast.province_signer).get(page).content.decode()
    client_of(cast.province_signer).post(f"{page}referral/", {"version": measure.version})
    measure.refresh_from_db()
    answer = {"version": measure.version, "agreed": "yes", "number": "总工办函〔2026〕9号", "text": "可以。"}
    assert client_of(cast.province_signer).post(f"{page}interpretation/", answer).status_code == 403
    assert client_of(cast.nation_preparer).post(f"{page}interpretation/", answer).status_code == 302
    assert "总工办函〔2026〕9号（同意）" in client_of(cast.province_signer).get(page).content.decode()
