"""A sentence says a day as people do; only keys and data keep the ISO form."""

import re
from dataclasses import replace
from datetime import date

import pytest

from regulation.article_16 import law
from regulation.engine import Observation
from regulation.facts import (
    Accident,
    AccidentClass,
    DuesArrears,
    Investigation,
    MassIncident,
    Penalty,
)
from regulation.words import day_words
from tests.regulation.cases import EMPLOYER, HOME, VERSION, filing, judged

ISO = re.compile(r"\d{4}-\d\d")
DAY, LATER = date(2026, 3, 2), date(2026, 3, 12)
DATED = replace(
    EMPLOYER,
    accidents=(
        *(Accident(on=DAY, grade=grade, responsible=said) for grade in AccidentClass for said in (True, None)),
        Accident(on=date(2015, 1, 1), grade=AccidentClass.ORDINARY, responsible=True),
    ),
    mass_incidents=(MassIncident(on=DAY, caused_by_breach=True), MassIncident(on=DAY)),
    dues_arrears=(DuesArrears(due_on=DAY), DuesArrears(due_on=DAY, paid_on=LATER)),
    penalties=(
        Penalty(imposed_on=DAY),
        Penalty(imposed_on=DAY, weighs_until=LATER),
        Penalty(imposed_on=DAY, weighs_until=date(2027, 1, 1)),
    ),
    investigations=(Investigation(opened_on=DAY), Investigation(opened_on=DAY, closed_on=LATER)),
)


def observations(as_of: date) -> list[Observation]:
    dated = replace(HOME, employers=(DATED,))
    filed = law.judge(filing(dated), version=VERSION, as_of=as_of)
    return [seen for found in (judged(dated, as_of), filed) for f in found.findings for seen in f.observations]


@pytest.mark.parametrize("as_of", [date(2026, 1, 10), date(2026, 3, 16)], ids=["before", "after"])
def test_no_observation_prints_an_iso_date(as_of: date) -> None:
    said = [text for seen in observations(as_of) for text in (seen.seen, seen.mend)]
    assert any(day_words(DAY) in text for text in said)
    assert [text for text in said if ISO.search(text)] == []


def test_the_key_of_an_attestation_keeps_the_iso_form() -> None:
    assert "employer_had_no_barring_accident.accident-2026-03-02" in {
        seen.key for seen in observations(date(2026, 3, 16))
    }


def test_a_day_in_words() -> None:
    assert day_words(DAY) == "2026年3月2日"
