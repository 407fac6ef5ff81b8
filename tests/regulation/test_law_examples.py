"""Every worked case of `tests/data/law_examples.csv`, by its number, with the outcome that the table expects."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from regulation import after, article_16, conferral, elevated, measures, revocation, revocation_route, rounds
from regulation.conferral import Disqualification, Disqualified, Fault
from regulation.elevated import Elevation
from regulation.engine import Judgement, Law
from regulation.facts import (
    Accident,
    AccidentClass,
    Attestation,
    Ballot,
    DuesArrears,
    Employer,
    Penalty,
    Post,
    Rank,
    Term,
    UnitNature,
)
from regulation.honours import Elevated, Honour
from regulation.lists import ListRow
from regulation.model_home import Founding, UnionKind
from regulation.model_small_home import SubUnit
from regulation.notices import Medium
from regulation.opinions import Assembly, OpinionKind
from regulation.outstanding_worker import CadreKind
from regulation.refusals import Refused
from regulation.revocation import Evidence, Revocation, Sanction, YearBallot
from regulation.rounds import RecommenderKind, RoundKind, RoundNotice, RoundPlan
from regulation.union_friend import LeaderKind
from tests.regulation.cases import (
    ACTIVIST,
    EMPLOYER,
    FILED,
    FINAL,
    FRIEND,
    HOME,
    OFFICE_CADRE,
    RECOMMENDED,
    SMALL_HOME,
    VERSION,
    WORKER,
    YEARS,
    activists,
    attested,
    collective_decision,
    figures,
    filing,
    judged,
    listed,
    notice,
    without,
    years,
)

ROWS = list(csv.DictReader((Path(__file__).parents[1] / "data" / "law_examples.csv").open(encoding="utf-8")))
Example = Callable[[], Judgement | None]
EXAMPLES: dict[str, Example] = {}


def example(number: str) -> Callable[[Example], Example]:
    def register(case: Example) -> Example:
        assert number not in EXAMPLES
        EXAMPLES[number] = case
        return case

    return register


def by(law: Law, facts: object, as_of: date = FILED) -> Judgement:
    return law.judge(facts, version=VERSION, as_of=as_of)


def outcome(case: Example, expected: str) -> tuple[str, list[str]]:
    """What came of a case, and the articles that stood in its way."""
    try:
        judgement = case()
    except Refused as refused:
        return "refused", [refused.article]
    if judgement is None:
        return "allowed", []
    standing = judgement.open()
    articles = [finding.article for finding in standing]
    if expected in ("met", "not met", "needs evidence"):
        return judgement.result.value, articles
    if not standing:
        return "allowed", []
    excused = not judgement.open({finding.code: "书面理由" for finding in standing})
    return ("generally-with-reason" if excused else "refused"), articles


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_example(row: dict[str, str]) -> None:
    found, articles = outcome(EXAMPLES[row["id"]], row["expected"])
    article = row["article"].partition("条")[0] + "条"

    assert found == row["expected"]
    assert bool(articles) == (found not in ("met", "allowed"))
    assert [other for other in articles if article not in other] == []


def test_every_example_is_tried() -> None:
    assert sorted(EXAMPLES) == sorted(row["id"] for row in ROWS)


# --- 第五条 -----------------------------------------------------------------------------------------------------------


@example("A05-01")
def foreign_owned_company() -> Judgement:
    employer = replace(EMPLOYER, nature=UnitNature.FOREIGN)
    return judged(replace(HOME, founding=Founding.SINGLE, employers=(employer,)))


@example("A05-06")
def street_union() -> Judgement:
    return judged(replace(HOME, union_kind=UnionKind.TOWNSHIP))


@example("A05-11")
def county_federation() -> Judgement:
    return judged(replace(HOME, union_kind=UnionKind.LOCAL_FEDERATION))


@example("A05-16")
def branch_company() -> Judgement:
    return judged(replace(SMALL_HOME, sub_unit=SubUnit.SUBSIDIARY))


@example("A05-21")
def socialised_cadre() -> Judgement:
    return judged(attested(replace(WORKER, cadre=CadreKind.SOCIALISED, posts=(), yearly_grades=())))


@example("A05-26")
def ordinary_member_as_worker() -> Judgement:
    return judged(replace(WORKER, cadre=CadreKind.NONE, posts=(), yearly_grades=()))


@example("A05-31")
def three_of_five_on_the_front_line() -> Judgement:
    return listed(activists(3, 2))


@example("A05-36")
def two_of_three_on_the_front_line() -> Judgement:
    return listed(activists(2, 1), RecommenderKind.INDUSTRIAL)


@example("A05-41")
def deputy_governor() -> Judgement:
    return judged(replace(FRIEND, kind=LeaderKind.PARTY_GOVERNMENT, rank=Rank.MINISTRY))


@example("A05-46")
def head_of_a_production_department() -> Judgement:
    return judged(replace(FRIEND, kind=LeaderKind.NONE))


@example("A05-51")
def home_and_its_chair() -> Judgement:
    return judged(HOME) + judged(WORKER)


# --- 第六条 -----------------------------------------------------------------------------------------------------------


@example("A06-05")
def nothing_said_of_political_leadership() -> Judgement:
    return judged(without(HOME, "leads_workers_politically"))


@example("A06-10")
def no_supervision_committee() -> Judgement:
    return judged(replace(HOME, supervision_committee=False))


@example("A06-15")
def one_year_below_though_the_mean_is_above() -> Judgement:
    rates = years(y2023=figures(2023, 850), y2024=figures(2024, 970), y2025=figures(2025, 980))
    return judged(replace(HOME, years=rates))


@example("A06-20")
def union_founded_two_years_ago() -> Judgement:
    return judged(replace(HOME, years=(figures(2024, 1000, 200), figures(2025, 1000, 200))))


@example("A06-25")
def openness_was_found_lacking() -> Judgement:
    found = Attestation(
        key="keeps_its_institutions.openness", by="市总工会", statement="未开展", document="检查记录.pdf", holds=False
    )
    return judged(replace(HOME, attestations=(*HOME.attestations, found)))


@example("A06-30")
def exactly_ninety_percent_satisfied() -> Judgement:
    return judged(replace(HOME, years=years(y2025=figures(2025, satisfied=180))))


@example("A06-35")
def small_union_votes_in_a_general_meeting() -> Judgement:
    ballot = Ballot(issued=75, returned=75, satisfied=72, dissatisfied=3)
    small = tuple(replace(figures(year), employees=80, members=80, ballot=ballot) for year in YEARS)
    return judged(replace(HOME, years=small))


# --- 第七条 -----------------------------------------------------------------------------------------------------------


@example("A07-05")
def forty_five_of_fifty() -> Judgement:
    return judged(replace(SMALL_HOME, years=tuple(replace(figures(y), employees=50, members=45) for y in YEARS)))


@example("A07-10")
def bargains_without_a_contract_of_its_own() -> Judgement:
    return judged(replace(SMALL_HOME, collective_bargaining=True))


@example("A07-15")
def seventeen_of_twenty_satisfied() -> Judgement:
    low = replace(figures(2025), ballot=Ballot(issued=20, returned=20, satisfied=17, basically=3))
    return judged(replace(SMALL_HOME, years=years(y2025=low)))


# --- 第八条、第九条 ---------------------------------------------------------------------------------------------------


@example("A08-04")
def no_proof_of_harmony() -> Judgement:
    return judged(without(WORKER, "keeps_the_institutions.harmony"))


@example("A08-09")
def chair_without_a_grade_in_one_year() -> Judgement:
    return judged(replace(WORKER, yearly_grades=tuple(g for g in WORKER.yearly_grades if g.year != 2024)))


@example("A08-14")
def vice_chair_of_a_county_federation() -> Judgement:
    post = Term(post=Post.VICE_CHAIR, since=date(2020, 1, 1), grassroots=False)
    return judged(replace(OFFICE_CADRE, posts=(post,)))


@example("A09-04")
def pacesetter_for_an_activist() -> Judgement:
    elevation = Elevation(title=Elevated.PACESETTER, honour=Honour.OUTSTANDING_ACTIVIST, on_this_list=True)
    return by(elevated.law, elevation)


# --- 第十条、第十一条 -------------------------------------------------------------------------------------------------


@example("A10-03")
def nothing_said_of_union_activities() -> Judgement:
    return judged(without(ACTIVIST, "takes_part_in_union_work"))


@example("A11-03")
def refuses_to_pay_dues() -> Judgement:
    dunned = Attestation(
        key="supports_the_union.dues", by="上级工会", statement="拒绝拨缴", document="催缴函.pdf", holds=False
    )
    return judged(replace(FRIEND, attestations=(*FRIEND.attestations, dunned)))


# --- 第十二条 ---------------------------------------------------------------------------------------------------------


def home_of(employer: Employer, as_of: date = FILED) -> Judgement:
    return judged(replace(HOME, employers=(employer,)), as_of)


@example("A12-02")
def wages_in_arrears() -> Judgement:
    return judged(replace(SMALL_HOME, employers=(replace(EMPLOYER, wages_in_arrears=True),)))


def accident(on: date, grade: AccidentClass) -> Employer:
    return replace(EMPLOYER, accidents=(Accident(on=on, grade=grade, responsible=True),))


@example("A12-07")
def ordinary_accident_within_a_year() -> Judgement:
    return home_of(accident(date(2025, 6, 1), AccidentClass.ORDINARY))


@example("A12-12")
def major_accident_more_than_three_years_ago() -> Judgement:
    return home_of(accident(date(2023, 3, 15), AccidentClass.MAJOR))


@example("A12-17")
def accident_after_filing() -> Judgement:
    return home_of(accident(date(2026, 5, 20), AccidentClass.ORDINARY), as_of=date(2026, 5, 25))


@example("A12-22")
def refuses_to_mend_a_hazard() -> Judgement:
    return home_of(replace(EMPLOYER, major_hazard=True, refuses_to_mend_hazard=True))


@example("A12-27")
def dues_paid_a_year_late() -> Judgement:
    late = DuesArrears(due_on=date(2024, 6, 15), paid_on=date(2025, 6, 15))
    return home_of(replace(EMPLOYER, dues_arrears=(late,)))


@example("A12-32")
def penalty_of_unknown_weight() -> Judgement:
    return home_of(replace(EMPLOYER, penalties=(Penalty(imposed_on=date(2025, 9, 1)),)))


# --- 第十三条 ---------------------------------------------------------------------------------------------------------


@example("A13-03")
def not_registered_though_qualified() -> Judgement:
    return judged(replace(WORKER, union=replace(WORKER.union, is_legal_person=False)))


@example("A13-08")
def no_bargaining_and_no_contract() -> Judgement:
    union = replace(WORKER.union, collective_bargaining=False, collective_contract=False)
    return judged(replace(WORKER, union=union))


# --- 第十四条 ---------------------------------------------------------------------------------------------------------


@example("A14-03")
def five_honours_in_a_congress_year() -> Judgement:
    said = RoundNotice(subjects="对象", conditions="条件", procedure="程序", quotas="名额", organisation="组织")
    plan = RoundPlan(
        kind=RoundKind.CONGRESS,
        opens_on=date(2028, 3, 1),
        honours=tuple(Honour),
        congress_years=(2018, 2023, 2028),
        notice=said,
    )
    return by(rounds.law, plan)


@example("A14-08")
def corps_recommends_directly() -> None:
    rounds.require_recommender(RecommenderKind.CORPS)


@example("A14-13")
def national_industrial_union_recommends() -> None:
    rounds.require_recommender(RecommenderKind.INDUSTRIAL)


# --- 第十六条 ---------------------------------------------------------------------------------------------------------


def filed(facts: article_16.Filing) -> Judgement:
    return by(article_16.law, facts)


@example("A16-03")
def heard_in_a_general_meeting() -> Judgement:
    whole = filing(HOME)
    general = tuple(replace(o, assembly=Assembly.GENERAL) if o.assembly else o for o in whole.opinions)
    return filed(replace(whole, opinions=general))


@example("A16-08")
def neither_party_nor_discipline_organ() -> Judgement:
    private = replace(
        HOME, has_party_organ=False, has_discipline_organ=False, organs_absent_statement="本单位没有党组织、纪检组织"
    )
    return filed(filing(private))


@example("A16-13")
def unit_notice_across_the_spring_festival() -> Judgement:
    return filed(replace(filing(HOME), notice=notice(date(2026, 2, 12), date(2026, 2, 25))))


@example("A16-18")
def names_without_deeds() -> Judgement:
    whole = filing(HOME)
    assert whole.notice
    return filed(replace(whole, notice=replace(whole.notice, deeds_shown=False)))


@example("A16-23")
def official_without_the_opinion_of_the_supervision_organ() -> Judgement:
    official = replace(WORKER, public_official=True, party_leading_cadre=False)
    return filed(filing(official, lacking=[OpinionKind.SUPERVISION]))


@example("A16-28")
def home_whose_chair_is_an_official() -> Judgement:
    return filed(filing(HOME))


# --- 第十七条、第十八条 -----------------------------------------------------------------------------------------------


@example("A17-01")
def signed_by_a_department_head() -> Judgement:
    return by(conferral.recommendation_law, replace(RECOMMENDED, decision=None))


@example("A17-06")
def provincial_notice_over_the_may_holiday() -> Judgement:
    over_may = notice(date(2026, 4, 30), date(2026, 5, 9), Medium.PROVINCIAL_PRESS)
    return by(conferral.recommendation_law, replace(RECOMMENDED, notice=over_may), date(2026, 5, 11))


@example("A17-11")
def replaced_with_new_decision_and_notice() -> Judgement:
    again = replace(
        RECOMMENDED,
        digest="d3",
        decision=collective_decision("d3"),
        notice=notice(date(2026, 4, 20), date(2026, 4, 24), Medium.PROVINCIAL_ONLINE),
        notice_digest="d3",
    )
    return by(conferral.recommendation_law, again)


def non_public(number: int, total: int, recommender: RecommenderKind) -> Judgement:
    row = ListRow(honour=Honour.MODEL_HOME)
    return listed([replace(row, non_public=n < number) for n in range(total)], recommender)


@example("A18-02")
def province_one_below_half() -> Judgement:
    return non_public(49, 100, RecommenderKind.PROVINCE)


@example("A18-07")
def industrial_union_far_below_half() -> Judgement:
    return non_public(2, 20, RecommenderKind.INDUSTRIAL)


# --- 第十九条至第二十二条 ---------------------------------------------------------------------------------------------


@example("A19-02")
def disqualified_unit_files_under_a_new_name() -> None:
    barred = Disqualified(codes=frozenset({"81110000MC0000001A"}), names=frozenset({"旧名有限公司工会"}))
    conferral.require_not_barred(frozenset({"81110000MC0000001A"}), frozenset({"新名有限公司工会"}), (barred,))


@example("A19-07")
def disqualified_on_an_unverified_report() -> Judgement:
    return by(conferral.disqualification_law, Disqualification(fault=Fault.FORGED, verified=False))


@example("A20-02")
def national_notice_of_four_days() -> Judgement:
    short = notice(date(2026, 7, 6), date(2026, 7, 9), Medium.WORKERS_DAILY)
    return by(conferral.final_law, replace(FINAL, notice=short))


@example("A20-07")
def added_after_approval() -> Judgement:
    return by(conferral.final_law, replace(FINAL, entered_since=("某公司工会",)))


@example("A21-02")
def conferring_what_is_named() -> None:
    conferral.require_wording(Honour.OUTSTANDING_ACTIVIST, "授予全国优秀工会积极分子荣誉称号")


@example("A22-04")
def county_rechecks_an_activist() -> Judgement:
    return by(after.recheck_law, after.Recheck(honour=Honour.OUTSTANDING_ACTIVIST, by_union_above=True))


# --- 第二十三条至第二十五条 -------------------------------------------------------------------------------------------


def revoked(honour: Honour, ground: str, *elements: str, **more: object) -> Judgement:
    evidence = tuple(Evidence(element=e, document=f"{e}.pdf") for e in elements)
    return by(revocation.ground_law, replace(Revocation(honour=honour, ground=ground, evidence=evidence), **more))  # type: ignore[arg-type]  # fields by name


def ballots(**dissatisfied: int) -> tuple[YearBallot, ...]:
    """Of a hundred ballots returned."""
    return tuple(
        YearBallot(year=int(y[1:]), ballot=Ballot(issued=100, returned=100, satisfied=100 - n, dissatisfied=n))
        for y, n in dissatisfied.items()
    )


@example("A23-03")
def home_holds_no_elections() -> Judgement:
    return revoked(Honour.MODEL_HOME, "23.3", "fact")


@example("A23-08")
def small_home_put_under_a_department() -> Judgement:
    return revoked(Honour.MODEL_SMALL_HOME, "23.2", "fact")


@example("A23-13")
def home_does_not_register_its_new_name() -> Judgement:
    return revoked(Honour.MODEL_HOME, "23.3", "fact")


@example("A23-18")
def mass_incident_of_bad_influence() -> Judgement:
    return revoked(Honour.MODEL_HOME, "23.7", "fact", "consequence")


@example("A23-23")
def exactly_half_dissatisfied_in_one_year() -> Judgement:
    return revoked(Honour.MODEL_HOME, "23.9", ballots=ballots(y2024=50, y2025=60))


@example("A23-28")
def ground_of_collectives_against_a_person() -> Judgement:
    return revoked(Honour.OUTSTANDING_WORKER, "23.7", "fact", "consequence")


@example("A24-05")
def worker_sentenced() -> Judgement:
    return revoked(Honour.OUTSTANDING_WORKER, "24.5", "fact")


@example("A24-10")
def activist_seriously_warned() -> Judgement:
    return revoked(Honour.OUTSTANDING_ACTIVIST, "24.4", "fact", sanction=Sanction.PARTY_SERIOUS_WARNING)


@example("A24-15")
def friend_of_bad_conduct_and_influence() -> Judgement:
    return revoked(Honour.UNION_FRIEND, "24.3", "fact", "consequence")


@example("A24-20")
def activist_of_bad_conduct_without_influence() -> Judgement:
    return revoked(Honour.OUTSTANDING_ACTIVIST, "24.3", "fact")


@example("A24-25")
def friend_demoted() -> Judgement:
    return revoked(Honour.UNION_FRIEND, "24.4", "fact", sanction=Sanction.DEMOTION)


@example("A25-04")
def chair_whose_union_pays_no_dues() -> Judgement:
    return revoked(Honour.OUTSTANDING_WORKER, "25.3", "fact", post=Post.CHAIR)


@example("A25-09")
def vice_chair_with_half_dissatisfied_twice() -> Judgement:
    halves = ballots(y2024=50, y2025=50)
    return revoked(Honour.OUTSTANDING_WORKER, "25.5", post=Post.VICE_CHAIR, ballots=halves)


# --- 第二十六条至第二十九条 -------------------------------------------------------------------------------------------

STEP_BY_STEP = revocation_route.RevocationRoute(
    route=revocation_route.Route.STEP_BY_STEP,
    recommender_agreed=True,
    written_report="报告〔2027〕1号",
    verified=True,
    verification="核查结论.pdf",
    request="请示〔2027〕2号",
    secretariat_approval="书记处会议纪要〔2027〕3号",
)


@example("A26-01")
def revoked_step_by_step() -> Judgement:
    return by(revocation_route.route_law, STEP_BY_STEP)


@example("A26-06")
def asked_before_it_was_verified() -> Judgement:
    return by(revocation_route.route_law, replace(STEP_BY_STEP, verified=False, verification=""))


RECOVERY = after.Recovery(
    honour=Honour.MODEL_HOME,
    end=after.UnitEnd.BANKRUPT,
    certificate_recovered=True,
    plaque_recovered=True,
    reported_to="市总工会",
)


@example("A27-01")
def bankrupt_company() -> Judgement:
    return by(after.recovery_law, RECOVERY)


@example("A27-06")
def workshop_dissolved_with_its_company() -> Judgement:
    dissolved = replace(RECOVERY, honour=Honour.MODEL_SMALL_HOME, end=after.UnitEnd.DISSOLVED)
    return by(after.recovery_law, dissolved)


@example("A28-04")
def city_sets_up_an_allowance() -> Judgement:
    allowance = after.Support(
        payer=after.Payer.LOCAL,
        kind=after.SupportKind.TREATMENT,
        honour=Honour.OUTSTANDING_WORKER,
        spending_rules="业务支出",
    )
    return by(after.support_law, allowance)


@example("A28-09")
def reward_agreed_only_by_the_committee() -> Judgement:
    reward = after.Support(
        payer=after.Payer.GRASSROOTS,
        kind=after.SupportKind.REWARD,
        honour=Honour.UNION_FRIEND,
        spending_rules="业务支出",
    )
    return by(after.support_law, reward)


@example("A29-01")
def province_asks_for_ninety_five_percent() -> Judgement:
    higher = measures.MeasureValue(parameter="least_membership_rate", value=Fraction(95, 100))
    return by(measures.law, measures.Measure(by=RecommenderKind.PROVINCE, values=(higher,)))


@example("A29-06")
def industrial_union_asks_for_three_copies() -> Judgement:
    copies = measures.Provision(text="省级称号材料 3 份")
    return by(measures.law, measures.Measure(by=RecommenderKind.INDUSTRIAL, provisions=(copies,)))
