"""A case read in one statement: the same facts as ever, and nothing that changes meanwhile slips through."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honors.models import Round
from nominations.actions.filing import file
from nominations.actions.papers import record_opinion
from nominations.dossier import dossier_of
from nominations.facts import facts_of, facts_of_all, filing_facts
from nominations.gathering import Rows
from nominations.models import EmployerRecord, Nomination
from nominations.models.collective import RecordKind
from regulation.facts import AccidentClass
from regulation.honours import Honour
from regulation.refusals import Refused
from tests.cast import AT, Cast, set_clock
from tests.nominations import build
from tests.nominations.test_drafts import code_of
from tests.nominations.test_filing import ready
from unions.models import Post

pytestmark = pytest.mark.django_db

AS_OF = date(2026, 3, 10)


def read(case: Nomination, by: Post) -> Rows:
    return dossier_of(case.pk, union=by.union, by=by, on=AS_OF)


@pytest.mark.parametrize("honour", list(Honour))
def test_one_case_has_the_facts_that_a_list_sees(cast: Cast, round: Round, honour: Honour) -> None:
    case = ready(cast, round, honour)
    if employer := case.employers.first():
        accident = {
            "kind": RecordKind.ACCIDENT,
            "on": date(2025, 5, 1),
            "grade": AccidentClass.ORDINARY.value,
            "verdict": True,
        }
        EmployerRecord.objects.create(employer=employer, **accident)
    facts = facts_of_all([case], as_of=AS_OF)[case.pk]
    assert facts_of(case, as_of=AS_OF) == facts
    filing = filing_facts(read(case, cast.clerk), as_of=AS_OF)
    assert filing.candidate == facts
    assert len(filing.opinions) == case.opinions.count()
    assert filing.notice is not None
    assert (filing.notice.working_days, filing.notice.names_shown, filing.notice.deeds_shown) == (5, True, True)


def test_only_a_post_that_may_file_is_told_so(cast: Cast, round: Round) -> None:
    case = ready(cast, round)
    assert read(case, cast.clerk).of("may")
    assert not read(case, cast.county).of("may")
    assert not read(case, cast.beijing_clerk).of("may")


def test_whoever_files_the_same_person_meanwhile_is_seen(cast: Cast, round: Round) -> None:
    case, other = (ready(cast, round, honour) for honour in (Honour.OUTSTANDING_WORKER, Honour.OUTSTANDING_ACTIVIST))
    Nomination.objects.filter(pk=other.pk).update(person_key=case.person_key)
    at = build.after_notice(case)
    known = read(case, cast.clerk)
    file(other, by=cast.clerk, at=at, version=other.version)
    assert code_of(file, case, by=cast.clerk, at=at, version=case.version, known=known) == "duplicate"


def test_what_was_read_of_an_earlier_version_files_nothing(cast: Cast, round: Round) -> None:
    case = ready(cast, round)
    known = read(case, cast.clerk)
    paper: dict[str, Any] = {"kind": "party", "giver": "党委", "as_of": AT.date(), "document": build.paper(cast.clerk)}
    record_opinion(case, **paper, by=cast.clerk, at=AT, version=case.version)
    case.refresh_from_db()
    at = build.after_notice(case)
    assert code_of(file, case, by=cast.clerk, at=at, version=case.version, known=known) == "stale"


@pytest.mark.parametrize("honour", [Honour.MODEL_HOME, Honour.OUTSTANDING_WORKER])
def test_a_filing_over_http_asks_ten_queries(
    cast: Cast, round: Round, client_of: Callable[[Post], Client], honour: Honour
) -> None:
    case = ready(cast, round, honour)
    at = build.after_notice(case)
    build.notice_of(case).refresh_from_db()
    set_clock(at)
    client = client_of(cast.clerk)
    address = reverse("nominations:filing", args=[case.pk])
    client.get(address)  # the round's conditions are read once in a process
    from publicity.actions.sweep import run

    run(at=at)  # the window is over, as the beat finds it every minute
    case.refresh_from_db()
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, {"version": case.version})
    assert answer.status_code == 302
    told = [q["sql"] for q in asked.captured_queries]
    told = [s for s in told if s.split(" ")[0] not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}]
    assert len([s for s in told if "clock_democlock" not in s]) <= 10, told


def test_a_case_that_is_gone_is_not_found(cast: Cast, client_of: Callable[[Post], Client]) -> None:
    assert client_of(cast.clerk).post("/nominations/999999/filing/", {"version": 1}).status_code == 404


def test_a_foreign_case_is_not_found(cast: Cast, round: Round, client_of: Callable[[Post], Client]) -> None:
    case = ready(cast, round)
    address = reverse("nominations:filing", args=[case.pk])
    assert client_of(cast.beijing_clerk).post(address, {"version": case.version}).status_code == 404
    with pytest.raises(Refused):
        file(case, by=cast.beijing_clerk, at=build.after_notice(case), version=case.version)
