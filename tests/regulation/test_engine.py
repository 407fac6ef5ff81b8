"""The engine: three results, 一般 with reasons, attestations, dated rules, findings in and out of the ledger."""

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from regulation.engine import ISSUED, Dates, Judgement, Law, Observation, Result
from regulation.facts import Attestation
from regulation.honours import Honour, law_of
from regulation.observing import percent, rate
from regulation.refusals import Refused, Stale, Unlawful
from regulation.registry import laws
from regulation.workdays import UnknownYear
from tests.regulation.cases import EMPLOYER, FILED, GOOD, HOME, VERSION, attested, broken, judged, without

TITLE = "comes_from_provincial_model_homes"
KEY = "leads_workers_politically"


@pytest.mark.parametrize("facts", GOOD, ids=lambda f: type(f).__name__)
def test_a_good_case_of_each_honour_is_met(facts: object) -> None:
    assert broken(facts) == {}  # type: ignore[arg-type]  # parametrize knows no types


@pytest.mark.parametrize("honour", Honour)
def test_an_empty_case_is_never_met_by_silence(honour: Honour) -> None:
    from regulation.schema import load

    required = (
        {"cadre": "full_time", "kind": "backbone"} if honour is not Honour.UNION_FRIEND else {"kind": "enterprise"}
    )
    kind = law_of(honour).facts
    given = {name: v for name, v in required.items() if name in kind.__dataclass_fields__}

    facts = load(honour, given)

    assert judged(facts).result is not Result.MET


def test_a_general_rule_is_departed_from_with_a_reason_only() -> None:
    judgement = judged(replace(HOME, provincial_title=None))

    with pytest.raises(Unlawful) as refused:
        judgement.require({})
    assert [f.code for f in refused.value.findings] == [TITLE]
    with pytest.raises(Unlawful):
        judgement.require({TITLE: "  "})

    passed = judgement.require({TITLE: "省级评选尚未开展"})
    assert passed.find(TITLE).reason == "省级评选尚未开展"
    assert passed.find(TITLE).result is Result.NOT_MET
    assert passed.open() == ()


def test_a_reason_does_not_excuse_a_rule_without_generally() -> None:
    judgement = judged(replace(HOME, committee=False))

    with pytest.raises(Unlawful):
        judgement.require({"organisation_is_complete": "理由"})
    assert judgement.reasoned({"organisation_is_complete": "理由"}).find("organisation_is_complete").reason == ""


def test_findings_come_back_from_json_as_they_were() -> None:
    judgement = judged(replace(HOME, provincial_title=None, committee=False)).reasoned({TITLE: "理由"})

    stored = json.loads(json.dumps(judgement.as_json(), ensure_ascii=False))

    assert Judgement.from_json(stored) == judgement
    assert list(stored[0]) == ["article", "code", "title", "result", "generally", "observations", "reason"]
    assert {o["result"] for f in stored for o in f["observations"]} <= {"met", "not met", "needs evidence"}


def test_met_findings_are_shown_too() -> None:
    membership = judged(HOME).find("membership_reaches_the_rate_each_year")

    assert [o.seen for o in membership.observations] == [
        f"{year} 年职工 1000 人，会员 980 人，入会率 98%" for year in (2023, 2024, 2025)
    ]


@pytest.mark.parametrize(
    ("attestation", "expected"),
    [
        (Attestation(key=KEY, by="工会", statement="好", document="a.pdf"), Result.MET),
        (Attestation(key=KEY, by="工会", statement="好"), Result.NEEDS_EVIDENCE),
        (Attestation(key=KEY, by="工会", statement="差", document="a.pdf", holds=False), Result.NOT_MET),
        (Attestation(key=KEY, by="工会", statement="差", holds=False), Result.NEEDS_EVIDENCE),
        (Attestation(key="another", by="工会", statement="好", document="a.pdf"), Result.NEEDS_EVIDENCE),
        (
            Attestation(key=KEY, by="工会", statement="好", document="a.pdf", on=date(2026, 3, 17)),
            Result.NEEDS_EVIDENCE,
        ),
    ],
    ids=["with document", "without", "adverse", "adverse without", "of another item", "of tomorrow"],
)
def test_an_attestation_answers_with_a_document(attestation: Attestation, expected: Result) -> None:
    bare = without(HOME, KEY)

    judgement = judged(replace(bare, attestations=(*bare.attestations, attestation)))

    assert judgement.find(KEY).result is expected


