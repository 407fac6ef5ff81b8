"""Boundaries of the honours' conditions: counts, years, look-backs, employers, chairs, organs."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from regulation.facts import (
    Accident,
    AccidentClass,
    Ballot,
    Candidate,
    DuesArrears,
    EarlierHonour,
    Employer,
    Grade,
    Investigation,
    MassIncident,
    MatchedBy,
    Penalty,
    Post,
    ProvincialTitle,
    Rank,
    Reading,
    Settings,
    Term,
    TitleIssuer,
    UnitNature,
    YearFigures,
    YearGrade,
)
from regulation.honours import Act, Elevated, Honour, law_of
from regulation.model_home import Level, UnionKind
from regulation.model_small_home import SubUnit
from regulation.opinions import OpinionKind
from regulation.outstanding_activist import ActivistKind
from regulation.outstanding_worker import CadreKind
from regulation.paperwork import PaperKind
from regulation.periods import anniversary
from regulation.union_friend import LeaderKind
from tests.regulation.cases import (
    ACTIVIST,
    EMPLOYER,
    FILED,
    FRIEND,
    HOME,
    OFFICE_CADRE,
    SMALL_HOME,
    WORKER,
    YEARS,
    broken,
    figures,
    judged,
    years,
)

MEMBERSHIP = "membership_reaches_the_rate_each_year"
SATISFACTION = "satisfaction_reaches_the_rate_each_year"
GRADES = "was_graded_satisfied_each_year_in_office"
NOT_MET, NEEDS = "not met", "needs evidence"


@pytest.mark.parametrize("home", [HOME, SMALL_HOME], ids=["home", "small home"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (years(y2024=figures(2024, 900)), {}),
        (years(y2024=figures(2024, 899)), {MEMBERSHIP: NOT_MET}),
        (years(y2024=figures(2024, 1001)), {MEMBERSHIP: NOT_MET}),
        (years(y2024=replace(figures(2024), includes_all=False)), {MEMBERSHIP: NOT_MET}),
        (years(y2024=replace(figures(2024), employees=0, members=0)), {MEMBERSHIP: NOT_MET}),
        (years(y2024=replace(figures(2024), counted_under="合并前的单位")), {}),
        (years(y2024=figures(2024, satisfied=180)), {}),
        (years(y2024=figures(2024, satisfied=179)), {SATISFACTION: NOT_MET}),
        (years(y2024=replace(figures(2024), ballot=None)), {SATISFACTION: NOT_MET}),
        (years(y2024=figures(2022)), {MEMBERSHIP: NOT_MET, SATISFACTION: NOT_MET}),
        ((*years(), figures(2024)), {MEMBERSHIP: NOT_MET, SATISFACTION: NOT_MET}),
        ((*years(), figures(2022, 1), figures(2026, 1)), {}),
    ],
    ids=[
        "90 percent",
        "89.9 percent",
        "more members than employees",
        "migrant workers left out",
        "nobody employed",
        "a predecessor's year",
        "90 percent satisfied",
        "89.5 percent satisfied",
        "no ballot",
        "a year missing",
        "a year twice",
        "other years are not looked at",
    ],
)
def test_each_year_is_judged_from_its_counts(
    home: Candidate, rows: tuple[YearFigures, ...], expected: Mapping[str, str]
) -> None:
    assert broken(replace(home, years=rows)) == expected  # type: ignore[call-arg]  # both homes have years


def test_years_are_those_before_filing_however_late_the_judgement() -> None:
    assert broken(HOME, date(2027, 1, 15)) == {}


BALLOT = Ballot(issued=220, returned=200, satisfied=170, basically=20, dissatisfied=10)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Reading.SATISFIED_OF_RETURNED, {SATISFACTION: NOT_MET}),
        (Reading.CONTENT_OF_RETURNED, {}),
        (Reading.SATISFIED_OF_ISSUED, {SATISFACTION: NOT_MET}),
    ],
)
def test_the_round_decides_which_reading_counts(reading: Reading, expected: Mapping[str, str]) -> None:
    rows = years(y2025=replace(figures(2025), ballot=BALLOT))
    assert broken(replace(HOME, years=rows, settings=Settings(satisfaction=reading))) == expected


def test_ballots_that_do_not_add_up_are_an_error() -> None:
    more_cast = replace(BALLOT, satisfied=200)
    rows = years(y2025=replace(figures(2025), ballot=more_cast))
    assert broken(replace(HOME, years=rows)) == {SATISFACTION: NOT_MET}


def test_a_provincial_measure_asks_more_but_never_less() -> None:
    stricter = Settings(stricter={"least_membership_rate": Fraction(99, 100)})
    looser = Settings(stricter={"least_membership_rate": Fraction(1, 2)})
    assert broken(replace(HOME, settings=stricter)) == {MEMBERSHIP: NOT_MET}
    assert broken(replace(HOME, years=years(y2025=figures(2025, 899)), settings=looser)) == {MEMBERSHIP: NOT_MET}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (ProvincialTitle(kind=Honour.MODEL_HOME, issuer=TitleIssuer.INDUSTRIAL), {}),
        (ProvincialTitle(kind=Honour.MODEL_HOME, issuer=TitleIssuer.CORPS), {}),
        (
            ProvincialTitle(kind=Honour.MODEL_HOME, issuer=TitleIssuer.OTHER),
            {"comes_from_provincial_model_homes": NOT_MET},
        ),
        (ProvincialTitle(kind=Honour.MODEL_SMALL_HOME), {"comes_from_provincial_model_homes": NOT_MET}),
    ],
    ids=["industrial", "corps", "city", "of another kind"],
)
def test_the_earlier_title_is_of_the_same_kind(title: ProvincialTitle, expected: Mapping[str, str]) -> None:
    assert broken(replace(HOME, provincial_title=title)) == expected


# --- scope ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (replace(HOME, union_kind=UnionKind.VILLAGE), None),
        (replace(HOME, union_kind=UnionKind.REGIONAL_FEDERATION, level=Level.COUNTY), None),
        (replace(HOME, union_kind=UnionKind.REGIONAL_FEDERATION, level=Level.PREFECTURE), NOT_MET),
        (replace(HOME, union_kind=UnionKind.REGIONAL_FEDERATION), NEEDS),
        (replace(HOME, union_kind=UnionKind.SUB_UNION), NOT_MET),
        (replace(HOME, inside_china=False), NOT_MET),
        (replace(SMALL_HOME, sub_unit=SubUnit.GROUP), None),
        (replace(SMALL_HOME, sub_unit=SubUnit.OTHER), NOT_MET),
        (replace(SMALL_HOME, below_grassroots_union=False), NOT_MET),
        (replace(WORKER, cadre=CadreKind.PART_TIME, rank=Rank.BUREAU), None),
        (OFFICE_CADRE, None),
        (replace(OFFICE_CADRE, rank=Rank.BUREAU), NOT_MET),
        (replace(ACTIVIST, kind=ActivistKind.PART_TIME), None),
        (replace(ACTIVIST, kind=ActivistKind.FULL_TIME), NOT_MET),
        (replace(ACTIVIST, keeps_job=False), NOT_MET),
        (replace(ACTIVIST, keeps_job=None), NEEDS),
        (replace(FRIEND, kind=LeaderKind.PARTY_GOVERNMENT, rank=Rank.BUREAU), None),
        (replace(FRIEND, kind=LeaderKind.PARTY_GOVERNMENT), NEEDS),
        (replace(FRIEND, kind=LeaderKind.UNION), NOT_MET),
    ],
)
def test_scope(facts: Candidate, expected: str | None) -> None:
    assert broken(facts) == ({"is_in_scope": expected} if expected else {})


# --- 第十二条 ---------------------------------------------------------------------------------------------------------

ACCIDENT, INCIDENT, DUES = "employer_had_no_barring_accident", "employer_had_no_mass_incident", "employer_paid_its_dues"
PENALTY, INQUIRY, SAFE = "employer_is_under_no_penalty", "employer_is_not_under_inquiry", "employer_is_safe_and_clean"


def accident(on: str, grade: AccidentClass, responsible: bool | None = True) -> Employer:
    happened = Accident(on=date.fromisoformat(on), grade=grade, responsible=responsible)
    return replace(EMPLOYER, accidents=(happened,))


@pytest.mark.parametrize(
    ("employer", "expected"),
    [
        (accident("2025-03-16", AccidentClass.ORDINARY), {ACCIDENT: NOT_MET}),
        (accident("2025-03-15", AccidentClass.ORDINARY), {}),
        (accident("2025-06-01", AccidentClass.ORDINARY, responsible=False), {}),
        (accident("2025-06-01", AccidentClass.ORDINARY, responsible=None), {ACCIDENT: NEEDS}),
        (accident("2025-03-16", AccidentClass.LARGER), {ACCIDENT: NOT_MET}),
        (accident("2025-03-15", AccidentClass.LARGER), {ACCIDENT: NEEDS}),
        (accident("2023-03-16", AccidentClass.LARGER), {ACCIDENT: NEEDS}),
        (accident("2023-03-15", AccidentClass.LARGER), {}),
        (accident("2023-03-16", AccidentClass.MAJOR), {ACCIDENT: NOT_MET}),
        (accident("2023-03-16", AccidentClass.GRAVE), {ACCIDENT: NOT_MET}),
        (accident("2026-05-20", AccidentClass.ORDINARY), {}),
        (replace(EMPLOYER, accidents=None), {ACCIDENT: NEEDS}),
        (replace(EMPLOYER, major_hazard=True, refuses_to_mend_hazard=False), {}),
        (replace(EMPLOYER, major_hazard=None, refuses_to_mend_hazard=None), {SAFE: NEEDS}),
        (replace(EMPLOYER, severe_pollution=True), {SAFE: NOT_MET}),
        (replace(EMPLOYER, mass_incidents=(MassIncident(on=FILED, caused_by_breach=True),)), {INCIDENT: NOT_MET}),
        (replace(EMPLOYER, mass_incidents=(MassIncident(on=FILED, caused_by_breach=False),)), {}),
        (replace(EMPLOYER, mass_incidents=(MassIncident(on=FILED),)), {INCIDENT: NEEDS}),
        (replace(EMPLOYER, frequent_disputes=True), {INCIDENT: NOT_MET}),
        (replace(EMPLOYER, dues_arrears=(DuesArrears(due_on=date(2019, 1, 1)),)), {DUES: NOT_MET}),
        (replace(EMPLOYER, dues_arrears=(DuesArrears(due_on=date(2022, 1, 1), paid_on=date(2023, 3, 15)),)), {}),
        (replace(EMPLOYER, penalties=(Penalty(imposed_on=date(2025, 1, 1), weighs_until=FILED),)), {PENALTY: NOT_MET}),
        (replace(EMPLOYER, penalties=(Penalty(imposed_on=date(2025, 1, 1), weighs_until=date(2026, 3, 15)),)), {}),
        (replace(EMPLOYER, investigations=(Investigation(opened_on=date(2026, 1, 1)),)), {INQUIRY: NOT_MET}),
        (
            replace(EMPLOYER, investigations=(Investigation(opened_on=date(2026, 1, 1), closed_on=date(2026, 3, 1)),)),
            {},
        ),
    ],
)
@pytest.mark.parametrize("home", [HOME, SMALL_HOME], ids=["home", "small home"])
def test_what_bars_an_employer(home: Candidate, employer: Employer, expected: Mapping[str, str]) -> None:
    assert broken(replace(home, employers=(employer,))) == expected  # type: ignore[call-arg]  # both homes have employers


def test_what_barred_on_the_filing_day_bars_until_conferral() -> None:
    lasting = replace(EMPLOYER, penalties=(Penalty(imposed_on=date(2025, 1, 1), weighs_until=date(2026, 4, 1)),))
    old = accident("2025-04-01", AccidentClass.ORDINARY)
    later = date(2026, 7, 20)
    assert broken(replace(HOME, employers=(lasting,)), later) == {PENALTY: NOT_MET}
    assert broken(replace(HOME, employers=(old,)), later) == {ACCIDENT: NOT_MET}


@pytest.mark.parametrize(
    ("facts", "item"),
    [
        (replace(WORKER, cadre=None), "工会干部类型"),
        (replace(ACTIVIST, kind=None), "在工会中的身份"),
        (replace(FRIEND, kind=None), "领导职务类型"),
    ],
    ids=["worker", "activist", "friend"],
)
def test_what_nobody_filled_in_is_called_so(facts: Candidate, item: str) -> None:
    """Never another answer in its place: 未填写 is not 未担任工会职务."""
    (scope,) = (f for f in judged(facts).findings if f.code == "is_in_scope")
    assert (scope.result.value, scope.observations[0].seen) == (NOT_MET, f"{item}：未填写")
    assert scope.observations[0].mend == f"填写{item}"


def test_every_employer_of_a_joint_union_is_looked_at() -> None:
    clean, late = replace(EMPLOYER, name="甲"), replace(EMPLOYER, name="乙", wages_in_arrears=True)
    assert broken(replace(HOME, employers=(clean, late))) == {"employer_keeps_labour_law": NOT_MET}


def test_a_union_without_employers_is_attested() -> None:
    without_any = broken(replace(HOME, employers=(), union_kind=UnionKind.TOWNSHIP))
    assert set(without_any.values()) == {NEEDS}
    assert len(without_any) == 8


def test_an_organ_is_asked_about_contract_and_openness_never_barred() -> None:
    organ = (replace(EMPLOYER, nature=UnitNature.ORGAN),)
    code = "workplace_is_democratic_and_harmonious"
    lacking = {"factory_openness": False, "collective_contract": False}
    assert broken(replace(HOME, employers=organ, **lacking)) == {code: NEEDS}  # type: ignore[arg-type]  # fields by name
    assert broken(replace(HOME, **lacking)) == {code: NOT_MET}  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2025, 3, 16), 1, date(2026, 3, 16)),
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
    ],
)
def test_anniversaries(day: date, number: int, expected: date) -> None:
    assert anniversary(day, number) == expected


# --- 第八条、第十三条 -------------------------------------------------------------------------------------------------


def chair(since: str, until: str | None = None, *, grassroots: bool = True, post: Post = Post.CHAIR) -> Term:
    last = date.fromisoformat(until) if until else None
    return Term(post=post, since=date.fromisoformat(since), until=last, grassroots=grassroots)


def grades(*given: int, grade: Grade = Grade.SATISFIED) -> tuple[YearGrade, ...]:
    return tuple(YearGrade(year=year, grade=grade) for year in given)


@pytest.mark.parametrize(
    ("posts", "given", "expected"),
    [
        ((chair("2021-03-01"),), grades(*YEARS), {}),
        ((chair("2021-03-01"),), grades(2023, 2025), {GRADES: NOT_MET}),
        ((chair("2021-03-01"),), (*grades(2023, 2024), *grades(2025, grade=Grade.BASICALLY)), {GRADES: NOT_MET}),
        ((chair("2021-03-01"),), (*grades(*YEARS), *grades(2025)), {GRADES: NOT_MET}),
        ((chair("2024-06-01", post=Post.VICE_CHAIR),), grades(2024, 2025), {}),
        ((chair("2026-01-10"),), (), {GRADES: NEEDS}),
        ((chair("2021-03-01", "2024-06-30"), chair("2025-02-01")), grades(2023, 2025), {GRADES: NEEDS}),
        ((chair("2021-03-01", "2024-06-30"), chair("2024-07-01")), grades(2023, 2025), {GRADES: NOT_MET}),
        ((chair("2021-03-01", "2025-12-31"),), (), {}),
        ((chair("2021-03-01", grassroots=False),), (), {}),
        ((chair("2021-03-01", post=Post.OTHER),), (), {}),
    ],
    ids=[
        "all three",
        "one missing",
        "one only basically",
        "one twice",
        "vice-chair since 2024",
        "none yet",
        "out of office at a year's end",
        "another union without a gap",
        "no longer chair",
        "of a federation",
        "neither chair nor vice-chair",
    ],
)
def test_chairs_are_graded_in_each_year_in_office(
    posts: tuple[Term, ...], given: tuple[YearGrade, ...], expected: Mapping[str, str]
) -> None:
    assert broken(replace(WORKER, posts=posts, yearly_grades=given)) == expected


def test_article_13_is_about_the_cadres_own_grassroots_union() -> None:
    union = replace(
        WORKER.union, elections_on_time=False, serious_funds_problem=True, structure_arbitrarily_removed=True
    )
    assert broken(replace(WORKER, union=union)) == dict.fromkeys(
        ("union_stands_on_its_own", "union_elects_on_time", "union_keeps_its_funds"), NOT_MET
    )
    assert broken(replace(OFFICE_CADRE, union=union)) == {}


def test_registration_is_asked_only_of_unions_that_qualify() -> None:
    union = replace(WORKER.union, qualifies_for_legal_person=False, is_legal_person=False)
    assert broken(replace(WORKER, union=union)) == {}
    assert broken(replace(WORKER, union=replace(union, qualifies_for_legal_person=None))) == {
        "union_is_registered": NEEDS
    }


# --- 第五条第六款 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("facts", [HOME, SMALL_HOME, WORKER, ACTIVIST, FRIEND], ids=lambda f: type(f).__name__)
def test_an_earlier_honour_by_code_is_a_finding_by_name_a_hint(facts: Candidate) -> None:
    earlier = EarlierHonour(honour=Honour.MODEL_HOME, year=2018)
    hint = replace(earlier, matched_by=MatchedBy.NAME)
    assert broken(replace(facts, earlier_honours=(earlier,))) == {"not_honoured_before": NOT_MET}
    assert broken(replace(facts, earlier_honours=(hint,))) == {}


def test_one_person_is_filed_for_one_honour_unless_the_round_says_so() -> None:
    twice = replace(WORKER, also_filed_for=(Honour.OUTSTANDING_ACTIVIST,))
    assert broken(twice) == {"is_filed_for_one_honour": NOT_MET}
    assert broken(replace(twice, settings=Settings(several_honours=True))) == {}


# --- honours ----------------------------------------------------------------------------------------------------------


def test_three_are_conferred_and_two_named() -> None:
    assert [h.act for h in Honour] == [Act.CONFERRED, Act.CONFERRED, Act.CONFERRED, Act.NAMED, Act.NAMED]
    assert [h.short for h in Honour] == ["之家", "小家", "工作者", "积极分子", "之友"]
    assert [h.collective for h in Honour] == [True, True, False, False, False]
    assert [h.elevated for h in Honour] == [Elevated.RED_FLAG_UNIT, None, Elevated.PACESETTER, None, None]
    assert [h.act.undone for h in (Honour.MODEL_HOME, Honour.UNION_FRIEND)] == ["撤销荣誉称号", "取消命名"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (HOME, ["members", "party", "discipline"]),
        (replace(HOME, has_party_organ=False, has_discipline_organ=False), ["members"]),
        (WORKER, ["members", "party", "discipline"]),
        (replace(WORKER, public_official=True), ["members", "party", "discipline", "supervision", "personnel"]),
        (
            replace(FRIEND, party_leading_cadre=True, has_party_organ=False),
            ["members", "discipline", "supervision", "personnel"],
        ),
        (replace(ACTIVIST, public_official=None), ["members", "party", "discipline", "supervision", "personnel"]),
    ],
)
def test_opinions_required_by_who_the_candidate_is(facts: Candidate, expected: list[str]) -> None:
    honour = next(h for h in Honour if law_of(h).facts is type(facts))
    assert law_of(honour).opinions_required(facts) == tuple(OpinionKind(kind) for kind in expected)


def test_papers_follow_the_facts() -> None:
    home = {paper.kind for paper in law_of(Honour.MODEL_HOME).documents(HOME) if paper.required}
    friend = {paper.kind for paper in law_of(Honour.UNION_FRIEND).documents(FRIEND)}
    assert PaperKind.YEARLY_FIGURES in home
    assert PaperKind.SUPERVISION_OPINION not in home
    assert friend == {
        PaperKind.FORM,
        PaperKind.MEMBERS_MINUTES,
        PaperKind.PARTY_OPINION,
        PaperKind.DISCIPLINE_OPINION,
        PaperKind.NOTICE_PROOF,
        PaperKind.PHOTO,
    }


def test_grounds_are_ten_for_collectives_six_for_persons_five_more_for_workers() -> None:
    assert {h.value: len(law_of(h).grounds) for h in Honour} == {
        "model_home": 10,
        "model_small_home": 10,
        "outstanding_worker": 11,
        "outstanding_activist": 6,
        "union_friend": 6,
    }
