"""Facts in and out of JSON, parameters by day."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from regulation import parameters
from regulation.facts import Candidate
from regulation.honours import Honour
from regulation.judging import case_schema, judge_case, load_case
from regulation.parameters import LEAST_MEMBERSHIP_RATE, NOTICE_CUTOFF, PARAMETERS, value
from regulation.refusals import Refused
from regulation.schema import BadFacts, dump, json_schema, load
from tests.regulation.cases import FILED, GOOD, HOME, VERSION, filing, honour_of


@pytest.mark.parametrize("facts", GOOD, ids=lambda f: type(f).__name__)
def test_facts_come_back_from_json_as_they_were(facts: Candidate) -> None:
    honour = honour_of(facts)
    stored = json.loads(json.dumps(dump(facts), ensure_ascii=False))

    assert load(honour, stored) == facts
    Draft202012Validator(json_schema(honour)).validate(stored)
    Draft202012Validator(case_schema(honour)).validate(stored)


@pytest.mark.parametrize("honour", Honour)
def test_every_field_is_described_in_chinese(honour: Honour) -> None:
    schema = json_schema(honour)
    Draft202012Validator.check_schema(schema)
    objects = [schema, *(d for d in schema["$defs"].values() if d["type"] == "object")]
    for each in objects:
        for name, described in each["properties"].items():
            assert any("\u4e00" <= c <= "\u9fff" for c in described["description"]), name


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ([], ["最外层：应为对象"]),
        ({"nmae": "甲"}, ["nmae：没有这一项"]),
        ({"filed_on": "2026-2-30"}, ["filed_on：应为日期，如 2026-03-16"]),
        ({"filed_on": 20260316}, ["filed_on：应为日期，如 2026-03-16"]),
        ({"committee": "是"}, ["committee：应为是（true）或否（false）"]),
        (
            {"years": [{"year": 2025, "employees": "10", "members": -1}]},
            ["years[0].employees：应为整数", "years[0].members：不能是负数"],
        ),
        (
            {"years": [{"year": 2025}]},
            [
                "years[0].employees：缺少“职工数（含农民工、劳务派遣工）”",
                "years[0].members：缺少“会员数（含农民工、劳务派遣工）”",
            ],
        ),
        ({"employers": {}}, ["employers：应为列表"]),
        (
            {"settings": {"stricter": {"least_membership_rate": 0.95}}},
            ['settings.stricter.least_membership_rate：应为分数或小数的文字，如 "19/20" 或 "0.95"'],
        ),
        ({"founding": "moon"}, ["founding：应为以下之一：single（单独建立）、joint（联合建立）"]),
        ({"employees": True}, ["employees：没有这一项"]),
    ],
)
def test_every_fault_is_named_at_its_place(data: Any, faults: list[str]) -> None:
    with pytest.raises(BadFacts) as refused:
        load(Honour.MODEL_HOME, data)
    assert (refused.value.code, list(refused.value.faults)) == ("bad_facts", faults)


def test_true_is_not_a_number() -> None:
    with pytest.raises(BadFacts):
        load(Honour.MODEL_HOME, {"years": [{"year": True, "employees": 1, "members": 1}]})


def test_a_case_may_tell_how_it_was_filed() -> None:
    facts = dump(HOME)
    papers = {"opinions": dump(filing(HOME).opinions), "notice": dump(filing(HOME).notice)}

    bare = judge_case(Honour.MODEL_HOME, facts, version=VERSION, as_of=FILED)
    whole = judge_case(Honour.MODEL_HOME, facts | {"filing": papers}, version=VERSION, as_of=FILED)
    unheard = judge_case(Honour.MODEL_HOME, facts | {"filing": {}}, version=VERSION, as_of=FILED)

    assert len(whole.findings) - len(bare.findings) == 5
    assert (bare.open(), whole.open()) == ((), ())
    assert [f.code for f in unheard.open()] == [
        "members_were_heard",
        "party_organ_was_heard",
        "discipline_organ_was_heard",
        "unit_notice_ran",
    ]
    Draft202012Validator(case_schema(Honour.MODEL_HOME)).validate(facts | {"filing": papers})


def test_faults_of_facts_and_filing_are_named_together() -> None:
    with pytest.raises(BadFacts) as refused:
        load_case(Honour.MODEL_HOME, {"a": 1, "filing": {"b": 2}})
    assert list(refused.value.faults) == ["a：没有这一项", "filing.b：没有这一项"]


def test_parameters_have_an_article_and_a_first_day() -> None:
    for code, parameter in PARAMETERS.items():
        assert parameter.code == code
        assert parameter.article.startswith("第")
        assert [since for since, _ in parameter.values] == sorted(since for since, _ in parameter.values)
        assert parameter.values[0][0] == date(2020, 8, 10)


def test_a_value_added_holds_from_its_day() -> None:
    later = (date(2030, 1, 1), Fraction(95, 100))
    changed = parameters.Parameter(
        "trial", "试行", "第六条", (*LEAST_MEMBERSHIP_RATE.values, later), parameters.Stricter.HIGHER
    )
    assert value(changed, date(2029, 12, 31)) == Fraction(9, 10)
    assert value(changed, date(2030, 1, 1)) == Fraction(95, 100)
    with pytest.raises(Refused) as refused:
        value(NOTICE_CUTOFF, date(2020, 8, 9))
    assert refused.value.code == "not_in_force"