def test_an_attestation_cannot_undo_what_numbers_show() -> None:
    spoiled = replace(HOME, committee=False)
    praise = Attestation(key="organisation_is_complete.committee", by="工会", statement="有", document="a.pdf")

    assert broken(replace(spoiled, attestations=(*spoiled.attestations, praise))) == {
        "organisation_is_complete": "not met"
    }


def test_keys_of_a_joint_union_tell_its_employers_apart() -> None:
    two = (replace(EMPLOYER, name="甲公司", energy_over_limit=None), replace(EMPLOYER, name="乙公司"))

    finding = judged(replace(HOME, employers=two)).find("employer_is_safe_and_clean")

    asked = [o.key for o in finding.observations if o.result is Result.NEEDS_EVIDENCE]
    assert asked == ["employer_is_safe_and_clean.甲公司.energy"]
    assert broken(attested(replace(HOME, employers=two))) == {}


def test_rules_are_chosen_by_the_law_version_and_facts_by_the_day() -> None:
    law = Law("trial", "试行")
    changed = date(2027, 1, 1)

    @law.rule("第六条", until=changed)
    def condition(_: object, at: Dates) -> Iterator[Observation]:
        """旧"""
        yield Observation(Result.MET, str(at.as_of))

    def newer(_: object, at: Dates) -> Iterator[Observation]:
        """新"""
        yield Observation(Result.NOT_MET, str(at.as_of))

    newer.__name__ = "condition"
    law.rule("第六条", since=changed)(newer)

    old = law.judge(None, version=date(2026, 12, 31), as_of=date(2027, 5, 1))
    new = law.judge(None, version=changed, as_of=date(2027, 5, 1))

    assert [(f.title, f.observations[0].seen) for f in old.findings] == [("旧", "2027-05-01")]
    assert [f.title for f in new.findings] == ["新"]


def test_two_rules_of_one_name_are_never_in_force_at_once() -> None:
    law = law_of(Honour.MODEL_HOME).law
    with pytest.raises(ValueError, match="is_in_scope"):
        law.rule("第五条")(law.rules[0].check)


def test_nothing_was_in_force_before_the_regulation() -> None:
    law = law_of(Honour.MODEL_HOME).law
    assert law.judge(HOME, version=date(2020, 8, 9), as_of=FILED).findings == ()
    assert law.judge(HOME, version=ISSUED, as_of=FILED).findings != ()


def test_every_rule_has_its_article_and_a_chinese_title() -> None:
    for law in laws():
        for rule in law:
            assert rule.article.startswith("第"), rule.code
            assert rule.title, rule.code
            assert any("\u4e00" <= c <= "\u9fff" for c in rule.title), rule.code


def test_laws_are_named_apart() -> None:
    names = [law.name for law in laws()]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (9, 10, "90%"),
        (899, 1000, "89.9%"),
        (8_999_999, 10_000_000, "约89.99%"),
        (2, 3, "约66.66%"),
        (0, 5, "0%"),
        (1, 0, "无法计算"),
    ],
)
def test_a_rate_is_never_rounded_across_a_threshold(part: int, whole: int, text: str) -> None:
    assert rate(part, whole) == text


def test_percent_of_a_parameter() -> None:
    from fractions import Fraction

    assert percent(Fraction(955, 1000)) == "95.5%"


@pytest.mark.parametrize(
    "refused",
    [
        Refused("code", "句子。", "第五条"),
        Stale(),
        UnknownYear(2031),
        Unlawful(judged(replace(HOME, committee=False)).open()),
    ],
    ids=lambda r: type(r).__name__,
)
def test_a_refusal_survives_the_way_to_a_worker(refused: Refused) -> None:
    again = pickle.loads(pickle.dumps(refused))

    assert (type(again), again.code, again.sentence, again.article) == (
        type(refused),
        refused.code,
        refused.sentence,
        refused.article,
    )


def test_thousands_of_cases_are_judged_in_a_moment() -> None:
    law = law_of(Honour.MODEL_HOME).law
    judgements = {law.judge(HOME, version=VERSION, as_of=FILED).result for _ in range(500)}
    assert judgements == {Result.MET}
